/**
 * One mail that tells what many notices would: for people a list by message and recipient, and a table (CSV) of all of it. A
 * delivery status notification is about one message (RFC 3464 §1.2), so this is none; it names every message and recipient.
 */
import type { Notice } from '@hearback/bounce';
import { addMissingFields } from '@hearback/smtp';
import { csvLine } from '../compose/csv.ts';
import { composeMessage } from '../compose/message.ts';
import type { NoticeDue, StoredMessage } from '../store/rows.ts';
import { noticeRecipient } from './notice-message.ts';
import type { DeliverySettings } from './settings.ts';

/** A notice that would be written: one message, what became of some of its recipients. */
export interface Telling {
  readonly message: StoredMessage;
  readonly due: readonly NoticeDue[];
}

/** Recipients that the text names; the table has all. */
const mostInText = 200;

export function summaryOf(
  settings: DeliverySettings,
  id: string,
  sender: string,
  tellings: readonly Telling[],
  now: number,
): Notice {
  const { from, words, summary } = settings.notices;
  const numbers = {
    messages: new Set(tellings.map(({ message }) => message.id)).size,
    recipients: tellings.reduce((count, { due }) => count + due.length, 0),
  };
  const letter = composeMessage({
    from: { name: words.sender, address: from },
    to: [{ name: null, address: sender }],
    ...{ replyTo: [], cc: [], html: null },
    subject: filled(summary.subject, numbers),
    text: textOf(settings, tellings, numbers),
    attachments: [{ filename: 'recipients.csv', contentType: 'text/csv; charset=utf-8', content: tableOf(tellings) }],
    // RFC 3834 §5: not the answer to one message.
    headers: [['Auto-Submitted', 'auto-generated']],
  });
  const bytes = addMissingFields(letter, { messageId: id, date: now, hostname: settings.hostname });
  return { bytes, eightBit: false, smtputf8: !/^[ -~]*$/.test(sender) };
}

interface Numbers {
  readonly messages: number;
  readonly recipients: number;
}

function textOf({ notices }: DeliverySettings, tellings: readonly Telling[], numbers: Numbers): string {
  const { words, summary } = notices;
  const lines = [filled(summary.opening, numbers)];
  let named = 0;
  for (const { message, due } of tellings) {
    if (named >= mostInText) break;
    const subject = oneLine(message.subject ?? '', 200) || oneLine(message.headerMessageId ?? message.id, 200);
    lines.push('', `${subject} (${dateOf(message.acceptedAt)})`);
    for (const one of due.slice(0, mostInText - named)) {
      const { recipient, action, verdict, diagnostic = '', remoteMta } = noticeRecipient(one);
      const { what } = words.reasons[verdict?.reason ?? 'undetermined'] ?? words.reasons.undetermined;
      lines.push(`  ${oneLine(recipient, 320)}: ${action === 'failed' ? what : words.outcome[action]}`);
      const answer = oneLine(diagnostic, 300);
      if (answer !== '') lines.push(`    ${remoteMta === undefined ? '' : `${oneLine(remoteMta, 240)}: `}${answer}`);
      named++;
    }
  }
  const rest = numbers.recipients - named;
  if (rest > 0) lines.push('', filled(summary.rest, { ...numbers, recipients: rest }));
  return `${lines.join('\n')}\n`;
}

const columns = [
  ...['accepted_at', 'message', 'message_id', 'subject', 'recipient', 'action'],
  ...['reason', 'status', 'code', 'host', 'answer', 'last_attempt_at'],
];

function tableOf(tellings: readonly Telling[]): Buffer {
  const rows = tellings.flatMap(({ message, due }) =>
    due.map((one) => {
      const { recipient, action, verdict, diagnostic = '', remoteMta = null } = noticeRecipient(one);
      return csvLine([
        ...[new Date(message.acceptedAt).toISOString(), message.id],
        ...[message.headerMessageId, oneLine(message.subject ?? '', 200), recipient, action],
        ...[verdict?.reason ?? null, verdict?.status ?? null, verdict?.code ?? null, remoteMta],
        ...[oneLine(diagnostic, 500), new Date(one.lastAttempt).toISOString()],
      ]);
    }),
  );
  return Buffer.from(`${csvLine(columns)}${rows.join('')}`);
}

const dateOf = (instant: number): string => new Date(instant).toUTCString().replace(/GMT$/, '+0000');

const filled = (words: string, numbers: Numbers): string =>
  words.replace(/\{(messages|recipients)\}/g, (_, name: 'messages' | 'recipients') => String(numbers[name]));

/** A stranger's words in one line; nothing in them turns its direction. */
const oneLine = (text: string, limit: number): string =>
  text
    .slice(0, 2 * limit)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
    .slice(0, limit);
