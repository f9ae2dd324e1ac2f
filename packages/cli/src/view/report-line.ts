/** One mail on one line: what it is, whom it is about, what happened. */
import type { Report } from '@hearback/bounce';
import { type Paint, printable } from './paint.ts';

export function reportLine(file: string, report: Report, paint: Paint): string {
  const head = `${file}: ${paint('bold', report.kind)}${report.format ? paint('dim', ` (${report.format})`) : ''}`;
  const about = report.recipients.map(({ recipient, action, verdict, status, code }) => {
    const codes = [code, status].filter((part) => part !== null).join(' ');
    return `${printable(recipient ?? 'nobody named')} ${action}: ${paint(verdict.bounce === 'hard' ? 'red' : 'yellow', `${verdict.bounce} ${verdict.reason}`)}${codes && ` ${paint('dim', codes)}`}`;
  });
  if (report.feedback)
    about.push(`${report.feedback.type} about ${report.feedback.original_recipient ?? 'a redacted recipient'}`);
  if (report.auto_reply)
    about.push(
      [
        report.auto_reply.verdict.reason,
        report.auto_reply.until && `until ${report.auto_reply.until}`,
        report.auto_reply.contact && `instead ${report.auto_reply.contact}`,
      ]
        .filter(Boolean)
        .join(', '),
    );
  return [head, ...about].join('  ');
}
