/**
 * The ledger: attempts in, counted recipients out. All attempts to bring one message to one recipient are one
 * recipient, whose fate is that of its weightiest attempt: a failure over a delivery (it came back later) over a
 * deferral. Memory is bounded: recipients are remembered for the last some hundred thousand messages; one that is
 * forgotten while it waits stays counted as waiting.
 */
import { type Attempt, ByteTable, type Counted, type Delivery, domainOf, Notes } from '@hearback/server/logs';
import { Calendar, hourOf } from './calendar.ts';
import { Causes, type Explain } from './cause.ts';
import { noHost, Receivers, receiverLimit } from './receivers.ts';
import { own, Recent } from './recent.ts';
import { blank, learn, type Standing } from './standing.ts';
import { tallies } from './table.ts';
import type { Tally } from './tally.ts';

/** What says in which tables a recipient is counted. */
type Told = Pick<Standing, 'recipient' | 'cause' | 'receiver' | 'sender' | 'list' | 'hour'>;

type Recipients = Standing | Map<string, Standing>;

/** The note of a recipient with a history; no hour is as late. */
const open = 0x7fffffff;
/** A mailing with more recipients in one message than this is counted, but their later attempts are not recognised. */
const recipientLimit = 100_000;

export class Ledger {
  readonly receivers = new Receivers();
  readonly domains = tallies(10_000);
  readonly senders = tallies(2000);
  readonly lists = tallies(2000);
  readonly calendar = new Calendar();
  readonly causes: Causes;
  /** Lines read as attempts. */
  attempts = 0;
  complaints = 0;
  /** Deliveries that have a number and no names. */
  unnamed = 0;
  /** Waiting recipients that were forgotten to bound memory. */
  forgotten = 0;
  from = Number.POSITIVE_INFINITY;
  to = Number.NEGATIVE_INFINITY;
  private readonly messages: Recent<Recipients>;
  /**
   * Recipients delivered at their first attempt, nearly all of a healthy log, with hour and receiver: a second mention
   * (the same file twice, an older file read later, a bounce that came back by mail) still finds them. Those with a
   * history are noted as `open`.
   */
  private readonly settled = new Notes(1 << 20);
  private readonly complained = new Notes(1 << 16);
  private readonly domainsInBytes = new ByteTable((name) => this.domains.at(name.toLowerCase()).tally);
  private readonly receiversInBytes = new ByteTable((name) => this.receivers.of(name));

  constructor(explain: Explain, remembered = 100_000) {
    this.causes = new Causes(explain);
    this.messages = new Recent(remembered);
    this.messages.forgotten = (entries) => {
      for (const recipients of entries.values())
        this.forgotten += each(recipients).filter(({ fate }) => fate === 'waiting').length;
    };
  }

  record(attempt: Attempt): void {
    this.hear(attempt.at);
    if (attempt.recipient === null) {
      this.expire(attempt);
      return;
    }
    const known = this.find(attempt.message, attempt.recipient);
    if (known !== undefined) this.update(known, attempt);
    else if (attempt.outcome === 'delivered') this.settle(attempt, attempt.recipient);
    else this.update(this.reopen(attempt, attempt.recipient), attempt);
  }

  /** One for a recipient of a message, however often it is read. Where neither is known it cannot be told again. */
  complain(at: number | null, message: string, recipient: string): void {
    const noted = this.complained.of(message || String(at), recipient);
    if (noted.get() !== -1 && (message !== '' || recipient !== '')) return;
    noted.set(0);
    this.complaints++;
  }

  /** An attempt that is a delivery in bytes; false when there is a history to it, and nothing is counted. */
  deliver(delivery: Delivery): boolean {
    const { block, at, sender, recipientStart, recipientEnd } = delivery;
    const settled = this.settled.ofBytes(
      block,
      delivery.messageStart,
      delivery.messageEnd,
      recipientStart,
      recipientEnd,
    );
    const note = settled.get();
    if (note === open) return false;
    this.hear(at);
    if (note !== -1) return true;
    const receiver = this.receiversInBytes.at(block, delivery.mxStart, delivery.mxEnd);
    const hour = hourOf(at);
    settled.set(hour * receiverLimit + receiver);
    this.calendar.at(hour, receiver).deliver();
    this.domainsInBytes.at(block, delivery.domainStart, recipientEnd).deliver();
    if (sender !== null) this.senders.at(sender).tally.deliver();
    return true;
  }

