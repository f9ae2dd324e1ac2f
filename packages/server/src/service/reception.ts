/**
 * Who answers at our SMTP ports: mail for the domain of return paths is a report, all other mail is handed in. Chosen by the
 * recipient, here and nowhere else; one transaction has recipients of one kind.
 */
import type { ReceiverHandler, ReceiverReply } from '@hearback/smtp';
import type { ReportDesk } from '../intake/smtp.ts';

const oneKind: ReceiverReply = {
  code: 452,
  status: '4.5.3',
  text: 'A report and other mail need a transaction each',
};

/** `reports` null: no return path is signed, so nothing is reported by mail. */
export function createReception(submission: ReceiverHandler, reports: ReportDesk | null): ReceiverHandler {
  if (reports === null) return submission;
  const isReport = (recipient: { readonly address: string } | undefined): boolean =>
    recipient !== undefined && reports.isFor(recipient.address);
  return {
    ...submission,
    rcpt(recipient, sender, client, accepted) {
      const [first] = accepted;
      if (first !== undefined && isReport(first) !== isReport(recipient)) return oneKind;
      return isReport(recipient)
        ? reports.rcpt(recipient, client, accepted)
        : submission.rcpt(recipient, sender, client, accepted);
    },
    data: (envelope, client) =>
      isReport(envelope.recipients[0]) ? reports.data(envelope) : (submission.data?.(envelope, client) ?? null),
    message: (message, client) =>
      isReport(message.envelope.recipients[0]) ? reports.message(message, client) : submission.message(message, client),
  };
}
