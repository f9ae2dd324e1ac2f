/** How every `ls` writes: a line for each entry on standard output; where there is none, one sentence on standard error. */
import { type Io, jsonLine, written } from '../io.ts';

export interface Listing<T> {
  /** "messages" */
  readonly what: string;
  /** Filters or terms were given: others than these may be there. */
  readonly narrowed?: boolean;
  /** What to do about there being none. */
  readonly hint?: string;
  readonly json?: boolean | undefined;
  /** With its line end. */
  readonly line: (entry: T) => string;
}

/** Tells how many there were. */
export async function writeList<T>(
  io: Io,
  listing: Listing<T>,
  entries: AsyncIterable<T> | Iterable<T>,
): Promise<number> {
  let found = 0;
  for await (const entry of entries) {
    found++;
    await written(io.stdout, listing.json === true ? jsonLine(entry) : listing.line(entry));
  }
  if (found === 0) sayNone(io, listing);
  return found;
}

export function sayNone(
  io: Io,
  { what, narrowed = false, hint }: Pick<Listing<never>, 'what' | 'narrowed' | 'hint'>,
): void {
  const none = narrowed ? `no such ${what}` : `no ${what}`;
  io.stderr.write(`hearback: ${hint === undefined || narrowed ? none : `${none}; ${hint}`}\n`);
}

export const isNarrowed = (query: object): boolean => Object.keys(query).length > 0;
