/** Entries of the suppression list in words. */
import type { Suppression } from '../api/shapes.ts';
import type { Tone } from './verdicts.ts';

export const stateTone: Readonly<Record<Suppression['state'], Tone>> = {
  provisional: 'watch',
  confirmed: 'bad',
  released: 'ok',
};

/** Of an entry without a day on which it ends. */
export const untilText = (incident: string | null, state: Suppression['state']): string => {
  if (state === 'released') return 'over';
  return incident === null ? 'for good' : 'released';
};

/** Why it is there, without the incident's id: a link stands beside it. */
export const withoutId = (why: string, incident: string | null): string =>
  incident === null ? why : why.replace(` (incident ${incident})`, '').replace(` ${incident}`, '');

export const scopeText = ({ scope, value }: Pick<Suppression, 'scope' | 'value'>): string =>
  scope === 'global' ? 'all mail' : `${scope} ${value}`;
