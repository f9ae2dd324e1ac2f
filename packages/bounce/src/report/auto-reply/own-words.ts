/** What an automatic reply says itself: its subject and its text, up to where it quotes the message it answers. */
import type { Mail } from '../mail.ts';

/** Longer texts are newsletters; a reply says what it is at its beginning. */
const LIMIT = 6_000;
const QUOTATION =
  /^(?:>|[-_]{5,}[ \t]*$|-{2,} ?(?:original|forwarded|urspr|message|mensaje|messaggio|mensagem|oorspr|原)|(?:from|von|de|da|van|od|от|发件人|差出人|kimden) ?[:：])/im;

/**
 * The subject with blanks in place of marks, a line feed, and the text's beginning. Typographic apostrophes and no-break
 * blanks read as plain ones,
 * one unit each, so that an offset here is an offset into `${subject}\n${text}`.
 */
export function ownWords(mail: Mail): string {
  const text = mail.text.slice(0, LIMIT);
  const lead = text.length - text.trimStart().length;
  const quoted = QUOTATION.exec(text.slice(lead));
  const end = quoted ? lead + quoted.index : text.length;
  return `${mail.title.padStart(mail.subject.length).slice(0, 500)}\n${text.slice(0, end)}`
    .replace(/[’‘ʼ]/g, "'")
    .replace(/[\u00a0\u202f]/g, ' ');
}

export const quotes = (text: string): boolean => QUOTATION.test(text);
