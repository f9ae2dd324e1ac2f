/** Values of the house as the API writes them: instants as RFC 3339, durations in milliseconds, names in snake_case. */

import type { SetUp } from '../intake/followed.ts';
import type { Taken } from '../intake/intake.ts';
import { whereOf } from '../intake/source-settings.ts';
import { rateOf, type SourceState } from '../intake/sources.ts';
import type { TrayEntry } from '../intake/tray.ts';
import type { AttemptNote, LedgerEvent } from '../ledger/event.ts';
import type { LaneView } from '../queue/control.ts';
import type { Dialogue, LaneState, QueueEntry } from '../store/rows.ts';
import type { ApiKey, SuppressionChanged, SuppressionEntry, SuppressionKey } from '../store/store.ts';
import { instant } from './instant.ts';

const maybe = (at: number | null): string | null => (at === null ? null : instant(at));

const wireNote = ({ ours: _, ...note }: AttemptNote) => ({ ...note, at: instant(note.at) });

export const wireEvent = ({ suppression, incident, ...event }: LedgerEvent) => ({
  ...event,
  ...(incident === undefined
    ? {}
    : { incident: { ...incident, from: instant(incident.from), until: maybe(incident.until) } }),
  ...(suppression === undefined ? {} : { suppression: { ...suppression, expires_at: maybe(suppression.expires_at) } }),
  at: instant(event.at),
  next_attempt_at: maybe(event.next_attempt_at),
  attempts: event.attempts?.map(wireNote) ?? null,
});

export const wireEntry = (entry: QueueEntry) => ({
  message_id: entry.messageId,
  recipient: entry.recipient,
  lane: entry.lane,
  state: entry.held ? 'held' : 'waiting',
  held_why: entry.heldWhy ?? null,
  attempts: entry.attempts,
  next_attempt_at: instant(entry.nextAt),
  history: entry.history.map(wireNote),
});

export const wireLaneState = (state: LaneState) => ({
  lane: state.lane,
  suspended_since: maybe(state.suspendedSince),
  suspended_until: maybe(state.suspendedUntil),
  rate_factor: state.rateFactor,
  rate_until: maybe(state.rateUntil),
  why: state.why,
  by: state.by,
});

export const wireLane = (lane: LaneView) => ({
  lane: lane.lane,
  site: lane.site,
  source: lane.source,
  stream: lane.stream,
  ready: lane.ready,
  sending: lane.sending,
  connections: lane.connections,
  rate: lane.rate,
  last_failure: lane.lastFailure,
  state: lane.state === null ? null : wireLaneState(lane.state),
});

export const wireDialogue = (dialogue: Dialogue) => ({
  position: dialogue.position,
  attempt: dialogue.attempt,
  at: instant(dialogue.at),
  text: dialogue.text,
});

export const wireKey = (key: ApiKey) => ({
  id: key.id,
  name: key.name,
  scopes: [...key.scopes],
  senders: [...key.senders],
  authors: [...key.authors],
  created_at: instant(key.createdAt),
});

export const wireSource = (state: Readonly<SourceState>, setUp: SetUp | undefined, now: number) => ({
  name: state.name,
  kind: state.kind,
  follows: setUp?.settings.kind ?? null,
  origin: setUp?.origin ?? ('heard' as const),
  where: setUp === undefined ? null : whereOf(state.name, setUp.settings),
  machine: setUp?.elsewhere ?? null,
  paused: setUp?.paused ?? false,
  ...{ items: state.items, recorded: state.recorded, repeated: state.repeated, untrusted: state.untrusted },
  ...{ ignored: state.ignored, not_understood: state.notUnderstood, refused: state.refused, failed: state.failed },
  rate: Math.round(rateOf(state, now) * 100) / 100,
  since: instant(state.since),
  last_item_at: maybe(state.lastItemAt),
  last_event_at: maybe(state.lastEventAt),
  lag_ms: state.lag,
  last_error: state.lastError === null ? null : { ...state.lastError, at: instant(state.lastError.at) },
});

export const wireTray = ({ id, at, sourceName, source, form, size, recipient, why }: TrayEntry) => ({
  ...{ id, at: instant(at), source: sourceName, kind: source, form, size, recipient },
  why: [...why],
});

const mostNotes = 20;

export const wireTaken = ({ recorded, repeated, untrusted, inTray, notes }: Taken) => ({
  ...{ recorded, repeated, untrusted, in_tray: inTray },
  notes: notes.slice(0, mostNotes),
});

/** Field by field, for thousands may be asked for at once. */
export const wireSuppression = (entry: SuppressionEntry) => ({
  address: entry.address,
  address_sha256: entry.key,
  scope: entry.scope,
  value: entry.value,
  state: entry.state,
  reason: entry.reason,
  since: instant(entry.since),
  expires_at: maybe(entry.expires_at),
  why: entry.why,
  who: entry.who,
  cause: entry.cause,
  rule: entry.rule,
  template: entry.template,
  incident_id: entry.incident,
});

export const wireChange = ({ key: _, at, ...change }: SuppressionKey & SuppressionChanged) => ({
  at: instant(at),
  ...change,
});

export type WireEvent = ReturnType<typeof wireEvent>;
export type WireEntry = ReturnType<typeof wireEntry>;
export type WireLane = ReturnType<typeof wireLane>;
export type WireLaneState = ReturnType<typeof wireLaneState>;
export type WireDialogue = ReturnType<typeof wireDialogue>;
export type WireKey = ReturnType<typeof wireKey>;
export type WireSource = ReturnType<typeof wireSource>;
export type WireSuppression = ReturnType<typeof wireSuppression>;
export type WireSuppressionChange = ReturnType<typeof wireChange>;
export type WireTray = ReturnType<typeof wireTray>;
export type WireTaken = ReturnType<typeof wireTaken>;
