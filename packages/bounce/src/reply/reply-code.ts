/**
 * Where the reply code stands (RFC 5321 §4.2): at the start, or behind what a logger or MTA wrote in front of it
 * ("host x[192.0.2.1] said: 550", "smtp;550", "MAIL+RCPT 550", "<<< 550"). Counts, ports, years and parts of
 * addresses are no codes. One pass over the characters, nothing is allocated.
 *
 * All lines of a reply must carry the same code (RFC 5321 §4.2.1). Where they do not, the first failure counts:
 * what follows it (503 after the refused RCPT, 554 after DATA) is its consequence.
 */
import { statusEnd } from './enhanced-status.ts';

/** Offset of the reply code's first digit, -1 when there is none. A success code counts only when no failure follows. */
export function findCode(text: string, end: number): number {
  const head = skipOpening(text, 0);
  if (isHeadCode(text, head)) {
    if (isFailure(text.charCodeAt(head))) return head;
    const failure = search(text, head + 3, end, SURE, SURE);
    return failure < 0 ? head : failure;
  }
  return search(text, head, end, STRONG, WEAK);
}

const NONE = 0;
/** "error (550)": believed when nothing better is found. */
const WEAK = 1;
/** Behind a prefix that announces a reply. */
const STRONG = 2;
/** First on its line, behind the "<<<" of a transcript, or with a status of its own class. */
const SURE = 3;

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isFailure = (c: number): boolean => c === 52 || c === 53;
/** The colon of Chinese and Japanese. */
const wideColon = '：';
const isLetter = (c: number): boolean => ((c | 32) >= 97 && (c | 32) <= 122) || (c > 127 && c !== 0xff1a);
const isSpace = (c: number): boolean => c === 32 || (c >= 9 && c <= 13) || c === 160;
const isQuote = (c: number): boolean => c === 34 || c === 39 || c === 96;

/** The first code believed as much as `wanted`; for want of one, the first believed at least `enough`. */
function search(text: string, from: number, end: number, wanted: number, enough: number): number {
  let second = -1;
  for (let i = from; i + 2 < end; i++) {
    const c = text.charCodeAt(i);
    if (!isFailure(c) || !isDigit(text.charCodeAt(i + 1)) || !isDigit(text.charCodeAt(i + 2))) continue;
    const found = rank(text, i);
    if (found >= wanted) return i;
    if (found >= enough && second < 0) second = i;
    while (isDigit(text.charCodeAt(i + 1))) i++;
  }
  return second;
}

/** White space, brackets, quotes and "#" that loggers put before a reply. */
function skipOpening(text: string, from: number): number {
  let i = from;
  for (; i < text.length && i < from + 16; i++) {
    const c = text.charCodeAt(i);
    if (!isSpace(c) && !isQuote(c) && c !== 60 && c !== 35 && c !== 40 && c !== 91) break;
  }
  return i;
}

/** At the very start any code of RFC 5321's shape is one: 2yz to 5yz. */
function isHeadCode(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return (
    c >= 50 && c <= 53 && isDigit(text.charCodeAt(at + 1)) && isDigit(text.charCodeAt(at + 2)) && endsWell(text, at)
  );
}

/** No digit, letter or address goes on behind the three digits. */
function endsWell(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 3);
  if (Number.isNaN(next) || isSpace(next)) return true;
  if (next === 45 || next === 46) {
    if (!isDigit(text.charCodeAt(at + 4)) || statusEnd(text, at + 4) > 0) return true; // "550-5.1.1", "550.5.1.1"
    return next === 45 && comesAgain(text, at); // "550-192.0.2.1 is blocked", but not the telephone's "550-1234"
  }
  if (next === 58) return !isDigit(text.charCodeAt(at + 4)) || statusEnd(text, at + 4) > 0; // "550:5.1.1", not "450:00"
  return isQuote(next) || ',;)]>}\\|=!#['.includes(text[at + 3] ?? '');
}

/** The code stands at the beginning of a later line too, or behind a space where a logger joined the lines. */
function comesAgain(text: string, at: number): boolean {
  const code = text.slice(at, at + 3);
  const lines = text.slice(at + 4, at + 4 + LINE_LIMIT);
  return [`\n${code}`, `\r${code}`, `\\n${code}`, ` ${code} `, ` ${code}-`].some((head) => lines.includes(head));
}

/** Twice what a reply line may have (RFC 5321 §4.5.3.1.5). */
const LINE_LIMIT = 1024;

