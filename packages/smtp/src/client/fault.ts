/**
 * Why a reply did not come, and what that means for a recipient.
 */
import type { Stage } from '@hearback/bounce';
import type { Breakdown, Failure, SmtpReply } from './transaction.ts';

export interface Fault {
  readonly breakdown: Breakdown;
  /** From `words`. */
  readonly text: string;
  /** The server's last word, spoken unasked: "421 4.4.2 idle too long". Null for none. */
  readonly reply: SmtpReply | null;
}

export type Heard = SmtpReply | Fault;

export const fault = (breakdown: Breakdown, text: string, reply: SmtpReply | null = null): Fault => ({
  breakdown,
  text,
  reply,
});

export const isFault = (heard: Heard): heard is Fault => 'breakdown' in heard;

/** First digit of a reply code (RFC 5321 §4.2.1), 0 for a fault. */
export const severity = (heard: Heard): number => (isFault(heard) ? 0 : Math.trunc(heard.code / 100));

/** 421 says that this server goes away, not what it thinks of the message: another may take it. */
export function failedByReply(reply: SmtpReply, stage: Stage, elsewhere: boolean): Failure {
  return {
    kind: 'failed',
    stage,
    reply,
    breakdown: null,
    text: reply.text,
    elsewhere: elsewhere || reply.code === 421,
  };
}

/** `awaited` names what did not come: "while waiting for the reply to RCPT". */
export function failedByFault(cause: Fault, stage: Stage, awaited: string): Failure {
  const { breakdown, reply } = cause;
  if (reply !== null) return failedByReply(reply, stage, false);
  // RFC 5321 §5.1: a server that does not answer is no reason to wait where there is another one.
  const elsewhere = breakdown !== 'unsupported' && breakdown !== 'local';
  return { kind: 'failed', stage, reply: null, breakdown, text: faultText(cause, awaited), elsewhere };
}

/** Time-outs and broken connections say what was awaited; the others say all in their own words. */
export const faultText = ({ text, breakdown }: Fault, awaited: string): string =>
  awaited !== '' && (breakdown === 'timeout' || breakdown === 'reset') ? `${text} ${awaited}` : text;
