/** MAIL, RCPT, DATA, RSET (RFC 5321 §4.1.1.2 to §4.1.1.5). */
import type { Envelope, EnvelopeRecipient } from '../envelope/envelope.ts';
import { parseRecipientParameters, parseSenderParameters } from '../envelope/parameters.ts';
import { parsePath } from '../envelope/path.ts';
import type { Command, Dialogue, Transaction } from './dialogue.ts';
import { reply } from './reply.ts';

const noMail = reply(503, '5.5.1', 'MAIL comes first');
const notAscii = reply(553, '5.6.7', 'An address beyond ASCII needs SMTPUTF8 with MAIL');

const mail: Command = {
  extended: true,
  take(dialogue, argument) {
    const { limits, admission, handler } = dialogue.premises;
    if (dialogue.client.helo === null) return dialogue.object(reply(503, '5.5.1', 'EHLO comes first'));
    if (dialogue.transaction !== null) return dialogue.object(reply(503, '5.5.1', 'A message is under way'));
    const path = parsePath(afterKeyword(argument, 'FROM:'), 'reverse');
    if (path.kind === 'malformed') return dialogue.object(reply(501, '5.1.7', path.why));
    const parameters = parseSenderParameters(path.rest, handler.authenticate !== undefined);
    if (parameters.kind === 'objection') return dialogue.object(parameters);
    const { size, smtputf8 } = parameters.value;
    if (!path.ascii && !smtputf8) return dialogue.object(notAscii);
    if (size !== null && size > limits.messageSize) {
      return dialogue.refuse(reply(552, '5.3.4', `A message has at most ${limits.messageSize} octets`));
    }
    if (admission.memory + (size ?? 0) > limits.memory) return dialogue.reply(noMemory);
    const transaction: Transaction = { sender: path.address, parameters: parameters.value, recipients: [] };
    dialogue.ask(
      () => handler.mail?.(transaction.sender, transaction.parameters, dialogue.client) ?? null,
      (refusal) => {
        if (refusal !== null) return dialogue.refuse(refusal);
        dialogue.transaction = transaction;
        dialogue.reply(senderOk);
      },
    );
  },
};

const rcpt: Command = {
  extended: true,
  take(dialogue, argument) {
    const { transaction, premises } = dialogue;
    if (transaction === null) return dialogue.object(noMail);
    const path = parsePath(afterKeyword(argument, 'TO:'), 'forward');
    if (path.kind === 'malformed') return dialogue.object(reply(501, '5.1.3', path.why));
    const { smtputf8 } = transaction.parameters;
    if (!path.ascii && !smtputf8) return dialogue.object(notAscii);
    const parameters = parseRecipientParameters(path.rest, smtputf8);
    if (parameters.kind === 'objection') return dialogue.object(parameters);
    if (transaction.recipients.length >= premises.limits.recipients) return dialogue.refuse(tooManyRecipients);
    const recipient: EnvelopeRecipient = { address: path.address, ...parameters.value };
    dialogue.ask(
      () => premises.handler.rcpt(recipient, transaction.sender, dialogue.client, transaction.recipients),
      (refusal) => {
        if (refusal !== null) return dialogue.refuse(refusal);
        transaction.recipients.push(recipient);
        dialogue.reply(recipientOk);
      },
    );
  },
};

const data: Command = {
  last: true,
  take(dialogue, argument) {
    const { transaction, premises } = dialogue;
    if (argument !== '') return dialogue.object(reply(501, '5.5.4', 'DATA has no argument'));
    if (transaction === null) return dialogue.object(noMail);
    if (transaction.recipients.length === 0) return dialogue.object(reply(554, '5.5.1', 'No recipient was accepted'));
    if (premises.admission.memory >= premises.limits.memory) return dialogue.reply(noMemory);
    dialogue.ask(
      () => premises.handler.data?.(envelopeOf(transaction), dialogue.client) ?? null,
      (refusal) => (refusal === null ? dialogue.startData() : dialogue.refuse(refusal)),
    );
  },
};

const rset: Command = {
  idle: true,
  take(dialogue: Dialogue, argument) {
    if (argument !== '') return dialogue.object(reply(501, '5.5.4', 'RSET has no argument'));
    dialogue.transaction = null;
    dialogue.reply(ok);
  },
};

export const transactionCommands = { MAIL: mail, RCPT: rcpt, DATA: data, RSET: rset };

const ok = reply(250, '2.0.0', 'OK');
const senderOk = reply(250, '2.1.0', 'Sender OK');
const recipientOk = reply(250, '2.1.5', 'Recipient OK');
const tooManyRecipients = reply(452, '4.5.3', 'Too many recipients, send the rest with another message');
export const noMemory = reply(452, '4.3.1', 'Too many messages are on their way, try again later');

export function envelopeOf(transaction: Transaction): Envelope {
  return { sender: transaction.sender, ...transaction.parameters, recipients: transaction.recipients };
}

/** "" when the keyword is missing: no path then. A space after the colon is common, though RFC 5321 §4.1.1.2 has none. */
function afterKeyword(argument: string, keyword: string): string {
  const given = argument.slice(0, keyword.length).toUpperCase();
  return given === keyword ? argument.slice(keyword.length).trimStart() : '';
}