/** Whether what stands before this code announces a reply, as loggers and MTAs do; else it may be part of a sentence. */
export const isAnnounced = (text: string, at: number): boolean => rank(text, at) >= STRONG;

function rank(text: string, at: number): number {
  if (!endsWell(text, at)) return NONE;
  let i = at - 1;
  let onLine = false;
  while (i >= 0 && (isSpace(text.charCodeAt(i)) || isQuote(text.charCodeAt(i)))) {
    if (text.charCodeAt(i) === 10 || text.charCodeAt(i) === 13) onLine = true;
    i--;
  }
  if (i < 0 || onLine || text.startsWith('<<<', i - 2)) return SURE;
  const adjacent = i === at - 1;
  if (followedByStatus(text, at)) return adjacent && isWordPart(text.charCodeAt(i)) ? NONE : SURE;
  if (countsSomething(text, at + 3) && !text.startsWith('said: ', at - 6)) return NONE;
  return rankByPrefix(text, at, i, adjacent);
}

/** `i` is the last character before the code that is neither space nor quote. */
function rankByPrefix(text: string, at: number, i: number, adjacent: boolean): number {
  const before = text[i] ?? '';
  if (isLetter(text.charCodeAt(i)))
    return !adjacent && announcing.test(text.slice(Math.max(0, i - 15), i + 1)) ? STRONG : NONE;
  const bare = !isSpace(text.charCodeAt(at + 3)) && text.charCodeAt(at + 3) !== 45;
  if (before === ':' || before === wideColon || before === '=') {
    if (adjacent && isPort(text, i)) return NONE;
    return !bare || announcing.test(text.slice(Math.max(0, i - 15), i).trimEnd()) ? STRONG : WEAK;
  }
  if (before === '#') return bare || isWordPart(text.charCodeAt(i - 1)) ? NONE : STRONG;
  if (';>|/'.includes(before)) return adjacent && before === '/' ? NONE : STRONG;
  if ('<([{'.includes(before)) return bare ? WEAK : STRONG;
  return adjacent ? NONE : WEAK;
}

const isWordPart = (c: number): boolean =>
  isLetter(c) || isDigit(c) || c === 46 || c === 45 || c === 95 || c === 64 || c === 47;

/** "[192.0.2.1]:465", "mx.example.org:587": the number behind the colon is a port. */
function isPort(text: string, colon: number): boolean {
  for (let i = colon - 1; i >= 0 && i > colon - 64; i--) {
    const c = text.charCodeAt(i);
    if (c === 93 || c === 46 || c === 58) return true;
    if (!isLetter(c) && !isDigit(c) && c !== 45) return false;
  }
  return false;
}

function followedByStatus(text: string, at: number): boolean {
  const next = skipToStatus(text, at + 3);
  return statusEnd(text, next) > 0 && text.charCodeAt(next) === text.charCodeAt(at);
}

/**
 * From behind the code over what servers put between code and status: " ", "-", "#", "'", "[", "(", "<", ".", ":". White
 * space in a row counts as one mark: the end of a line is written with one character or with two.
 */
export function skipToStatus(text: string, from: number): number {
  let i = from;
  for (let marks = 0; marks < 4 && i < from + 16; i++) {
    const c = text.charCodeAt(i);
    if (isSpace(c)) {
      if (i === from || !isSpace(text.charCodeAt(i - 1))) marks++;
    } else if (isQuote(c) || c === 45 || c === 46 || c === 58 || c === 35 || c === 91 || c === 40 || c === 60) marks++;
    else break;
  }
  return i;
}

/** Words after which a number is a reply code. */
const announcing =
  /(?:(?:\b|_)(?:error|code|smtp|esmtp|lmtp|said|says|returned|response|reply|replied|answered|status|stat|reason|mail\+rcpt|rcpt|bounced?|rejected with|failed with|because of|error was|got|grund|fehler|antwort|raison|motif|erreur|motivo|respuesta|risposta|errore)|原因|理由|错误|錯誤|エラー|사유|причина|ошибка)$/i;

/** A number before a unit is an amount: "500 messages", "450 KB". Only plurals: "said: 550 message refused" is a reply. */
function countsSomething(text: string, from: number): boolean {
  const c = text.charCodeAt(from);
  return c === 37 || (c === 32 && unitWords.test(text.slice(from + 1, from + 16)));
}

const unitWords =
  /^(?:messages|mails|e-?mails|recipients|connections|sessions|hosts|users|addresses|times|attempts|per|bytes|octets|[kmg]i?b|characters|chars|lines|seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|percent|ms)\b/i;
