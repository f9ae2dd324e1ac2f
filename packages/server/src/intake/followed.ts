/**
 * The sources that are set up: those of the configuration, and those that were added while the service ran and are kept in
 * the store. Each is followed unless it is paused; pausing outlives the process. Where several processes share the store, each
 * has what another added, paused or removed within seconds, and one of them follows a source at a time: any of them a mailbox,
 * one on the machine of its own a file.
 */
import type { Duties, Work } from '../duty/duties.ts';
import { lookAgain } from '../duty/look-again.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import type { Store, StoredSource } from '../store/store.ts';
import type { WebhookSource } from './ingest.ts';
import type { SourceKind, SourceSettings } from './source-settings.ts';
import type { SourceBook } from './sources.ts';

/** What a look without recording has found; `saw`: sentences. */
export interface SourceTest {
  readonly ok: boolean;
  readonly saw: readonly string[];
}

/** How a kind of source is followed, and how it is tried. */
export interface Following<S extends SourceSettings> {
  readonly source: LedgerEvent['source'];
  /** Where what is followed can be reached from; `itself`: it speaks to us, to whichever process. */
  readonly from: 'anywhere' | 'its machine' | 'itself';
  readonly start: (name: string, settings: S) => Work;
  /** Rejects when it cannot be read. */
  readonly look: (settings: S) => Promise<SourceTest>;
}

export type Followings = { readonly [K in SourceKind]: Following<Extract<SourceSettings, { kind: K }>> };

export interface SetUp {
  /** As on events: "imap:bounces". */
  readonly name: string;
  readonly settings: SourceSettings;
  readonly paused: boolean;
  /** `settings`: the configuration has it, and only there it can be changed or removed. */
  readonly origin: 'settings' | 'added';
  /** The machine whose file it is, where that is another one; null: this process could follow it. */
  readonly elsewhere: string | null;
}

