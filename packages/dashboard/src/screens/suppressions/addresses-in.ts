/** The addresses, or SHA-256 of addresses, of a text: one a line, or CSV that begins with it. */
import { firstCell } from '../../words/csv.ts';

export interface Line {
  /** From 1. */
  readonly number: number;
  readonly entry: { readonly address: string } | { readonly address_sha256: string };
}

const isHash = (text: string): boolean => /^[0-9a-f]{64}$/i.test(text);
const isSubject = (text: string): boolean => text.includes('@') || isHash(text);
/** As much of a wrong line as the server needs to refuse it. */
const longest = 320;

/** A first line without either is a heading; what is no address is the server's to refuse, so that it is told. */
export function addressesIn(text: string): readonly Line[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .flatMap((line, index): readonly Line[] => {
      const subject = firstCell(line);
      if (subject === '' || (index === 0 && !isSubject(subject))) return [];
      const entry = isHash(subject) ? { address_sha256: subject } : { address: subject.slice(0, longest) };
      return [{ number: index + 1, entry }];
    });
}
