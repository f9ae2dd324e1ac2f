/**
 * Writes the mails that tell a sender: a notice of one message, or a list of many. What is being written is named before, so
 * that the next life of the process knows what the last one died of. A notice that ends it three times, or fails, is written
 * without the message that it returns; one that does so even then is given up. A list that does so becomes half as long each
 * time, until what is to blame for it is told alone.
 */
import type { Notice } from '@hearback/bounce';
import type { Ids } from '../ledger/ids.ts';
import { type AtHand, mostDeaths, nameOf } from '../observe/at-hand.ts';
import { failpoint } from '../observe/failpoint.ts';
import { domainOf } from '../queue/lane-name.ts';
import type { Store } from '../store/store.ts';
import { type NoticeMessage, noticeOf, signed } from './notice-message.ts';
import type { Log, Sign } from './ports.ts';
import type { DeliverySettings } from './settings.ts';
import { summaryOf, type Telling } from './summary-message.ts';

export interface WriterDeps {
  readonly store: Pick<Store, 'body'>;
  readonly ids: Ids;
  readonly settings: DeliverySettings;
  readonly log: Log;
  readonly sign: Sign | undefined;
  /** Names the message whose notice is being written, where the process has a place to write that down. */
  readonly writing: AtHand | undefined;
}

export interface List {
  readonly made: NoticeMessage;
  /** What it tells. */
  readonly tellings: readonly Telling[];
}

const nothing = new Uint8Array();

export class NoticeWriter {
  readonly #deps: WriterDeps;

  constructor(deps: WriterDeps) {
    this.#deps = deps;
  }

  /** Null: it is given up. Rejects when it cannot be signed, or the message not be read: it may be written later. */
  async notice({ message, due }: Telling, now: number): Promise<NoticeMessage | null> {
    const { store, settings, log } = this.#deps;
    const name = nameOf(message.id);
    const deaths = this.#deaths(name);
    if (deaths >= 2 * mostDeaths) {
      log.error({ message: message.id, deaths }, 'The service died each time while it wrote this notice.');
      return null;
    }
    const isWhole = deaths < mostDeaths;
    const content = (isWhole ? await store.body(message.id) : null) ?? nothing;
    return this.#named(name, async () => {
      failpoint('mid-DSN-build', isWhole ? 'whole' : 'without');
      const notice =
        this.#composed(message.id, () => noticeOf(settings, message, due, content, now)) ??
        this.#composed(message.id, () => noticeOf(settings, message, due, nothing, now));
      return notice && this.#signed(notice, now);
    });
  }

  /** Of as many of them from the front as it can be; null: the first is to be told alone. Rejects when it cannot be signed. */
  async list(sender: string, tellings: readonly Telling[], now: number): Promise<List | null> {
    const [first] = tellings;
    if (first === undefined) return null;
    const { settings } = this.#deps;
    const name = nameOf(`list ${first.message.id}`);
    const halvings = Math.max(0, this.#deaths(name) - mostDeaths + 1);
    return this.#named(name, async () => {
      for (let most = tellings.length / 2 ** halvings; most >= 2; most /= 2) {
        const told = tellings.slice(0, most);
        const id = this.#deps.ids.message(now);
        const list = this.#composed(first.message.id, () => summaryOf(settings, id, sender, told, now));
        for (const { due } of told) for (const one of due) failpoint('mid-list-build', domainOf(one.recipient));
        if (list !== null) return { made: await this.#signed(list, now, id), tellings: told };
      }
      return null;
    });
  }

  #deaths(name: string): number {
    return this.#deps.writing?.deathsOf(name) ?? 0;
  }

  async #named<T>(name: string, write: () => Promise<T>): Promise<T> {
    const end = this.#deps.writing?.begin(name);
    try {
      return await write();
    } finally {
      end?.();
    }
  }

  #signed(notice: Notice, now: number, id = this.#deps.ids.message(now)): Promise<NoticeMessage> {
    return signed(this.#deps, id, notice, now);
  }

  /** Null: by a fault of ours it cannot be. */
  #composed(message: string, compose: () => Notice): Notice | null {
    try {
      return compose();
    } catch (error) {
      this.#deps.log.error({ error, message }, 'A notice could not be written.');
      return null;
    }
  }
}
