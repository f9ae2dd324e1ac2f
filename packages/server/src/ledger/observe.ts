/**
 * Takes what sources report: finds what it is about, decides whether it may have an effect, and records it, once. When the
 * answer is there it is on disk, and the source may be told so.
 */
import { hash } from 'node:crypto';
import type { RuleBook, Verdict } from '@hearback/bounce';
import { ownVerdict } from '../rules/judge.ts';
import type { Committed, Store } from '../store/store.ts';
import { type CorrelateDeps, type Correlated, correlate, correlateUnasked } from './correlate.ts';
import { acceptedAt } from './effect-of.ts';
import type { LedgerEvent } from './event.ts';
import { atMost } from './in-turn.ts';
import type { Observation } from './observation.ts';
import { createReceivers, type Receivers } from './receivers.ts';
import type { Recorder } from './record.ts';
import { createRecordTogether, type Given } from './record-together.ts';

/** `repeated`: recorded before, and without effect now; `untrusted`: recorded, never with an effect. */
export type Recorded = 'recorded' | 'repeated' | 'untrusted';

/** One answer for each observation. Rejects when the store fails: then all are to come again. */
export type Record = (observations: readonly Observation[]) => Promise<readonly Recorded[]>;

export interface RecordDeps extends CorrelateDeps {
  readonly store: CorrelateDeps['store'] & Pick<Store, 'listedAmong'>;
  readonly recorder: Pick<Recorder, 'record' | 'watch'>;
  readonly now: () => number;
  /** The user's own rules, as they are now: what they say goes before what the source says. */
  readonly rules?: (() => RuleBook | undefined) | undefined;
}

/** A store has few connections. */
const correlatedAtOnce = 64;

export function createRecord(deps: RecordDeps): Record {
  const limited = atMost(correlatedAtOnce);
  const together = createRecordTogether(deps);
  const receivers = createReceivers();
  deps.recorder.watch(receivers.heard);
  const judged = (heard: Observation): Observation => {
    const own = heard.verdict === null ? null : ownVerdict(heard, deps.rules?.());
    return own === null ? heard : { ...heard, verdict: own };
  };

  return async (observations) => {
    const { names, among } = await namesAmong(deps, observations);
    const all: Given[] = [];
    const asked: Promise<void>[] = [];
    observations.forEach((heard, index) => {
      const observation = judged(heard);
      const correlated = names === null ? null : correlateUnasked(observation, (name) => names.has(name));
      if (correlated !== null) all[index] = given(observation, correlated, receivers, deps.now());
      else
        asked.push(
          limited(() => correlate(among, observation)).then((found) => {
            all[index] = given(observation, found, receivers, deps.now());
          }),
        );
    });
    if (asked.length > 0) await Promise.all(asked);
    const committed = await together(all);
    return all.map(({ event }, index) => answered(committed[index], event));
  };
}

function given(observation: Observation, correlated: Correlated, receivers: Receivers, now: number): Given {
  const event = eventOf(observation, correlated, receivers, now);
  const { raw } = observation;
  return raw === undefined ? { event } : { event, raws: [{ event: event.id, at: event.at, octets: raw }] };
}

interface Among {
  /** Message-IDs of theirs that messages of ours bear; null: nobody has asked. */
  readonly names: ReadonlySet<string> | null;
  readonly among: CorrelateDeps;
}

/** Few of the Message-IDs in a log of another server are ours: which, is asked once for all of them. */
async function namesAmong(deps: CorrelateDeps, observations: readonly Observation[]): Promise<Among> {
  if (observations.length === 1) return { names: null, among: deps };
  const { store } = deps;
  const named = new Set<string>();
  for (const { identifiers } of observations)
    if (identifiers.headerMessageId !== undefined) named.add(identifiers.headerMessageId);
  const names = named.size === 0 ? named : await store.namesKnown([...named]);
  const messagesNamed: typeof store.messagesNamed = async (name, limit) =>
    names.has(name) ? store.messagesNamed(name, limit) : [];
  return { names, among: { ...deps, store: { ...store, messagesNamed } } };
}

function answered(committed: Committed | undefined, { trusted }: LedgerEvent): Recorded {
  if (committed === 'duplicate') return 'repeated';
  if (committed !== 'committed') throw new Error(`an observation was answered ${committed}`);
  return trusted ? 'recorded' : 'untrusted';
}

/** What a receiver said is of one wave of replies, whether the source names its server or not. */
function namedVerdict({ verdict, mx }: Observation, recipient: string | null, receivers: Receivers): Verdict | null {
  if (verdict === null || verdict.provider !== null || mx !== null || recipient === null) return verdict;
  // By the category of who sent the mail: no receiver's words.
  if (verdict.bounce === 'none' || verdict.rule.startsWith('provider/')) return verdict;
  const provider = receivers.providerFor(recipient);
  return provider === null ? verdict : { ...verdict, provider };
}

/**
 * Clocks of others are wrong. Nothing is heard before it happens, or happens to a message before we took it: an event of
 * tomorrow would outlive whatever is said of the address today, and an entry that began years ago would have run out.
 */
const instantOf = ({ at }: Observation, messageId: string | null, now: number): number =>
  Math.min(Math.max(at, acceptedAt(messageId) ?? 0), now);

function eventOf(observation: Observation, correlated: Correlated, receivers: Receivers, now: number): LedgerEvent {
  const { labels, identifiers } = observation;
  const { message, messageId, by } = correlated;
  const event: Writable<LedgerEvent> = {
    id: eventId(observation),
    at: instantOf(observation, messageId, now),
    type: observation.type,
    message_id: messageId,
    recipient: correlated.recipient,
    original_recipient: observation.originalRecipient,
    sender: message?.sender ?? observation.sender,
    stream: message?.stream ?? labels.stream ?? null,
    list: message === null ? (labels.list ?? null) : message.list,
    campaign: message === null ? (labels.campaign ?? null) : message.campaign,
    tags: message?.tags ?? labels.tags ?? [],
    attempt: null,
    mx: observation.mx,
    source_ip: observation.sourceIp,
    tls: null,
    stage: observation.stage,
    reply: observation.reply,
    verdict: namedVerdict(observation, correlated.recipient, receivers),
    source: observation.source,
    trusted: isTrusted(observation, correlated),
    duration_ms: null,
    incident_id: null,
    ambiguous: false,
    next_attempt_at: null,
    attempts: null,
    dominant_reason: null,
    source_name: observation.sourceName,
  };
  const foreign = messageId === null ? identifiers.remote : undefined;
  if (foreign !== undefined) event.foreign_message = `${observation.sourceName}:${foreign}`;
  if (by !== null) event.correlated_by = by;
  return event;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function isTrusted({ source, authentic }: Observation, { standing }: Correlated): boolean {
  if (!authentic || standing === 'contradicted') return false;
  return standing === 'proven' || (source !== 'bounce_mail' && source !== 'imap');
}

/** From what the source makes unique, so that the same report has the same id whenever it is read. */
function eventId({ source, sourceName, key }: Observation): string {
  const name = hash('sha256', `${source}\0${sourceName}\0${key}`, 'hex');
  return `evt_${name.slice(0, 32)}`;
}
