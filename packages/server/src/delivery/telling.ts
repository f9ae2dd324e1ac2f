/**
 * Tells one sender what is due for them: a notice for each message, signed and queued like mail. Beyond so many an hour nothing
 * is dropped: the last one of the hour is a list of all that is due, and when there is none left, what is due waits in the store
 * until there is. The unit that queues a mail removes what it tells, so that a crash neither loses nor repeats it.
 */
import { messageEvent } from '../ledger/compose.ts';
import type { Recorder } from '../ledger/record.ts';
import { failpoint } from '../observe/failpoint.ts';
import { domainOf } from '../queue/lane-name.ts';
import type { NewEntry, NoticeDue, QueueEntry } from '../store/rows.ts';
import type { Committed, Page, Store } from '../store/store.ts';
import type { AcceptLanes } from './accept.ts';
import { type Allowance, allowanceOf } from './allowance.ts';
import type { Clock } from './clock.ts';
import type { NoticeMessage } from './notice-message.ts';
import { NoticeWriter, type WriterDeps } from './notice-writer.ts';
import type { Observe } from './ports.ts';
import type { Telling } from './summary-message.ts';
import { takeIn } from './take-in.ts';

export interface TellerDeps extends WriterDeps {
  readonly store: Pick<Store, 'noticesDue' | 'body' | 'eventsAbout' | 'entries'>;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly observe: Observe;
  readonly lanes: AcceptLanes;
  /** Notices fall due then. */
  readonly dueAt: (at: number) => void;
}

/** Messages and recipients of a list, and of what is put off in one commit. */
const mostTogether = 1000;
const mostRecipients = 5000;

export class Teller {
  readonly #deps: TellerDeps;
  readonly #writer: NoticeWriter;

  constructor(deps: TellerDeps) {
    this.#deps = deps;
    this.#writer = new NoticeWriter(deps);
  }

  /** `due`: by message, the oldest first. `isAll`: nothing else is due for this sender. False: some may still be due. */
  async tell(sender: string, due: readonly Telling[], isAll: boolean): Promise<boolean> {
    let left = await this.#current(due);
    let isRead = isAll;
    for (let isWhole = isAll; left.length > 0; ) {
      const now = this.#deps.clock.now();
      const { store, settings } = this.#deps;
      const allowance = await allowanceOf(store, sender, settings.notices.perHour, now);
      const isTooMuch = left.length > allowance.free;
      if (isTooMuch && !isRead) {
        const read = await this.#dueFor(sender, now);
        left = await this.#current(read);
        isWhole = read.length < mostTogether;
        isRead = true;
        continue;
      }
      // The last of the hour is a list. With more than one can hold, none is told alone: the hour has that many lists.
      const isTogether = isTooMuch && (allowance.free < 2 || !isWhole);
      const some = isTogether ? bounded(left) : left.slice(0, 1);
      const { committed, told } = await this.#next(sender, some, allowance, now);
      // Another process has told some of it meanwhile.
      if (committed !== 'committed') return false;
      left = left.slice(told);
    }
    return true;
  }