  /** Whether one of them waited before is not known. */
  deliverCounted({ at, message, mx, sender, domain, count }: Counted): void {
    this.hear(at);
    const settled = this.settled.of(`${message} ${at}`, domain);
    if (settled.get() !== -1) return;
    settled.set(0);
    this.unnamed += count;
    const hour = hourOf(at);
    const told = { recipient: `@${domain}`, cause: null, receiver: this.receivers.of(mx), sender, list: null, hour };
    for (const tally of this.tables(told)) for (let n = 0; n < count; n++) tally.deliver();
  }

  private hear(at: number | null): void {
    this.attempts++;
    if (at === null) return;
    if (at < this.from) this.from = at;
    if (at > this.to) this.to = at;
  }

  private update(standing: Standing, attempt: Attempt): void {
    const answered = this.receivers.of(attempt.mx);
    const cause =
      attempt.outcome === 'delivered' ? null : this.causes.of(attempt, this.receivers.names[answered] ?? noHost);
    this.uncount(standing);
    learn(standing, attempt, cause, cause === null ? answered : this.receivers.named(cause.provider));
    this.keepNames(standing);
    this.count(standing);
  }

  /** The tables' own copies of the names, which all share: those of the attempt may be cut from the text of a whole mail and keep it alive. */
  private keepNames(standing: Standing): void {
    if (standing.sender !== null) standing.sender = this.senders.at(standing.sender).tally.name;
    if (standing.list !== null) standing.list = this.lists.at(standing.list).tally.name;
  }

  /** Delivered, and not heard of before. */
  private settle(attempt: Attempt, recipient: string): void {
    const settled = this.settled.of(attempt.message, recipient);
    // One that is open and not among the messages was forgotten.
    if (settled.get() !== -1 && settled.get() !== open) return;
    const receiver = this.receivers.of(attempt.mx);
    const hour = hourOf(attempt.at);
    settled.set(hour * receiverLimit + receiver);
    const { sender, list } = attempt;
    for (const tally of this.tables({ recipient, cause: null, receiver, sender, list, hour })) tally.deliver();
  }

  /** A new recipient, or one that was settled, as it was counted then. */
  private reopen(attempt: Attempt, recipient: string): Standing {
    const settled = this.settled.of(attempt.message, recipient);
    const note = settled.get();
    settled.set(open);
    const standing = this.open(attempt.message, recipient);
    if (note === -1 || note === open) return standing;
    standing.fate = 'delivered';
    standing.hour = Math.floor(note / receiverLimit);
    standing.receiver = note % receiverLimit;
    standing.receiverAt = Number.POSITIVE_INFINITY;
    standing.sender = attempt.sender;
    standing.list = attempt.list;
    this.keepNames(standing);
    standing.counted = this.tables(standing);
    return standing;
  }

  private find(message: string, recipient: string): Standing | undefined {
    const recipients = this.messages.get(message);
    if (recipients instanceof Map) return recipients.get(recipient);
    return recipients?.recipient === recipient ? recipients : undefined;
  }

  private open(message: string, address: string): Standing {
    const recipient = own(address);
    const standing = blank(recipient);
    const others = this.messages.get(message);
    if (others === undefined) {
      this.messages.set(own(message), standing);
      return standing;
    }
    const all = others instanceof Map ? others : new Map([[others.recipient, others]]);
    if (all !== others) this.messages.set(own(message), all);
    if (all.size < recipientLimit) all.set(recipient, standing);
    return standing;
  }

  private count(standing: Standing): void {
    const { fate, soft, cause } = standing;
    const counted = this.tables(standing);
    for (const tally of counted) tally.count(fate, soft, cause?.verdict.reason ?? null, 1);
    standing.counted = counted;
  }

  private tables({ recipient, cause, receiver, sender, list, hour }: Told): readonly Tally[] {
    const tables = [this.calendar.at(hour, receiver), this.domains.at(domainOf(recipient)).tally];
    if (sender !== null) tables.push(this.senders.at(sender).tally);
    if (list !== null) tables.push(this.lists.at(list).tally);
    if (cause !== null) tables.push(cause.tally);
    // Without the room that an array which grew keeps: there are as many as standings.
    return tables.slice();
  }

  private uncount({ counted, fate, soft, cause }: Standing): void {
    for (const tally of counted) tally.count(fate, soft, cause?.verdict.reason ?? null, -1);
  }

  /** The message's time is up: who of its recipients still waits has bounced. */
  private expire({ message }: Attempt): void {
    for (const standing of each(this.messages.get(message))) {
      if (standing.fate !== 'waiting') continue;
      this.uncount(standing);
      standing.fate = 'hard';
      if (standing.cause !== null) standing.cause = this.causes.expired(standing.cause);
      this.count(standing);
    }
  }
}

const each = (recipients: Recipients | undefined): readonly Standing[] =>
  recipients === undefined ? [] : recipients instanceof Map ? [...recipients.values()] : [recipients];
