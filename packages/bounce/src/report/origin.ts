/**
 * Who wrote this mail: a mail server that tells of a delivery, or a person (or a list, a newsletter) whose mail may
 * quote, forward or discuss such a notice. A person's mail is never a bounce, whatever it contains.
 */
import type { Mail } from './mail.ts';
import { announced } from './ndr-words.ts';

export type Origin =
  /** A mail server, by its sender or its form. */
  | 'server'
  /** A person, a list or a newsletter. */
  | 'person'
  /** Nothing tells; the subject reads like a notice's. */
  | 'unclear'
  /** Nothing tells, and nothing reads like a notice. */
  | 'ordinary';

export function originOf(mail: Mail): Origin {
  if (isStatusReport(mail) || mail.header('x-failed-recipients') !== null) return 'server';
  const reply = REPLY.test(mail.title) || FORWARD.test(mail.title);
  if (isDaemon(mail)) return reply && mail.header('in-reply-to') !== null && quotes(mail.text) ? 'person' : 'server';
  if (hasNullReturnPath(mail) && !(reply && forwards(mail))) return 'server';
  if (reply || mail.header('in-reply-to') !== null || isBulk(mail)) return 'person';
  if (announced(mail.subject) === null) return 'ordinary';
  return quotes(mail.text) || forwards(mail) ? 'person' : 'unclear';
}

/** "Re:" and "Fwd:" as mail programs write them in many languages. */
export const REPLY = /^(?:re|aw|sv|antw|odp|ynt|rif|回复|回覆|答复) ?(?:\[\d+\])?[:：]/i;
export const FORWARD = /^(?:fwd?|wg|tr|rv|enc|doorst|pd|i|vl|转发|轉寄|ilt|fs|vb|vs) ?[:：]/i;

const DAEMON_MAILBOX =
  /^(?:"?m(?:ail(?:er)?)?[-_. ]?da?emon|post[-_]?master|mail[-_.]?delivery|mmdf|delivery[-_.]?(?:system|subsystem|status)|bounces?-?(?:notice|handler)?|mailsweeper|system[-_ ]?administrator|"system administrator"|mta|smtp[-_.]?(?:gateway|mail|service)|.*mail_service|.*for_smtp_gateways|microsoftexchange[0-9a-f]+)(?:@|$|[-_.+=])/i;
const DAEMON_NAME =
  /mail(?:er)?[- ]?(?:delivery|daemon)|delivery (?:sub)?system|\bpostmaster\b|mail administrator|system administrator|microsoft outlook|internet mail (?:service|delivery)|mail (?:system|server at)/i;

export const isDaemonMailbox = (address: string): boolean => DAEMON_MAILBOX.test(address);

/** The sender is a program that moves mail (RFC 5321 §6.1, RFC 3464 §2): by its mailbox or its display name. */
export function isDaemon(mail: Mail): boolean {
  const field = mail.fromField.trim();
  if (field === '<>' || field.endsWith(' <>')) return true;
  const name = field.slice(0, Math.max(field.indexOf('<'), 0));
  if (!name.includes('@') && DAEMON_NAME.test(name)) return true;
  if (isDaemonMailbox(mail.from)) return true;
  return DAEMON_NAME.test(field.replace(mail.from, ''));
}

/** The header says so (RFC 6522 §3). */
export const declaresStatus = ({ root }: Mail): boolean =>
  root.type === 'multipart/report' && root.parameter('report-type')?.toLowerCase() === 'delivery-status';

/** The parameter or the part may be missing, not both. */
export const isStatusReport = (mail: Mail): boolean =>
  declaresStatus(mail) ||
  (mail.root.type === 'multipart/report' && mail.leaves.some((part) => part.type.endsWith('delivery-status')));

/**
 * "<>" (RFC 5321 §4.5.5), or what a host that delivers it makes of that: "<MAILER-DAEMON>", "<MAILER-DAEMON@its.name>". Who
 * redirects a mail puts a path of their own above.
 */
export function hasNullReturnPath(mail: Mail): boolean {
  const path = mail.header('return-path');
  if (path === null || NULL_PATH.test(path)) return path !== null;
  return mail.root.headers.all('return-path').some((other) => NULL_PATH.test(other));
}

const NULL_PATH = /^<(?:mailer-daemon\b[^<>]{0,255})?>$/i;

const isBulk = (mail: Mail): boolean =>
  ['list-unsubscribe', 'list-id', 'list-post'].some((name) => mail.header(name) !== null);

/** Whole lines of another mail behind ">". */
const quotes = (text: string): boolean => /^(?:> ?.*\n){2}/m.test(text);

const forwards = (mail: Mail): boolean =>
  /^(?:-+ ?|begin )(?:forwarded mess|original mess|weitergeleitete|message transf|mensaje reenv|messaggio inol|mensagem enc)/im.test(
    mail.text,
  ) || mail.leaves.some((part) => part.type === 'message/rfc822');
