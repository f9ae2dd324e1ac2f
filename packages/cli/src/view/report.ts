/** A mail's report for people: what kind of mail, about which message, and a verdict per recipient. */
import type { Report } from '@hearback/bounce';
import { printableLine, type Surface } from './paint.ts';
import { verdictText } from './verdict.ts';

const kinds: Readonly<Record<Report['kind'], string>> = {
  bounce: 'a bounce',
  delayed: 'a delay notice',
  delivered: 'a success notice',
  feedback: 'a feedback report (complaint)',
  auto_reply: 'an automatic reply',
  challenge: 'a challenge',
  disposition: 'a disposition notification (read receipt)',
  other: 'no bounce: an ordinary mail, or nothing that could be understood',
};

export function reportText(report: Report, surface: Surface): string {
  const { paint } = surface;
  const { message, feedback, auto_reply: autoReply } = report;
  const about = [
    ['message', message.message_id],
    ['from', message.from ?? message.return_path],
    ['subject', message.subject],
    ['list', message.list_id],
    [
      'complaint',
      feedback && `${feedback.type} about ${feedback.original_recipient ?? 'a recipient who is kept secret'}`,
    ],
    ['away until', autoReply?.until],
    ['ask instead', autoReply?.contact],
    ...report.problems.map((problem) => ['odd', problem]),
  ].flatMap(([name, value]) => (value ? [`  ${paint('dim', (name ?? '').padEnd(11))}${printableLine(value)}\n`] : []));
  const head = `${paint('bold', `This is ${kinds[report.kind]}`)}${report.format === null ? '' : paint('dim', ` (${report.format})`)}\n`;
  const recipients = report.recipients.map(
    ({ recipient, action, diagnostic, verdict }) =>
      `\n${paint('bold', printableLine(recipient ?? 'recipient not named'))} ${action}\n${verdictText(diagnostic ?? '(no reply quoted)', verdict, surface)}`,
  );
  const automatic =
    autoReply === null
      ? ''
      : `\n${verdictText(message.subject ?? '', { ...autoReply.verdict, evidence: [] }, surface)}`;
  return head + about.join('') + recipients.join('') + automatic;
}
