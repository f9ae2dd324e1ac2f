/** Notices that list their recipients, each with the words about it on the same line and those under it. */
import type { DraftRecipient, Format } from '../format.ts';
import { entryFor, MAX_RECIPIENTS } from './entry.ts';
import { knownBy, type Signature } from './signature.ts';

/** A line that begins a recipient. */
export interface Head {
  readonly recipient: string | null;
  /** The address it was written to, where the notice names one. */
  readonly original?: string | undefined;
  /** What the line says behind the address. */
  readonly words: string;
}

/** A format that is such a list and nothing else. */
export const listed = (
  name: string,
  signatures: readonly Signature[],
  headOf: (line: string) => Head | null = angledHead,
): Format => ({
  name,
  recognises: knownBy(...signatures),
  read(mail) {
    const recipients = readList(mail.copy.notice, headOf);
    return recipients.length > 0 ? { recipients } : null;
  },
});

/** A blank line behind words, a rule, or another address ends a recipient; what stands before the first head is not looked at. */
export function readList(
  text: string,
  headOf: (line: string) => Head | null,
  entry: (recipient: string | null, words: string) => DraftRecipient = entryFor,
): readonly DraftRecipient[] {
  const found: DraftRecipient[] = [];
  let head: Head | null = null;
  let words: string[] = [];
  const close = (): void => {
    if (head) {
      const read = entry(head.recipient, words.join('\n'));
      found.push(head.original === undefined ? read : { ...read, original_recipient: head.original });
    }
    head = null;
    words = [];
  };
  for (const line of text.split('\n')) {
    if (found.length === MAX_RECIPIENTS) return found;
    const next = line.length > MAX_LINE ? null : headOf(line);
    if (next && !(words.length > 0 && next.recipient === head?.recipient)) {
      close();
      head = next;
      words = next.words.trim() === '' ? [] : [next.words];
    } else if (RULE.test(line)) close();
    else if (line.trim() !== '') words.push(line);
    else if (words.length > 0) close();
  }
  close();
  return found;
}

/** A line that begins a recipient is not longer (RFC 5322 §2.1.1). */
const MAX_LINE = 998;
const RULE = /^\s*\|?[-=_*]{3}/;

/** "<user@example.org>:", "<user@example.org>: words" and "<user@example.org>, remote server said: words". */
export function angledHead(line: string): Head | null {
  const match =
    /^\s{0,4}<((?:"[^"<>]{1,64}"@)?[^<>\s]{1,320})>(?: \(expanded from <([^<>\s]{1,320})>\))?(?::|, (?=[\w ]{1,40} said:))(.*)/.exec(
      line,
    );
  return match ? { recipient: match[1] ?? null, original: match[2], words: match[3] ?? '' } : null;
}

/** "user@example.org: words", "  user@example.org" alone on its line. */
export function bareHead(line: string): Head | null {
  const match = /^\s{0,8}([^\s<>()"':;,@]{1,255}@[^\s<>()"':;,@]{1,255})(?::\s(.*)|:?\s*)$/.exec(line);
  return match ? { recipient: match[1] ?? null, words: match[2] ?? '' } : null;
}
