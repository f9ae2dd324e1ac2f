/**
 * The suppression list: who gets no mail, why, and what people and imports change about it. Every change is an event, so
 * that the list stays a function of the events.
 */
import type { Reason } from '@hearback/bounce';
import type { SuppressionCheck } from '../delivery/submission.ts';
import type {
  ErasedEntry,
  Page,
  Store,
  SuppressionChanged,
  SuppressionEntry,
  SuppressionFilter,
  SuppressionKey,
} from '../store/store.ts';
import { type AddressKey, addressKey, freshAddressKey, keyOf, normalAddress } from './address-key.ts';
import type { Forgetting } from './erase.ts';
import type { LedgerEvent, SuppressionScope } from './event.ts';
import type { Ids } from './ids.ts';
import { atMost } from './in-turn.ts';
import type { Recorder } from './record.ts';

/** Where a message comes from: entries of its stream, list and sender hold for it besides the global ones. */
export interface MailContext {
  readonly sender?: string | null | undefined;
  readonly stream?: string | null | undefined;
  readonly list?: string | null | undefined;
}

/** An address, or the SHA-256 of one that is not known itself. */
export type Suppressed = { readonly address: string } | { readonly sha256: string };

export interface ByHand {
  readonly subject: Suppressed;
  readonly scope: SuppressionScope;
  /** Stream, list or sender; empty for `global`. */
  readonly value: string;
  readonly reason: Reason;
  readonly who: string;
  readonly why: string;
  readonly expiresAt: number | null;
  /** Out of a list on which it was provisional. */
  readonly forNow?: true;
}

export interface Evidence {
  readonly entries: readonly SuppressionEntry[];
  /** The oldest first. */
  readonly changes: readonly (SuppressionKey & SuppressionChanged)[];
  /** The events that brought the entries into their state, as far as they are kept. */
  readonly causes: readonly LedgerEvent[];
}

export interface SuppressionList {
  /** For each address the entry that holds its mail back, or null. At most `mostChecked` addresses. */
  readonly check: (addresses: readonly string[], context: MailContext) => Promise<readonly (SuppressionEntry | null)[]>;
  /**
   * For each whether its mail is held back already, by an entry of the same place or by one for all mail: as surely, for what is
   * provisional or held by an incident is let go by itself, and as long.
   */
  readonly isKnown: (
    entries: readonly Pick<ByHand, 'subject' | 'scope' | 'value' | 'expiresAt' | 'forNow'>[],
  ) => Promise<readonly boolean[]>;
  readonly add: (entries: readonly ByHand[]) => Promise<void>;
  /** Releases entries; the answer tells for each whether there was one that held mail back. */
  readonly remove: (entries: readonly Omit<ByHand, 'reason' | 'expiresAt'>[]) => Promise<readonly boolean[]>;
  readonly list: (filter: SuppressionFilter, after: string | null, limit: number) => Promise<Page<SuppressionEntry>>;
  readonly why: (address: string) => Promise<Evidence>;
}

export interface SuppressionListDeps {
  readonly store: Pick<Store, 'suppressionsAbout' | 'suppressions' | 'suppressionChanges' | 'events' | 'eventsAbout'>;
  readonly recorder: Pick<Recorder, 'record'>;
  readonly ids: Ids;
  readonly now: () => number;
  /** Addresses that were erased and are still not mailed; left out: there are none. */
  readonly forgetting?: Pick<Forgetting, 'find' | 'release'> | undefined;
}

const mostChecked = 10_000;
/** The store looks for these while the keys of the next are made. */
const askedTogether = 2000;
/** Changes that are on disk together; others wait meanwhile. */
const mostTogether = 1000;
const mostChanges = 1000;
const mostEvents = 2000;
/** A store has few connections. */
const looksAtOnce = 8;

