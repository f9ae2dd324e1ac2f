/**
 * The reader for formats that nobody wrote a reader for. A notice in any of twelve languages still names the
 * recipient on a line of its own, or says why beside the address, or returns the message with its To.
 */
import { explain } from '../classify/classify.ts';
import { parseHeaders } from '../mime/headers.ts';
import { failedAddresses, onItsLine } from './failed-addresses.ts';
import type { Draft, DraftRecipient } from './format.ts';
import type { Mail } from './mail.ts';
import { announced, QUOTED_TITLE, titledDelay } from './ndr-words.ts';
import { hasNullReturnPath, isDaemonMailbox, isStatusReport, type Origin } from './origin.ts';
import { isReply, type Passage, Prose } from './prose.ts';
import type { RecipientAction } from './report.ts';
import { tellsCause } from './told-cause.ts';
import { isGuess } from './verdicts.ts';
import { writtenAddresses } from './written-addresses.ts';

/** Null when the text says nothing of a delivery. */
export function readGeneral(mail: Mail, origin: Origin): Draft | null {
  if (origin !== 'server' && origin !== 'unclear') return null;
  const { notice, returned } = mail.copy;
  if (LISTS_WHAT_IS_HELD.test(mail.title) || TRANSCRIPT.test(mail.title)) return null;
  const told = toldBy(mail);
  if (told === null && origin !== 'server') return null;
  const original = mail.originalHeaders ?? (returned === null ? null : parseHeaders(returned));
  const prose = new Prose(notice);
  const reply = prose.reply();
  const found = failedAddresses(mail, notice, original);
  const action = told ?? quoted(prose, found, mail.header('x-failed-recipients') !== null);
  if (action === null) return null;
  // An empty report is still one by its header (sendmail: "<<< No Message Collected >>>").
  if (found.length === 0 && original === null && !tellsNobody(mail) && (reply === null || isByNameAlone(mail)))
    return null;
  if (origin === 'unclear' && (isAnswerable(mail) || !opensAsNotice(notice))) return null;
  // The postmaster writes too.
  if (isAnswerable(mail) && announced(mail.subject) === null && !opensAsNotice(notice)) return null;
  const fallback = reply ?? reasonGiven(notice) ?? sentenceThatSays(notice);
  const recipients = found.map((address) => entry(address, action, prose, fallback));
  return {
    recipients: recipients.length > 0 ? recipients : [entry(null, action, prose, fallback)],
    original: original?.block,
  };
}

/** "Delayed", says the title, and the text that it could not be delivered so far. Behind "Undeliverable:" is the sender's own title. */
export function toldBy({ subject, copy: { notice } }: Mail): RecipientAction | null {
  const own = subject.split(':', 1).filter((words) => announced(words) !== null);
  const text = notice.replace(QUOTED_TITLE, '');
  const all = announced(`${own[0] ?? subject}\n${text}`);
  return titledDelay(subject) ?? (all === 'delivered' ? announced(text) : null) ?? all;
}

/** In a language that nobody wrote down, a refusal with its status beside an address says it; beside one that the header lists, any. */
function quoted(prose: Prose, addresses: readonly string[], isListed: boolean): RecipientAction | null {
  const code = addresses
    .map((address) => prose.about(address))
    .find((passage) => passage !== null && isReply(passage) && (isListed || passage.status !== null))?.code;
  if (code === undefined || code === null) return null;
  return code < 500 ? 'delayed' : 'failed';
}

/** Filters report to their users what they keep, each mail with its sender. */
const LISTS_WHAT_IS_HELD =
  /\b(?:quarantine|spam|junk)\b.{0,30}\b(?:report|digest|summary|notification)\b|quarantäne-?bericht|quarantaine\b.{0,20}\brapport/i;

/** What Postfix sends to its own postmaster (notify_classes; pflogsumm): a dialogue with a stranger, by which nobody's mail came back. */
const TRANSCRIPT = /^(?:Postfix log |\S{1,40} [SL]MTP (?:server|client): errors from )/;

/** "Mail Delivery System <help@example.org>": whoever phishes takes such a name, and writes of the reader's own mailbox. */
const isByNameAlone = (mail: Mail): boolean =>
  !hasNullReturnPath(mail) && !isDaemonMailbox(mail.from) && announced(mail.subject) !== null;

/** A report by its header or its sender, however little it says; whose it is, the address that it came to may tell. */
const tellsNobody = (mail: Mail): boolean =>
  isStatusReport(mail) ||
  (/\p{L}{3}/u.test(mail.copy.notice) &&
    announced(mail.subject) !== null &&
    (hasNullReturnPath(mail) || /^mailer-daemon@/.test(mail.from)));

/** Whoever takes bounces at the address that he writes from is a person: a notice has no such path (RFC 5321 §4.5.5). */
const isAnswerable = (mail: Mail): boolean => mail.header('return-path')?.toLowerCase() === `<${mail.from}>`;

/** A program comes to the point: its first paragraph says what failed and for whom. A person who asks about a bounce does not. */
function opensAsNotice(notice: string): boolean {
  const first = notice.split(/\n[ \t]*\n/, 3).find((paragraph) => /\p{L}/u.test(paragraph)) ?? '';
  return announced(first) !== null && writtenAddresses(first).some((found) => onItsLine(first, found));
}

/** A reply, wherever it stands; else the first words that tell a cause: behind the address, of the notice, under the address, before it. */
function entry(
  recipient: string | null,
  action: RecipientAction,
  prose: Prose,
  fallback: Passage | null,
): DraftRecipient {
  const near = [prose.under(recipient), prose.before(recipient)].filter(tellsCause).map(sentence);
  const said = [prose.about(recipient), fallback, ...near].filter((one) => one !== null);
  const passage = said.find(isReply) ?? said.find(({ text }) => !isGuess(explain(text))) ?? said[0];
  return {
    recipient,
    action,
    diagnostic: passage?.text ?? null,
    remote_mta: passage?.host ?? null,
    stage: passage?.stage ?? null,
  };
}

/** "Reason:" with the words behind it or under it, in the languages in which notices have it. */
const REASON =
  /^[ \t*-]{0,20}(?:the )?(?:reason|cause|grund|raison|motif|motivo|causa|reden|powód|причина|原因|理由|원인|사유|반송 ?사유)s?(?: for [^:\n]{1,30})?\s?[:：](.*(?:\n.*){1,6})/im;

function reasonGiven(notice: string): Passage | null {
  const [words = ''] = (REASON.exec(notice)?.[1] ?? '').trimStart().split(/\n[ \t]*\n/, 1);
  return sentence(words);
}

/** The paragraph that says that, and perhaps why, the message failed. */
const sentenceThatSays = (notice: string): Passage | null =>
  sentence(notice.split(/\n[ \t]*\n/, 20).find((text) => announced(text) !== null) ?? '');

function sentence(words: string): Passage | null {
  const text = words.slice(0, 500).replace(/\s+/g, ' ').trim();
  return text === '' ? null : { text, code: null, status: null, stage: null, host: null };
}
