/**
 * Tells one sender what is due for them: a notice for each message, signed and queued like mail. Beyond so many an hour nothing
 * is dropped: the last one of the hour is a list of all that is due, and when there is none left, what is due waits in the store
 * until there is. The unit that queues a mail removes what it tells, so that a crash neither loses nor repeats it.
 * A notice that ends the process three times while it is written is written without the message that it returns; one that
 * does so even then is dropped, with an event.
 */
import { messageEvent } from '../ledger/compose.ts';
import type { Ids } from '../ledger/ids.ts';
import type { Recorder } from '../ledger/record.ts';
import { type AtHand, mostDeaths, nameOf } from '../observe/at-hand.ts';
import { failpoint } from '../observe/failpoint.ts';
import { domainOf } from '../queue/lane-name.ts';
import type { NewEntry, NoticeDue, StoredMessage } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import type { AcceptLanes } from './accept.ts';
import type { Clock } from './clock.ts';
import { type NoticeMessage, noticeMessage } from './notice-message.ts';
import type { Log, Observe, Sign } from './ports.ts';
import { SenderCap } from './sender-cap.ts';
import type { DeliverySettings } from './settings.ts';
import { summaryMessage, type Telling } from './summary-message.ts';

export interface TellerDeps {
  readonly store: Pick<Store, 'noticesDue' | 'body'>;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly settings: DeliverySettings;
  readonly log: Log;
  readonly observe: Observe;
  readonly sign: Sign | undefined;
  readonly lanes: AcceptLanes;
  /** Names the message whose notice is being written, where the process has a place to write that down. */
  readonly writing: AtHand | undefined;
  /** Notices fall due then. */
  readonly dueAt: (at: number) => void;
}

/** Messages and recipients of a list, and of what is put off in one commit. */
const mostTogether = 1000;
const mostRecipients = 5000;

export class Teller {
  readonly #deps: TellerDeps;
  readonly #cap: SenderCap;

  constructor(deps: TellerDeps) {
    this.#deps = deps;
    this.#cap = new SenderCap(deps.settings.notices.perHour);
  }

  /** `due`: by message, the oldest first. `isAll`: nothing else is due for this sender. */
  async tell(sender: string, due: readonly Telling[], isAll: boolean): Promise<void> {
    const now = this.#deps.clock.now();
    const free = this.#cap.free(sender, now);
    const few = due.flatMap(byAction);
    if (few.length <= free) return this.#each(few, now);
    const read = isAll ? due : await this.#dueFor(sender, now);
    const all = bounded(read.flatMap(byAction));
    if (free === 0) return this.#putOff(sender, all, now);
    // With more than one list can hold, none is told alone: the hour has that many lists.
    const isWhole = isAll || read.length < mostTogether;
    const alone = all.slice(0, isWhole ? free - 1 : 0);
    await this.#each(alone, now);
    await this.#together(sender, all.slice(alone.length), now);
  }

  async #dueFor(sender: string, now: number): Promise<readonly Telling[]> {
    const due = await this.#deps.store.noticesDue(now, mostTogether);
    return due.filter(({ message }) => message.sender.toLowerCase() === sender.toLowerCase());
  }

  async #each(tellings: readonly Telling[], now: number): Promise<void> {
    for (const telling of tellings) await this.#alone(telling, now);
  }

  async #alone({ message, due }: Telling, now: number): Promise<void> {
    const { recorder, observe, ids } = this.#deps;
    this.#cap.take(message.sender, now);
    const made = await this.#make(message, due, now);
    if (made !== null) return void (await this.#queue(made, message.sender, due));
    const reply = { code: null, status: null, text: 'No notice: it could not be written.' };
    const told = { message, recipient: message.sender, orcpt: null };
    const event = messageEvent(ids, now, 'suppressed_send', 'queue', told, { reply });
    await recorder.record({ noticed: due.map(keyOf), events: [event] });
    observe.noticed('dropped');
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

  async #together(sender: string, tellings: readonly Telling[], now: number): Promise<void> {
    const [first] = tellings;
    if (first === undefined) return;
    const { writing, observe } = this.#deps;
    const name = nameOf(first.message.id);
    // A list that ends the process is one message shorter the next time.
    if (tellings.length === 1 || (writing?.deathsOf(name) ?? 0) >= mostDeaths) return this.#alone(first, now);
    this.#cap.take(sender, now);
    const end = writing?.begin(name);
    try {
      const made = await summaryMessage(this.#deps, sender, tellings, now);
      failpoint('mid-DSN-build', 'list');
      const all = tellings.flatMap(({ due }) => due);
      if (await this.#queue(made, sender, all)) for (const _ of tellings) observe.noticed('listed');
    } finally {
      end?.();
    }
  }

  /** The hour's last notice has gone: they wait until the first one of it is an hour old. */
  async #putOff(sender: string, tellings: readonly Telling[], now: number): Promise<void> {
    const { recorder, observe, dueAt } = this.#deps;
    const at = this.#cap.freeAt(sender, now);
    const due = tellings.flatMap((telling) => telling.due);
    const notices = due.map((notice) => ({ ...notice, dueAt: at }));
    await recorder.record({ noticed: due.map(keyOf), notices, events: [] });
    for (const _ of tellings) observe.noticed('put_off');
    dueAt(at);
  }

  /** False: it is not stored, and what it tells is still due. */
  async #queue({ message, body }: NoticeMessage, to: string, due: readonly NoticeDue[]): Promise<boolean> {
    const { lanes, recorder, ids, observe } = this.#deps;
    const lane = lanes.laneOf(domainOf(to), message.source, message.stream);
    const entry: NewEntry = {
      ...{ position: 0, recipient: to, orcpt: null, notify: ['never'], lane: lane.name, nextAt: message.acceptedAt },
      ...{ delayNoticeAt: null, suspendedMark: lane.mark },
    };
    const entries = [entry];
    const room = lanes.reserve(entries);
    const about = { message, recipient: to, orcpt: null };
    const event = messageEvent(ids, message.acceptedAt, 'accepted', 'queue', about, {});
    const noticed = due.map(keyOf);
    try {
      const accept = { message, body, entries, leased: room !== null };
      const committed = await recorder.record({ accept, noticed, events: [event] });
      failpoint('after-DSN-enqueue-before-expire');
      if (committed !== 'committed') {
        lanes.failed(entries, room);
        return false;
      }
    } catch (error) {
      lanes.failed(entries, room);
      throw error;
    }
    observe.noticed('sent');
    lanes.accepted(message, entries, body, room);
    return true;
  }
}

const keyOf = ({ messageId, position, action }: NoticeDue): Pick<NoticeDue, 'messageId' | 'position' | 'action'> => ({
  ...{ messageId, position, action },
});

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
