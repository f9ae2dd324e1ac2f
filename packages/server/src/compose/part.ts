/** Bodies of parts: text as it is or quoted-printable (RFC 2045 §6.7), files as base64; always with CRLF. */
import { quotedPrintable } from '@hearback/smtp';
import { wellFormed } from './field.ts';

export interface Part {
  readonly fields: readonly string[];
  readonly body: string;
}

export function textPart(subtype: 'plain' | 'html', text: string): Part {
  const lines = wellFormed(text).replace(/\r\n|\r|\n/g, '\r\n');
  const plain = /^[\t\r\n -~]*$/.test(lines) && !lines.split('\r\n').some(isLong) && !/[ \t]\r\n/.test(lines);
  const encoding = plain ? '7bit' : 'quoted-printable';
  return {
    fields: [`Content-Type: text/${subtype}; charset=utf-8`, `Content-Transfer-Encoding: ${encoding}`],
    body: plain ? lines : quotedPrintable(Buffer.from(lines)).toString('latin1'),
  };
}

/** RFC 5322 §2.1.1: more should not be on a line. */
const isLong = (line: string): boolean => line.length > 78;

export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

export function filePart({ filename, contentType, content }: Attachment): Part {
  return {
    fields: [
      `Content-Type: ${contentType}`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment;\r\n ${fileName(filename)}`,
    ],
    body: (content.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n'),
  };
}

/** RFC 2231 §4: every octet that is not plain is written as a percent sign and two digits. */
const fileName = (name: string): string =>
  /^[\w. -]{1,60}$/.test(name)
    ? `filename="${name}"`
    : `filename*=utf-8''${[...Buffer.from(wellFormed(name))]
        .map((octet) =>
          /[\w.-]/.test(String.fromCharCode(octet)) && octet < 0x80 ? String.fromCharCode(octet) : percent(octet),
        )
        .join('')}`;

const percent = (octet: number): string => `%${octet.toString(16).toUpperCase().padStart(2, '0')}`;

/** The boundary occurs in no part: it is random, and base64 and quoted-printable have no line that begins like it. */
export function multipart(subtype: 'alternative' | 'mixed', parts: readonly Part[], boundary: string): Part {
  const bodies = parts.map(({ fields, body }) => `--${boundary}\r\n${fields.join('\r\n')}\r\n\r\n${body}\r\n`);
  return {
    fields: [`Content-Type: multipart/${subtype}; boundary="${boundary}"`],
    body: `${bodies.join('')}--${boundary}--`,
  };
}
