/**
 * The end of messages that nobody attempts any more: those whose lane stays suspended beyond their time, and those that an
 * operator gives up. Entry, event and notice due go in one unit.
 */
import { decideRetry, explain, type RuleBook, type Verdict } from '@hearback/bounce';
import { messageEvent } from '../ledger/compose.ts';
import type { Ids } from '../ledger/ids.ts';
import type { LaneStates } from '../queue/lane-states.ts';
import type { ClaimedEntry, NoticeDue } from '../store/rows.ts';
import type { Store, Unit } from '../store/store.ts';
import type { Clock, Timer } from './clock.ts';
import type { JumpGuard } from './jump-guard.ts';
import { isNoticeWanted } from './notice-wanted.ts';
import type { Log } from './ports.ts';
import { type DeliverySettings, retryPolicy } from './settings.ts';
import { suspensionOf } from './settle.ts';

export interface ExpiryDeps {
  readonly store: Pick<Store, 'claimOverdue'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly settings: DeliverySettings;
  readonly states: LaneStates;
  readonly guard: JumpGuard;
  readonly rules: (() => RuleBook | undefined) | undefined;
  readonly log: Log;
  /** Leased entries leave memory with this unit. Resolves when it is committed; false: it could not be. */
  readonly write: (unit: Unit, entries: number) => Promise<boolean>;
  readonly release: (claimed: ClaimedEntry) => void;
  /** Entries leased here and now. */
  readonly claimed: (entries: number) => void;
}

const minute = 60_000;
/** Between two looks for messages that are over by their own word ... */
const often = minute;
/** ... and for those that a lane has kept beyond what all mail may wait: at least, and at most. */
const soonest = 5 * minute;
const latest = 60 * minute;
const perTurn = 2000;

export class Expiry {
  readonly #deps: ExpiryDeps;
  #timer: Timer | null = null;
  #running: Promise<void> = Promise.resolve();
  #stopped = true;
  /** When the old ones are looked at again. */
  #oldAt = 0;

  constructor(deps: ExpiryDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#stopped = false;
    this.#arm();
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
    this.#timer = null;
  }

  /** Resolves when no turn is under way. */
  quiet(): Promise<void> {
    return this.#running;
  }

  /** Gives up a leased entry, with event and notice. `why` is for people. Resolves as `write` does. */
  expire(claimed: ClaimedEntry, source: 'queue' | 'operator', why: string): Promise<boolean> {
    return this.#deps.write(this.#unit(claimed, source, why, this.#deps.clock.now()), 1);
  }

  #arm(): void {
    const { clock } = this.#deps;
    this.#timer = clock.setTimer(clock.now() + often, () => {
      this.#running = this.#turn().then(() => {
        if (!this.#stopped) this.#arm();
      });
    });
  }

  async #turn(): Promise<void> {
    const { store, clock, guard, log, claimed, states, release } = this.#deps;
    const now = clock.now();
    if (guard.pausesExpiry()) return;
    // The clock may have been set back.
    const looksAtOld = now >= this.#oldAt || this.#oldAt > now + latest;
    let next = Number.POSITIVE_INFINITY;
    try {
      const acceptedBefore = looksAtOld ? now - this.#youngest() : 0;
      const overdue = await store.claimOverdue({ endsBefore: now, acceptedBefore }, perTurn);
      claimed(overdue.length);
      for (const one of overdue) {
        const deadline = this.#deadline(one, clock.now());
        if (clock.now() > deadline) void this.expire(one, 'queue', states.get(one.entry.lane)?.why ?? '');
        else {
          release(one);
          next = Math.min(next, deadline);
        }
      }
    } catch (error) {
      log.error({ error }, 'Overdue messages could not be read.');
    }
    if (looksAtOld) this.#oldAt = Math.max(now + soonest, Math.min(now + latest, next));
  }

  /** No message without a word of its own expires younger. */
  #youngest(): number {
    const { settings } = this.#deps;
    const ages = [settings.defaults, ...settings.streams.values()].map(({ retry }) => retry?.maxAge ?? Infinity);
    return Math.min(...ages, settings.notices.retry.maxAge);
  }

  #deadline({ entry, message }: ClaimedEntry, now: number): number {
    const { settings, states } = this.#deps;
    const { maxAge, longestSuspension } = retryPolicy(settings, message);
    const suspended = suspensionOf(entry, states, message.acceptedAt, now);
    return message.acceptedAt + maxAge + Math.min(suspended, longestSuspension);
  }

  #unit({ entry, message }: ClaimedEntry, source: 'queue' | 'operator', why: string, now: number): Unit {
    const { ids, settings, rules } = this.#deps;
    const last = entry.history.at(-1);
    const text = last?.text ?? `421 4.4.1 No attempt was made in time${why === '' ? '' : `: ${why}`}`;
    const heard: Verdict = { ...explain(text, { mx: last?.host ?? undefined, rules: rules?.() }), final: false };
    const { messageId, position, recipient, orcpt } = entry;
    const attempts = Math.max(1, entry.attempts);
    const decision = decideRetry(
      { verdict: heard, attempts, acceptedAt: message.acceptedAt, now, seed: messageId },
      { ...retryPolicy(settings, message), maxAttempts: 1 },
    );
    const verdict = decision.kind === 'expire' ? decision.verdict : heard;
    const event = messageEvent(
      ids,
      now,
      'expired',
      source,
      { message, recipient, orcpt },
      {
        reply: { code: heard.code, status: heard.status, text },
        verdict,
        attempts: entry.history,
      },
    );
    const notice: NoticeDue = {
      ...{ action: 'failed', messageId, position, recipient, orcpt, verdict, diagnostic: text },
      ...(last === undefined || last.ours ? { ours: true as const } : {}),
      dueAt: now + ((message.recipients ?? 1) > 1 ? settings.notices.collect : 0),
      remoteMta: last?.host ?? null,
      lastAttempt: last?.at ?? now,
      retryUntil: null,
    };
    const notices = isNoticeWanted(message, entry.notify, 'failed', true) ? [notice] : [];
    return { settle: [{ kind: 'done', messageId, position }], events: [event], notices };
  }
}