export interface Sources {
  readonly all: () => readonly SetUp[];
  /** False when there is one of that name. */
  readonly add: (name: string, settings: SourceSettings) => Promise<boolean>;
  /** `settings`: the configuration has it. */
  readonly remove: (name: string) => Promise<'removed' | 'unknown' | 'settings'>;
  /** False when there is none. */
  readonly setPaused: (name: string, paused: boolean) => Promise<boolean>;
  /** Connects and reads, and records nothing; null when there is none. */
  readonly test: (name: string) => Promise<SourceTest | null>;
  readonly webhook: (name: string) => WebhookSource | undefined;
  /** Takes over what other processes have added, changed, paused or removed. Rejects when the store cannot be read. */
  readonly refresh: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface SourcesOptions {
  readonly configured: ReadonlyMap<string, SourceSettings>;
  readonly followings: Followings;
  readonly store: Pick<Store, 'sources' | 'putSource' | 'removeSource'>;
  readonly duties: Pick<Duties, 'lead'>;
  /** Name of this machine. */
  readonly host: string;
  readonly book: SourceBook;
  readonly now: () => number;
}

interface Kept extends SetUp {
  readonly createdAt: number;
  readonly running: Work | null;
}

export async function openSources(options: SourcesOptions): Promise<Sources> {
  const { configured, followings, store, duties, host, book, now } = options;
  const all = new Map<string, Kept>();
  /** Changes wait for those before. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => {});
    return mine;
  };
  const followingOf = ({ kind }: SourceSettings) => followings[kind] as Following<SourceSettings>;

  const start = async ({ name, settings, paused, elsewhere }: SetUp): Promise<Work | null> => {
    const following = followingOf(settings);
    book.of(name, following.source);
    if (paused || elsewhere !== null) return null;
    if (following.from === 'itself') return following.start(name, settings);
    const duty = following.from === 'anywhere' ? `source:${name}` : `source:${name} on ${host}`;
    return duties.lead(duty, () => following.start(name, settings));
  };
  const set = async (setUp: SetUp, createdAt: number): Promise<void> => {
    await all.get(setUp.name)?.running?.stop();
    all.set(setUp.name, { ...setUp, createdAt, running: await start(setUp) });
  };
  const drop = async (name: string): Promise<void> => {
    await all.get(name)?.running?.stop();
    all.delete(name);
    book.forget(name);
  };
  const keep = ({ name, settings, paused, origin, elsewhere, createdAt }: Omit<Kept, 'running'>): Promise<void> =>
    store.putSource({
      ...{ name, paused, createdAt },
      settings: origin === 'settings' ? null : (settings as unknown as NonNullable<StoredSource['settings']>),
      host: origin === 'added' && followingOf(settings).from === 'its machine' ? (elsewhere ?? host) : null,
    });

  const takeOver = async (): Promise<void> => {
    const stored = await store.sources();
    const paused = new Set(stored.flatMap((each) => (each.paused ? [each.name] : [])));
    const wanted: readonly (readonly [SetUp, createdAt: number])[] = [
      ...[...configured].map(
        ([name, settings]) =>
          [{ name, settings, paused: paused.has(name), origin: 'settings', elsewhere: null } as const, now()] as const,
      ),
      ...stored
        .filter(({ name, settings }) => settings !== null && !configured.has(name))
        .map((each) => [addedOf(each, host), each.createdAt] as const),
    ];
    const names = new Set(wanted.map(([{ name }]) => name));
    for (const name of [...all.keys()]) if (!names.has(name)) await drop(name);
    for (const [setUp, createdAt] of wanted) {
      const known = all.get(setUp.name);
      if (known === undefined || !isSame(known, setUp)) await set(setUp, known?.createdAt ?? createdAt);
    }
  };
  await takeOver();

  return {
    all: () => [...all.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    add: (name, settings) =>
      inTurn(async () => {
        await takeOver();
        if (all.has(name)) return false;
        const setUp = { name, settings, paused: false, origin: 'added', elsewhere: null } as const;
        await keep({ ...setUp, createdAt: now() });
        await set(setUp, now());
        return true;
      }),
    remove: (name) =>
      inTurn(async () => {
        const known = all.get(name);
        // One that is kept and cannot be opened is not known here.
        if (known === undefined) return (await store.removeSource(name)) ? 'removed' : 'unknown';
        if (known.origin === 'settings') return 'settings';
        await known.running?.stop();
        await store.removeSource(name);
        await drop(name);
        return 'removed';
      }),
    setPaused: (name, paused) =>
      inTurn(async () => {
        const known = all.get(name);
        if (known === undefined) return false;
        if (known.paused === paused) return true;
        await keep({ ...known, paused });
        await set({ ...known, paused }, known.createdAt);
        return true;
      }),
    async test(name) {
      const known = all.get(name);
      if (known === undefined) return null;
      if (known.elsewhere !== null) return { ok: false, saw: [`It is a file of ${known.elsewhere}: test it there`] };
      try {
        return await followingOf(known.settings).look(known.settings);
      } catch (error) {
        return { ok: false, saw: [error instanceof Error ? error.message : String(error)] };
      }
    },
    webhook(name) {
      const known = all.get(name);
      if (known?.settings.kind !== 'webhook') return undefined;
      const { provider, secrets } = known.settings;
      return { provider, secrets, paused: known.paused };
    },
    refresh: lookAgain(() => inTurn(takeOver)),
    async stop() {
      await turn;
      await Promise.all([...all.values()].map(({ running }) => running?.stop()));
    },
  };
}

const addedOf = ({ name, settings, paused, host: own }: StoredSource, host: string): SetUp => ({
  ...{ name, settings: settings as unknown as SourceSettings, paused, origin: 'added' },
  elsewhere: own === null || own === host ? null : own,
});

/** Settings come from JSON, or went there: their texts agree when they do. */
const isSame = (known: SetUp, wanted: SetUp): boolean =>
  known.paused === wanted.paused &&
  known.origin === wanted.origin &&
  known.elsewhere === wanted.elsewhere &&
  JSON.stringify(known.settings) === JSON.stringify(wanted.settings);
