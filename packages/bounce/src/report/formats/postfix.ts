/**
 * Postfix without a delivery status (old versions, gateways that drop the part): "<address>: words" or
 * "<address> (expanded from <alias>): words", folded over several lines (src/bounce/bounce_notify_util.c).
 */
import type { Draft, DraftRecipient, Format } from '../format.ts';
import type { Mail } from '../mail.ts';
import type { RecipientAction } from '../report.ts';
import { entryFor, MAX_RECIPIENTS, oneLine, toldBefore } from './entry.ts';
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
  const action = toldBefore('\n<', notice);
  const recipients = notice
    .split(/\n[ \t]*\n/, MAX_RECIPIENTS)
    .flatMap(entriesOf)
    .slice(0, MAX_RECIPIENTS)
    .flatMap((paragraph) => readParagraph(paragraph, action));
  return recipients.length > 0 ? { recipients } : null;
}

/** An address may begin a line of the reply about it, when the text was wrapped anew. */
function entriesOf(paragraph: string): readonly string[] {
  const entries: string[] = [];
  let opening = '';
  for (const lines of paragraph.split(/(?<!from|\d)\n(?=<[^<])/)) {
    if (opening !== '' && lines.startsWith(opening)) entries.push(`${entries.pop()}\n${lines}`);
    else entries.push(lines);
    opening = /^<[^<>]{1,320}>/.exec(lines)?.[0] ?? '';
  }
  return entries;
}

const OPENS = /^<([^<>]{1,320})>(?: \(expanded from <([^<>]{1,320})>\))?: /;

function readParagraph(paragraph: string, action: RecipientAction): readonly DraftRecipient[] {
  if (!paragraph.startsWith('<')) return [];
  const line = oneLine(paragraph);
  const [opening = '', recipient = '', alias] = OPENS.exec(line) ?? [];
  if (opening === '') return [];
  const known = alias === undefined ? { action } : { action, original_recipient: alias };
  return [entryFor(recipient, line.slice(opening.length), known)];
}
