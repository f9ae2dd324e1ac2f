/**
 * A mail as a tree of offsets into its bytes (RFC 2045, 2046, 5322). Nothing is copied or decoded until asked for.
 */
import { guessBoundary, type Pieces, splitBody } from './boundary.ts';
import { decodeCharset } from './charset.ts';
import { decodeTransfer, transferEncoding } from './decode.ts';
import { isFromLine, readHeaderBlock } from './header-block.ts';
import { FieldList, type Headers, unfold } from './headers.ts';
import { type Limits, Reading } from './limits.ts';
import { lineEnd, nextLine, withPlainLineEnds } from './line.ts';
import { type Parameterised, readParameters } from './parameter.ts';
import { type Source, sourceOf, sourceOfBytes } from './source.ts';

export interface Part {
  /**
   * Offsets of the part's first header byte, of its first body byte and behind its last.
   * Inside a message/* that was itself encoded they count in its decoded bytes.
   */
  readonly start: number;
  readonly bodyStart: number;
  readonly end: number;
  readonly headers: Headers;
  /** Media type in lower case, "text/plain" when missing or unreadable (RFC 2045 §5.2). */
  readonly type: string;
  /** Content-Type parameter by lower-case name, decoded (RFC 2231). */
  parameter(name: string): string | null;
  /** Children of a multipart, or the one message inside message/rfc822 and its kin. Scanned when first asked for. */
  readonly parts: readonly Part[];
  /** Body with transfer encoding and charset decoded, lines as \n, capped by the limits. */
  text(): string;
}

export interface Scan {
  readonly root: Part;
  /** Grows while parts are opened and read. */
  readonly problems: readonly string[];
}

/** Never throws. A string is taken as bytes when all its units fit one, else as text. */
export function scan(input: Uint8Array | string, limits?: Partial<Limits>): Scan {
  const reading = new Reading(limits);
  const source = sourceOf(input, reading);
  return { root: messageIn(source, 0, source.text.length, 1, reading), problems: reading.problems };
}

/** A message may stand behind a byte order mark, empty lines and an mbox envelope line. */
function messageIn(source: Source, from: number, end: number, depth: number, reading: Reading): Part {
  const { text } = source;
  let start = from;
  if (from + 3 <= end && text.startsWith(byteOrderMark, from)) start += 3;
  while (start < end && lineEnd(text, start, start + 1) === start) start = nextLine(text, start, end);
  if (isFromLine(text, start)) start = nextLine(text, lineEnd(text, start, end), end);
  return new ScannedPart(source, start, end, 'text/plain', depth, reading);
}

class ScannedPart implements Part {
  readonly start: number;
  readonly bodyStart: number;
  readonly end: number;
  readonly headers: Headers;
  readonly type: string;
  readonly #content: Parameterised;
  readonly #source: Source;
  readonly #depth: number;
  readonly #reading: Reading;
  /** For the problems. */
  readonly #number: number;
  #parts: readonly Part[] | null = null;
  #text: string | null = null;