  /** `told`: how many of them. */
  async #next(
    sender: string,
    some: readonly Telling[],
    { free, freeAt }: Allowance,
    now: number,
  ): Promise<{ readonly committed: Committed; readonly told: number }> {
    const { observe } = this.#deps;
    if (free === 0) return { committed: await this.#putOff(some, freeAt), told: some.length };
    const list = some.length > 1 ? await this.#writer.list(sender, some, now) : null;
    if (list === null) return { committed: await this.#alone(some[0], now), told: 1 };
    const committed = await this.#queue(list.made, sender, list.tellings);
    if (committed === 'committed') for (const _ of list.tellings) observe.noticed('listed');
    return { committed, told: list.tellings.length };
  }

  /** By kind. A delay may have waited for its hour: of what is over by now none is told. */
  async #current(due: readonly Telling[]): Promise<readonly Telling[]> {
    const told: Telling[] = [];
    for (const telling of due.flatMap(byAction)) {
      const isDelay = telling.due.some(({ action }) => action === 'delayed');
      const waiting = isDelay ? await this.#waiting(telling.message.id) : null;
      const [still, over] = parted(telling.due, ({ position }) => waiting?.has(position) ?? true);
      if (over.length > 0)
        await this.#deps.recorder.record({ noticed: keysOf([{ ...telling, due: over }]), events: [] });
      if (still.length > 0) told.push({ ...telling, due: still });
    }
    return told;
  }

  async #waiting(messageId: string): Promise<ReadonlySet<number>> {
    const positions = new Set<number>();
    for (let after: string | null = null; ; ) {
      const { data, next }: Page<QueueEntry> = await this.#deps.store.entries({ messageId }, after, mostTogether);
      for (const { position } of data) positions.add(position);
      if (next === null) return positions;
      after = next;
    }
  }

  async #dueFor(sender: string, now: number): Promise<readonly Telling[]> {
    const due = await this.#deps.store.noticesDue(now, mostTogether);
    return due.filter(({ message }) => message.sender.toLowerCase() === sender.toLowerCase());
  }

  async #alone(telling: Telling | undefined, now: number): Promise<Committed> {
    if (telling === undefined) return 'committed';
    const { sender } = telling.message;
    const { recorder, observe, ids } = this.#deps;
    const made = await this.#writer.notice(telling, now);
    if (made !== null) return this.#queue(made, sender, [telling]);
    const reply = { code: null, status: null, text: 'No notice: it could not be written.' };
    const about = { message: telling.message, recipient: sender, orcpt: null };
    const event = messageEvent(ids, now, 'suppressed_send', 'queue', about, { reply });
    const committed = await recorder.record({ noticed: keysOf([telling]), events: [event] });
    if (committed === 'committed') observe.noticed('dropped');
    return committed;
  }

  /** The hour's last notice has gone: they wait until the first one of it is an hour old. */
  async #putOff(tellings: readonly Telling[], at: number): Promise<Committed> {
    const { recorder, observe, dueAt } = this.#deps;
    const notices = tellings.flatMap(({ due }) => due.map((notice) => ({ ...notice, dueAt: at })));
    failpoint('before-put-off');
    const committed = await recorder.record({ noticed: keysOf(tellings), notices, events: [] });
    failpoint('after-put-off');
    if (committed !== 'committed') return committed;
    for (const _ of tellings) observe.noticed('put_off');
    dueAt(at);
    return committed;
  }

  /** What it tells is due until this has committed. */
  async #queue({ message, body }: NoticeMessage, to: string, tellings: readonly Telling[]): Promise<Committed> {
    const { lanes, recorder, ids, observe } = this.#deps;
    const lane = lanes.laneOf(domainOf(to), message.source, message.stream);
    const entry: NewEntry = {
      ...{ position: 0, recipient: to, orcpt: null, notify: ['never'], lane: lane.name, nextAt: message.acceptedAt },
      ...{ delayNoticeAt: null, suspendedMark: lane.mark },
    };
    const about = { message, recipient: to, orcpt: null };
    const events = [messageEvent(ids, message.acceptedAt, 'accepted', 'queue', about, {})];
    const noticed = keysOf(tellings);
    const committed = await takeIn(lanes, { message, body, entries: [entry] }, async (accept) => {
      const stored = await recorder.record({ accept, noticed, events });
      failpoint('after-DSN-enqueue-before-expire', tellings.length > 1 ? 'list' : 'one');
      return stored;
    });
    if (committed === 'committed') observe.noticed('sent');
    return committed;
  }
}

const keysOf = (tellings: readonly Telling[]) =>
  tellings.flatMap(({ due }) => due.map(({ messageId, position, action }) => ({ messageId, position, action })));

function parted<T>(all: readonly T[], isFirst: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

/** What became of a message's recipients is told by kind: a failure is no delay. */
function byAction({ message, due }: Telling): readonly Telling[] {
  const kinds = new Map<NoticeDue['action'], NoticeDue[]>();
  for (const one of due) kinds.set(one.action, [...(kinds.get(one.action) ?? []), one]);
  return [...kinds.values()].map((together) => ({ message, due: together }));
}

/** As many from the front as one commit should hold; at least one. */
function bounded(tellings: readonly Telling[]): readonly Telling[] {
  let recipients = 0;
  const beyond = tellings.findIndex(({ due }, index) => {
    recipients += due.length;
    return index > 0 && recipients > mostRecipients;
  });
  return beyond < 0 ? tellings : tellings.slice(0, beyond);
}
