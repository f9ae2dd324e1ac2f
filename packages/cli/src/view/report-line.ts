/** One mail on one line: what it is, whom it is about, what happened. */
import type { Report } from '@hearback/bounce';
import { type Paint, printableLine } from './paint.ts';

type Recipient = Report['recipients'][number];

export function reportLine(file: string, report: Report, paint: Paint): string {
  const { kind, format, feedback, auto_reply: autoReply } = report;
  const head = `${printableLine(file)}: ${paint('bold', kind)}${format === null ? '' : paint('dim', ` (${format})`)}`;
  const about = report.recipients.map((recipient) => recipientText(recipient, paint));
  if (feedback)
    about.push(printableLine(`${feedback.type} about ${feedback.original_recipient ?? 'a redacted recipient'}`));
  if (autoReply) {
    const { verdict, until, contact } = autoReply;
    const said = [verdict.reason, until && `until ${until}`, contact && `instead ${contact}`];
    about.push(printableLine(said.filter(Boolean).join(', ')));
  }
  return [head, ...about].join('  ');
}

function recipientText({ recipient, action, verdict, status, code }: Recipient, paint: Paint): string {
  const meaning = paint(verdict.bounce === 'hard' ? 'red' : 'yellow', `${verdict.bounce} ${verdict.reason}`);
  const codes = [code, status].filter((part) => part !== null).join(' ');
  return `${printableLine(recipient ?? 'nobody named')} ${action}: ${meaning}${codes && ` ${paint('dim', codes)}`}`;
}
