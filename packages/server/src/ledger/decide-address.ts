/**
 * What is decided about one address: its entries, from all that is known of it, and what has to be told, counted and found anew
 * because of that.
 */
import type { SuppressionPolicies } from '@hearback/bounce';
import type {
  AddressLook,
  IncidentAddress,
  Recount,
  Store,
  SuppressionEntry,
  SuppressionWrite,
} from '../store/store.ts';
import { type AddressKey, addressKey, normalAddress } from './address-key.ts';
import { entriesOf, outliving } from './address-state.ts';
import { corrected, everRead } from './corrected.ts';
import type { LedgerEvent } from './event.ts';
import type { Refound } from './failure.ts';
import type { Ids } from './ids.ts';
import type { KnownIncidents } from './incident-book.ts';
import { heldBy, stateIn, type Touched } from './incident-hold.ts';
import { recount } from './recount.ts';
import { refoundAmong } from './refound.ts';

export interface AddressDeps {
  readonly store: Pick<Store, 'eventsAbout' | 'suppressionsAbout' | 'effect'>;
  readonly ids: Pick<Ids, 'event'>;
  readonly policy: SuppressionPolicies;
  readonly now: () => number;
}

/** Of one address the latest events are looked at; what an entry rests on may be older (address-state.ts, `outliving`). */
const mostHistory = 2000;

export interface Subject {
  readonly key: AddressKey;
  readonly address: string | null;
  /** To be recorded. */
  readonly events: readonly LedgerEvent[];
  /** What it is decided for: the last of them, if none is given. */
  readonly cause?: LedgerEvent;
  /** In the incident that lets it go: its bounces may be kept no more, or be another incident's by now. */
  readonly held?: IncidentAddress | undefined;
}

interface Decided {
  readonly look: AddressLook;
  readonly writes: readonly SuppressionWrite[];
  /** That tell others of it. */
  readonly events: readonly LedgerEvent[];
  readonly touched: readonly Touched[];
  /** What is known of it in each incident. */
  readonly rows: readonly IncidentAddress[];
  readonly recounts: readonly Recount[];
  readonly refound: readonly Refound[];
}

export async function decideAddress(
  { store, ids, policy, now }: AddressDeps,
  incidents: KnownIncidents,
  { key, address, events, ...given }: Subject,
): Promise<Decided> {
  const [history, standing] = await Promise.all([
    store.eventsAbout(key.recipient, null, mostHistory),
    store.suppressionsAbout([key.recipient]),
  ]);
  const mine = history.map(({ event }) => event).filter((event) => isAbout(event, key, address));
  const known = new Set(mine.map(({ id }) => id));
  const fresh = events.filter(({ id }) => !known.has(id));
  const before = standing.filter((entry) => entry.key === key.key);
  const named = address ?? before.find((entry) => entry.address !== null)?.address ?? null;
  const all = [...mine, ...fresh];
  const held = heldBy(corrected(all), key, named, incidents.index);
  const after = entriesOf(all, key, named, policy, held, outliving(before, mine));
  // A bounce that counts for something else by now is of the incident no more, but its address has been.
  const own = held.touched(after);
  const once = heldBy(everRead(all), key, named, incidents.index).touched(after);
  const left = once.filter(({ incident }) => !own.some((one) => one.incident.id === incident.id));
  const touched = [...own, ...left.map((one) => ({ ...one, events: [] }))];
  const rows = touched.map(({ row }) => row);
  const { held: gone } = given;
  // Of whom nothing is known any more, he was erased: his name is not written down again.
  const isKnown = mine.length > 0 || before.length > 0;
  if (gone !== undefined && isKnown && !rows.some(({ incident }) => incident === gone.incident))
    rows.push({ ...gone, state: stateIn(gone.incident, after) });
  const excused = new Set(touched.flatMap((one) => one.events.map(({ id }) => id)));
  const cause = given.cause ?? fresh.at(-1) ?? events[0];
  const writes = cause === undefined ? [] : changes(before, after, key, cause);
  const about = cause?.recipient ?? events[0]?.recipient ?? named;
  return {
    look: { recipient: key.recipient, seen: history[0]?.seq ?? 0 },
    writes,
    recounts: await recount(store.effect, key.recipient, mine, fresh, excused),
    refound: refoundAmong(mine, fresh, excused),
    events:
      cause === undefined ? [] : writes.flatMap((write) => told(write, { ...cause, recipient: about }, ids, now())),
    ...{ touched, rows },
  };
}

