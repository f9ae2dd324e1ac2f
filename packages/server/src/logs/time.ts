/**
 * The time at the start of a log line: RFC 3164 ("Nov 24 01:02:03"), RFC 5424 and ISO 8601, with or without a zone, and what
 * `journalctl` makes of them. A time without a zone is local time, as syslog and Exim write it.
 */
const months = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const iso = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,]\d{1,9})? ?(Z|UTC|[+-]\d\d:?\d\d)?/;
const rfc3164 = /^([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d)(?:\.\d{1,9})? /;
/** `journalctl -o short-unix`. */
const unix = /^(\d{10})(?:\.\d{1,6})? /;
/** Where it stands behind a weekday, or the name of a file or container that `grep` or `docker compose` put in front. */
const behind = /[\s:|](?=[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)/;
const priority = /^<\d{1,3}>(?:1 )?/;
const day = 86_400_000;

/** Milliseconds since 1970, null when the text does not begin with a time. */
export function isoTime(text: string): number | null {
  const match = iso.exec(text);
  if (match === null) return null;
  const [, year, month, date, hour, minute, second, zone] = match;
  const parts = [Number(year), Number(month) - 1, Number(date), Number(hour), Number(minute), Number(second)] as const;
  return zone === undefined ? new Date(...parts).getTime() : Date.UTC(...parts) - offset(zone);
}

/** A reader of the time a syslog line begins with, for a file last written at `writtenBy`. */
export function syslogTime(line: string, writtenBy: number): number | null {
  const text = line.startsWith('<') ? line.replace(priority, '') : line;
  return timeOf(text, writtenBy) ?? timeWithin(text, writtenBy);
}

/** Before the first ": ", where what the program says begins. */
function timeWithin(text: string, writtenBy: number): number | null {
  const [head = ''] = text.split(': ', 1);
  const start = head.search(behind);
  return start === -1 ? null : timeOf(text.slice(start + 1), writtenBy);
}

function timeOf(text: string, writtenBy: number): number | null {
  const match = rfc3164.exec(text);
  if (match === null) return isoTime(text) ?? unixTime(text);
  const [, name = '', date, hour, minute, second] = match;
  const month = months.indexOf(name) / 3;
  if (!Number.isInteger(month) || month < 0) return null;
  const inYear = (y: number) =>
    new Date(y, month, Number(date), Number(hour), Number(minute), Number(second)).getTime();
  // The year is the last one that does not put the line after the file's own time.
  const latest = new Date(writtenBy).getFullYear();
  const guess = inYear(latest);
  return guess > writtenBy + day ? inYear(latest - 1) : guess;
}

function unixTime(text: string): number | null {
  const seconds = unix.exec(text)?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}

/** Lines come in order, many in one hour: the costly part is done once an hour. */
export class Clock {
  private hour = Buffer.alloc(0);
  private file = 0;
  private start = 0;

  /** The time of the line that begins at `start` in the block. */
  at(block: Buffer, start: number, writtenBy: number): number | null {
    const within = withinHour(block, start + hourLength);
    if (within === null || this.file !== writtenBy || !this.sameHour(block, start)) {
      const line = block.toString('latin1', start, start + longestHead);
      const time = syslogTime(line, writtenBy);
      // Minute and second stand where we look for them in the old style only.
      if (time === null || within === null || !rfc3164.test(line)) return time;
      this.hour = Buffer.from(line.slice(0, hourLength), 'latin1');
      this.file = writtenBy;
      this.start = time - within;
    }
    return this.start + within;
  }

  private sameHour(block: Buffer, start: number): boolean {
    if (this.hour.length === 0) return false;
    for (let at = hourLength - 1; at >= 0; at--) if (block[start + at] !== this.hour[at]) return false;
    return true;
  }
}

/** A time and what may stand in front of it. */
const longestHead = 160;
const hourLength = 'Nov 24 01:'.length;
const [space, colon, zero] = Buffer.from(' :0');

/** Milliseconds of "02:03 "; null when it is something else. */
function withinHour(block: Buffer, at: number): number | null {
  if (block[at + 2] !== colon || block[at + 5] !== space) return null;
  const minute = twoDigits(block, at);
  const second = twoDigits(block, at + 3);
  return minute < 60 && second < 60 ? (minute * 60 + second) * 1000 : null;
}

/** 60 for what is no number of two digits. */
function twoDigits(block: Buffer, at: number): number {
  const tens = (block[at] ?? 0) - (zero ?? 0);
  const ones = (block[at + 1] ?? 0) - (zero ?? 0);
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 60;
}

function offset(zone: string): number {
  if (zone === 'Z' || zone === 'UTC') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
