/**
 * Header fields from texts that strangers may have written: encoded (RFC 2047) and folded (RFC 5322 §2.2.3), so that none can
 * end its line. A text with a control character is refused before, by `isFieldText`; what gets here with one loses it.
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what it looks for.
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const lineLimit = 76;

export const isFieldText = (text: string): boolean => !controls.test(text) && !/\p{Cs}/u.test(text);

/** RFC 5322 §2.2: printable ASCII without colon. */
export const isFieldName = (name: string): boolean => /^[!-9;-~]{1,70}$/.test(name);

/** A field whose body is free text: Subject and fields of one's own. */
export function textField(name: string, text: string): string {
  const clean = withoutControls(text);
  return fold(`${name}: ${isPlain(clean) ? clean : encodedWords(clean)}`);
}

export interface NamedAddress {
  readonly name: string | null;
  readonly address: string;
}

/** From, To, Cc, Reply-To. */
export const addressField = (name: string, addresses: readonly NamedAddress[]): string =>
  fold(`${name}: ${addresses.map(writeAddress).join(', ')}`);

function writeAddress({ name, address }: NamedAddress): string {
  if (name === null || name === '') return address;
  const clean = withoutControls(name);
  if (!isPlain(clean)) return `${encodedWords(clean)} <${address}>`;
  const phrase = /^[\w !#$%&'*+/=?^`{|}~-]+$/.test(clean) ? clean : `"${clean.replace(/["\\]/g, '\\$&')}"`;
  return `${phrase} <${address}>`;
}

/** A half of a surrogate pair has no octets. */
export const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd');

const withoutControls = (text: string): string => wellFormed(text.replace(new RegExp(controls, 'g'), ' '));

/** Goes as it is: ASCII, no word that a reader would decode, no piece too long to be folded. */
const isPlain = (text: string): boolean =>
  /^[ -~]*$/.test(text) && !text.includes('=?') && !/\S{900}/.test(text) && text === text.trim();

/** Base64 words of at most 75 octets, cut between characters. */
function encodedWords(text: string): string {
  const words: string[] = [];
  let part = '';
  for (const character of text) {
    if (Buffer.byteLength(part + character) > 42) {
      words.push(part);
      part = '';
    }
    part += character;
  }
  words.push(part);
  return words.map((word) => `=?utf-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}

/** Breaks at spaces only: what has none stays long, up to the 998 octets that `isPlain` holds. */
function fold(field: string): string {
  const [first = '', ...words] = field.split(' ');
  let line = first;
  const lines: string[] = [];
  for (const word of words) {
    // A line of nothing but spaces would end the header for some readers.
    if (
      line.length + 1 + word.length > lineLimit &&
      word !== '' &&
      line.trim() !== '' &&
      lines.length + line.length > 0
    ) {
      lines.push(line);
      line = ` ${word}`;
    } else line += ` ${word}`;
  }
  return [...lines, line].join('\r\n');
}
