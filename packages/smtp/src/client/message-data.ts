/**
 * A message as DATA carries it (RFC 5321 §4.5.2): CRLF line ends only, dots stuffed, the final dot behind it. A bare CR
 * or LF becomes CRLF before dots are looked for: what a server that takes it for a line end would see, and could be
 * smuggled a second message by, is what is stuffed.
 */

const LF = 10;
const DOT = 46;

/** For octets with CRLF line ends. */
export function stuffDots(octets: Uint8Array): Uint8Array {
  const text = Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('latin1');
  if (hasManyDots(text)) return stuffEach(octets);
  const first = text.startsWith('.') ? '.' : '';
  return Buffer.from(first + text.replaceAll('\n.', '\n..'), 'latin1');
}

/** One for so many octets is what mails have; a text of dots alone would take seconds, and a hundred times its own memory. */
const rare = 64;

function hasManyDots(text: string): boolean {
  let left = text.length / rare;
  for (let at = text.indexOf('\n.'); at >= 0 && left >= 0; at = text.indexOf('\n.', at + 1)) left--;
  return left < 0;
}

function stuffEach(octets: Uint8Array): Uint8Array {
  const begins = (at: number): boolean => octets[at] === DOT && (at === 0 || octets[at - 1] === LF);
  let dots = 0;
  for (let at = 0; at < octets.length; at++) if (begins(at)) dots++;
  const out = Buffer.allocUnsafe(octets.length + dots);
  let end = 0;
  for (let at = 0; at < octets.length; at++) {
    if (begins(at)) out[end++] = DOT;
    out[end++] = octets[at] ?? 0;
  }
  return out;
}

export const finalDot = Buffer.from('.\r\n');

export interface Block {
  /** What leaves in one write; not put together, for that would copy the message. */
  readonly pieces: readonly Uint8Array[];
  readonly last: boolean;
}

/** Blocks to write one after the other; the last one ends with the final dot, so that it costs no write of its own. */
export function* blocksOf(data: Uint8Array, size: number): Generator<Block> {
  let at = 0;
  for (; data.length - at > size; at += size) yield { pieces: [data.subarray(at, at + size)], last: false };
  yield { pieces: at === data.length ? [finalDot] : [at === 0 ? data : data.subarray(at), finalDot], last: true };
}
