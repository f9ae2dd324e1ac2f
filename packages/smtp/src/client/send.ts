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
  /** Refused behind a 421 that may have been nobody's. */
  readonly #doubtful = new Set<number>();
  #stage: 'mail' | 'rcpt' | 'data' = 'mail';
  /** 421: the server said that it closes the connection. */
  #closing: SmtpReply | null = null;
  /** The replies are out of step: none can be trusted to answer what it seems to answer. */
  #doubt: Fault | null = null;

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
    this.#wire.within(this.#timeouts.transaction);
    if (this.#pipelining) {
      this.#wire.command(`${mail}${rcpts.map(({ command }) => command).join('')}DATA\r\n`, rcpts.length + 2);
    }
    await this.#mail(mail);
    const isInvited = await this.#isInvited();
    if (isInvited && this.#accepted.size > 0) return this.#message();
    this.#wire.within(null);
    if (isInvited) return sendNothing(this.#wire, this.#timeouts);
    for (const index of this.#doubtful) this.#outcomes.set(index, this.#lost('rcpt'));
    if (this.#wire.fault?.breakdown === 'protocol') this.#doubt ??= this.#wire.fault;
    await this.#end();
    if (this.#doubt !== null) this.#disown(this.#doubt);
  }

  async #mail(command: string): Promise<void> {
    const heard = await this.#ask(command, 'mail');
    if (severity(heard) === 2) return this.#rcpt();
    if (isOutOfStep(heard)) {
      this.#doubt = this.#wire.fail(fault('protocol', words.outOfStep(heard.text)));
      return;
    }
    this.#settle(this.#refused(heard));
    // The replies to RCPT say nothing now, but must not be taken for those to the next message.
    if (this.#pipelining && this.#closing === null)
      for (const { command } of this.#prepared.rcpts) await this.#ask(command, 'rcpt');
  }

  async #rcpt(): Promise<void> {
    for (const { command, index } of this.#prepared.rcpts) {
      const isClosing = this.#closing !== null;
      // A server that takes its leave is asked nothing more; what was asked before may still be answered.
      if (isClosing && !this.#pipelining) break;
      const heard = await this.#ask(command, 'rcpt');
      if (isFault(heard) || this.#doubt !== null) break;
      if (severity(heard) === 2) this.#accepted.add(index);
      else this.#outcomes.set(index, this.#refused(heard));
      if (isClosing && severity(heard) !== 2) this.#doubtful.add(index);
    }
    for (const { index } of this.#prepared.rcpts) {
      if (!this.#accepted.has(index) && !this.#outcomes.has(index)) this.#outcomes.set(index, this.#lost('rcpt'));
    }
  }

  /**
   * 354, which answers nothing but DATA, in its place: all replies before it are in theirs. Where somebody is refused for good DATA
   * is said though nobody is there for the message: refused (RFC 5321 §3.3), it shows with RSET whether they are.
   */
  async #isInvited(): Promise<boolean> {
    const isMoot = this.#accepted.size === 0 && (this.#closing !== null || !(this.#pipelining || this.#isRefused));
    if (isMoot || this.#doubt !== null) return false;
    const heard = await this.#ask('DATA\r\n', 'data');
    if (severity(heard) === 3 && this.#doubt === null && this.#wire.fault?.breakdown !== 'protocol') return true;
    this.#settle(this.#closing === null ? this.#refused(heard) : this.#lost('data'));
    return false;
  }

  async #message(): Promise<void> {
    const { data, dsn } = this.#prepared;
    const outcome = await sendBody(this.#wire, data, this.#timeouts, dsn);
    if (outcome.kind === 'failed' && outcome.reply?.code === 421) this.#closing = outcome.reply;
    this.#settle(outcome);
  }

  /**
   * Ends a transaction that no dot will end. Behind a DATA that was refused, its reply is told from the one before, so that one too
   * many is noticed before anybody is told what was not said to him; said twice, two, where the last recipient was accepted.
   */
  async #end(): Promise<void> {
    if (this.#wire.fault !== null || this.#closing !== null) return;
    const times = this.#pipelining && this.#isRefused ? 2 : 1;
    this.#wire.command('RSET\r\n'.repeat(times), times);
    let isReset = true;
    for (let heard = 0; heard < times; heard++) isReset = (await this.#isReset()) && isReset;
    if (!isReset && this.#wire.fault === null && this.#closing === null) await this.#leave();
  }

  async #isReset(): Promise<boolean> {
    const heard = await this.#wire.reply(this.#timeouts.rset);
    if (isFault(heard)) return false;
    if (heard.code === 421) this.#closing ??= heard;
    // 354 to a DATA that seemed refused: whatever else is said becomes the message.
    else if (severity(heard) === 3) this.#doubt = this.#wire.fail(fault('protocol', words.notReset(heard.text)));
    return severity(heard) === 2;
  }

  /** Behind the reply to QUIT comes none; where one does, they are out of step. */
  async #leave(): Promise<void> {
    this.#wire.command('QUIT\r\n', 1);
    const heard = await this.#wire.reply(this.#timeouts.quit);
    if (severity(heard) === 3) this.#wrongReply(heard);
    else if (!isFault(heard) && heard.code !== 221) await this.#wire.reply(this.#timeouts.quit);
    if (this.#wire.fault?.breakdown === 'protocol') this.#doubt = this.#wire.fault;
    this.#wire.close();
  }

  async #ask(command: string, stage: 'mail' | 'rcpt' | 'data'): Promise<Heard> {
    this.#stage = stage;
    if (!this.#pipelining) this.#wire.command(command, 1);
    const heard = await this.#wire.reply(this.#timeouts[stage]);
    if (isFault(heard)) {
      // With PIPELINING the one that is missing may be an earlier one.
      if (heard.breakdown === 'protocol' || (heard.breakdown === 'timeout' && this.#pipelining)) this.#doubt ??= heard;
    } else if (heard.code === 421) this.#closing ??= heard;
    else if (severity(heard) === (stage === 'data' ? 2 : 3)) this.#wrongReply(heard);
    return heard;
  }

  #wrongReply(heard: Heard): Fault {
    const cause = isFault(heard) ? heard : this.#wire.fail(fault('protocol', words.wrongReply(heard.text)));
    this.#doubt ??= cause;
    return cause;
  }

  #refused(heard: Heard): Failure {
    const stage = this.#stage;
    if (isFault(heard)) return this.#lost(stage);
    if (heard.code < 400) return failedByFault(this.#wrongReply(heard), stage, awaiting[stage]);
    const failure = failedByReply(heard, stage, false);
    return stage === 'rcpt' ? { ...failure, text: tooManyRecipients(heard) } : failure;
  }

  get #isRefused(): boolean {
    return [...this.#outcomes.values()].some(isFinal);
  }

  /** Nothing is known of this message: another connection, to this server or another, may do. */
  #disown(cause: Fault): void {
    const stage = this.#stage;
    for (const { index } of this.#prepared.rcpts)
      this.#outcomes.set(index, failedByFault(cause, stage, awaiting[stage]));
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

const isFinal = (outcome: RecipientOutcome): boolean =>
  outcome.kind === 'failed' && outcome.reply !== null && outcome.reply.code >= 500;

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
