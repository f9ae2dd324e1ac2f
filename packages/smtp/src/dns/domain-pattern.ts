/** Patterns that settings name domains by: "example.com" itself, ".example.com" all below it, "*" every one. */
import { asciiDomain } from './name.ts';

/** Throws a RangeError for text that is no pattern: a setting that matches nothing is a mistake. */
export function domainPattern(text: string): (domain: string) => boolean {
  if (text === '*') return () => true;
  const below = text.startsWith('.') || text.startsWith('*.');
  const name = asciiDomain(text.replace(/^\*?\./, ''));
  if (name === null) throw new RangeError(`Not a domain pattern: ${JSON.stringify(text)}`);
  return below ? (domain) => domain.endsWith(`.${name}`) : (domain) => domain === name;
}
