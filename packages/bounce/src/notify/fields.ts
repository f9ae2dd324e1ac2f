/**
 * Header fields that nothing written into them can break: no value ends its field, begins another one or makes a line
 * of more than 998 octets (RFC 5322 §2.1.1). Lines end in CRLF.
 */

/** One line of text: controls, line ends and runs of space become one space, bidirectional overrides go. */
export function oneLine(text: string, limit = 1000): string {
  return text
    .slice(0, limit * 2)
    .replace(/[\p{Cc} \u00a0\u2028\u2029]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
    .slice(0, limit);
}

export const isAscii = (text: string): boolean => !/[\u0080-\uffff]/.test(text);

/** For fields that must be ASCII. What was lost there still stands in the text for people. */
export const asciiOnly = (text: string): string => text.replace(/[\u0080-\uffff]/g, '?');

/** One field, folded at spaces (RFC 5322 §2.2.3); empty when the value is. */
export function field(name: string, value: string): string {
  const clean = oneLine(value);
  return clean === '' ? '' : `${wrap(`${name}: ${clean}`, 76, ' ').join('\r\n')}\r\n`;
}

/** Lines of at most `width` characters where the spaces allow it; a word too long for any line is cut. */
export function wrap(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap(pieces)) {
    // A field's name stays with its first word: a line of the name alone would be folded white space behind it.
    const begins = line === '' || (lines.length === 0 && line.endsWith(':') && !line.includes(' '));
    if (!begins && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent + word;
    } else line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line];
}

/** 240 characters are at most 960 octets of UTF-8: with the longest field name still a legal line. */
function pieces(word: string): string[] {
  if (word.length <= 240) return [word];
  const characters = Array.from(word);
  return Array.from({ length: Math.ceil(characters.length / 240) }, (_, i) =>
    characters.slice(i * 240, (i + 1) * 240).join(''),
  );
}

/** Text for Subject and the like: as it is, or as encoded words (RFC 2047) of 30 octets each. */
export function encodedText(text: string): string {
  const clean = oneLine(text, 300);
  if (isAscii(clean) && !clean.includes('=?')) return clean;
  const words: string[] = [];
  let octets = '';
  for (const character of clean) {
    const next = utf8Octets(character);
    if (octets.length + next.length > 30) {
      words.push(octets);
      octets = '';
    }
    octets += next;
  }
  return [...words, octets].map((word) => `=?UTF-8?B?${btoa(word)}?=`).join(' ');
}

/** Display name and address (RFC 5322 §3.4). */
export function mailbox(name: string, address: string): string {
  const clean = oneLine(name, 200);
  if (clean === '') return `<${addrSpec(address)}>`;
  const phrase = isAscii(clean) && !clean.includes('=?') ? quoted(clean) : encodedText(clean);
  return `${phrase} <${addrSpec(address)}>`;
}

/** The address as one address and no more: a local part that is no dot-atom is quoted, a domain keeps its own characters only. */
export function addrSpec(address: string): string {
  const clean = oneLine(address, 320);
  const at = clean.lastIndexOf('@');
  const local = at < 0 ? clean : clean.slice(0, at);
  const domain = at < 0 ? '' : `@${clean.slice(at + 1).replace(/[^A-Za-z0-9.:[\]_\u0080-\uffff-]/g, '')}`;
  if (/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\u0080-\uffff-]+$/.test(local)) return local + domain;
  const isQuoted = /^"(?:[^"\\]|\\.)*"$/.test(local);
  return (isQuoted ? local : quoted(local)) + domain;
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** RFC 5322 §3.3, in UTC; empty for what is no instant. */
export function date(instant: number | undefined): string {
  const when = new Date(instant ?? Number.NaN);
  const year = when.getUTCFullYear();
  return year >= 1900 && year <= 9999 ? when.toUTCString().replace('GMT', '+0000') : '';
}

/** An id as the header has it, empty when it is none; so that no stranger's Message-ID becomes a field of ours. */
export const messageId = (id: string | null | undefined): string =>
  /^<[!-;=?-~]{1,240}>$/.test(id ?? '') ? (id ?? '') : '';

/** Undoes xtext (RFC 3461 §4) and, for international addresses, \x{HEX} (RFC 6533 §3). What is no xtext stays as it is. */
export function fromXtext(xtext: string): string {
  const text = xtext.slice(0, 1000); // RFC 3461 §4.2, §4.4: an ENVID has 100 characters at most, an ORCPT 500
  const octets = text.replace(/\+([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const bytes = Uint8Array.from(isAscii(text) ? octets : '', (octet) => octet.charCodeAt(0));
  const decoded = bytes.length === 0 ? text : new TextDecoder().decode(bytes);
  return decoded.replace(/\\x\{([0-9A-F]{1,6})\}/g, (whole, hex: string) => {
    const point = Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

const utf8Octets = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text));
