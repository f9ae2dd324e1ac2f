/**
 * Tells senders what became of their mail: due notices become messages from <>, one per message and kind for all
 * recipients that are due together. The unit that queues a notice removes what it tells, so that a crash neither loses
 * nor repeats it. A notice that fails is dropped with its event: nobody is told of it (RFC 5321 §6.1).
 * A notice that ends the process three times while it is written is written without the message that it returns; one that
 * does so even then is dropped.
 */
import { explain, type RuleBook } from '@hearback/bounce';
import { messageEvent } from '../ledger/compose.ts';
import type { Ids } from '../ledger/ids.ts';
import type { Recorder } from '../ledger/record.ts';
import { type AtHand, mostDeaths, nameOf } from '../observe/at-hand.ts';
import { failpoint } from '../observe/failpoint.ts';
import { domainOf } from '../queue/lane-name.ts';
import type { ClaimedEntry, NewEntry, NoticeDue, StoredMessage } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import type { AcceptLanes } from './accept.ts';
import type { Clock, Timer } from './clock.ts';
import { type NoticeMessage, noticeMessage } from './notice-message.ts';
import type { Log, Observe, Sign } from './ports.ts';
import { SenderCap } from './sender-cap.ts';
import { type DeliverySettings, retryPolicy } from './settings.ts';

export interface NoticesDeps {
  readonly store: Pick<Store, 'delaysDue' | 'noticesDue' | 'body'>;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly settings: DeliverySettings;
  readonly log: Log;
  readonly observe: Observe;
  readonly sign: Sign | undefined;
  readonly rules: (() => RuleBook | undefined) | undefined;
  readonly lanes: AcceptLanes;
  /** Names the message whose notice is being written, where the process has a place to write that down. */
  readonly writing: AtHand | undefined;
}

const perTurn = 50;
const second = 1000;
const minute = 60_000;
/** When the store is asked again that has failed: a full disk may have room by then. */
const afterFailure = 5 * second;

export class Notices {
  readonly #deps: NoticesDeps;
  readonly #cap: SenderCap;
  #timer: Timer | null = null;
  #timerAt = Number.POSITIVE_INFINITY;
  /** When to look for delays, and for what other processes left behind. */
  #lookAt = Number.POSITIVE_INFINITY;
  /** Instants at which something falls due: notices by the second, delays by the minute. */
  readonly #due = new Set<number>();
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = true;

  constructor(deps: NoticesDeps) {
    this.#deps = deps;
    this.#cap = new SenderCap(deps.settings.notices.perHour);
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
    this.#expect(Math.ceil(at / second) * second);
  };

  /** The sender is to be told of a delay then, unless the message has gone by that time. */
  readonly delayAt = (at: number): void => {
    if (!this.#stopped) this.#expect(Math.ceil(at / minute) * minute);
  };

  #expect(at: number): void {
    if (this.#due.has(at)) return;
    this.#due.add(at);
    this.#arm();
  }

  #wake(): void {
    if (this.#stopped) return;
    const now = this.#deps.clock.now();
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
    this.#timer = this.#deps.clock.setTimer(at, () => {
      this.#timer = null;
      this.#wake();
    });
  }

  async #run(): Promise<void> {
    try {
      do this.#again = false;
      while (((await this.#delays()) || (await this.#notices()) || this.#again) && !this.#stopped);
    } catch (error) {
      this.#deps.log.error({ error }, 'Notices could not be read or stored.');
      if (!this.#stopped) this.#expect(this.#deps.clock.now() + afterFailure);
    }
  }

  /** Whether there may be more. */
  async #delays(): Promise<boolean> {
    const { store, clock, recorder } = this.#deps;
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

  async #notices(): Promise<boolean> {
    const { store, clock } = this.#deps;
    const due = await store.noticesDue(clock.now(), perTurn);
    for (const { message, due: rows } of due) {
      const kinds = new Map<NoticeDue['action'], NoticeDue[]>();
      for (const row of rows) kinds.set(row.action, [...(kinds.get(row.action) ?? []), row]);
      for (const together of kinds.values()) await this.#tell(message, together);
    }
    return due.length >= perTurn;
  }

  async #tell(about: StoredMessage, due: readonly NoticeDue[]): Promise<void> {
    const { clock, recorder, observe, ids } = this.#deps;
    const now = clock.now();
    const noticed = due.map(({ messageId, position, action }) => ({ messageId, position, action }));
    const drop = async (outcome: 'capped' | 'dropped', text: string): Promise<void> => {
      const reply = { code: null, status: null, text };
      const told = { message: about, recipient: about.sender, orcpt: null };
      await recorder.record({ noticed, events: [messageEvent(ids, now, 'suppressed_send', 'queue', told, { reply })] });
      observe.noticed(outcome);
    };
    if (!this.#cap.take(about.sender, now)) return drop('capped', 'No notice: the sender has had too many this hour.');
    const made = await this.#make(about, due, now);
    if (made === null) return drop('dropped', 'No notice: it could not be written.');
    await this.#queue(made, about.sender, noticed);
  }

  async #make(about: StoredMessage, due: readonly NoticeDue[], now: number): Promise<NoticeMessage | null> {
    const { store, writing, log } = this.#deps;
    const name = nameOf(about.id);
    const deaths = writing?.deathsOf(name) ?? 0;
    if (deaths >= 2 * mostDeaths) {
      log.error({ message: about.id, deaths }, 'The service died each time while it wrote this notice.');
      return null;
    }
    const isWhole = deaths < mostDeaths;
    const content = (isWhole ? await store.body(about.id) : null) ?? new Uint8Array();
    const end = writing?.begin(name);
    try {
      failpoint('mid-DSN-build', isWhole ? 'whole' : 'without');
      return await noticeMessage(this.#deps, about, due, content, now).catch((error: unknown) => {
        log.error({ error, message: about.id }, 'A notice could not be written.');
        return null;
      });
    } finally {
      end?.();
    }
  }

  async #queue(
    { message, body }: NoticeMessage,
    to: string,
    noticed: readonly Pick<NoticeDue, 'messageId' | 'position' | 'action'>[],
  ): Promise<void> {
    const { lanes, recorder, ids, observe } = this.#deps;
    const lane = lanes.laneOf(domainOf(to), message.source, message.stream);
    const entry: NewEntry = {
      ...{ position: 0, recipient: to, orcpt: null, notify: ['never'], lane: lane.name, nextAt: message.acceptedAt },
      ...{ delayNoticeAt: null, suspendedMark: lane.mark },
    };
    const entries = [entry];
    const leased = lanes.reserve(entries);
    const about = { message, recipient: to, orcpt: null };
    const event = messageEvent(ids, message.acceptedAt, 'accepted', 'queue', about, {});
    try {
      const committed = await recorder.record({ accept: { message, body, entries, leased }, noticed, events: [event] });
      failpoint('after-DSN-enqueue-before-expire');
      if (committed !== 'committed') return lanes.failed(entries, leased);
    } catch (error) {
      lanes.failed(entries, leased);
      throw error;
    }
    observe.noticed('sent');
    lanes.accepted(message, entries, body, leased);
  }
}
