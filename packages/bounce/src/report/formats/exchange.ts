/**
 * Exchange 5.5 to 2003 (Internet Mail Service and SMTP): "Your message … did not reach the following recipient(s):",
 * each address with a date behind it and the reason under it. Addresses may be X.400 ("c=US;…dda:SMTP=user@example.org;")
 * or encapsulated ("IMCEASMTP-user+40example+2Eorg@gateway", MS-OXCMAIL).
 */
import type { DraftRecipient, Format } from '../format.ts';
import { entryFor } from './entry.ts';
import { type Head, readList } from './list.ts';
import { knownBy } from './signature.ts';

const REACHED =
  /(?:did not reach the following\srecipient(?:\(s\)|s)?|the following recipient\(s\) could not be reached):/i;

export const exchange: Format = {
  name: 'exchange',
  recognises: knownBy(
    { text: ['did not reach the following recipient', 'Did not reach the following recipient'] },
    { subject: /^Undeliverable: /, text: ['could not be reached:'] },
    { header: ['x-mailer', /^Internet Mail Service \(5/], subject: /^Undeliverable: / },
  ),
  read(mail) {
    const at = REACHED.exec(mail.copy.notice);
    if (!at) return null;
    const list = mail.copy.notice.slice(at.index + at[0].length).split(/\n[ \t]*-{4,}/, 1);
    const recipients = readList(list.join(), headOf, entry);
    return recipients.length > 0 ? { recipients } : null;
  },
};

/** A date that found no room on the line of its recipient. */
const REST_OF_DATE = /^\s*\d\d:\d\d:\d\d [+-]\d{4}\n/;
const MTS_ID = /The MTS-ID of the original message is:[^\n]*\n(?:;[^\n]*\n)?/;

/** "<mx.example.org #5.5.0 smtp;554 …>": Exchange's own status stands before the reply. */
const STATUS = /#([245]\.\d{1,3}\.\d{1,3}) smtp;/i;

function entry(recipient: string | null, words: string): DraftRecipient {
  const status = STATUS.exec(words)?.[1];
  const known = status === undefined ? {} : { status };
  return entryFor(recipient, words.replace(REST_OF_DATE, '').replace(MTS_ID, ''), known);
}

function headOf(line: string): Head | null {
  const x400 = /^c=[^\n]{0,400}dda:SMTP=([^\s;=@]+@[^\s;@]+)/i.exec(line)?.[1];
  if (x400 !== undefined) return { recipient: x400, words: '' };
  const [, address] = /^\s{0,8}["'<]?([^\s<>"';@]+@[^\s<>"';@]+)["'>]?(?:\s+on\s.*)?$/.exec(line) ?? [];
  if (address === undefined) return null;
  const inner = decapsulated(address);
  return { recipient: inner, original: inner === address ? undefined : address, words: '' };
}

/** "IMCEAEX-_O=…" keeps no SMTP address and stays as it is. */
export function decapsulated(address: string): string {
  const body = /^IMCEASMTP-([^@]+)@/i.exec(address)?.[1];
  if (body === undefined) return address;
  return body
    .replaceAll('_', '/')
    .replace(/\+([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
