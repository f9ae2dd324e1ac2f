/**
 * Writes down what an attempt came to, in one unit: entries, events, notices due, dialogue. Units of many attempts meet in
 * the store's group commit. While the store fails the unit is kept and tried again: what was delivered must not be
 * forgotten. When the lease was lost nothing is written and nothing is sent again by this process.
 */
import type { RuleBook, Verdict } from '@hearback/bounce';
import type { RecipientOutcome } from '@hearback/smtp';
import type { LedgerEvent } from '../ledger/event.ts';
import type { Ids } from '../ledger/ids.ts';
import type { Recorder } from '../ledger/record.ts';
import { failpoint } from '../observe/failpoint.ts';
import type { Lane } from '../queue/lane.ts';
import type { LaneStates } from '../queue/lane-states.ts';
import type { Dialogue, NoticeDue, QueueEntry, StoredMessage } from '../store/rows.ts';
import type { Settlement, Unit } from '../store/store.ts';
import type { Attempted } from './attempt.ts';
import type { Clock } from './clock.ts';
import { type Circumstances, type Fate, judge } from './judge.ts';
import type { JumpGuard } from './jump-guard.ts';
import type { Log, Observe } from './ports.ts';
import { type DeliverySettings, retryPolicy } from './settings.ts';

export interface SettleDeps {
  readonly recorder: Recorder;
  readonly states: LaneStates;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly settings: DeliverySettings;
  readonly guard: JumpGuard;
  readonly rules: (() => RuleBook | undefined) | undefined;
  readonly log: Log;
  readonly observe: Observe;
  /** So many entries are out of memory. */
  readonly settled: (entries: number) => void;
  readonly leaseLost: () => void;
  /** A verdict of the lane, once per transaction and reason. */
  readonly heard: (lane: Lane, verdict: Verdict) => void;
  /** Something in the store falls due then. */
  readonly due: (kind: 'retry' | 'notice' | 'delay', at: number) => void;
}

/** Units under way before sending pauses. */
const most = 1000;
const longestPause = 30_000;

export class Settling {
  readonly #deps: SettleDeps;
  #underWay = 0;
  #caughtUp: (() => void)[] = [];
  #quiet: (() => void)[] = [];
  #stopped = false;
  /** Units that wait for a failing store. */
  readonly #waiting = new Set<() => void>();

  constructor(deps: SettleDeps) {
    this.#deps = deps;
  }

  readonly settle = (lane: Lane, attempted: Attempted): void => {
    failpoint('after-reply-before-commit', attempted.message.stream);
    const fates = this.#judge(attempted);
    this.#tellLane(lane, fates);
    this.#write(attempted, fates);
  };

