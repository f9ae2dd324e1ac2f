/**
 * Bounce mails as attempts: what came back to a mailbox. A mailbox shows no deliveries, so these are counted
 * beside the logs and never give a rate.
 */
import { parse, type Report } from '@hearback/bounce';
import { type Attempt, domainOf, nobodyComplained, type Outcome, type Sink } from '@hearback/server/logs';

const outcomes: Readonly<Record<Report['recipients'][number]['action'], Outcome>> = {
  failed: 'failed',
  delayed: 'deferred',
  delivered: 'delivered',
  relayed: 'delivered',
  expanded: 'delivered',
};

/** `name` stands for the message where the mail does not name the one it is about. Answers whether it was a bounce or a complaint. */
export function readMail(bytes: Uint8Array, name: string, sink: Sink): boolean {
  const report = parse(bytes);
  record(report, name, sink);
  return report.kind === 'bounce' || report.kind === 'delayed' || report.feedback !== null;
}

function record(report: Report, name: string, sink: Sink): void {
  const { message, kind, feedback } = report;
  const at = message.date === null ? Number.NaN : Date.parse(message.date);
  const time = Number.isNaN(at) ? null : at;
  if (feedback !== null && !nobodyComplained(feedback.type)) complain(report, name, time, sink);
  if (kind !== 'bounce' && kind !== 'delayed') return;
  const sender = message.return_path ?? message.from;
  for (const { recipient, original_recipient, action, diagnostic, remote_mta, status, verdict } of report.recipients) {
    const attempt: Attempt = {
      at: time,
      message: message.message_id ?? message.envelope_id ?? name,
      recipient: recipient ?? original_recipient ?? '',
      outcome: outcomes[action],
      // Who gave a reply answered, whether or not the notice names it.
      mx: remote_mta ?? (verdict.code === null ? null : ''),
      reply: diagnostic ?? status ?? '',
      sender: sender === null ? null : domainOf(sender),
      list: message.list_id,
    };
    sink.attempt(attempt);
  }
}

/** Many recipients may share a Message-ID; where the receiver does not name the one who complained, the mail itself stands for both. */
function complain({ message, recipients }: Report, name: string, time: number | null, sink: Sink): void {
  const [first] = recipients;
  const recipient = first?.recipient ?? first?.original_recipient ?? '';
  sink.complaint(time, recipient === '' ? name : (message.message_id ?? name), recipient);
}
