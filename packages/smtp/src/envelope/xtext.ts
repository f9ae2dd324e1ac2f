/**
 * xtext (RFC 3461 §4): how ENVID, ORCPT and AUTH carry characters that a command line cannot. Printable ASCII stands for
 * itself, but for "+" and "=" and everything else, which are "+" and two upper-case hexadecimal digits.
 */
const WHOLE = /^(?:[!-*,-<>-~]|\+[0-9A-F]{2})*$/;
const OTHER = /[^!-*,-<>-~]/gu;
const HEX = /\+([0-9A-F]{2})/g;

export function isXtext(text: string): boolean {
  return WHOLE.test(text);
}

/** Of any text; what is not ASCII goes as the octets of its UTF-8. */
export function encodeXtext(text: string): string {
  return text.replace(OTHER, hex);
}

function hex(character: string): string {
  let encoded = '';
  for (const octet of Buffer.from(character, 'utf8'))
    encoded += `+${octet.toString(16).toUpperCase().padStart(2, '0')}`;
  return encoded;
}

/** Null when it is no xtext, or not the octets of UTF-8. */
export function decodeXtext(text: string): string | null {
  if (!isXtext(text)) return null;
  if (!text.includes('+')) return text;
  const octets = Buffer.from(
    text.replace(HEX, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
    'latin1',
  );
  const decoded = octets.toString('utf8');
  return Buffer.from(decoded, 'utf8').equals(octets) ? decoded : null;
}
