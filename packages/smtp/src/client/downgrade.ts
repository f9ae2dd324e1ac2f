/**
 * An 8-bit message to one of 7-bit octets for a server without 8BITMIME (RFC 6152 §3): every leaf with 8-bit octets is
 * encoded, text as quoted-printable, the rest as base64, and says so in its header. What has no place for an encoding
 * cannot be converted: header fields, preambles, and whatever is signed as it stands.
 */
import { base64, quotedPrintable } from './transfer-encoding.ts';

type SevenBit =
  | { readonly kind: 'converted'; readonly octets: Uint8Array }
  | { readonly kind: 'impossible'; readonly why: string };

/** For octets with CRLF line ends. */
export function toSevenBit(octets: Uint8Array): SevenBit {
  const message = Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('latin1');
  const why: string[] = [];
  const converted = convertEntity(message, 0, true, (obstacle) => why.push(obstacle));
  const [first] = why;
  if (first !== undefined) return { kind: 'impossible', why: first };
  return { kind: 'converted', octets: Buffer.from(converted, 'latin1') };
}

const DEEPEST = 20;

type Obstruct = (obstacle: string) => void;

function convertEntity(entity: string, depth: number, isMessage: boolean, obstruct: Obstruct): string {
  if (!isEightBit(entity)) return entity;
  const { header, body } = splitEntity(entity);
  if (isEightBit(header)) obstruct('8-bit octets in a header');
  if (depth > DEEPEST) obstruct(`parts nested deeper than ${DEEPEST}`);
  if (isEightBit(header) || depth > DEEPEST) return entity;
  const type = mediaType(header);
  if (type === 'multipart/signed' || type === 'multipart/encrypted') obstruct(`8-bit octets in ${type}`);
  if (type.startsWith('multipart/')) {
    return `${withEncoding(header, '7bit')}\r\n${convertParts(body, boundaryOf(header), depth, obstruct)}`;
  }
  if (type === 'message/rfc822') {
    return `${withEncoding(header, '7bit')}\r\n${convertEntity(body, depth + 1, true, obstruct)}`;
  }
  // RFC 2046 §5.2.2 and §5.2.3, RFC 6532 §3.7: these may not be encoded, or are of 8 bits by nature.
  if (type.startsWith('message/')) obstruct(`8-bit octets in ${type}`);
  return convertLeaf(header, body, type, isMessage, obstruct);
}

function convertLeaf(header: string, body: string, type: string, isMessage: boolean, obstruct: Obstruct): string {
  const encoding = fieldBody(header, 'content-transfer-encoding').trim().toLowerCase();
  if (!['', '7bit', '8bit', 'binary'].includes(encoding))
    obstruct(`8-bit octets in a part encoded as ${encoding.slice(0, 40)}`);
  if (!type.startsWith('text/')) return `${withEncoding(header, 'base64')}\r\n${base64(body)}\r\n`;
  // Nobody can know the charset of a mail that does not say it (RFC 1428 §3).
  const mime = isMessage && fieldBody(header, 'mime-version') === '' ? 'MIME-Version: 1.0\r\n' : '';
  const named = fieldBody(header, 'content-type') === '' ? 'Content-Type: text/plain; charset=unknown-8bit\r\n' : '';
  return `${withEncoding(`${header}${mime}${named}`, 'quoted-printable')}\r\n${quotedPrintable(body)}`;
}

/** RFC 2046 §5.1.1: the CRLF before a delimiter is the delimiter's. */
function convertParts(body: string, boundary: string, depth: number, obstruct: Obstruct): string {
  const delimiter = `--${boundary}`;
  let converted = '';
  let at = delimiterAt(body, delimiter, 0);
  if (boundary === '' || at < 0) {
    obstruct('8-bit octets in a multipart without parts');
    return body;
  }
  const preamble = body.slice(0, at);
  while (at < body.length) {
    const line = lineEnd(body, at);
    const closing = body.startsWith('--', at + delimiter.length);
    converted += body.slice(at, line);
    at = line;
    if (closing) break;
    const next = delimiterAt(body, delimiter, line);
    // A multipart that is never closed ends with its last part.
    const end = next < 0 ? body.length : Math.max(line, next - 2);
    converted += `${convertEntity(body.slice(line, end), depth + 1, false, obstruct)}${next < 0 ? '' : '\r\n'}`;
    at = next < 0 ? body.length : next;
  }
  const epilogue = body.slice(at);
  if (isEightBit(preamble) || isEightBit(epilogue)) obstruct('8-bit octets between the parts');
  return `${preamble}${converted}${epilogue}`;
}

/** Offset of the next line that begins with the delimiter; -1 for none. */
function delimiterAt(body: string, delimiter: string, from: number): number {
  for (let at = from; at >= 0; ) {
    if (
      body.startsWith(delimiter, at) &&
      /^(?:--)?[ \t]*(?:\r\n|$)/.test(body.slice(at + delimiter.length, at + delimiter.length + 80))
    ) {
      return at;
    }
    const next = body.indexOf(`\r\n${delimiter}`, at);
    at = next < 0 ? -1 : next + 2;
  }
  return -1;
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\r\n', from);
  return at < 0 ? text.length : at + 2;
}

/** The header with the CRLF of its last field, the body behind the empty line. */
function splitEntity(entity: string): { readonly header: string; readonly body: string } {
  if (entity.startsWith('\r\n')) return { header: '', body: entity.slice(2) };
  const end = entity.indexOf('\r\n\r\n');
  if (end < 0) return { header: entity, body: '' };
  return { header: entity.slice(0, end + 2), body: entity.slice(end + 4) };
}

const isEightBit = (octets: string): boolean => /[\x80-\xff]/.test(octets);

/** Unfolded body of the first field of that name, '' without one. */
function fieldBody(header: string, name: string): string {
  for (const field of fieldsOf(header)) {
    if (isNamed(field, name))
      return field
        .slice(name.length)
        .replace(/^[ \t]*:/, '')
        .replaceAll('\r\n', '')
        .trim();
  }
  return '';
}

const withEncoding = (header: string, encoding: string): string =>
  `${fieldsOf(header)
    .filter((field) => !isNamed(field, 'content-transfer-encoding'))
    .join('')}Content-Transfer-Encoding: ${encoding}\r\n`;

/** Each with its continuation lines and last CRLF. */
const fieldsOf = (header: string): readonly string[] => header.split(/(?<=\r\n)(?![ \t])/);

const isNamed = (field: string, name: string): boolean =>
  field.slice(0, name.length).toLowerCase() === name && /^[ \t]*:/.test(field.slice(name.length, name.length + 20));

/** RFC 2045 §5.2: text/plain when missing. */
const mediaType = (header: string): string =>
  /^\s*([\w!#$&^.+-]+\/[\w!#$&^.+-]+)/.exec(fieldBody(header, 'content-type'))?.[1]?.toLowerCase() ?? 'text/plain';

function boundaryOf(header: string): string {
  const found = /;[ \t]*boundary[ \t]*=[ \t]*(?:"([^"]*)"|([^\s;"]+))/i.exec(fieldBody(header, 'content-type'));
  return found?.[1] ?? found?.[2] ?? '';
}
