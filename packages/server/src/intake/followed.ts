/**
 * The sources that are set up: those of the configuration, and those that were added while the service ran and are kept in
 * the store. Each is started unless it is paused; pausing outlives the process.
 */
import type { LedgerEvent } from '../ledger/event.ts';
import type { Store } from '../store/store.ts';
import type { WebhookSource } from './ingest.ts';
import type { SourceKind, SourceSettings } from './source-settings.ts';
import type { SourceBook } from './sources.ts';

/** What a look without recording has found; `saw`: sentences. */
export interface SourceTest {
  readonly ok: boolean;
  readonly saw: readonly string[];
}

/** Something that runs until it is stopped; then nothing of it is under way. */
export interface Follower {
  readonly stop: () => Promise<void>;
}

/** How a kind of source is followed, and how it is tried. */
export interface Following<S extends SourceSettings> {
  readonly source: LedgerEvent['source'];
  readonly start: (name: string, settings: S) => Follower;
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
  readonly stop: () => Promise<void>;
}

export interface SourcesOptions {
  readonly configured: ReadonlyMap<string, SourceSettings>;
  readonly followings: Followings;
  readonly store: Pick<Store, 'sources' | 'putSource' | 'removeSource'>;
  readonly book: SourceBook;
  readonly now: () => number;
}

interface Kept extends SetUp {
  readonly createdAt: number;
  readonly running: Follower | null;
}

export async function openSources({ configured, followings, store, book, now }: SourcesOptions): Promise<Sources> {
  const all = new Map<string, Kept>();
  /** Changes of one source wait for those before. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine;
    return mine;
  };

  const start = (name: string, settings: SourceSettings): Follower => {
    const following = followings[settings.kind] as Following<SourceSettings>;
    book.of(name, following.source);
    return following.start(name, settings);
  };
  const set = (setUp: SetUp, createdAt: number): void => {
    const running = setUp.paused ? null : start(setUp.name, setUp.settings);
    all.set(setUp.name, { ...setUp, createdAt, running });
  };
  const keep = ({ name, settings, paused, origin, createdAt }: Omit<Kept, 'running'>): Promise<void> =>
    store.putSource({
      ...{ name, paused, createdAt },
      settings: origin === 'settings' ? null : (settings as unknown as Readonly<Record<string, unknown>>),
    });

  const stored = await store.sources();
  const isPaused = (name: string): boolean => stored.some((each) => each.name === name && each.paused);
  for (const [name, settings] of configured) set({ name, settings, paused: isPaused(name), origin: 'settings' }, now());
  for (const { name, settings, paused, createdAt } of stored)
    if (settings !== null && !all.has(name))
      set({ name, settings: settings as unknown as SourceSettings, paused, origin: 'added' }, createdAt);

  return {
    all: () => [...all.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    add: (name, settings) =>
      inTurn(async () => {
        if (all.has(name)) return false;
        const setUp = { name, settings, paused: false, origin: 'added' } as const;
        await keep({ ...setUp, createdAt: now() });
        set(setUp, now());
        return true;
      }),
    remove: (name) =>
      inTurn(async () => {
        const known = all.get(name);
        if (known === undefined) return 'unknown';
        if (known.origin === 'settings') return 'settings';
        await known.running?.stop();
        all.delete(name);
        await store.removeSource(name);
        book.forget(name);
        return 'removed';
      }),
    setPaused: (name, paused) =>
      inTurn(async () => {
        const known = all.get(name);
        if (known === undefined) return false;
        if (known.paused === paused) return true;
        await keep({ ...known, paused });
        await known.running?.stop();
        set({ ...known, paused }, known.createdAt);
        return true;
      }),
    async test(name) {
      const known = all.get(name);
      if (known === undefined) return null;
      try {
        return await (followings[known.settings.kind] as Following<SourceSettings>).look(known.settings);
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
    async stop() {
      await turn.catch(() => {});
      await Promise.all([...all.values()].map(({ running }) => running?.stop()));
    },
  };
}
