/**
 * Replies on the wire (RFC 5321 §4.2, RFC 2034): whatever a text holds, it becomes well-formed lines and nothing more.
 */
import type { ReceiverReply } from './handler.ts';

/** RFC 5321 §4.5.3.1.5 allows 512 octets with code and CRLF. */
const LINE_LIMIT = 480;
const LINES_LIMIT = 100;
const STATUS = /^[245]\.[0-9]{1,3}\.[0-9]{1,3}$/;
const CLEAN = /^[ -~]{1,480}$/;
const LINE_BREAK = /\r\n|[\r\n]/;
const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const BEYOND_ASCII = /[^ -~]/gu;

/** What a handler must not send becomes this. */
const brokenReply: ReceiverReply = { code: 451, status: '4.3.0', text: 'Cannot answer that now' };

export function reply(code: number, status: string, text: string): ReceiverReply {
  return { code, status, text };
}

/** The last reply of a session. */
export function farewell(code: number, status: string, text: string): ReceiverReply {
  return { code, status, text, close: true };
}

/** With CRLF. Text beyond ASCII is for clients that declared SMTPUTF8 (RFC 6531 §3.7.4.2), others read "?". */
export function formatReply(given: ReceiverReply, smtputf8: boolean): string {
  const usable = Number.isInteger(given.code) && given.code >= 200 && given.code <= 559;
  const { code, status, text } = usable ? given : brokenReply;
  const prefix = status !== undefined && STATUS.test(status) ? `${status} ` : '';
  if (CLEAN.test(text)) return `${code} ${prefix}${text}\r\n`;
  const lines = text.split(LINE_BREAK, LINES_LIMIT).flatMap((line) => cut(clean(line, smtputf8)));
  const last = lines.length - 1;
  return lines.map((line, index) => `${code}${index === last ? ' ' : '-'}${prefix}${line}\r\n`).join('');
}

/** 421 says so (RFC 5321 §3.8), 521 is the end of all talk (RFC 7504). */
export function closes(given: ReceiverReply): boolean {
  return given.close === true || given.code === 421 || given.code === 521;
}

function clean(line: string, smtputf8: boolean): string {
  const printable = line.replace(CONTROL, ' ');
  return smtputf8 ? printable : printable.replace(BEYOND_ASCII, '?');
}

function cut(line: string): readonly string[] {
  if (Buffer.byteLength(line) <= LINE_LIMIT) return [line];
  const lines: string[] = [];
  let current = '';
  for (const character of line) {
    if (Buffer.byteLength(current) + Buffer.byteLength(character) > LINE_LIMIT) {
      lines.push(current);
      current = '';
      if (lines.length === LINES_LIMIT) return lines;
    }
    current += character;
  }
  return [...lines, current];
}
