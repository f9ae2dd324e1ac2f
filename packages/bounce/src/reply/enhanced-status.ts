/**
 * Enhanced status codes (RFC 3463 §2): class "." subject "." detail, where the class is 2, 4 or 5 and subject and
 * detail have one to three digits. Finds them where servers put them: behind the reply code, in parentheses, at the end.
 */

export interface EnhancedStatus {
  /** 2 success, 4 persistent transient failure, 5 permanent failure. */
  readonly class: 2 | 4 | 5;
  readonly subject: number;
  readonly detail: number;
}

/** "5.1.1" as numbers; null when the text is anything else. Leading zeros are tolerated ("5.01.001" is 5.1.1). */
export function parseStatus(text: string): EnhancedStatus | null {
  if (text.length === 0 || statusEnd(text, 0) !== text.length) return null;
  const [head, subject, detail] = text.split('.');
  const kind = Number(head);
  if (kind !== 2 && kind !== 4 && kind !== 5) return null;
  return { class: kind, subject: Number(subject), detail: Number(detail) };
}

export const formatStatus = (status: EnhancedStatus): string => `${status.class}.${status.subject}.${status.detail}`;

/** Where the status that begins at `start` ends; 0 when none begins there. Four numbers are an IP address, no status. */
export function statusEnd(text: string, start: number): number {
  const head = text.charCodeAt(start);
  if ((head !== FIVE && head !== FOUR && head !== TWO) || text.charCodeAt(start + 1) !== DOT) return 0;
  const subject = digitsEnd(text, start + 2);
  if (subject === 0 || text.charCodeAt(subject) !== DOT) return 0;
  const end = digitsEnd(text, subject + 1);
  if (end === 0) return 0;
  return text.charCodeAt(end) === DOT && isDigit(text.charCodeAt(end + 1)) ? 0 : end;
}

/**
 * Offset of the first status between `from` and `to` that stands by itself, -1 when there is none. Away from the reply
 * code more caution is due: versions, dates, sections of an RFC and parts of host names look alike.
 */
export function findStatus(text: string, from: number, to: number): number {
  for (let dot = text.indexOf('.', from + 1); dot > 0 && dot < to; dot = text.indexOf('.', dot + 1)) {
    const end = statusEnd(text, dot - 1);
    if (end === 0 || end > to) continue;
    if (standsAlone(text, dot - 1, end)) return dot - 1;
    dot = end - 1;
  }
  return -1;
}

const DOT = 46;
const TWO = 50;
const FOUR = 52;
const FIVE = 53;

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isAlphanumeric = (c: number): boolean => isDigit(c) || ((c | 32) >= 97 && (c | 32) <= 122) || c > 127;

/** End of one to three digits; 0 when there are none or more. */
function digitsEnd(text: string, start: number): number {
  let end = start;
  while (end < start + 4 && isDigit(text.charCodeAt(end))) end++;
  return end > start && end < start + 4 ? end : 0;
}

/** RFC 3463 and the registry know the subjects 0 to 7; after a word like "Postfix" the numbers are a version. */
function standsAlone(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(start + 3) !== DOT || text.charCodeAt(start + 2) > 55) return false;
  const next = text.charCodeAt(end);
  const joined = next === DOT || next === 45 || next === 58; // "5.1.1.example", "4.2.1-rc2", "[#4.1.4:70]"
  if (isAlphanumeric(next) || (joined && isAlphanumeric(text.charCodeAt(end + 1)))) return false;
  const before = start === 0 ? 32 : text.charCodeAt(start - 1);
  if (before === 45) return start < 2 || !isLetterBefore(text, start - 1); // "554-5.7.1", but not "mail-4.2.1"
  if (isAlphanumeric(before) || before === DOT || before === 47 || before === 64 || before === 95) return false;
  return !versionWords.test(text.slice(Math.max(0, start - 16), start));
}

const isLetterBefore = (text: string, at: number): boolean => {
  const c = text.charCodeAt(at - 1);
  return isAlphanumeric(c) && !isDigit(c);
};

/** What stands before a version or a section number, at the end of the (at most 16) preceding characters. */
const versionWords =
  /(?:postfix|exim|sendmail|exchange|haraka|qmail|dovecot|spamassassin|clamav|openssl|amavis|version|ver\.?|\bv|release|build|section|sec\.|\u00a7|rfc ?\d{3,4},?) ?$/i;
