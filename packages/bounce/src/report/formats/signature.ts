/** What a format is known by: marks in the header and phrases in the first part of the text. */
import { indexOf, type WordIndex } from '../../match/word-index.ts';
import type { Format } from '../format.ts';
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

/**
 * All marks of one signature must be there; of several signatures one is enough. A person's mail that happens to bear
 * them (an address at the provider, a phrase in its text) is none of the format; a title and phrases alone may be pasted.
 */
export function knownBy(...signatures: readonly Signature[]): Format['recognises'] {
  all.push(...signatures);
  return (mail, borne) => {
    const known = signatures.filter((signature) => borne.has(signature));
    if (known.length === 0) return false;
    const origin = originOf(mail);
    return origin === 'server' || (origin === 'unclear' && known.some(({ from, header }) => from || header));
  };
}

/** Of all formats. */
const all: Signature[] = [];
let index: SignatureIndex | undefined;

/** The signatures that a mail bears: asked once for each mail, whatever the number of formats. */
export function signaturesOf(mail: Mail): ReadonlySet<Signature> {
  index ??= new SignatureIndex(all);
  const borne = new Set<Signature>();
  for (const signatures of index.possible(mail))
    for (const signature of signatures) if (carries(mail, signature)) borne.add(signature);
  return borne;
}

function carries(mail: Mail, { from, subject, header, text }: Signature): boolean {
  if (from && !from.test(mail.fromField)) return false;
  if (subject && !subject.test(mail.title) && !subject.test(mail.subject)) return false;
  if (header && !header[1].test(mail.header(header[0]) ?? '')) return false;
  if (!text) return true;
  const words = unwrapped(mail.opening);
  return text.some((phrase) => words.includes(phrase) || mail.opening.includes(phrase));
}

/** On one line: a phrase may have been wrapped on its way. Offsets stay. */
export const unwrapped = (text: string): string => text.replaceAll('\n', ' ');

/** Each signature stands under the one of its marks that the fewest mails have: phrases, else a field, else the sender. */
class SignatureIndex {
  readonly #spoken: readonly Signature[];
  #phrases: WordIndex | undefined;
  #mails = 0;
  readonly #byField: ReadonlyMap<string, readonly Signature[]>;
  readonly #sent: readonly Signature[];
  readonly #senders: RegExp;
  readonly #titled: readonly Signature[];

  constructor(signatures: readonly Signature[]) {
    this.#spoken = signatures.filter(({ text }) => text);
    const silent = signatures.filter(({ text }) => !text);
    const byField = new Map<string, Signature[]>();
    for (const signature of silent) {
      const [name] = signature.header ?? [];
      if (name !== undefined) byField.set(name, [...(byField.get(name) ?? []), signature]);
    }
    this.#byField = byField;
    this.#sent = silent.filter(({ header, from }) => !header && from);
    this.#senders = new RegExp(this.#sent.map(({ from }) => from?.source).join('|'), 'i');
    this.#titled = silent.filter(({ header, from }) => !header && !from);
  }

  /** Those of which the mail has that mark, in lists. */
  possible(mail: Mail): readonly (readonly Signature[])[] {
    const found = [this.#titled, this.#spokenIn(mail.opening)];
    for (const [name, signatures] of this.#byField) if (mail.header(name) !== null) found.push(signatures);
    if (this.#senders.test(mail.fromField)) found.push(this.#sent);
    return found;
  }

  /** An index takes some milliseconds to build: the first mails may bear any of these. */
  #spokenIn(text: string): readonly Signature[] {
    if (this.#mails++ < PATIENCE) return this.#spoken;
    this.#phrases ??= indexOf(this.#spoken.map(({ text = [] }) => [text.map(unwrapped)]));
    const spoken: Signature[] = [];
    for (let n = this.#phrases.scan(unwrapped(text)) - 1; n >= 0; n--) {
      const signature = this.#spoken[this.#phrases.found[n] as number];
      if (signature !== undefined) spoken.push(signature);
    }
    return spoken;
  }
}

/** Mails after which building the index pays. */
const PATIENCE = 200;
