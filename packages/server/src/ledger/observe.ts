/**
 * Takes what sources report: finds what it is about, decides whether it may have an effect, and records it, once. When the
 * answer is there it is on disk, and the source may be told so.
 */
import { hash } from 'node:crypto';
import type { RuleBook } from '@hearback/bounce';
import { ownVerdict } from '../rules/judge.ts';
import type { Committed, Store } from '../store/store.ts';
import { type CorrelateDeps, type Correlated, correlate } from './correlate.ts';
import type { LedgerEvent } from './event.ts';
import { atMost } from './in-turn.ts';
import type { Observation } from './observation.ts';
import type { Recorder } from './record.ts';
import { createRecordTogether, type Given } from './record-together.ts';

/** `repeated`: recorded before, and without effect now; `untrusted`: recorded, never with an effect. */
export type Recorded = 'recorded' | 'repeated' | 'untrusted';

/** One answer for each observation. Rejects when the store fails: then all are to come again. */
export type Record = (observations: readonly Observation[]) => Promise<readonly Recorded[]>;

export interface RecordDeps extends CorrelateDeps {
  readonly store: CorrelateDeps['store'] & Pick<Store, 'suppressionsAbout'>;
  readonly recorder: Pick<Recorder, 'record'>;
  /** The user's own rules, as they are now: what they say goes before what the source says. */
  readonly rules?: (() => RuleBook | undefined) | undefined;
}

/** A store has few connections. */
const correlatedAtOnce = 64;

export function createRecord(deps: RecordDeps): Record {
  const limited = atMost(correlatedAtOnce);
  const together = createRecordTogether(deps);
  const given = async (heard: Observation, among: CorrelateDeps): Promise<Given> => {
    const own = heard.verdict === null ? null : ownVerdict(heard, deps.rules?.());
    const observation = own === null ? heard : { ...heard, verdict: own };
    const event = eventOf(observation, await limited(() => correlate(among, observation)));
    const { raw } = observation;
    return raw === undefined ? { event } : { event, raws: [{ event: event.id, at: event.at, octets: raw }] };
  };
  return async (observations) => {
    const among = await withNames(deps, observations);
    const all = await Promise.all(observations.map((heard) => given(heard, among)));
    const committed = await together(all);
    return all.map(({ event }, index) => answered(committed[index], event));
  };
}

/** Few of the Message-IDs in a log of another server are ours: which, is asked once for all of them. */
async function withNames(deps: CorrelateDeps, observations: readonly Observation[]): Promise<CorrelateDeps> {
  if (observations.length === 1) return deps;
  const names = observations.flatMap(({ identifiers: { headerMessageId } }) => headerMessageId ?? []);
  if (names.length === 0) return deps;
  const { store } = deps;
  const known = await store.namesKnown([...new Set(names)]);
  return {
    ...deps,
    store: {
      ...store,
      messagesNamed: async (name, limit) => (known.has(name) ? store.messagesNamed(name, limit) : []),
    },
  };
}

function answered(committed: Committed | undefined, { trusted }: LedgerEvent): Recorded {
  if (committed === 'duplicate') return 'repeated';
  if (committed !== 'committed') throw new Error(`an observation was answered ${committed}`);
  return trusted ? 'recorded' : 'untrusted';
}

function eventOf(observation: Observation, correlated: Correlated): LedgerEvent {
  const { source, sourceName, at, type, labels, reply, stage, verdict, mx, sourceIp, identifiers } = observation;
  const { message, messageId, recipient, by } = correlated;
  const foreign = messageId === null ? identifiers.remote : undefined;
  return {
    ...{ id: eventId(observation), at, type, message_id: messageId, recipient },
    original_recipient: observation.originalRecipient,
    sender: message?.sender ?? observation.sender,
    stream: message?.stream ?? labels.stream ?? null,
    list: message === null ? (labels.list ?? null) : message.list,
    campaign: message === null ? (labels.campaign ?? null) : message.campaign,
    tags: message?.tags ?? labels.tags ?? [],
    ...{ attempt: null, mx, source_ip: sourceIp, tls: null, stage, reply, verdict, source },
    trusted: isTrusted(observation, correlated),
    ...{ duration_ms: null, incident_id: null, ambiguous: false, next_attempt_at: null, attempts: null },
    dominant_reason: null,
    source_name: sourceName,
    ...(foreign === undefined ? {} : { foreign_message: `${sourceName}:${foreign}` }),
    ...(by === null ? {} : { correlated_by: by }),
  };
}

function isTrusted({ source, authentic }: Observation, { standing }: Correlated): boolean {
  if (!authentic || standing === 'contradicted') return false;
  return standing === 'proven' || (source !== 'bounce_mail' && source !== 'imap');
}

/** From what the source makes unique, so that the same report has the same id whenever it is read. */
function eventId({ source, sourceName, key }: Observation): string {
  const name = hash('sha256', `${source}\0${sourceName}\0${key}`, 'hex');
  return `evt_${name.slice(0, 32)}`;
}