export function createSuppressionList({ store, recorder, ids, now, forgetting }: SuppressionListDeps): SuppressionList {
  const find = createFind(store, now, forgetting);
  const limited = atMost(looksAtOnce);
  const standing = async ({
    subject,
    scope,
    value,
  }: Pick<ByHand, 'subject' | 'scope' | 'value'>): Promise<SuppressionEntry | undefined> => {
    const { key, recipient } = keyOfSubject(subject);
    const found = await store.suppressionsAbout([recipient]);
    return found.find(
      (entry) => entry.key === key && entry.scope === scope && entry.value === value && holds(entry, now()),
    );
  };

  /** A person's word is the last one: behind whatever was told of the address by a clock that was ahead. */
  const instantsOf = async (given: readonly Pick<ByHand, 'subject'>[]): Promise<readonly number[]> => {
    const at = now();
    const { data } = await store.events({ since: at + 1 }, null, 1);
    if (data.length === 0) return given.map(() => at);
    const behind = ({ subject }: Pick<ByHand, 'subject'>) =>
      limited(async () => {
        const about = await store.eventsAbout(keyOfSubject(subject).recipient, null, mostEvents);
        const latest = Math.max(at, ...about.map(({ event }) => event.at));
        return latest > at ? latest + 1 : at;
      });
    return Promise.all(given.map(behind));
  };

  const record = async (type: 'address_suppressed' | 'address_released', given: readonly ByHand[]): Promise<void> => {
    for (let at = 0; at < given.length; at += mostTogether) {
      const some = given.slice(at, at + mostTogether);
      const instants = await instantsOf(some);
      const events = some.map((entry, index) => eventOf(type, entry, ids, instants[index] ?? now()));
      const committed = await recorder.record({ events });
      if (committed !== 'committed') throw new Error(`a change of the suppression list was answered ${committed}`);
    }
  };

  return {
    check: async (addresses, context) => {
      if (addresses.length > mostChecked) throw new RangeError(`more than ${mostChecked} addresses`);
      return find(addresses, context);
    },
    isKnown: async (entries) => {
      const keys = entries.map(({ subject }) => keyOfSubject(subject));
      const found = await store.suppressionsAbout([...new Set(keys.map(({ recipient }) => recipient))]);
      const at = now();
      const placeOf = (key: string, { scope, value }: Pick<ByHand, 'scope' | 'value'>): string =>
        JSON.stringify([key, scope, named(scope, value)]);
      const standing = found.filter((entry) => holds(entry, at));
      const held = new Map(standing.map((entry) => [placeOf(entry.key, entry), sureUntil(entry)]));
      const addresses = entries.map(({ subject }) => ('address' in subject ? subject.address : ''));
      const kept = (await forgetting?.find(addresses)) ?? [];
      return entries.map((entry, index) => {
        const { key } = keys[index] ?? { key: '' };
        const places = [placeOf(key, entry), placeOf(key, { scope: 'global', value: '' })];
        const erased = new Map((kept[index] ?? []).map((each) => [placeOf(key, each), each.expires_at ?? Infinity]));
        const ends = places.flatMap((place) => [held.get(place) ?? [], erased.get(place) ?? []].flat());
        return ends.some((end) => entry.forNow === true || end >= (entry.expiresAt ?? Infinity));
      });
    },
    add: (entries) => record('address_suppressed', entries),
    remove: async (entries) => {
      const before = await Promise.all(entries.map(standing));
      const released = entries.flatMap((entry, index): ByHand[] => {
        const { reason } = before[index] ?? {};
        return reason === undefined ? [] : [{ ...entry, reason, expiresAt: null }];
      });
      await record('address_released', released);
      const unkept = await Promise.all(
        entries.map(({ subject }) => ('address' in subject ? (forgetting?.release(subject.address) ?? false) : false)),
      );
      return before.map((entry, index) => entry !== undefined || unkept[index] === true);
    },
    list: (filter, after, limit) => store.suppressions(filter, after, limit),
    why: async (address) => {
      const { key, recipient } = addressKey(address);
      const entries = (await store.suppressionsAbout([recipient])).filter((entry) => entry.key === key);
      const changes = (await store.suppressionChanges(recipient, mostChanges)).filter((change) => change.key === key);
      const wanted = new Set(entries.map(({ cause }) => cause));
      const events = entries.length === 0 ? [] : await store.eventsAbout(recipient, null, mostEvents);
      return { entries, changes, causes: events.map(({ event }) => event).filter(({ id }) => wanted.has(id)) };
    },
  };
}

/** What the way in asks: whether a recipient may be mailed at all. */
export function createSuppressionCheck(
  store: Pick<Store, 'suppressionsAbout'>,
  now: () => number,
  forgetting?: Pick<Forgetting, 'find'>,
): SuppressionCheck {
  const find = createFind(store, now, forgetting);
  return async (addresses, context) => {
    const found = await find(addresses, context);
    return found.map((entry) => (entry === null ? null : { reason: entry.reason, why: sentence(entry) }));
  };
}

