/**
 * A message that a filter refused after its delivery: Sieve's "reject" answers with a disposition notification
 * (RFC 5429 §2.2.1), and Dovecot says "Quota exceeded" the same way. The sender learns that nobody got the message.
 */
import type { Draft } from './format.ts';
import { entryFor } from './formats/entry.ts';
import type { Mail } from './mail.ts';
import { hasNullReturnPath, isDaemon } from './origin.ts';
import type { Disposition } from './report.ts';

const REJECTED = /was automatically rejected\b[^:\n]{0,80}[:.]\s*(?:The following reason was given:\s*)?/i;

/** Null for all other dispositions: a message "deleted" without being read did arrive. */
export function readRejection(mail: Mail, { type, automatic, recipient }: Disposition): Draft | null {
  if (type !== 'deleted' || !automatic || !(isDaemon(mail) || hasNullReturnPath(mail))) return null;
  const said = REJECTED.exec(mail.opening);
  if (said === null) return null;
  const [why = ''] = mail.opening.slice(said.index + said[0].length).split(/\n[ \t]*\n/, 1);
  return { recipients: [entryFor(recipient, why)] };
}
