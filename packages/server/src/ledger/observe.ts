/**
 * Takes what sources report: finds what it is about, decides whether it may have an effect, and records it, once. When the
 * answer is there it is on disk, and the source may be told so.
 */
import { createHash } from 'node:crypto';
import type { Unit } from '../store/store.ts';
import { addressKey } from './address-key.ts';
import { type CorrelateDeps, type Correlated, correlate } from './correlate.ts';
import type { LedgerEvent } from './event.ts';
import type { Observation } from './observation.ts';
import type { Recorder } from './record.ts';

/** `repeated`: recorded before, and without effect now; `untrusted`: recorded, never with an effect. */
export type Recorded = 'recorded' | 'repeated' | 'untrusted';

/** One answer for each observation. Rejects when the store fails: then all are to come again. */
export type Record = (observations: readonly Observation[]) => Promise<readonly Recorded[]>;

export interface RecordDeps extends CorrelateDeps {
  readonly recorder: Pick<Recorder, 'record'>;
}

export function createRecord(deps: RecordDeps): Record {
  const inTurn = byAddress();
  const recordOne = async (observation: Observation): Promise<Recorded> => {
    const correlated = await correlate(deps, observation);
    const event = eventOf(observation, correlated);
    const { raw } = observation;
    const unit: Unit = {
      events: [event],
      raws: raw === undefined ? undefined : [{ event: event.id, at: event.at, octets: raw }],
    };
    const committed = await inTurn(event.recipient, () => deps.recorder.record(unit));
    if (committed === 'duplicate') return 'repeated';
    if (committed !== 'committed') throw new Error(`an observation was answered ${committed}`);
    return event.trusted ? 'recorded' : 'untrusted';
  };
  return (observations) => Promise.all(observations.map(recordOne));
}

/** What is about one address goes one after the other: each is decided on what was recorded before. */
function byAddress() {
  const running = new Map<number, Promise<unknown>>();
  return async <T>(address: string | null, work: () => Promise<T>): Promise<T> => {
    if (address === null) return work();
    const { recipient } = addressKey(address);
    const before = running.get(recipient);
    // Whether what went before failed is told to whoever asked for it.
    const mine = before === undefined ? work() : before.then(work, work);
    running.set(recipient, mine);
    try {
      return await mine;
    } finally {
      if (running.get(recipient) === mine) running.delete(recipient);
    }
  };
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
