/** Feedback reports (RFC 5965, RFC 6591): a person pressed "this is spam", or a message failed authentication. */
import { readFieldsReport } from './feedback/fields.ts';
import { readJunkMailReport } from './feedback/junk-mail-report.ts';
import { readProseReport } from './feedback/prose-report.ts';
import { readXarf } from './feedback/xarf.ts';
import type { Mail } from './mail.ts';
import type { Feedback } from './report.ts';

/** Null when the mail is no feedback report. */
export function readFeedback(mail: Mail): Feedback | null {
  return readFieldsReport(mail) ?? readJunkMailReport(mail) ?? readXarf(mail) ?? readProseReport(mail);
}

/** Reports of a filter's or a checker's finding, or of its error: the recipient did not complain (RFC 5965 §7.3, RFC 6430, RFC 6591). */
const FINDINGS: ReadonlySet<string> = new Set(['auth-failure', 'not-spam', 'virus']);

/** Whether the recipient asked for no more such mail. */
export const isComplaint = (feedback: Feedback): boolean => !FINDINGS.has(feedback.type);
