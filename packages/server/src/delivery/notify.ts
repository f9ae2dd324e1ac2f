/**
 * When senders are told what became of their mail: looks for notices that are due, and for delays, by the clock and by what
 * it is told. How they are told is the teller's (telling.ts). Mail from <> and notices themselves are told to nobody
 * (RFC 5321 §6.1).
 */
import { explain, type RuleBook } from '@hearback/bounce';
import { messageEvent } from '../ledger/compose.ts';
import type { ClaimedEntry, NoticeDue } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import type { Timer } from './clock.ts';
import type { JumpGuard } from './jump-guard.ts';
import { retryPolicy } from './settings.ts';
import type { Telling } from './summary-message.ts';
import { Teller, type TellerDeps } from './telling.ts';

export interface NoticesDeps extends Omit<TellerDeps, 'dueAt'> {
  readonly store: TellerDeps['store'] & Pick<Store, 'delaysDue'>;
  readonly rules: (() => RuleBook | undefined) | undefined;
  readonly guard: JumpGuard;
}

const perTurn = 50;
const second = 1000;
const minute = 60_000;
/** When the store is asked again that has failed: a full disk may have room by then. */
const afterFailure = 5 * second;

export class Notices {
  readonly #deps: NoticesDeps;
  readonly #teller: Teller;
  #timer: Timer | null = null;
  #timerAt = Number.POSITIVE_INFINITY;
  /** When to look for delays, and for what other processes left behind; instants here are the monotonic clock's, for the other may jump. */
  #lookAt = Number.POSITIVE_INFINITY;
  /** Instants at which something falls due: notices by the second, delays by the minute. */
  readonly #due = new Set<number>();
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = true;

  constructor(deps: NoticesDeps) {
    this.#deps = deps;
    this.#teller = new Teller({ ...deps, dueAt: this.dueAt });
  }

  start(): void {
    this.#stopped = false;
    this.#wake();
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
    this.#timer = null;
  }

  /** Resolves when no notice is being made. */
  quiet(): Promise<void> {
    return this.#running ?? Promise.resolve();
  }

  /** A notice falls due then. */
  readonly dueAt = (at: number): void => {
    if (this.#stopped) return;
    this.#expect(at, second);
  };

  /** The sender is to be told of a delay then, unless the message has gone by that time. */
  readonly delayAt = (at: number): void => {
    if (!this.#stopped) this.#expect(at, minute);
  };

  #expect(instant: number, every: number): void {
    const { clock } = this.#deps;
    const at = Math.ceil((clock.monotonic() + instant - clock.now()) / every) * every;
    if (this.#due.has(at)) return;
    this.#due.add(at);
    this.#arm();
  }

  #wake(): void {
    if (this.#stopped) return;
    const now = this.#deps.clock.monotonic();
    for (const at of this.#due) if (at <= now) this.#due.delete(at);
    this.#lookAt = now + this.#deps.settings.safety;
    this.#arm();
    if (this.#running !== null) this.#again = true;
    else {
      this.#running = this.#run().finally(() => {
        this.#running = null;
      });
    }
  }

  #arm(): void {
    const at = Math.min(this.#lookAt, ...this.#due);
    if (this.#timer !== null && at >= this.#timerAt) return;
    this.#timer?.cancel();
    this.#timerAt = at;
    const { clock } = this.#deps;
    this.#timer = clock.setTimer(clock.now() + at - clock.monotonic(), () => {
      this.#timer = null;
      this.#wake();
    });
  }

  async #run(): Promise<void> {
    try {
      do this.#again = false;
      while (((await this.#delays()) || (await this.#notices()) || this.#again) && !this.#stopped);
    } catch (error) {
      this.#deps.log.error({ error }, 'Notices could not be read, signed or stored.');
      if (!this.#stopped) this.#expect(this.#deps.clock.now() + afterFailure, second);
    }
  }

  /** Whether there may be more. A clock that has jumped ahead makes no mail late, as it ends none. */
  async #delays(): Promise<boolean> {
    const { store, clock, recorder, guard } = this.#deps;
    if (guard.pausesExpiry()) return false;
    const due = await store.delaysDue(clock.now(), perTurn);
    let told = 0;
    for (const one of due) {
      const now = clock.now();
      const { message, entry } = one;
      const about = { message, recipient: entry.recipient, orcpt: entry.orcpt };
      const event = messageEvent(this.#deps.ids, now, 'delayed_notice', 'queue', about, {});
      // "lease_lost": somebody told it meanwhile.
      if ((await recorder.record({ notices: [this.#delayed(one, now)], events: [event] })) === 'committed') told++;
    }
    return told > 0 && due.length >= perTurn;
  }

  #delayed({ entry, message }: ClaimedEntry, now: number): NoticeDue {
    const { messageId, position, recipient, orcpt, history } = entry;
    const last = history.at(-1);
    return {
      ...{ action: 'delayed', messageId, position, recipient, orcpt, dueAt: now },
      verdict:
        last === undefined ? null : explain(last.text, { mx: last.host ?? undefined, rules: this.#deps.rules?.() }),
      diagnostic: last?.text ?? '',
      ...(last?.ours ? { ours: true as const } : {}),
      remoteMta: last?.host ?? null,
      lastAttempt: last?.at ?? message.acceptedAt,
      retryUntil: message.acceptedAt + retryPolicy(this.#deps.settings, message).maxAge,
    };
  }

  /** Whether there may be more. */
  async #notices(): Promise<boolean> {
    const due = await this.#deps.store.noticesDue(this.#deps.clock.now(), perTurn);
    const senders = new Map<string, Telling[]>();
    for (const telling of due) {
      const key = telling.message.sender.toLowerCase();
      senders.set(key, [...(senders.get(key) ?? []), telling]);
    }
    const isAll = due.length < perTurn;
    let isDone = isAll;
    for (const [sender, tellings] of senders)
      isDone = (await this.#teller.tell(tellings[0]?.message.sender ?? sender, tellings, isAll)) && isDone;
    return !isDone;
  }
}
