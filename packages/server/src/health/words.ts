/** Figures and names as a finding speaks of them. */
import { providerText, reasonText } from '@hearback/bounce';
import type { Cause, SubjectDimension } from './facts.ts';
import type { Rate } from './rates.ts';

export const count = (n: number): string => String(n).replace(/\d(?=(?:\d{3})+$)/g, '$&,');

export const plural = (n: number, one: string): string => `${count(n)} ${n === 1 ? one : `${one}s`}`;

/** "1.84 %", "12.0 %"; a dash where there is nothing to divide by. */
export function percent(share: number | null): string {
  if (share === null) return '–';
  const value = share * 100;
  return value === 0 ? '0 %' : `${value.toFixed(value >= 9.95 ? 1 : 2)} %`;
}

/** "5 %", "0.1 %" */
const limitText = (limit: number): string => `${Number((limit * 100).toFixed(2))} %`;

/** "n 4,102, 95 % interval 7.10–8.80 %, limit 5 %" */
export const basis = ({ n, interval: [low, high], threshold }: Rate): string =>
  `n ${count(n)}, 95 % interval ${percent(low).replace(' %', '')}–${percent(high)}, limit ${limitText(threshold)}`;

const dimensionText = {
  list: 'list',
  sender_domain: 'sender',
  ip: 'IP',
  stream: 'stream',
  provider: 'provider',
} as const satisfies Readonly<Record<SubjectDimension, string>>;

/** "of list news", "at Google", "of all mail" */
export function whose(part: { readonly dimension: SubjectDimension; readonly key: string } | null): string {
  if (part === null) return 'of all mail';
  if (part.dimension === 'provider') return `at ${providerText(part.key)}`;
  return `of ${dimensionText[part.dimension]} ${part.key === '' ? '<> (bounce notices)' : part.key}`;
}

/** "310 of 324 are 'mailbox does not exist'" */
export const mostly = (cause: Cause, part: number, all: number): string =>
  `${count(part)} of ${count(all)} ${all === 1 ? 'is' : 'are'} “${reasonText(cause.reason)}”`;

export const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