function createFind(store: Pick<Store, 'suppressionsAbout'>, now: () => number, forgetting?: Pick<Forgetting, 'find'>) {
  const findKnown = createFindKnown(store, now);
  return async (addresses: readonly string[], context: MailContext): Promise<(SuppressionEntry | null)[]> => {
    const known = await findKnown(addresses, context);
    // Afterwards: who is being erased is found in the one or in the other.
    const kept = (await forgetting?.find(addresses)) ?? [];
    if (kept.length === 0) return known;
    return known.map((entry, index) => {
      const still = kept[index]?.find((each) => concerns({ ...each, key: '' }, context));
      return entry ?? (still === undefined ? null : erasedEntry(still));
    });
  };
}

/** Nothing more is known of it. */
const erasedEntry = ({ key, scope, value, reason, at, expires_at }: ErasedEntry): SuppressionEntry => ({
  ...{ key, scope, value, reason, expires_at, since: at, address: null, state: 'confirmed' },
  ...{ cause: null, rule: null, template: null, incident: null, who: null },
  why: 'The address was erased while it was not to be mailed.',
});

function createFindKnown({ suppressionsAbout }: Pick<Store, 'suppressionsAbout'>, now: () => number) {
  return async (addresses: readonly string[], context: MailContext): Promise<(SuppressionEntry | null)[]> => {
    const keys: AddressKey[] = [];
    const asked: Promise<readonly SuppressionEntry[]>[] = [];
    for (let from = 0; from < addresses.length; from += askedTogether) {
      const some = addresses.slice(from, from + askedTogether).map(keyOfAddress(addresses.length));
      keys.push(...some);
      asked.push(suppressionsAbout(some.map(({ recipient }) => recipient)));
    }
    const entries = (await Promise.all(asked)).flat();
    if (entries.length === 0) return keys.map(() => null);
    const at = now();
    const held = new Map<string, SuppressionEntry>();
    for (const entry of entries) {
      if (!holds(entry, at) || !concerns(entry, context)) continue;
      // The wider one is the better answer.
      const known = held.get(entry.key);
      if (known === undefined || entry.scope === 'global') held.set(entry.key, entry);
    }
    return keys.map(({ key }) => held.get(key) ?? null);
  };
}

/** Many are asked about once. */
const keyOfAddress = (count: number) => (count > askedTogether ? freshAddressKey : addressKey);

const holds = ({ state, expires_at }: SuppressionEntry, at: number): boolean =>
  state !== 'released' && (expires_at === null || expires_at > at);

const sureUntil = ({ state, expires_at }: SuppressionEntry): number =>
  state === 'provisional' ? 0 : (expires_at ?? Infinity);

function concerns({ scope, value }: SuppressionKey, { sender, stream, list }: MailContext): boolean {
  switch (scope) {
    case 'global':
      return true;
    case 'stream':
      return value === stream;
    case 'list':
      return value === list;
    case 'sender':
      return sender != null && value === normalAddress(sender);
  }
}

function sentence({ why, who, since }: SuppressionEntry): string {
  const day = new Date(since).toISOString().slice(0, 10);
  return who === null ? `${why} (${day})` : `${why === '' ? 'Suppressed' : why} (${who}, ${day})`;
}

export const keyOfSubject = (subject: Suppressed) =>
  'address' in subject ? addressKey(subject.address) : keyOf(subject.sha256.toLowerCase());

/** As it is kept. */
function named(scope: SuppressionScope, value: string): string {
  return scope === 'global' ? '' : scope === 'sender' ? normalAddress(value) : value;
}

function eventOf(
  type: 'address_suppressed' | 'address_released',
  { subject, scope, value, reason, who, why, expiresAt }: ByHand,
  ids: Ids,
  at: number,
): LedgerEvent {
  return {
    ...{ id: ids.event(at), at, type, message_id: null },
    recipient: 'address' in subject ? subject.address : null,
    ...{ original_recipient: null, sender: null, stream: null, list: null, campaign: null, tags: [], attempt: null },
    ...{ mx: null, source_ip: null, tls: null, stage: null, reply: null, verdict: null, source: 'operator' },
    ...{ trusted: true, duration_ms: null, incident_id: null, ambiguous: false, next_attempt_at: null, attempts: null },
    dominant_reason: null,
    suppression: {
      ...{ scope, value: named(scope, value), reason, who, why, expires_at: expiresAt },
      ...('sha256' in subject ? { address_sha256: subject.sha256.toLowerCase() } : {}),
    },
  };
}
