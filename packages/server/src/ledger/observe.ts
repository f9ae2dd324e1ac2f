/**
 * Takes what sources report: finds what it is about, decides whether it may have an effect, and records it, once. When the
 * answer is there it is on disk, and the source may be told so.
 */
import { createHash } from 'node:crypto';
import type { RuleBook } from '@hearback/bounce';
import { ownVerdict } from '../rules/judge.ts';
import type { Unit } from '../store/store.ts';
import { type CorrelateDeps, type Correlated, correlate } from './correlate.ts';
import type { LedgerEvent } from './event.ts';
import { atMost } from './in-turn.ts';
import type { Observation } from './observation.ts';
import type { Recorder } from './record.ts';

/** `repeated`: recorded before, and without effect now; `untrusted`: recorded, never with an effect. */
export type Recorded = 'recorded' | 'repeated' | 'untrusted';

/** One answer for each observation. Rejects when the store fails: then all are to come again. */
export type Record = (observations: readonly Observation[]) => Promise<readonly Recorded[]>;

export interface RecordDeps extends CorrelateDeps {
  readonly recorder: Pick<Recorder, 'record'>;
  /** The user's own rules, as they are now: what they say goes before what the source says. */
  readonly rules?: (() => RuleBook | undefined) | undefined;
}

/** A store has few connections. */
const correlatedAtOnce = 16;

export function createRecord(deps: RecordDeps): Record {
  const limited = atMost(correlatedAtOnce);
  const recordOne = async (heard: Observation): Promise<Recorded> => {
    const own = heard.verdict === null ? null : ownVerdict(heard, deps.rules?.());
    const observation = own === null ? heard : { ...heard, verdict: own };
    const correlated = await limited(() => correlate(deps, observation));
    const event = eventOf(observation, correlated);
    const { raw } = observation;
    const unit: Unit = {
      events: [event],
      raws: raw === undefined ? undefined : [{ event: event.id, at: event.at, octets: raw }],
    };
    const committed = await deps.recorder.record(unit);
    if (committed === 'duplicate') return 'repeated';
    if (committed !== 'committed') throw new Error(`an observation was answered ${committed}`);
    return event.trusted ? 'recorded' : 'untrusted';
  };
  return (observations) => Promise.all(observations.map(recordOne));
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
  const name = createHash('sha256').update(`${source}\0${sourceName}\0${key}`).digest('hex');
  return `evt_${name.slice(0, 32)}`;
}
