/**
 * The few looks at a message's header section that sending takes (RFC 5322 §2.2): whether a field is there, what it
 * says, and the two fields that a submission server adds when they are missing (RFC 6409 §8). Bounded, and the bytes
 * of the message are never changed.
 */

/** So much of a message is searched for header fields. */
export const longestHeader = 262_144;

/** RFC 5322 §2.1.1. */
const longestLine = 998;

const LF = 10;
const CR = 13;

/**
 * The value of the first field of that name, folding taken out, octets as UTF-8; null when there is none.
 * `name` in any case, without the colon.
 */
export function headerField(body: Uint8Array, name: string): string | null {
  for (const value of valuesOf(body, name)) return value;
  return null;
}

/** Of all fields of that name. */
export const headerFields = (body: Uint8Array, name: string): readonly string[] => [...valuesOf(body, name)];

function* valuesOf(body: Uint8Array, name: string): Generator<string> {
  const wanted = Buffer.from(name.toLowerCase(), 'latin1');
  for (const [start, end] of fields(body)) {
    const colon = colonOf(body, start, end, wanted);
    if (colon >= 0) yield fieldValue(body, colon + 1, end);
  }
}

/** The fields as offsets, line ends left out; ends at the empty line. */
function* fields(body: Uint8Array): Generator<readonly [start: number, end: number]> {
  const limit = Math.min(body.length, longestHeader);
  let start = 0;
  while (start < limit && body[start] !== LF && body[start] !== CR) {
    let end = lineEnd(body, start, limit);
    // A line that begins with white space goes on with the field before it.
    while (end + 1 < limit && (body[end + 1] === 32 || body[end + 1] === 9)) end = lineEnd(body, end + 1, limit);
    yield [start, end];
    start = end + 1;
  }
}

/** Where the LF stands that ends the line; the limit when none does. */
function lineEnd(body: Uint8Array, from: number, limit: number): number {
  const at = body.indexOf(LF, from);
  return at < 0 || at > limit ? limit : at;
}

/** Position of the colon when the field has that name (white space before the colon is the old syntax, RFC 5322 §4.5), else -1. */
function colonOf(body: Uint8Array, start: number, end: number, name: Uint8Array): number {
  for (let i = 0; i < name.length; i++) {
    const octet = body[start + i] ?? 0;
    const lower = octet >= 65 && octet <= 90 ? octet + 32 : octet;
    if (start + i >= end || lower !== name[i]) return -1;
  }
  let at = start + name.length;
  while (at < end && (body[at] === 32 || body[at] === 9)) at++;
  return at < end && body[at] === 58 ? at : -1;
}

const fieldValue = (body: Uint8Array, start: number, end: number): string =>
  new TextDecoder()
    .decode(body.subarray(start, end))
    .replace(/\r?\n(?=[ \t])/g, '')
    .trim();

export interface MissingFields {
  /** Left part of a Message-ID, unique. */
  readonly messageId: string;
  /** Milliseconds since the epoch. */
  readonly date: number;
  /** Right part of a Message-ID: a name of ours. */
  readonly hostname: string;
}

/**
 * The message with Date and Message-ID in front when it lacks them; the very same bytes when it lacks none. Text without a
 * header section becomes the body: what is put in front of it would otherwise make it a field.
 */
export function addMissingFields(body: Uint8Array, { messageId, date, hostname }: MissingFields): Uint8Array {
  const added: string[] = [];
  if (headerField(body, 'Message-ID') === null)
    added.push(`Message-ID: <${dotAtom(messageId)}@${dotAtom(hostname)}>\r\n`);
  if (headerField(body, 'Date') === null) added.push(`Date: ${dateTime(date)}\r\n`);
  if (added.length === 0) return body;
  if (!beginsWithHeader(body)) added.push('\r\n');
  return Buffer.concat([Buffer.from(added.join('')), body]);
}

/** A field, the line of an mbox ("From ann@example.com Mon ..."), or the empty line that ends a section without fields. */
function beginsWithHeader(body: Uint8Array): boolean {
  const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, longestLine)).toString('latin1');
  return /^(?:[!-9;-~]+[ \t]*:|>?From |\r?\n|$)/.test(start);
}

/** RFC 5322 §3.3, in UTC. */
const dateTime = (instant: number): string => new Date(instant).toUTCString().replace(/GMT$/, '+0000');

/** RFC 5322 §3.2.3; whatever could end the field or the id becomes "-". */
const dotAtom = (text: string): string => text.replace(/[^A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]/g, '-');
