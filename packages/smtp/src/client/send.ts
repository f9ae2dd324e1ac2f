/**
 * One mail transaction (RFC 5321 §3.3). With PIPELINING (RFC 2920) MAIL, all RCPT and DATA go in one write and their
 * replies are told apart by order alone; without, each command waits for the reply to the one before. What happens to
 * a reply is the same both ways.
 */
import { explain } from '@hearback/bounce';
import { sendBody, sendNothing } from './body.ts';
import type { Timeouts } from './connection.ts';
import type { Extensions } from './extensions.ts';
import { type Fault, failedByFault, failedByReply, fault, type Heard, isFault, severity } from './fault.ts';
import { type Prepared, prepare } from './prepare.ts';
import { inSevenBit } from './seven-bit.ts';
import type { Failure, OutgoingMessage, RecipientOutcome, SmtpReply, TransactionResult } from './transaction.ts';
import type { Wire } from './wire.ts';
import { awaiting, words } from './words.ts';

export async function send(
  wire: Wire,
  extensions: Extensions,
  timeouts: Timeouts,
  message: OutgoingMessage,
): Promise<TransactionResult> {
  const began = performance.now();
  const unsent = (failure: Failure): TransactionResult => ({
    ...{ outcomes: message.recipients.map(() => failure), reusable: wire.fault === null, duration: 0 },
  });
  // Nearly every server has it, and waits for nothing here.
  const fit = extensions.has('8BITMIME') ? { message, notes: [] } : await inSevenBit(message);
  if ('kind' in fit && fit.kind === 'failed') return unsent(fit);
  const prepared = prepare(fit.message, extensions);
  if ('kind' in prepared) return unsent(prepared);
  for (const note of fit.notes) wire.note('-', note);
  const transaction = new Transaction(wire, extensions.has('PIPELINING'), timeouts, prepared);
  if (prepared.rcpts.length > 0) await transaction.run();
  const outcomes = message.recipients.map((_, index) => transaction.outcomeOf(index));
  return { outcomes, reusable: transaction.reusable, duration: performance.now() - began };
}

class Transaction {
  readonly #wire: Wire;
  readonly #pipelining: boolean;
  readonly #timeouts: Timeouts;
  readonly #prepared: Prepared;
  /** By index of the recipient. Who has been accepted, or not been asked for yet, has none. */
  readonly #outcomes: Map<number, RecipientOutcome>;
  readonly #accepted = new Set<number>();
  /** 421: the server said that it closes the connection. */
  #closing: SmtpReply | null = null;

  constructor(wire: Wire, pipelining: boolean, timeouts: Timeouts, prepared: Prepared) {
    this.#wire = wire;
    this.#pipelining = pipelining;
    this.#timeouts = timeouts;
    this.#prepared = prepared;
    this.#outcomes = new Map(prepared.failures);
  }

  get reusable(): boolean {
    return this.#wire.fault === null && this.#wire.quiet && this.#closing === null;
  }

  outcomeOf(index: number): RecipientOutcome {
    return this.#outcomes.get(index) ?? this.#lost('mail');
  }

