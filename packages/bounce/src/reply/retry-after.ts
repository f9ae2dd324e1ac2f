/**
 * How long the receiver asks to wait, in seconds: "try again in 5 minutes", "greylisted for 300 seconds",
 * "bitte in 10 Minuten erneut versuchen", "请5分钟后重试". A duration counts only beside words that ask to wait, and
 * not behind those of a limit or a timeout ("100 per hour", "timed out after 30 seconds").
 */

/** Seconds, at most 30 days; null when no wait is named. Of a range ("5-10 minutes") the longer end. */
export function findRetryAfter(text: string): number | null {
  number.lastIndex = 0;
  while (number.test(text)) {
    const start = number.lastIndex - 1;
    const end = digitsEnd(text, start);
    const duration = mayBeDuration(text, start, end) ? durationAt(text, start) : null;
    if (duration !== null && isAsked(text, start, duration)) return duration.seconds;
    // The next number stands behind a character that may be the last of this one.
    number.lastIndex = Math.max((duration?.end ?? end) - 1, 1);
  }
  return anHour(text);
}

/** The first digit of a number that is no part of a name, a version or an address. Scans natively, faster than a loop. */
const number = /(?:^|[^\w.])\d/g;

/** Letters or ":" stand behind the number, or it may have been announced. */
function mayBeDuration(text: string, start: number, end: number): boolean {
  const next = text.charCodeAt(end);
  if (next === 58) return true;
  const behind = next === 45 || next === 32 || next === 160 ? text.charCodeAt(end + 1) : next;
  return isUnitLetter(behind) || endsAnnouncement(text.charCodeAt(start - 2));
}

const isUnitLetter = (c: number): boolean => isLetter(c) || c >= 0x3000;

interface Duration {
  readonly seconds: number;
  readonly end: number;
  /** "300" and "00:05:00" carry no unit: they need "retry after" or the like right in front. */
  readonly bare: boolean;
}

const MONTH = 30 * 86_400;
/** How far from the duration the words that ask to wait may stand. */
const NEAR = 64;

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isWordPart = (c: number): boolean => isDigit(c) || ((c | 32) >= 97 && (c | 32) <= 122) || c === 46 || c === 95;

function digitsEnd(text: string, start: number): number {
  let end = start;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}

/** "90 seconds", "1 h 30 min", "5m30s", "00:05:00", "300"; null for a number that is part of something else. */
function durationAt(text: string, start: number): Duration | null {
  const clock = clockAt(text, start);
  if (clock !== null) return clock;
  let seconds = 0;
  let end = start;
  // Days, hours, minutes and seconds are four.
  for (let next = start, left = 4; left > 0 && isDigit(text.charCodeAt(next)); next = skipSpace(text, end), left--) {
    const digits = digitsEnd(text, next);
    const unit = unitAt(text, text.charCodeAt(digits) === 45 ? digits + 1 : skipSpace(text, digits));
    if (unit === null) break;
    seconds += Number(text.slice(next, digits)) * unit.seconds;
    end = unit.end;
  }
  if (end > start) return seconds <= MONTH ? { seconds, end, bare: false } : null;
  if (!endsAnnouncement(text.charCodeAt(start - 2))) return null;
  const digits = digitsEnd(text, start);
  const whole = digits - start <= 6 && !isWordPart(text.charCodeAt(digits)) && text.charCodeAt(digits) !== 45;
  return whole ? { seconds: Number(text.slice(start, digits)), end: digits, bare: true } : null;
}

/** Last letter of "in", "after", "for", "retry", "wait", "greylisted", or ":" and "=". */
const endsAnnouncement = (c: number): boolean =>
  c === 110 || c === 114 || c === 121 || c === 116 || c === 100 || c === 58 || c === 61;

/** "hh:mm:ss". "mm:ss" is left alone: it could be a time of day. */
function clockAt(text: string, start: number): Duration | null {
  if (text.charCodeAt(start + 2) !== 58 || text.charCodeAt(start + 5) !== 58) return null;
  const [, hours, minutes, seconds] = /^(\d\d):(\d\d):(\d\d)(?!\d)/.exec(text.slice(start, start + 9)) ?? [];
  if (hours === undefined) return null;
  return { seconds: Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds), end: start + 8, bare: true };
}

const skipSpace = (text: string, at: number): number => {
  const c = text.charCodeAt(at);
  return c === 32 || c === 160 ? at + 1 : at;
};

/** Words of English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian and Turkish. */
const units: ReadonlyMap<string, number> = new Map(
  Object.entries({
    1: 's sec secs second seconds sek sekunde sekunden seconde secondes segundo segundos secondo secondi seconden sekund sekundy sekundę секунд секунды секунду сек saniye sn',
    60: 'm min mins minute minutes minuten minuto minutos minuti minuut minut minuty minutę минут минуты минуту мин dakika dk',
    3600: 'h hr hrs hour hours stunde stunden std heure heures hora horas ora ore uur uren godzin godziny godzinę godz час часа часов saat',
    86400: 'd day days tag tage tagen jour jours dia dias día días giorno giorni dag dagen dni dzień день дня дней gün',
  }).flatMap(([seconds, words]) => words.split(' ').map((word) => [word, Number(seconds)] as const)),
);

