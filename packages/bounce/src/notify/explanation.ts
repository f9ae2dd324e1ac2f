/**
 * The part of a notice that people read (RFC 6522 §3 a).
 */
import type { RecipientAction } from '../report/report.ts';
import { date, oneLine, wrap } from './fields.ts';
import type { NoticeInput, NoticeRecipient } from './notice.ts';
import { isOurs } from './status.ts';
import { fill, type NoticeWords } from './words.ts';

/** Lines end in CRLF. */
export function explanation(input: NoticeInput, action: RecipientAction, words: NoticeWords): string {
  const subject = oneLine(input.original.subject ?? '', 200);
  const lines = [
    ...paragraph(fill(words.opening[action], { subject }), ''),
    ...(subject === '' ? [] : ['', ...paragraph(`  ${subject}`, '  ')]),
    ...input.recipients.flatMap((recipient) => about(recipient, words)),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function about(recipient: NoticeRecipient, words: NoticeWords): string[] {
  const values = {
    recipient: oneLine(recipient.recipient, 320),
    host: oneLine(recipient.remoteMta ?? '', 240),
    until: date(recipient.retryUntil),
  };
  const said = (sentence: string): string[] => paragraph(`  ${fill(sentence, values)}`, '  ');
  const { what, advice } = words.reasons[recipient.verdict?.reason ?? 'undetermined'] ?? words.reasons.undetermined;
  const answer = (recipient.diagnostic ?? '')
    .slice(0, 4000)
    .split(/\r\n|\r|\n/, 20)
    .map((line) => oneLine(line));
  const heard = isOurs(recipient) ? words.unanswered : words.answered;
  const answered = answer.filter((line) => line !== '');
  return [
    '',
    ...paragraph(`${values.recipient}:`, '  '),
    ...(recipient.action === 'failed' ? [...said(what), ...said(advice)] : said(words.outcome[recipient.action])),
    ...(recipient.action === 'delayed' && recipient.verdict !== null ? said(what) : []),
    ...(recipient.action === 'delayed' && values.until !== '' ? said(words.retrying) : []),
    ...(answered.length === 0 ? [] : ['', ...(values.host === '' ? [] : said(heard))]),
    ...answered.flatMap((line) => paragraph(`    ${line}`, '    ')),
  ];
}

/** The indent of the first line stands in the text itself. */
function paragraph(text: string, indent: string): string[] {
  const lead = text.length - text.trimStart().length;
  return wrap(text.slice(lead), 72 - lead, '').map((line, i) => (i === 0 ? ' '.repeat(lead) : indent) + line);
}
