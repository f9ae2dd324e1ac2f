/**
 * Message disposition notifications (RFC 8098): a mail program tells what became of a message after its delivery.
 * "Deleted without being read" is such a report too, and no bounce.
 */
import { type Headers, parseHeaders } from '../mime/headers.ts';
import type { Mail } from './mail.ts';
import { recipientAddress } from './recipient-address.ts';
import type { Disposition } from './report.ts';

/** Null when the mail carries no disposition notification. */
export function readDisposition(mail: Mail): Disposition | null {
  const fields = dispositionFields(mail);
  if (fields === null) return null;
  const said = fields.get('disposition')?.toLowerCase() ?? '';
  // action-mode "/" sending-mode ";" disposition-type [ "/" modifiers ]; some write the type alone.
  const [type, modifiers] = (said.includes(';') ? said.slice(said.indexOf(';') + 1) : said).split('/', 2);
  return {
    type: type?.trim() || 'displayed',
    modifiers: (modifiers ?? '').split(',').flatMap((modifier) => modifier.trim() || []),
    automatic: said.startsWith('automatic-action'),
    recipient: recipientAddress(fields.get('final-recipient') ?? fields.get('original-recipient')),
    original_message_id: fields.get('original-message-id'),
  };
}

function dispositionFields(mail: Mail): Headers | null {
  const typed = mail.leaves.find(({ type }) => /^message\/(?:global-)?disposition-notification$/.test(type));
  if (typed) return parseHeaders(typed.text().trimStart());
  // A gateway lost the part's type, but the report still says what it is.
  if (mail.root.parameter('report-type')?.toLowerCase() !== 'disposition-notification') return null;
  for (const part of mail.leaves) {
    const fields = parseHeaders(part.text().trimStart());
    if (fields.get('disposition') !== null) return fields;
  }
  return null;
}
