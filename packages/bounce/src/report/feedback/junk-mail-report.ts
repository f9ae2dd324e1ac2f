/**
 * Microsoft's Junk Mail Reporting Program before it took to RFC 5965: a mail of staff@hotmail.com with the reported
 * message and no report part. Some mailboxes unpack the message, so that its fields are the mail's own.
 */
import type { Headers } from '../../mime/headers.ts';
import type { Mail } from '../mail.ts';
import type { Feedback } from '../report.ts';
import { abuseReport } from './abuse.ts';
import { ipAddress } from './fields.ts';
import { reportedRecipient } from './recipient.ts';

const REPORTER = /^staff@(?:hotmail|outlook|live|msn)\.com$/;
const SUBJECT = /^complaint about message from\b/i;
/** Microsoft writes it into every message that it reports, and into no other. */
const MARK = 'x-hmxmroriginalrecipient';

export function readJunkMailReport(mail: Mail): Feedback | null {
  const original = reportedMessage(mail);
  if (original === null) return null;
  return abuseReport({
    source_ip: SUBJECT.test(mail.title) ? ipAddress(mail.subject) : null,
    original_recipient: reportedRecipient([], original),
    authentication_results: original.get('authentication-results'),
  });
}

/** Headers of the message that the mail reports; null when the mail is no such report. */
export function reportedMessage(mail: Mail): Headers | null {
  if (mail.header(MARK) !== null) return mail.root.headers;
  const original = mail.originalHeaders;
  // A delivery report may return a message that was reported once.
  if (original === null || mail.leaves.some(({ type }) => type.endsWith('delivery-status'))) return null;
  return original.get(MARK) !== null || REPORTER.test(mail.from) || SUBJECT.test(mail.title) ? original : null;
}
