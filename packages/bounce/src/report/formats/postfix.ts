/**
 * Postfix without a delivery status (old versions, gateways that drop the part): "<address>: words" or
 * "<address> (expanded from <alias>): words", folded over several lines (src/bounce/bounce_notify_util.c).
 */
import type { Draft, DraftRecipient, Format } from '../format.ts';
import type { Mail } from '../mail.ts';
import { entryFor, MAX_RECIPIENTS, oneLine } from './entry.ts';
import { knownBy } from './signature.ts';

export const postfix: Format = {
  name: 'postfix',
  recognises: knownBy(
    { subject: /^(?:Undelivered Mail Returned to Sender|Delayed Mail \(still being retried\))$/ },
    { text: ['This is the mail system at host', 'Postfix program at host'] },
  ),
  read: readPostfix,
};

/** Also read by formats of servers that are Postfix under another name. */
export function readPostfix(mail: Mail): Draft | null {
  const { notice } = mail.copy;
  const delayed = notice.includes('THIS IS A WARNING ONLY');
  const recipients = notice
    .split(/\n(?=<[^<])|\n[ \t]*\n/, MAX_RECIPIENTS)
    .flatMap((paragraph) => readParagraph(paragraph, delayed));
  return recipients.length > 0 ? { recipients } : null;
}

const OPENS = /^<([^<>]{1,320})>(?: \(expanded from <([^<>]{1,320})>\))?: /;

function readParagraph(paragraph: string, delayed: boolean): readonly DraftRecipient[] {
  if (!paragraph.startsWith('<')) return [];
  const line = oneLine(paragraph);
  const [opening = '', recipient = '', alias] = OPENS.exec(line) ?? [];
  if (opening === '') return [];
  const known = alias === undefined ? {} : { original_recipient: alias };
  return [entryFor(recipient, line.slice(opening.length), delayed ? { ...known, action: 'delayed' } : known)];
}
