/**
 * Octets to replies (RFC 5321 §4.2), however they are cut into chunks. Its memory is bounded whatever comes: a line keeps
 * its first 2,048 octets, a reply has at most 100 lines and 64 KB on the wire. The first violation is the last thing it
 * says; the connection is of no use then.
 */
import { isPlain, printableOctets } from '../message/printable.ts';
import type { SmtpReply } from './transaction.ts';

const KEPT_OCTETS_OF_LINE = 2048;
const MOST_LINES = 100;
const MOST_OCTETS = 65_536;

const LF = 10;
const CR = 13;

export class ReplyReader {
  /** Start of a line whose end has not come yet. */
  #begun: Buffer = nothing;
  /** Lines of a reply whose last line has not come yet. */
  #lines: string[] = [];
  /** Octets of the reply so far, kept or not. */
  #octets = 0;

  /** Part of a reply has come. */
  get pending(): boolean {
    return this.#octets > 0;
  }

  /** Hands each reply that is complete to `onReply`. Returns what is wrong with the octets, null while nothing is. */
  feed(chunk: Buffer, onReply: (reply: SmtpReply) => void): string | null {
    let at = 0;
    while (at < chunk.length) {
      const lf = chunk.indexOf(LF, at);
      const next = lf < 0 ? chunk.length : lf + 1;
      this.#octets += next - at;
      if (this.#octets > MOST_OCTETS) return `reply of more than ${MOST_OCTETS} octets`;
      const piece = this.#join(chunk, at, lf < 0 ? next : lf);
      if (lf < 0) {
        this.#begun = piece;
        return null;
      }
      this.#begun = nothing;
      const violation = this.#line(piece, onReply);
      if (violation !== null) return violation;
      at = next;
    }
    return null;
  }

  /** A copy where it has to outlive the chunk, so that no chunk is held by a few octets of it. */
  #join(chunk: Buffer, start: number, end: number): Buffer {
    const room = KEPT_OCTETS_OF_LINE - this.#begun.length;
    const piece = chunk.subarray(start, Math.min(end, start + room));
    if (this.#begun.length > 0) return Buffer.concat([this.#begun, piece]);
    return end === chunk.length ? Buffer.from(piece) : piece;
  }

  #line(octets: Buffer, onReply: (reply: SmtpReply) => void): string | null {
    const text = lineText(octets);
    if (!/^[2-5]\d\d(?![^ -])/.test(text)) return 'no reply code at the start of a line';
    const [first = text] = this.#lines;
    if (first.slice(0, 3) !== text.slice(0, 3)) return 'reply code that changes from line to line';
    if (this.#lines.push(text) > MOST_LINES) return `reply of more than ${MOST_LINES} lines`;
    if (text[3] === '-') return null;
    onReply(replyOf(this.#lines));
    this.#lines = [];
    this.#octets = 0;
    return null;
  }
}

const nothing = Buffer.alloc(0);

/** Without its CR; a server that ends lines with a bare LF is understood. */
function lineText(octets: Buffer): string {
  const end = octets.length > 0 && octets[octets.length - 1] === CR ? octets.length - 1 : octets.length;
  const text = octets.toString('latin1', 0, end);
  return isPlain(text) ? text : printableOctets(octets.subarray(0, end));
}

function replyOf(lines: readonly string[]): SmtpReply {
  const [first = ''] = lines;
  const status = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})(?![^ ])/.exec(first)?.[1] ?? null;
  return { code: Number(first.slice(0, 3)), status, text: lines.length === 1 ? first : lines.join('\n') };
}
