/**
 * The message behind DATA, and what the reply to its final dot means (RFC 5321 §4.1.1.4, RFC 1047). As long as the dot
 * has not left us nothing can have been delivered, whatever the server says; from then on, silence is ambiguous.
 */
import type { Timeouts } from './connection.ts';
import { type Fault, failedByFault, failedByReply, fault, faultText, type Heard, isFault, severity } from './fault.ts';
import { blocksOf, finalDot } from './message-data.ts';
import type { RecipientOutcome, SmtpReply } from './transaction.ts';
import type { Wire } from './wire.ts';
import { awaiting, words } from './words.ts';

/** One write up to here, body and final dot together; beyond, a stalled server is noticed block by block. */
const BLOCK = 65_536;

/** The outcome of each recipient that was accepted. `data` has its dots stuffed; `dsn`: NOTIFY was passed on. */
export async function sendBody(
  wire: Wire,
  data: Uint8Array,
  timeouts: Timeouts,
  dsn: boolean,
): Promise<RecipientOutcome> {
  // What came together with the 354: nothing has been sent, so that nothing is in doubt.
  if (wire.fault !== null) return failedByFault(wire.fault, 'body', awaiting.block);
  wire.sending = true;
  const whole = await writeBlocks(wire, data, timeouts.block);
  wire.sending = false;
  if (!whole && wire.fault !== null) return failedByFault(wire.fault, 'body', awaiting.block);
  wire.note('-', `message of ${data.length} octets sent`);
  // Who gives up now does not know whether the message has been delivered.
  wire.within(null);
  const heard = await wire.reply(timeouts.dot);
  return wire.flushed ? afterDot(wire, heard, dsn) : beforeDot(wire, heard);
}

async function writeBlocks(wire: Wire, data: Uint8Array, timeout: number): Promise<boolean> {
  for (const { pieces, last } of blocksOf(data, BLOCK)) {
    wire.block(pieces, last ? 1 : 0);
    if (!wire.flushed && !(await wire.written(timeout))) return false;
  }
  return true;
}

function afterDot(wire: Wire, heard: Heard, dsn: boolean): RecipientOutcome {
  switch (severity(heard)) {
    case 2:
      return { kind: 'delivered', reply: heard as SmtpReply, dsn };
    case 4:
    case 5:
      // With another one behind it, nobody knows which of them is meant for the message.
      return wire.fault?.breakdown === 'protocol'
        ? unknown(wire.fault)
        : failedByReply(heard as SmtpReply, 'body', false);
    default:
      return unknown(isFault(heard) ? heard : wire.fail(fault('protocol', words.wrongReply(heard.text))));
  }
}

const unknown = (cause: Fault): RecipientOutcome => ({
  kind: 'ambiguous',
  breakdown: cause.breakdown,
  text: faultText(cause, awaiting.dot),
});

/** A refusal may come early, and the rest of the message is then not worth sending; a yes may not. */
function beforeDot(wire: Wire, heard: Heard): RecipientOutcome {
  if (isFault(heard)) return failedByFault(heard, 'body', awaiting.block);
  const refused = heard.code >= 400;
  const cause = wire.fail(refused ? fault('reset', words.closed(), heard) : fault('protocol', words.early()));
  return failedByFault(cause, 'body', awaiting.block);
}

/** RFC 2920 §3.1: the server wants the message although it accepted no recipient; it gets none. */
export async function sendNothing(wire: Wire, timeouts: Timeouts): Promise<void> {
  wire.block([finalDot], 1);
  wire.note('-', 'nothing but the final dot sent');
  await wire.reply(timeouts.dot);
}
