/**
 * Transfer encodings of RFC 2045 §6, from and to strings of octets (latin1). Lines end in CRLF.
 */

/** §6.7: line ends of the text stay line ends. */
export const quotedPrintable = (octets: string): string => octets.split('\r\n').map(quotedLine).join('\r\n');

/** At most 76 characters a line, the last one for the soft break. */
function quotedLine(line: string): string {
  let out = '';
  let width = 0;
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    const plain = (code > 32 && code < 127 && code !== 61) || ((code === 32 || code === 9) && at + 1 < line.length);
    const token = plain ? line.charAt(at) : `=${code.toString(16).toUpperCase().padStart(2, '0')}`;
    if (width + token.length > 75) {
      out += '=\r\n';
      width = 0;
    }
    out += token;
    width += token.length;
  }
  return out;
}

/** §6.8, in lines of 76. */
export const base64 = (octets: string): string =>
  Buffer.from(octets, 'latin1')
    .toString('base64')
    .replace(/.{76}(?=.)/g, '$&\r\n');
