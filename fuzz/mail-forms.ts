/**
 * One mail in other clothes: other line ends, folded or shouted headers, its text in another transfer encoding or charset.
 * Each form says the same to a reader as the mail itself.
 */
export interface Form {
  readonly name: string;
  readonly mail: string;
}

/** Lines of the mail end with \n alone. One unit is one byte. */
export function formsOf(mail: string): readonly Form[] {
  const lineEnds = [
    { name: 'CRLF', mail: mail.replaceAll('\n', '\r\n') },
    { name: 'CR', mail: mail.replaceAll('\n', '\r') },
  ];
  const gap = mail.indexOf('\n\n');
  if (gap === -1 || !isHeader(mail.slice(0, gap + 1))) return lineEnds;
  const withHead = (change: (line: string) => string): string =>
    mail.slice(0, gap).split('\n').map(change).join('\n') + mail.slice(gap);
  const text = textOf(mail, gap);
  return [
    ...lineEnds,
    { name: 'folded headers', mail: withHead(foldHead) },
    { name: 'shouted header names', mail: withHead(shoutHead) },
    ...(text === null ? [] : textForms(text)),
  ];
}

/** Where a line is no field the header ends, and what follows is text; of a very long one the rest is not read. */
const isHeader = (head: string): boolean => head.length < 16_000 && /^(?:[\w-]+:.*\n(?:[ \t]+\S.*\n)*)*$/.test(head);

/** A fold at each blank of a field's body (RFC 5322 §2.2.3). */
const foldHead = (line: string): string =>
  /^[\w-]+: \S/.test(line)
    ? line.replace(/(?<=\S) (?=\S)/g, (blank, at: number) => (line[at - 1] === ':' ? blank : '\n '))
    : line;

const shoutHead = (line: string): string => line.replace(/^[\w-]+:/, (name) => name.toUpperCase());

interface Text {
  readonly before: string;
  /** The part's own header lines, each with its line end. */
  readonly head: string;
  readonly body: string;
  readonly after: string;
  readonly charset: string;
}

/** The mail's text, or the first part of a multipart; null where it is not plain text as it stands. */
function textOf(mail: string, gap: number): Text | null {
  if ((mail.slice(0, gap).match(/^content-type:/gim)?.length ?? 0) > 1) return null;
  const whole = asText('', mail.slice(0, gap + 1), mail.slice(gap + 2), '');
  if (whole !== null) return whole;
  const boundary = /^content-type: multipart\/[\w-]+;[\s\S]*?boundary="?([^";\n]+)/im.exec(mail.slice(0, gap))?.[1];
  const open = boundary === undefined ? -1 : mail.indexOf(`\n--${boundary}\n`, gap);
  if (boundary === undefined || open === -1) return null;
  const start = open + boundary.length + 4;
  const end = mail.indexOf(`\n--${boundary}`, start - 1);
  if (mail.indexOf(`--${boundary}`, gap) <= open) return null;
  // More than white space behind it (RFC 2046 §5.1.1): it is no boundary.
  if (end < start || !/^(?:--)?[ \t]*\n/.test(`${mail.slice(end + boundary.length + 3)}\n`)) return null;
  const piece = mail.slice(start, end);
  const headEnd = piece.startsWith('\n') ? 0 : piece.indexOf('\n\n') + 1;
  if (headEnd === 0 && !piece.startsWith('\n')) return null;
  return asText(mail.slice(0, start), piece.slice(0, headEnd), piece.slice(headEnd + 1), mail.slice(end));
}

function asText(before: string, head: string, body: string, after: string): Text | null {
  if (!isHeader(head)) return null;
  const fields = head.replace(/\n[ \t]+/g, ' ').toLowerCase();
  const types = [...fields.matchAll(/^content-type:(.*)$/gm)];
  const type = types[0]?.[1]?.trim() ?? 'text/plain';
  const encodings = [...fields.matchAll(/^content-transfer-encoding:(.*)$/gm)].map((match) => match[1]?.trim() ?? '');
  if (
    types.length > 1 ||
    !/^text\/plain *(?:;|$)/.test(type) ||
    encodings.some((encoding) => !/^[78]bit$/.test(encoding))
  )
    return null;
  const charset = /charset="?([\w-]+)/.exec(type)?.[1] ?? 'us-ascii';
  return { before, head, body, after, charset };
}

const plainCharset = /^(?:us-ascii|utf-8|iso-8859-1|windows-1252)$/;

/** None for bytes that are no text in their charset: each reader may read them in its own way. */
function textForms(text: Text): readonly Form[] {
  const { body, charset } = text;
  const bytes = Buffer.from(body, 'latin1');
  const known = isAscii(body) ? 'ascii' : charset === 'utf-8' && isUtf8(bytes) ? 'utf8' : null;
  if (known === null) return [];
  const forms = [
    { name: 'base64', mail: write(text, charset, 'base64', base64(bytes)) },
    { name: 'quoted-printable', mail: write(text, charset, 'quoted-printable', quotedPrintable(body)) },
  ];
  if (!plainCharset.test(charset)) return forms;
  const characters = bytes.toString(known);
  forms.push({ name: 'utf-16', mail: write(text, 'utf-16le', 'base64', base64(Buffer.from(characters, 'utf16le'))) });
  const isLatin = !/[^\0-\x7f\xa0-\xff]/.test(characters);
  if (isLatin) forms.push({ name: 'latin-1', mail: write(text, 'iso-8859-1', '8bit', characters) });
  return forms;
}

function write({ before, head, after }: Text, charset: string, encoding: string, body: string): string {
  const others = head.replace(/^content-(?:type|transfer-encoding):.*\n(?:[ \t].*\n)*/gim, '');
  return `${before}${others}Content-Type: text/plain; charset=${charset}\nContent-Transfer-Encoding: ${encoding}\n\n${body}${after}`;
}

/** An escape begins another character set (ISO 2022). */
const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text) && !text.includes('\u001b');

const isUtf8 = (bytes: Buffer): boolean => Buffer.from(bytes.toString('utf8')).equals(bytes);

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/.{76}/g, '$&\n');

/** RFC 2045 §6.7. */
function quotedPrintable(body: string): string {
  const octet = (unit: string): string => `=${unit.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  return body
    .split('\n')
    .map((line) => line.replace(/[^ -<>-~]|[ ]$/g, octet).replace(/(?:=..|[^=]){72}(?=.)/g, '$&=\n'))
    .join('\n');
}
