/**
 * Bytes to command lines (RFC 5321 §2.3.8, §4.1.1). Holds no more than the longest line and what one read brings. A line
 * ends with CRLF and nothing else; characters beyond ASCII must be UTF-8.
 */
import { isUtf8 } from 'node:buffer';

export type CommandLine =
  | { readonly kind: 'line'; readonly text: string; readonly octets: number; readonly ascii: boolean }
  /** The line is complete but no command. */
  | { readonly kind: 'malformed'; readonly why: string }
  /** More octets than allowed, complete or not. */
  | { readonly kind: 'overlong' };

const CR = 13;
const LF = 10;
const CLEAN = /^[ -~]*$/;
const CONTROL = /\p{Cc}/u;
const NOTHING = Buffer.alloc(0);

export class Input {
  #bytes: Buffer = NOTHING;
  #at = 0;

  get length(): number {
    return this.#bytes.length - this.#at;
  }

  push(chunk: Buffer): void {
    this.#bytes = this.length === 0 ? chunk : Buffer.concat([this.#bytes.subarray(this.#at), chunk]);
    this.#at = 0;
  }

  /** Everything that is there. */
  takeAll(): Buffer {
    const rest = this.#bytes.subarray(this.#at);
    this.#bytes = NOTHING;
    this.#at = 0;
    return rest;
  }

  /** Null: the line is not complete yet. */
  takeLine(limit: number): CommandLine | null {
    const from = this.#at;
    const lf = this.#bytes.indexOf(LF, from);
    const end = lf < 0 ? this.#bytes.length : lf + 1;
    if (end - from > limit) return { kind: 'overlong' };
    if (lf < 0) return null;
    this.#at = end;
    if (lf === from || this.#bytes[lf - 1] !== CR) return { kind: 'malformed', why: 'Lines end with CRLF' };
    return this.#read(from, lf - 1, end - from);
  }

  #read(from: number, to: number, octets: number): CommandLine {
    const text = this.#bytes.toString('latin1', from, to);
    if (CLEAN.test(text)) return { kind: 'line', text, octets, ascii: true };
    if (text.includes('\r')) return { kind: 'malformed', why: 'Lines end with CRLF' };
    const bytes = this.#bytes.subarray(from, to);
    if (!isUtf8(bytes)) return { kind: 'malformed', why: 'Characters beyond ASCII are UTF-8' };
    const decoded = bytes.toString('utf8');
    if (CONTROL.test(decoded)) return { kind: 'malformed', why: 'A command has no control characters' };
    return { kind: 'line', text: decoded, octets, ascii: false };
  }

  /** The first octets of what is there, to tell what an incomplete line wants to be. */
  beginsWith(word: string): boolean {
    return this.#bytes.toString('latin1', this.#at, this.#at + word.length).toUpperCase() === word;
  }
}