function isAbout({ recipient, suppression }: LedgerEvent, { key }: AddressKey, address: string | null): boolean {
  if (recipient === null) return suppression?.address_sha256 === key;
  return address === null ? addressKey(recipient).key === key : normalAddress(recipient) === address;
}

function changes(
  before: readonly SuppressionEntry[],
  after: readonly SuppressionEntry[],
  { key, recipient }: AddressKey,
  { id, at, suppression, reclassification }: LedgerEvent,
): readonly SuppressionWrite[] {
  const name = ({ scope, value }: SuppressionEntry): string => `${scope} ${value}`;
  const left = new Map(before.map((entry) => [name(entry), entry]));
  const change = (from: SuppressionEntry | undefined, to: SuppressionEntry | null, why: string) => ({
    ...{
      at,
      event: id,
      who: suppression?.who ?? reclassification?.who ?? null,
      from: from?.state ?? null,
      to: to?.state ?? null,
      why,
    },
  });
  const writes: SuppressionWrite[] = [];
  for (const entry of after) {
    const from = left.get(name(entry));
    left.delete(name(entry));
    if (from !== undefined && isSame(from, entry)) continue;
    const { scope, value, why } = entry;
    writes.push({ key, recipient, scope, value, entry, change: change(from, entry, why) });
  }
  for (const from of left.values()) {
    const { scope, value } = from;
    const why = 'In the light of what was heard since there was no reason for the entry.';
    writes.push({ key, recipient, scope, value, entry: null, change: change(from, null, why) });
  }
  return writes;
}

const isSame = (a: SuppressionEntry, b: SuppressionEntry): boolean =>
  a.state === b.state &&
  a.reason === b.reason &&
  a.cause === b.cause &&
  a.expires_at === b.expires_at &&
  a.since === b.since &&
  a.why === b.why &&
  a.who === b.who &&
  a.rule === b.rule &&
  a.template === b.template &&
  a.incident === b.incident &&
  a.address === b.address &&
  String(a.restsOn) === String(b.restsOn);

/** The event that others hear of it by; none where mail is kept back, or not, as before, or a person's own event tells it. */
function told(
  { entry, change, scope, value }: SuppressionWrite,
  cause: LedgerEvent,
  ids: Pick<Ids, 'event'>,
  at: number,
) {
  const stops = (state: SuppressionEntry['state'] | null): boolean => state !== null && state !== 'released';
  if (stops(change.from) === stops(change.to) || cause.suppression !== undefined) return [];
  const type = stops(change.to) ? 'address_suppressed' : 'address_released';
  const { recipient, original_recipient, sender, stream, list, campaign, tags, verdict, message_id } = cause;
  const incident_id = entry?.incident ?? cause.incident_id;
  const event: LedgerEvent = {
    ...{ id: ids.event(at), at, type, message_id, recipient, original_recipient, sender, stream, list, campaign, tags },
    ...{ attempt: null, mx: null, source_ip: null, tls: null, stage: null, reply: null, verdict, source: 'queue' },
    ...{ trusted: true, duration_ms: null, incident_id, ambiguous: false, next_attempt_at: null, attempts: null },
    dominant_reason: null,
    suppression: {
      ...{ scope, value, reason: entry?.reason ?? 'undetermined', who: null },
      ...{ why: change.why, expires_at: entry?.expires_at ?? null },
    },
  };
  return [event];
}
