/** The Received field of a submission (RFC 5321 §4.4). */
import { receivedField } from '@hearback/smtp';
import type { Submission } from './submission.ts';

export function ourReceived({ client, envelope }: Submission, hostname: string, id: string, at: number): string {
  const [only] = envelope.recipients;
  if (client !== null) {
    const recipient = envelope.recipients.length === 1 && only !== undefined ? { recipient: only.address } : {};
    return receivedField({ client, hostname, id, at, smtputf8: envelope.smtputf8, ...recipient });
  }
  const date = new Date(at).toUTCString().replace('GMT', '+0000');
  return `Received: by ${hostname} with HTTP id ${id};\r\n\t${date}\r\n`;
}
