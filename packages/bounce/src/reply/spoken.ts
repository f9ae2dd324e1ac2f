/**
 * What the receiver said, of a folded reply: without the words that a logger or MTA put in front of it ("host
 * mx.example[192.0.2.1] said:", "smtp;", "SMTP error from remote mail server after RCPT TO:<…>:") and behind it ("(in reply
 * to RCPT TO command)"). So the same reply is the same, whoever tells of it. What a server itself says of a failure has no
 * such words and stays whole. The usual reply, which begins with its code, costs a look at its first and last characters.
 */
import { findCode, isAnnounced, skipToStatus } from './reply-code.ts';

export function spokenWords(folded: string): string {
  const code = findCode(folded, folded.length);
  if (code < 0) return folded;
  const start = code === 0 || isPrefix(folded, code) ? code : 0;
  const end = start === code ? suffixStart(folded, code) : folded.length;
  const closed = start === code ? closingAt(folded, code, end) : end;
  return closed === null ? folded : folded.slice(start, closed);
}

/** Whether the text before the code announces it, and what was said comes behind it. */
function isPrefix(folded: string, code: number): boolean {
  if (!isAnnounced(folded, code)) return false;
  return /\p{L}/u.test(folded.slice(code + 3)) || /^[a-z0-9-]{1,40}; ?$/.test(folded.slice(0, code));
}

/** Where the words of the logger begin behind the reply; the end where there are none. */
function suffixStart(folded: string, code: number): number {
  const last = folded.charCodeAt(folded.length - 1);
  const at = last === DOT ? folded.lastIndexOf(' giving up on ') : commandStart(folded);
  return at > skipToStatus(folded, code + 3) && folded.length - at < SUFFIX_LIMIT ? at : folded.length;
}

/** Where "(in reply to RCPT TO command)" begins behind a reply: its words are the logger's. The end where it is missing. */
export function commandStart(folded: string): number {
  if (folded.charCodeAt(folded.length - 1) !== CLOSING) return folded.length;
  const at = folded.lastIndexOf(' (in reply to ');
  return at > 0 && folded.length - at < SUFFIX_LIMIT ? at : folded.length;
}

const CLOSING = 41;
const DOT = 46;
/** A command or a host is named. */
const SUFFIX_LIMIT = 300;

const pairs: Readonly<Record<string, string>> = { '"': '"', "'": "'", '`': '`', '(': ')', '[': ']', '{': '}' };

/** Without the quote or bracket that was opened before the code; null: it is closed within, and the text is one sentence. */
function closingAt(folded: string, code: number, end: number): number | null {
  const opened = folded.charAt(code - 1);
  const closing = pairs[opened];
  if (code === 0 || closing === undefined) return end;
  const last = folded.charCodeAt(end - 1) === DOT && folded.charAt(end - 2) === closing ? end - 2 : end - 1;
  if (folded.charAt(last) === closing) return last;
  return opened === closing ? end : null;
}