  constructor(source: Source, start: number, end: number, usualType: string, depth: number, reading: Reading) {
    this.#number = ++reading.parts;
    this.#source = source;
    this.#depth = depth;
    this.#reading = reading;
    const block = readHeaderBlock(source, start, end, reading, this.#number);
    this.headers = new FieldList(source, block, reading);
    this.start = start;
    this.bodyStart = block.bodyStart;
    this.end = end;
    const field = this.headers.raw('content-type');
    this.#content = readParameters(unfold(field ?? usualType), reading);
    this.type = this.#readType();
  }

  #readType(): string {
    if (/^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}$/.test(this.#content.value)) return this.#content.value;
    this.#note('unreadable Content-Type');
    return 'text/plain';
  }

  parameter(name: string): string | null {
    return this.#content.parameters.get(name) ?? null;
  }

  get parts(): readonly Part[] {
    this.#parts ??= this.#scanParts();
    return this.#parts;
  }

  text(): string {
    this.#text ??=
      this.parameter('format')?.toLowerCase() === 'flowed' ? unflowed(this.#decodeText()) : this.#decodeText();
    return this.#text;
  }

  #scanParts(): readonly Part[] {
    const multipart = this.type.startsWith('multipart/');
    if (!multipart && !holdsMessage.has(this.type)) return [];
    const { limits } = this.#reading;
    if (this.#depth >= limits.depth) {
      this.#reading.note(`parts nested deeper than ${limits.depth}`);
      return [];
    }
    return multipart ? this.#scanPieces() : this.#scanMessage();
  }

  #scanPieces(): readonly Part[] {
    const room = this.#reading.limits.parts - this.#reading.parts;
    const { pieces, closed, more } = this.#split(room);
    if (more) this.#reading.note(`more than ${this.#reading.limits.parts} parts`);
    else if (pieces.length === 0) this.#note('multipart without parts');
    else if (!closed) this.#note('boundary never closed');
    const usual = this.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
    return pieces.map(
      ([start, end]) => new ScannedPart(this.#source, start, end, usual, this.#depth + 1, this.#reading),
    );
  }

  #split(most: number): Pieces {
    const { text } = this.#source;
    if (this.#content.repeated.some((name) => name.startsWith('boundary'))) this.#note('more than one boundary');
    const boundary = this.parameter('boundary')?.trimEnd() ?? '';
    if (boundary !== '') {
      const split = splitBody(text, this.bodyStart, this.end, boundary, most);
      if (split.pieces.length > 0 || split.more) return split;
    }
    const guess = guessBoundary(text, this.bodyStart, this.end);
    if (guess === null) return { pieces: [], closed: false, more: false };
    this.#note('boundary missing or wrong, read by its lines');
    return splitBody(text, this.bodyStart, this.end, guess, most);
  }

  #scanMessage(): readonly Part[] {
    const { limits } = this.#reading;
    if (this.#reading.parts >= limits.parts) {
      this.#reading.note(`more than ${limits.parts} parts`);
      return [];
    }
    const encoding = transferEncoding(this.headers.raw('content-transfer-encoding'));
    // RFC 2046 §5.2.1 forbids encoding a message, Exchange and others do; and some say base64 of what is none.
    if (encoding === 'identity' || (encoding === 'base64' && this.#firstLine().includes(':'))) {
      return [messageIn(this.#source, this.bodyStart, this.end, this.#depth + 1, this.#reading)];
    }
    const inner = sourceOfBytes(decodeTransfer(this.#source.bytes(this.bodyStart, this.end), encoding, limits.message));
    return [messageIn(inner, 0, inner.text.length, this.#depth + 1, this.#reading)];
  }

  #firstLine(): string {
    const { text } = this.#source;
    return text.slice(this.bodyStart, lineEnd(text, this.bodyStart, Math.min(this.bodyStart + 200, this.end)));
  }

  #decodeText(): string {
    const encoding = this.type.startsWith('multipart/')
      ? 'identity'
      : transferEncoding(this.headers.raw('content-transfer-encoding'));
    const limit = this.#reading.limits.text;
    // Base64 has four bytes for three and line ends, quoted-printable up to three for one.
    const end = Math.min(this.end, this.bodyStart + (encoding === 'identity' ? limit : limit * 4));
    const charset = this.parameter('charset');
    if (encoding === 'identity') {
      if (end < this.end) this.#note(`text longer than ${limit} bytes`);
      return withPlainLineEnds(this.#source.decode(this.bodyStart, end, charset));
    }
    const bytes = decodeTransfer(this.#source.bytes(this.bodyStart, end), encoding, limit);
    if (end < this.end || bytes.length === limit) this.#note(`text longer than ${limit} bytes`);
    return withPlainLineEnds(decodeCharset(bytes, charset));
  }

  #note(problem: string): void {
    this.#reading.note(`part ${this.#number}: ${problem}`);
  }
}

/** RFC 3676 §4.2: a line that ends with a blank goes on in the next, unless the blank is that of a signature's rule. */
const unflowed = (text: string): string => text.replace(/(?<!^--) \n(?=[^\n>])/gm, ' ');

/** Of UTF-8, byte by byte. */
const byteOrderMark = '\xef\xbb\xbf';
const holdsMessage: ReadonlySet<string> = new Set(['message/rfc822', 'message/global', 'message/news']);