  #judge(attempted: Attempted): readonly Fate[] {
    const circumstances = this.#circumstances(attempted);
    const fates = attempted.entries.map((entry, index) => {
      const outcome = attempted.outcomes[index];
      if (outcome === undefined) throw new Error('an outcome is missing');
      return judge(entry, outcome, circumstances);
    });
    for (const { kind, verdict, ambiguous } of fates)
      this.#deps.observe.attempted(
        ambiguous ? 'ambiguous' : kind,
        verdict?.reason ?? null,
        verdict?.provider ?? null,
        attempted.duration,
      );
    return fates;
  }

  #write(attempted: Attempted, fates: readonly Fate[]): void {
    void this.write(unitOf(attempted, fates, this.#deps.settings.dialogue.keep), fates.length);
  }

  /** No server is known: the answer is ours, and no lane is at fault. */
  settleUnsent(lane: string, message: StoredMessage, entries: readonly QueueEntry[], text: string): void {
    const outcome: RecipientOutcome = {
      ...{ kind: 'failed', stage: 'connect', reply: null, breakdown: null, text, elsewhere: false },
    };
    const attempted: Attempted = {
      ...{ lane, message, entries, outcomes: entries.map(() => outcome), at: this.#deps.clock.now(), duration: 0 },
      ...{ mx: null, sourceIp: null, tls: null, dialogue: null },
    };
    this.#write(attempted, this.#judge(attempted));
  }

  /** Back to the store for another lane, or the same: no attempt was made. Resolves as `write` does. */
  release(
    { acceptedAt }: StoredMessage,
    entries: readonly QueueEntry[],
    lane: string,
    nextAt?: number,
  ): Promise<boolean> {
    const { states, clock } = this.#deps;
    const settle = entries.map((entry): Settlement => {
      const { messageId, position, attempts, delayNoticeAt, crashes = 0 } = entry;
      if (lane === entry.lane && nextAt === undefined) return { kind: 'release', messageId, position, lane };
      const suspendedFor = suspensionOf(entry, states, acceptedAt, clock.now());
      const suspendedMark = states.suspendedTotal(lane);
      return {
        ...{ kind: 'retry', messageId, position, lane, nextAt: nextAt ?? entry.nextAt, attempts },
        ...{ suspendedFor, suspendedMark, note: null, delayNoticeAt, crashes },
      };
    });
    const written = this.write({ settle, events: [] }, entries.length);
    if (nextAt !== undefined) this.#deps.due('retry', nextAt);
    return written;
  }

  /** Commits the unit that ends the time of so many entries in memory. False: it was not ours to write any more. Never rejects. */
  write(unit: Unit, entries: number): Promise<boolean> {
    this.#underWay++;
    return this.#commit(unit, entries);
  }

  /** Null: sending may go on. */
  readonly behind = (): Promise<void> | null =>
    this.#underWay < most ? null : new Promise((resolve) => this.#caughtUp.push(resolve));

  /** Resolves when nothing is under way. */
  quiet(): Promise<void> {
    return this.#underWay === 0 ? Promise.resolve() : new Promise((resolve) => this.#quiet.push(resolve));
  }

  /** A failing store is not asked again. */
  stop(): void {
    this.#stopped = true;
    for (const wake of this.#waiting) wake();
  }

  async #commit(unit: Unit, entries: number): Promise<boolean> {
    const { recorder, log, leaseLost, settled } = this.#deps;
    let written = false;
    for (let pause = 1000; ; pause = Math.min(longestPause, pause * 2)) {
      try {
        const committed = await recorder.record(unit);
        failpoint('after-commit');
        written = committed === 'committed';
        if (written) this.#tellDue(unit);
        else leaseLost();
        break;
      } catch (error) {
        log.error({ error, pause }, 'What became of a message could not be stored.');
        if (this.#stopped) break;
        await this.#wait(pause);
      }
    }
    this.#underWay--;
    settled(entries);
    if (this.#underWay < most) for (const resolve of this.#caughtUp.splice(0)) resolve();
    if (this.#underWay === 0) for (const resolve of this.#quiet.splice(0)) resolve();
    return written;
  }

  #wait(pause: number): Promise<void> {
    const { clock } = this.#deps;
    return new Promise((resolve) => {
      const wake = (): void => {
        timer.cancel();
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = clock.setTimer(clock.now() + pause, wake);
      this.#waiting.add(wake);
    });
  }

  #tellDue({ settle = [], notices = [] }: Unit): void {
    const { due } = this.#deps;
    for (const one of settle) {
      if (one.kind !== 'retry') continue;
      due('retry', one.nextAt);
      if (one.delayNoticeAt !== null) due('delay', one.delayNoticeAt);
    }
    for (const { dueAt } of notices) due('notice', dueAt);
  }

  #tellLane(lane: Lane, fates: readonly Fate[]): void {
    const told = new Set<string>();
    for (const { verdict, event } of fates) {
      if (verdict === null || told.has(verdict.reason)) continue;
      told.add(verdict.reason);
      lane.lastFailure = event.reply?.text.slice(0, 500) ?? null;
      this.#deps.heard(lane, verdict);
    }
  }

  #circumstances({ message, lane, duration, mx, sourceIp, tls }: Attempted): Circumstances {
    const { settings, states, clock, guard, rules, ids } = this.#deps;
    const now = clock.now();
    return {
      ...{ message, lane, now, duration, mx, sourceIp, tls, rules: rules?.(), ids },
      // By the clock that decides: it may have jumped since the attempt began.
      at: now - Math.round(duration),
      policy: retryPolicy(settings, message),
      collect: (message.recipients ?? 1) > 1 ? settings.notices.collect : 0,
      neverExpires: guard.pausesExpiry(),
      suspendedFor: (entry) => suspensionOf(entry, states, message.acceptedAt, now),
      suspendedMark: states.suspendedTotal(lane),
    };
  }
}

function unitOf({ entries, at, dialogue }: Attempted, fates: readonly Fate[], keep: 'all' | 'failures' | 'none'): Unit {
  const notices: NoticeDue[] = [];
  const settle: Settlement[] = [];
  const events: LedgerEvent[] = [];
  const dialogues: Dialogue[] = [];
  for (const [index, { kind, settlement, event, notice }] of fates.entries()) {
    settle.push(settlement);
    events.push(event);
    if (notice !== null) notices.push(notice);
    const entry = entries[index];
    // The recipients of a transaction share its dialogue: it stands with the first of them that is to keep it.
    if (entry === undefined || dialogue === null || dialogues.length > 0) continue;
    if (keep === 'failures' && kind === 'delivered') continue;
    const { messageId, position, attempts } = entry;
    dialogues.push({ messageId, position, at, attempt: attempts + 1, text: dialogue });
  }
  return { settle, notices, dialogues, events };
}

/** Milliseconds in suspended lanes so far (see QueueEntry); never more than the message is old. */
export function suspensionOf(entry: QueueEntry, states: LaneStates, acceptedAt: number, now: number): number {
  const total = states.suspendedTotal(entry.lane);
  // A lane that had no brakes for a while is forgotten, and its total begins anew: all of it came behind the mark.
  const running = total < entry.suspendedMark ? total : total - entry.suspendedMark;
  return Math.min(entry.suspendedFor + running, Math.max(0, now - acceptedAt));
}
