/**
 * Whom a notice of unknown format is about: the addresses in the surest place that has any. On a line of its own,
 * behind "To:", in the sentence that tells what happened; at last, the To of the returned message.
 */
import type { Headers } from '../mime/headers.ts';
import type { Mail } from './mail.ts';
import { announced } from './ndr-words.ts';
import { type WrittenAddress, writtenAddresses } from './written-addresses.ts';

const MAX_RECIPIENTS = 1000;

/** Each once, as written; empty when the notice names nobody. */
export function failedAddresses(mail: Mail, notice: string, original: Headers | null): readonly string[] {
  const listed = mail.header('x-failed-recipients');
  if (listed) return distinct(writtenAddresses(listed), new Set());
  const to = onlyAddress(original?.get('to'));
  // The notice goes to the sender of the message; its address, and the postmaster's, did not fail.
  const innocent = new Set(
    [mail.from, onlyAddress(mail.header('to')), onlyAddress(original?.get('from'))].filter((address) => address !== to),
  );
  const written = writtenAddresses(notice)
    .slice(0, MAX_RECIPIENTS)
    .filter(({ start }) => !OTHERS.test(notice.slice(Math.max(0, start - 60), start)));
  for (const place of placesIn(mail)) {
    const found = distinct(
      written.filter((address) => place(notice, address)),
      innocent,
    );
    if (found.length > 0) return found;
  }
  return to ? [to] : [];
}

/** What stands before a Message-ID, and on the line above whoever can help. */
const OTHERS =
  /message-id:?\s{0,9}<?$|(?<![\w/.])(?:help|assist|support|question|hilfe|fragen|kontakt|aide|ayuda|contact (?!the (?:foll|rec)))[^\n@.]{0,30}\n\s*$/i;
/** What may stand before an address that begins its line: a bullet, a bracket, a label that means the recipient. */
const LEAD =
  /^[\s*•>-]*(?:(?:(?:final |failed |original |intended )?(?:recipients?|user|rcpt to|e-?mail|address)(?: address)?|empfänger|destinataire|destinat[aá]rio|ontvanger|odbiorca|получатель|收件人|收件者|宛先|받는 ?사람)\s*[:=：]\s*)?["'<([]*(?:mailto:|smtp:)?$/i;
/** "To: user@example.org": also how a notice names the returned message. */
const BEHIND_TO = /^\s*(?:to|an|à|para|a|per|aan|do|кому)\s*:\s*["'<]*$/i;

type Place = (notice: string, found: WrittenAddress) => boolean;

/** What stands before it on its line; of a long line the end, so that a line full of addresses is not searched for each. */
function lead(notice: string, { start }: WrittenAddress): string {
  const before = notice.slice(Math.max(0, start - 60), start);
  return before.slice(before.lastIndexOf('\n') + 1);
}

export const onItsLine: Place = (notice, found) => LEAD.test(lead(notice, found));
const behindTo: Place = (notice, found) => BEHIND_TO.test(lead(notice, found));
const inTellingSentence: Place = (notice, found) => announced(sentenceAround(notice, found)) !== null;
const anywhere: Place = () => true;

/** From the surest place to the weakest; anywhere counts only under a title that speaks of a failure or a delay. */
const placesIn = (mail: Mail): readonly Place[] =>
  ['failed', 'delayed'].includes(announced(mail.subject) ?? '')
    ? [onItsLine, behindTo, inTellingSentence, anywhere]
    : [onItsLine, behindTo, inTellingSentence];

const SENTENCE_END = /[.!?](?=\s)|[。！？]|\n[ \t]*\n/;
const MAX_SENTENCE = 300;

function sentenceAround(text: string, { start, end }: WrittenAddress): string {
  const before =
    text
      .slice(Math.max(0, start - MAX_SENTENCE), start)
      .split(SENTENCE_END)
      .at(-1) ?? '';
  const after = text.slice(end, end + MAX_SENTENCE).split(SENTENCE_END, 1)[0] ?? '';
  return `${before} ${after}`;
}

function distinct(written: readonly WrittenAddress[], innocent: ReadonlySet<string | null>): readonly string[] {
  const found = new Map<string, string>();
  for (const { address } of written) {
    const key = address.toLowerCase();
    if (!/^(?:postmaster|mailer-daemon)@/.test(key) && !innocent.has(key) && !found.has(key)) found.set(key, address);
  }
  return [...found.values()];
}

/** The one address of a header field; null when there are several. */
function onlyAddress(field: string | null | undefined): string | null {
  const found = writtenAddresses(field ?? '');
  return found.length === 1 ? (found[0]?.address ?? '').toLowerCase() : null;
}
