/** IMail (SMTP32): the reason stands before the address, the reply of the other server under both. */
import type { Draft, DraftRecipient, Format } from '../format.ts';
import type { Mail } from '../mail.ts';
import { type Head, readList } from './list.ts';
import { knownBy } from './signature.ts';

export const imail: Format = {
  name: 'imail',
  recognises: knownBy(
    { header: ['x-mailer', /SMTP32/] },
    { subject: /^Undeliverable Mail/i, text: ['Original message follows.'] },
  ),
  read: readReasonFirst,
};

/** Also read by formats that write "reason: address" lines. */
export function readReasonFirst(mail: Mail): Draft | null {
  const notice = mail.copy.notice.replaceAll('following response:\n', 'following response: ');
  // The reply is a paragraph of its own and belongs to the one before it.
  const joined = notice.replace(/\n\n(?=(?:RCPT TO|MAIL FROM|DATA|HELO|EHLO|Connection|Body of message) )/gi, '\n');
  const recipients = readList(joined, headOf).map(called);
  return recipients.length > 0 ? { recipients } : null;
}

function headOf(line: string): Head | null {
  const match = /^(.{0,120}?[a-z](?:[:,] |: ?| {1,2}to ))<?([^\s<>:@]+@[^\s<>:,@]+)>?\s*(.*)$/i.exec(line);
  if (!match || /generated|response/i.test(match[1] ?? '')) return null;
  return { recipient: match[2] ?? null, words: `${match[1] ?? ''}${match[3] ?? ''}` };
}

/** "Unknown user:" without the colon. */
const called = (entry: DraftRecipient): DraftRecipient => ({
  ...entry,
  diagnostic: entry.diagnostic?.replace(/:$/, '') ?? null,
});
