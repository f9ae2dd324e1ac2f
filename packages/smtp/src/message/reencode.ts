/**
 * Puts the parts of a message into another transfer encoding (RFC 2045 §6) where it could not travel as it is: octets of 8 bits
 * to a server without 8BITMIME (RFC 6152 §3), lines beyond what SMTP carries (RFC 5321 §4.5.3.1.6). Only leaves that need it
 * change, and say so in their header. What has no place for an encoding cannot be changed: header fields (long ones are
 * folded), preambles, and whatever is signed as it stands.
 * A signature over the whole message (DKIM) is broken by this; who calls puts a new one on it.
 */
import { isAscii } from 'node:buffer';
import { boundaryOf, delimiterAt, fieldBody, lineEnd, mediaType, splitEntity, withEncoding } from './entity.ts';
import { fold } from './fold.ts';
import { longestLine, measure } from './lines.ts';
import { base64, base64Again, quotedAgain, quotedPrintable, textEncoding } from './transfer-encoding.ts';

/** Why the message cannot travel as it is. */
export type Unfit = 'eight_bit' | 'long_line';

export type Reencoded =
  | { readonly kind: 'converted'; readonly octets: Uint8Array }
  | { readonly kind: 'impossible'; readonly why: string };

/** For octets with CRLF line ends. */
export function reencoded(octets: Uint8Array, unfit: Unfit): Reencoded {
  const source = Buffer.from(octets.buffer, octets.byteOffset, octets.length);
  const conversion = new Conversion(unfit);
  conversion.entity(source, 0, true);
  const whole = Buffer.concat(conversion.pieces);
  const { longest } = measure(whole);
  if (unfit === 'long_line' && longest > longestLine) conversion.obstruct('where no line may be broken');
  return conversion.obstacle === null
    ? { kind: 'converted', octets: whole }
    : { kind: 'impossible', why: conversion.obstacle };
}

const deepest = 20;
const crlf = Buffer.from('\r\n');

class Conversion {
  readonly pieces: Uint8Array[] = [];
  readonly #unfit: Unfit;
  /** The first one. */
  obstacle: string | null = null;

  constructor(unfit: Unfit) {
    this.#unfit = unfit;
  }

  obstruct(where: string): void {
    this.obstacle ??= `${this.#unfit === 'eight_bit' ? '8-bit octets' : 'a long line'} ${where}`;
  }

  entity(octets: Buffer, depth: number, isMessage: boolean): void {
    if (this.#isFit(octets)) this.#put(octets);
    else if (depth > deepest) this.obstacle ??= `parts nested deeper than ${deepest}`;
    else {
      const { header, body } = splitEntity(octets);
      const fields = this.#header(header);
      if (this.#isFit(body)) this.#put(fields, crlf, body);
      else this.#content(fields, body, depth, isMessage);
    }
  }

  #content(fields: string, body: Buffer, depth: number, isMessage: boolean): void {
    const type = mediaType(fields);
    if (type === 'multipart/signed' || type === 'multipart/encrypted') this.obstruct(`in ${type}`);
    if (type.startsWith('multipart/')) {
      this.#container(fields);
      this.#parts(body, boundaryOf(fields), depth);
    } else if (type === 'message/rfc822') {
      this.#container(fields);
      this.entity(body, depth + 1, true);
    } else if (type === 'message/delivery-status' && this.#unfit === 'long_line') {
      this.#put(fields, crlf, this.#header(body.toString('latin1')));
    } else {
      // RFC 2046 §5.2.2 and §5.2.3, RFC 6532 §3.7: these may not be encoded, or are of 8 bits by nature.
      if (type.startsWith('message/')) this.obstruct(`in ${type}`);
      this.#leaf(fields, body, type, isMessage);
    }
  }

  #isFit(octets: Buffer): boolean {
    return this.#unfit === 'eight_bit' ? isAscii(octets) : measure(octets).longest <= longestLine;
  }

  #header(header: string): string {
    if (this.#unfit === 'eight_bit') {
      if (/[\x80-\xff]/.test(header)) this.obstruct('in a header');
      return header;
    }
    const folded = fold(header);
    if (folded === null) this.obstruct('in a header, with no blank to fold it at');
    return folded ?? header;
  }

  /** What it contains is of 7 bits from now on; of long lines nothing is said in a header. */
  #container(fields: string): void {
    this.#put(this.#unfit === 'eight_bit' ? withEncoding(fields, '7bit') : fields, crlf);
  }

  #leaf(fields: string, body: Buffer, type: string, isMessage: boolean): void {
    const encoding = fieldBody(fields, 'content-transfer-encoding').toLowerCase();
    if (this.#unfit === 'long_line' && encoding === 'base64') this.#put(fields, crlf, base64Again(body), crlf);
    else if (this.#unfit === 'long_line' && encoding === 'quoted-printable') this.#put(fields, crlf, quotedAgain(body));
    else if (!['', '7bit', '8bit', 'binary'].includes(encoding))
      this.obstruct(`in a part encoded as ${encoding.slice(0, 40)}`);
    else if (type.startsWith('text/')) this.#text(fields, body, isMessage);
    else this.#put(withEncoding(fields, 'base64'), crlf, base64(body), crlf);
  }

  #text(fields: string, body: Buffer, isMessage: boolean): void {
    // Nobody can know the charset of a mail that does not say it (RFC 1428 §3).
    const mime = isMessage && fieldBody(fields, 'mime-version') === '' ? 'MIME-Version: 1.0\r\n' : '';
    const charset = isAscii(body) ? 'us-ascii' : 'unknown-8bit';
    const named = fieldBody(fields, 'content-type') === '' ? `Content-Type: text/plain; charset=${charset}\r\n` : '';
    const encoding = textEncoding(body);
    this.#put(withEncoding(`${fields}${mime}${named}`, encoding), crlf);
    if (encoding === 'base64') this.#put(base64(body), crlf);
    else this.#put(quotedPrintable(body));
  }

  /** RFC 2046 §5.1.1: the CRLF before a delimiter is the delimiter's. */
  #parts(body: Buffer, boundary: string, depth: number): void {
    const delimiter = `--${boundary}`;
    const first = boundary === '' ? -1 : delimiterAt(body, delimiter, 0);
    if (first < 0) this.obstruct('in a multipart without parts');
    else this.#between(body.subarray(0, first));
    let at = first < 0 ? body.length : first;
    while (at < body.length) {
      const line = lineEnd(body, at);
      const closing = body.toString('latin1', at + delimiter.length, at + delimiter.length + 2) === '--';
      this.#put(body.subarray(at, line));
      at = line;
      if (closing) break;
      const next = delimiterAt(body, delimiter, line);
      // A multipart that is never closed ends with its last part.
      const end = next < 0 ? body.length : Math.max(line, next - 2);
      this.entity(body.subarray(line, end), depth + 1, false);
      if (next >= 0) this.#put(crlf);
      at = next < 0 ? body.length : next;
    }
    this.#between(body.subarray(at));
  }

  /** Preamble and epilogue. */
  #between(octets: Buffer): void {
    if (!this.#isFit(octets)) this.obstruct('between the parts');
    this.#put(octets);
  }

  #put(...pieces: readonly (Uint8Array | string)[]): void {
    for (const piece of pieces) this.pieces.push(typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece);
  }
}
