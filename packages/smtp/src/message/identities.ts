/**
 * Whom a message says to be from, for who has to decide whether it may: every address in From and Sender and, where it was
 * sent on, in the uppermost Resent-From and Resent-Sender (RFC 5322 §3.6.2, §3.6.6; those below tell of earlier times).
 * Strict, since programs read what is not well written in different ways: all that one of them may take for an author
 * is one, and what no two need agree on is unreadable.
 */
import { headerFields, longestHeader } from './header.ts';

/** No address has been read past these. */
const longestField = 4096;

export interface Identity {
  /** As the field is spelt here: "From". */
  readonly field: string;
  readonly address: string;
}

/** 'unreadable': nobody can say for sure whom it is from. */
export function identitiesOf(message: Uint8Array): readonly Identity[] | 'unreadable' {
  const found: Identity[] = [];
  for (const field of ['From', 'Sender', 'Resent-From', 'Resent-Sender']) {
    const all = headerFields(message, field);
    for (const value of field.startsWith('Resent-') ? all.slice(0, 1) : all) {
      const addresses = value.length > longestField ? null : addressesIn(value);
      if (addresses === null) return 'unreadable';
      found.push(...addresses.map((address) => ({ field, address })));
    }
  }
  return endsInTime(message) ? found : 'unreadable';
}

/** Fields beyond are not looked at, and may be more of From. */
function endsInTime(message: Uint8Array): boolean {
  if (message.length <= longestHeader) return true;
  const read = Buffer.from(message.buffer, message.byteOffset, longestHeader);
  return read.includes('\r\n\r\n') || read.includes('\n\n');
}

/** What stands between separators, and the one behind it: a colon behind the name of a group. */
const pieces = /([^,;:]*)([,;:]|$)/g;

function addressesIn(value: string): readonly string[] | null {
  const plain = withoutComments(value);
  if (plain === null) return null;
  const found: string[] = [];
  for (const [, piece = '', end] of plain.text.matchAll(pieces)) {
    const [, phrase = piece, path] = /^([^<>]*)<([^<>]*)>\s*$/.exec(piece) ?? [];
    if (/[<>]/.test(phrase)) return null;
    // An address in the place of a name is shown like one, and programs have taken it for one.
    const words = phrase.split(/\s+/).filter((word) => /[^@]@[^@]/.test(word));
    const isAddress = path === undefined && end !== ':' && phrase.trim() !== '';
    const claimed = [...words, ...(path === undefined ? [] : [path.trim()])].map((word) =>
      addressOf(word, plain.quoted),
    );
    if (claimed.includes(null) || (isAddress && words[0] !== phrase.trim())) return null;
    found.push(...claimed.flatMap((address) => address ?? []));
  }
  return found;
}

/** Quoted strings may hold anything: the n-th becomes `"n"`. Null when a string or a comment has no end. */
function withoutComments(value: string): { readonly text: string; readonly quoted: readonly string[] } | null {
  const quoted: string[] = [];
  let text = '';
  let depth = 0;
  for (let at = 0; at < value.length; at++) {
    const character = value.charAt(at);
    if (depth > 0) {
      if (character === '\\') at++;
      else if (character === '(') depth++;
      else if (character === ')') depth--;
    } else if (character === '(') {
      depth = 1;
      text += ' ';
    } else if (character === '"') {
      const end = quotedEnd(value, at);
      if (end === null) return null;
      text += `"${quoted.push(value.slice(at + 1, end).replace(/\\(.)/gs, '$1')) - 1}"`;
      at = end;
    } else text += character;
  }
  return depth > 0 ? null : { text, quoted };
}

function quotedEnd(value: string, start: number): number | null {
  for (let at = start + 1; at < value.length; at++) {
    if (value.charAt(at) === '\\') at++;
    else if (value.charAt(at) === '"') return at;
  }
  return null;
}

/** Without quotes that it needs not. */
function addressOf(word: string, quoted: readonly string[]): string | null {
  const [, number, domain = ''] = /^(?:[^\s"@]+|"(\d+)")@([^\s"@]+)$/.exec(word) ?? [];
  if (domain === '') return null;
  if (number === undefined) return word;
  const text = quoted[Number(number)] ?? '';
  const isPlain = /^[^\s"(),.:;<>@[\\\]]+(?:\.[^\s"(),.:;<>@[\\\]]+)*$/.test(text);
  return isPlain ? `${text}@${domain}` : `"${text.replace(/["\\]/g, '\\$&')}"@${domain}`;
}
