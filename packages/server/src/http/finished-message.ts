/** A finished message (message/rfc822) with its envelope in the query. */
import { parseMailbox } from '@hearback/smtp';
import { type Static, Type } from 'typebox';
import type { Submission } from '../delivery/submission.ts';
import { type ErrorDetail, Problem } from './errors.ts';
import { envelopeFor, labelFields, labelsOf } from './letter.ts';
import { noAddress } from './no-address.ts';
import { strict } from './schemas.ts';

export const envelopeQuery = strict({
  from: Type.Optional(
    Type.String({ maxLength: 1000, description: 'For message/rfc822: envelope sender; "" for none' }),
  ),
  to: Type.Optional(
    Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 1000, description: 'For message/rfc822: recipients' }),
  ),
  ...labelFields,
});
export type EnvelopeQuery = Static<typeof envelopeQuery>;

export function readFinishedMessage(
  query: EnvelopeQuery,
  given: Buffer,
): Pick<Submission, 'envelope' | 'body' | 'labels'> {
  const errors: ErrorDetail[] = [];
  const address = (text: string, pointer: string): string => {
    const mailbox = parseMailbox(text);
    if (mailbox === null) errors.push({ pointer, detail: noAddress(text) });
    return mailbox === null ? '' : `${mailbox.localPart}@${mailbox.domain}`;
  };
  if (query.from === undefined) errors.push({ pointer: '/querystring/from', detail: 'must be given' });
  const sender = query.from === undefined || query.from === '' ? '' : address(query.from, '/querystring/from');
  const recipients = [...new Set((query.to ?? []).map((text, n) => address(text, `/querystring/to/${n}`)))];
  if (recipients.length === 0) errors.push({ pointer: '/querystring/to', detail: 'must have an address' });
  if (given.length === 0) errors.push({ pointer: '', detail: 'has no message' });
  // As our SMTP server does: RFC 5322 §2.2 has no NUL, and a server that drops it would see another message.
  if (given.includes(0)) errors.push({ pointer: '', detail: 'has a NUL octet' });
  if (errors.length > 0) throw new Problem('invalid_request', 'The message cannot be taken', { errors });
  const body = withNetworkLineEnds(given);
  return { envelope: envelopeFor(sender, recipients, body), body, labels: labelsOf(query) };
}

/** CRLF everywhere: files have LF, and a bare CR or LF in SMTP is how messages are smuggled. */
function withNetworkLineEnds(given: Buffer): Buffer {
  return Buffer.from(given.toString('latin1').replace(/\r\n|\r|\n/g, '\r\n'), 'latin1');
}
