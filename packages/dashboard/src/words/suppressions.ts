/** Entries of the suppression list in words. */
import type { Suppression } from '../api/shapes.ts';
import type { Tone } from './verdicts.ts';

export const stateTone: Readonly<Record<Suppression['state'], Tone>> = {
  provisional: 'watch',
  confirmed: 'bad',
  released: 'ok',
};

export const scopeText = ({ scope, value }: Pick<Suppression, 'scope' | 'value'>): string =>
  scope === 'global' ? 'all mail' : `${scope} ${value}`;
