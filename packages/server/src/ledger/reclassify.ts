/**
 * Corrects the verdict of a recorded event, and takes corrections back. Both are events: what they change in counts and in the
 * suppression list follows from them as from any other (recount.ts, address-state.ts).
 */
import { type Reason, taxonomy, type Verdict } from '@hearback/bounce';
import type { Store } from '../store/store.ts';
import { correctable, correctionsIn } from './corrected.ts';
import type { LedgerEvent } from './event.ts';
import type { Ids } from './ids.ts';
import type { Recorder } from './record.ts';

export interface Said {
  readonly who: string;
  readonly why: string;
  /** Of all that are corrected together. */
  readonly run: string | null;
  /** Version of the rules that say so. */
  readonly rules: string | null;
}

export type Corrected =
  | { readonly kind: 'recorded'; readonly correction: LedgerEvent }
  /** No event has this id, or none that a verdict decides about. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'nothing_to_undo' };

export interface Reclassifier {
  readonly correct: (event: LedgerEvent, verdict: Verdict, said: Said) => Promise<Corrected>;
  /** Takes back the correction of this event that is in force. */
  readonly undo: (eventId: string, said: Omit<Said, 'rules'>) => Promise<Corrected>;
  /** Takes back this very correction. */
  readonly takeBack: (correction: LedgerEvent, said: Omit<Said, 'rules'>) => Promise<Corrected>;
  /** The event as it counts now, and the correction in force; null when there is no such event. */
  readonly standing: (
    eventId: string,
  ) => Promise<{ readonly event: LedgerEvent; readonly correction: LedgerEvent | null } | null>;
}

export interface ReclassifierDeps {
  readonly store: Pick<Store, 'event' | 'correctionsOf'>;
  readonly recorder: Pick<Recorder, 'record'>;
  readonly ids: Ids;
  readonly now: () => number;
}

export function createReclassifier({ store, recorder, ids, now }: ReclassifierDeps): Reclassifier {
  const record = async (
    target: LedgerEvent,
    verdict: Verdict | null,
    undoes: string | null,
    said: Said,
  ): Promise<Corrected> => {
    const at = now();
    const correction = correctionOf(target, { id: ids.event(at), at, verdict, undoes, said });
    const committed = await recorder.record({ events: [correction] });
    if (committed !== 'committed') throw new Error(`a correction was answered ${committed}`);
    return { kind: 'recorded', correction };
  };
  const inForce = async (eventId: string): Promise<LedgerEvent | null> =>
    correctionsIn(await store.correctionsOf(eventId)).get(eventId) ?? null;

  const takeBack: Reclassifier['takeBack'] = async (correction, said) => {
    const told = correction.reclassification;
    const target = told === undefined || told.undoes !== null ? null : await store.event(told.event);
    if (target === null) return { kind: 'unknown' };
    return record(target, null, correction.id, { ...said, rules: null });
  };

  return {
    takeBack,
    correct: async (event, verdict, said) =>
      correctable.has(event.type) ? record(event, verdict, null, said) : { kind: 'unknown' },
    undo: async (eventId, said) => {
      const event = await store.event(eventId);
      if (event === null || !correctable.has(event.type)) return { kind: 'unknown' };
      const correction = await inForce(eventId);
      return correction === null ? { kind: 'nothing_to_undo' } : takeBack(correction, said);
    },
    standing: async (eventId) => {
      const event = await store.event(eventId);
      return event === null ? null : { event, correction: await inForce(eventId) };
    },
  };
}

/** About the same message, recipient and labels, so that it is found and filed with what it corrects. */
export function correctionOf(
  target: LedgerEvent,
  told: {
    readonly id: string;
    readonly at: number;
    readonly verdict: Verdict | null;
    readonly undoes: string | null;
    readonly said: Said;
  },
): LedgerEvent {
  const { message_id, recipient, original_recipient, sender, stream, list, campaign, tags, mx, trusted } = target;
  const { id, at, verdict, undoes, said } = told;
  const { run, rules, who, why } = said;
  return {
    ...{
      id,
      at,
      type: 'reclassified',
      message_id,
      recipient,
      original_recipient,
      sender,
      stream,
      list,
      campaign,
      tags,
    },
    ...{
      attempt: null,
      mx,
      source_ip: null,
      tls: null,
      stage: null,
      reply: null,
      verdict,
      source: 'operator',
      trusted,
    },
    ...{ duration_ms: null, incident_id: null, ambiguous: false, next_attempt_at: null, attempts: null },
    dominant_reason: null,
    ...(target.foreign_message === undefined ? {} : { foreign_message: target.foreign_message }),
    reclassification: { event: target.id, undoes, run, rules, who, why },
  };
}

/** The rule that a verdict by hand names. */
export const byHand = 'by_hand';

/** What the event's verdict is when a person says its reason. Whether the message was given up is not theirs to say. */
export function verdictByHand({ type, verdict, reply }: LedgerEvent, reason: Reason): Verdict {
  // Mail that ran out of time did so for whatever reason: the last reply's is what is corrected.
  const expired = type === 'expired' && reason !== 'message_expired';
  const named = expired ? 'message_expired' : reason;
  const { category, group, bounce, action, fault } = taxonomy[named];
  return {
    ...{ provider: null, template: '', evidence: [], retry_after: null, blocklist: null, help_url: null },
    ...{ code: reply?.code ?? null, status: reply?.status ?? null, final: type !== 'deferred' },
    ...verdict,
    ...{ reason: named, category, group, bounce, action, fault, confidence: 1, rule: byHand },
    ...(expired ? { last_transient: reason } : {}),
  };
}