  async run(): Promise<void> {
    const { mail, rcpts, notes } = this.#prepared;
    for (const note of notes) this.#wire.note('-', note);
    if (this.#pipelining) {
      this.#wire.command(`${mail}${rcpts.map(({ command }) => command).join('')}DATA\r\n`, rcpts.length + 2);
    }
    const heard = await this.#ask(mail, this.#timeouts.mail);
    if (severity(heard) === 2) {
      await this.#rcpt();
      await this.#data();
    } else {
      this.#settle(isOutOfStep(heard) ? this.#desynchronized(heard) : this.#refused(heard, 'mail'));
      if (this.#pipelining) await this.#hearOut();
    }
  }

  /** The replies to RCPT and DATA say nothing now, but must not be taken for those to the next message. */
  async #hearOut(): Promise<void> {
    if (this.#closing !== null) return;
    for (const _ of this.#prepared.rcpts) await this.#wire.reply(this.#timeouts.rcpt);
    if (severity(await this.#wire.reply(this.#timeouts.data)) === 3) await sendNothing(this.#wire, this.#timeouts);
  }

  async #rcpt(): Promise<void> {
    for (const { command, index } of this.#prepared.rcpts) {
      // A server that takes its leave is asked nothing more; what was asked before may still be answered.
      if (this.#closing !== null && !this.#pipelining) break;
      const heard = await this.#ask(command, this.#timeouts.rcpt);
      if (isFault(heard)) break;
      // One reply too few came before: this one answers DATA, and those before answer each the command behind theirs.
      if (severity(heard) === 3) return this.#disown(this.#wire.fail(fault('protocol', words.wrongReply(heard.text))));
      if (severity(heard) === 2) this.#accepted.add(index);
      else this.#outcomes.set(index, this.#refused(heard, 'rcpt'));
    }
    for (const { index } of this.#prepared.rcpts) {
      if (!this.#accepted.has(index) && !this.#outcomes.has(index)) this.#outcomes.set(index, this.#lost('rcpt'));
    }
  }

  async #data(): Promise<void> {
    const nobody = this.#accepted.size === 0;
    if (nobody && !this.#pipelining) return this.#reset();
    const heard = await this.#ask('DATA\r\n', this.#timeouts.data);
    const displaced = this.#displaced(heard);
    if (displaced !== null) return this.#disown(displaced);
    if (severity(heard) !== 3) {
      this.#settle(this.#refused(heard, 'data'));
      return this.#reset();
    }
    if (nobody) return sendNothing(this.#wire, this.#timeouts);
    const { data, dsn } = this.#prepared;
    const outcome = await sendBody(this.#wire, data, this.#timeouts, dsn);
    if (outcome.kind === 'failed' && outcome.reply?.code === 421) this.#closing = outcome.reply;
    this.#settle(outcome);
  }

  /** One reply too many came: none of those before can be trusted to answer what it seems to answer. */
  #displaced(heard: Heard): Fault | null {
    if (isFault(heard)) return null;
    if (severity(heard) === 2) return this.#wire.fail(fault('protocol', words.wrongReply(heard.text)));
    return this.#wire.fault?.breakdown === 'protocol' ? this.#wire.fault : null;
  }

  #disown(cause: Fault): void {
    for (const { index } of this.#prepared.rcpts)
      this.#outcomes.set(index, failedByFault(cause, 'data', awaiting.data));
  }

  /** Ends a transaction that no dot will end. */
  async #reset(): Promise<void> {
    if (this.#wire.fault !== null || this.#closing !== null) return;
    this.#wire.command('RSET\r\n', 1);
    const heard = await this.#wire.reply(this.#timeouts.rset);
    // Nobody knows what the server remembers.
    if (!isFault(heard) && severity(heard) !== 2) this.#wire.fail(fault('protocol', words.notReset(heard.text)));
  }

  async #ask(command: string, timeout: number): Promise<Heard> {
    if (!this.#pipelining) this.#wire.command(command, 1);
    const heard = await this.#wire.reply(timeout);
    if (!isFault(heard) && heard.code === 421) this.#closing ??= heard;
    return heard;
  }

  #refused(heard: Heard, stage: 'mail' | 'rcpt' | 'data'): Failure {
    if (isFault(heard)) return this.#lost(stage);
    if (heard.code < 400) {
      return failedByFault(this.#wire.fail(fault('protocol', words.wrongReply(heard.text))), stage, awaiting[stage]);
    }
    const failure = failedByReply(heard, stage, false);
    return stage === 'rcpt' ? { ...failure, text: tooManyRecipients(heard) } : failure;
  }

  /** MAIL is in its place here, so that nothing is known of this message: another connection, to this server or another, may do. */
  #desynchronized(heard: SmtpReply): Failure {
    return failedByFault(this.#wire.fail(fault('protocol', words.outOfStep(heard.text))), 'mail', awaiting.mail);
  }

  /** The connection ended before they were served; when the server said so, in its words. */
  #lost(stage: 'mail' | 'rcpt' | 'data'): Failure {
    if (this.#closing !== null) return failedByReply(this.#closing, stage, true);
    return failedByFault(this.#wire.fault ?? fault('reset', words.closed()), stage, awaiting[stage]);
  }

  #settle(outcome: RecipientOutcome): void {
    for (const { index } of this.#prepared.rcpts) if (!this.#outcomes.has(index)) this.#outcomes.set(index, outcome);
  }
}

/** RFC 5321 §4.3.2 allows 503 as a reply to MAIL; some say it for "log in first", which no other connection mends. */
const isOutOfStep = (heard: Heard): heard is SmtpReply =>
  !isFault(heard) && heard.code === 503 && explain(heard.text, { stage: 'mail' }).reason === 'protocol_error';

/**
 * RFC 5321 §4.5.3.1.10: servers older than RFC 2821 say 552 for "too many recipients", which 452 says now. Only where the
 * words or the status mean that: today most who say 552 at RCPT mean a full mailbox.
 */
function tooManyRecipients({ code, text }: SmtpReply): string {
  if (code !== 552 || explain(text, { stage: 'rcpt' }).reason !== 'too_many_recipients') return text;
  return text.replace(/^552/gm, '452').replace(/^(452[ -])5\.5\.3/gm, '$14.5.3');
}
