/** What a format is known by: marks in the header and phrases in the first part of the text. */
import type { Mail } from '../mail.ts';
import { originOf } from '../origin.ts';

export interface Signature {
  /** Tested against the From field as written. */
  readonly from?: RegExp;
  readonly subject?: RegExp;
  readonly header?: readonly [name: string, value: RegExp];
  /** One of these phrases stands in the first part of the text. */
  readonly text?: readonly string[];
}

/** Where a server says who it is; what comes later may be the returned message. */
const OPENING = 2000;

/**
 * All marks of one signature must be there; of several signatures one is enough. A person's mail that happens to bear
 * them (an address at the provider, a phrase in its text) is none of the format.
 */
export const knownBy =
  (...signatures: readonly Signature[]) =>
  (mail: Mail): boolean =>
    signatures.some((signature) => carries(mail, signature)) && originOf(mail) !== 'ordinary';

function carries(mail: Mail, { from, subject, header, text }: Signature): boolean {
  if (from && !from.test(mail.fromField)) return false;
  if (subject && !subject.test(mail.subject)) return false;
  if (header && !header[1].test(mail.header(header[0]) ?? '')) return false;
  if (!text) return true;
  const opening = mail.text.slice(0, OPENING);
  return text.some((phrase) => opening.includes(phrase));
}
