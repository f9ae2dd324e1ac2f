/**
 * A lane's name: "place|source|stream". The place is the site (set of MX hosts) that takes the mail, or "domain:" and the
 * domain while the route is not known yet. A `|` or `%` within a part is written as %7C or %25.
 */

export interface LaneParts {
  readonly place: string;
  readonly source: string;
  readonly stream: string;
}

const written = (part: string): string =>
  part.includes('|') || part.includes('%') ? part.replaceAll('%', '%25').replaceAll('|', '%7C') : part;
const read = (part: string): string => part.replaceAll('%7C', '|').replaceAll('%25', '%');

export const laneName = (place: string, source: string, stream: string): string =>
  `${written(place)}|${written(source)}|${written(stream)}`;

export function laneParts(name: string): LaneParts {
  const [place = '', source = '', stream = ''] = name.split('|').map(read);
  return { place, source, stream };
}

export const domainPlace = (domain: string): string => `domain:${domain}`;

/** Null for a lane of a site. */
export const domainOfPlace = (place: string): string | null => (place.startsWith('domain:') ? place.slice(7) : null);

/** What stands behind the last "@", in lower case; '' without one. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0 ? '' : address.slice(at + 1).toLowerCase();
}