/** Chinese and Japanese write no space behind the unit. */
const cjkUnits: readonly (readonly [word: string, seconds: number])[] = [
  ['秒', 1],
  ['分', 60],
  ['小时', 3600],
  ['小時', 3600],
  ['个小时', 3600],
  ['個小時', 3600],
  ['時間', 3600],
  ['天', 86400],
  ['日', 86400],
];

/** Latin and Cyrillic letters. */
const isLetter = (c: number): boolean =>
  ((c | 32) >= 97 && (c | 32) <= 122) || (c >= 0xc0 && c < 0x250) || (c >= 0x400 && c < 0x500);

function unitAt(text: string, start: number): { seconds: number; end: number } | null {
  if (text.charCodeAt(start) >= 0x3000) {
    const unit = cjkUnits.find(([word]) => text.startsWith(word, start));
    return unit === undefined ? null : { seconds: unit[1], end: start + unit[0].length };
  }
  let end = start;
  while (end < start + 10 && isLetter(text.charCodeAt(end))) end++;
  const seconds = end === start || end === start + 10 ? undefined : units.get(text.slice(start, end).toLowerCase());
  if (seconds === undefined) return null;
  const plural = text.startsWith('(s)', end) ? 3 : text.startsWith('(n)', end) ? 3 : 0;
  return { seconds, end: end + plural };
}

/** Words that ask to wait or to come back, in the same languages. */
const asking =
  /try again|try later|\bre-?try\b(?! time)|\bwait\b|gr[ae]ylist|come back|re-?send|reconnect|resubmit|back off|(?:blocked|deferred|throttled|rejected|suspended|delayed|limited|penali[sz]ed) for|erneut|noch ?mal|noch einmal|wiederhol|warten|r[eé]essay|renouvel|patient|attend|nouvelle tentative|intent|espere|vuelva|riprov|ritent|tent[ea]|aguard|novamente|probeer|opnieuw|wacht|spr[oó]buj|pon[oó]w|czeka|повтор|попроб|подожд|попыт|重试|重試|再试|再試|再次|稍后|稍後|等待|等候|请等|再送|再度|待ち|待っ|tekrar|yeniden|bekle/;

/** Every reply in which a wait is found has one of these, in lower case. */
export const waitWords: readonly string[] = [
  ...['again', 'later', 'retry', 're-try', 'wait', 'greylist', 'graylist', 'come back', 'back off'],
  ...['blocked for', 'deferred for', 'throttled for', 'rejected for', 'suspended for', 'delayed for', 'limited for'],
  ...['penalised for', 'penalized for'],
  ...[
    'resend',
    're-send',
    'reconnect',
    'resubmit',
    'erneut',
    'nochmal',
    'noch mal',
    'noch einmal',
    'wiederhol',
    'warten',
  ],
  ...[
    'reessay',
    'réessay',
    'renouvel',
    'patient',
    'attend',
    'tentative',
    'intent',
    'espere',
    'vuelva',
    'riprov',
    'ritent',
  ],
  ...['tente', 'tenta', 'aguard', 'novamente', 'probeer', 'opnieuw', 'wacht', 'sprobuj', 'spróbuj', 'ponow', 'ponów'],
  ...[
    'czeka',
    'повтор',
    'попроб',
    'подожд',
    'попыт',
    '重试',
    '重試',
    '再试',
    '再試',
    '再次',
    '稍后',
    '稍後',
    '等待',
    '等候',
  ],
  ...['请等', '再送', '再度', '待ち', '待っ', 'tekrar', 'yeniden', 'bekle'],
];

/** What makes a duration a limit, a timeout, a period or a past. Stands right in front of it. */
const otherwise =
  /(?:time-?out|timed out|limit|\bper\b|every|\blast|\bpast|within|queued?|delivered|exceed|maximum|max\.?|\bpro\b|\balle\b|\bpar\b|\bpor\b|toutes les|cada|ogni|elke|każd|кажд|每|毎|\bher\b)[^.!?;,]{0,14}$/;

/** For a bare number or a clock time: what must stand right in front of it. */
const announcing =
  /(?:re-?try(?:[ -]after)?|try again|come back|again|wait(?:ing)?|greylist(?:ed|ing)?)(?: later)?(?: in| after| for|:|=)?[: ]*$/;

function isAsked(text: string, start: number, duration: Duration): boolean {
  const before = sentenceEnd(text.slice(Math.max(0, start - NEAR), start).toLowerCase());
  if (duration.bare)
    return announcing.test(before) && !/^ ?[\p{L}\d]/u.test(text.slice(duration.end, duration.end + 2));
  if (otherwise.test(before)) return false;
  if (asking.test(before)) return true;
  const after = text.slice(duration.end, duration.end + NEAR).toLowerCase();
  return asking.test(after.split(/[.!?;。]/, 1)[0] ?? '');
}

/** What follows the last full stop: the words of an earlier sentence say nothing about this number. */
function sentenceEnd(before: string): string {
  const stop = Math.max(before.lastIndexOf('. '), before.lastIndexOf('! '), before.lastIndexOf('。'));
  return stop < 0 ? before : before.slice(stop + 1);
}

/** "in an hour", "one hour". */
function anHour(text: string): number | null {
  const at = text.indexOf('hour') - 1;
  if (at < 0 || !/\b(?:an|one)$/i.test(text.slice(Math.max(0, at - 4), at))) return null;
  return isAsked(text, at - 3, { seconds: 3600, end: at + 5, bare: false }) ? 3600 : null;
}
