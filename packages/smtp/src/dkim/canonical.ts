/** What a signature is made over: the relaxed canonicalization of RFC 6376 §3.4, for CRLF line ends, octets standing as latin1 text. */
import { createHash } from 'node:crypto';

/** §3.4.2, without a CRLF at the end. `\s` would take the octet A0, which is half of a letter in UTF-8, for a blank. */
export function relaxedField(field: string): string {
  const colon = field.indexOf(':');
  const name = field.slice(0, colon).replace(/[ \t]/g, '').toLowerCase();
  return `${name}:${withoutBlanks(
    field
      .slice(colon + 1)
      .replaceAll('\r\n', '')
      .replace(/[ \t]+/g, ' '),
  )}`;
}

const withoutBlanks = (text: string): string =>
  text.slice(text.startsWith(' ') ? 1 : 0, text.length > 1 && text.endsWith(' ') ? -1 : undefined);

const LF = 10;
/** Octets that are gone through at a time, up to the end of the line. */
const block = 65_536;

/** §3.4.4 and §3.7: what the bh= tag says of a body. */
export function bodyHash(body: Buffer): string {
  const hash = createHash('sha256');
  let isEmpty = true;
  // Line ends that count only where something follows them.
  let ends = 0;
  for (let start = 0; start < body.length; ) {
    const lineEnd = body.indexOf(LF, start + block);
    const end = lineEnd < 0 ? body.length : lineEnd + 1;
    const text = relaxedLines(body.toString('latin1', start, end));
    let content = text.length;
    while (text.endsWith('\r\n', content)) content -= 2;
    if (content > 0) {
      hash.update('\r\n'.repeat(ends)).update(text.slice(0, content), 'latin1');
      isEmpty = false;
      ends = 0;
    }
    ends += (text.length - content) / 2;
    start = end;
  }
  if (!isEmpty) hash.update('\r\n');
  return hash.digest('base64');
}

/** Linear also for a line of a million blanks, which `[ \t]+\r\n` is not. */
function relaxedLines(text: string): string {
  const single = text.replace(/[ \t]{2,}|\t/g, ' ').replaceAll(' \r\n', '\r\n');
  if (single.endsWith('\r\n')) return single;
  return `${single.endsWith(' ') ? single.slice(0, -1) : single}\r\n`;
}
