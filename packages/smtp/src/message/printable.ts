/**
 * What strangers wrote, fit to be stored, logged and shown: nothing in it moves a cursor, ends a line or turns the
 * direction of the text.
 */

/** Everything that is not plain printable ASCII: most lines have none, and need no second look. */
const unusual = /[^ -~]/;
/** C0, DEL, C1, line and paragraph separators, and the controls of direction. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unprintable = /[\0-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

export const isPlain = (text: string): boolean => !unusual.test(text);

/** A tab becomes a blank; every other control character the replacement character, so that one sees where it was. */
export const printable = (text: string): string =>
  isPlain(text) ? text : text.replace(unprintable, (found) => (found === '\t' ? ' ' : '\ufffd'));

/** Octets as UTF-8 (RFC 6531 §3.7.4.2 lets replies be that); what is none becomes the replacement character. */
export const printableOctets = (octets: Uint8Array): string => printable(decoder.decode(octets));

const decoder = new TextDecoder('utf-8');
