/**
 * The language in which failures are asked for: `class:soft domain:yahoo.com -reason:greylisted since:24h "no such user"`.
 * A field twice means either; a minus before it, not that; words alone are looked for in the reply. Never throws.
 */
import { isReason } from '@hearback/bounce';
import { addressKey, domainPart, normalAddress } from '../ledger/address-key.ts';
import { failureClasses, failureTypes } from '../ledger/failure.ts';
import type { FailureColumn, FailureSearch } from '../store/store.ts';
import { tokensOf } from './query-tokens.ts';

export interface BounceSearch extends FailureSearch {
  /** The address itself: a hash may be another's too. */
  readonly address?: string | undefined;
}

export type ReadQuery =
  | { readonly kind: 'search'; readonly search: BounceSearch }
  /** A sentence for whoever wrote the query. */
  | { readonly kind: 'problem'; readonly detail: string };

interface Field {
  readonly column: FailureColumn;
  /** Null: the value is none. */
  readonly read: (value: string) => string | null;
  readonly wants: string;
}

const text = (column: FailureColumn, wants: string): Field => ({ column, read: (value) => value, wants });
const oneOf = (column: FailureColumn, values: readonly string[]): Field => ({
  column,
  read: (value) => (values.includes(value.toLowerCase()) ? value.toLowerCase() : null),
  wants: `one of ${values.join(', ')}`,
});

/** By their names in a query, which are those of facets too. */
export const queryFields = {
  class: oneOf('class', failureClasses),
  type: oneOf('type', failureTypes),
  reason: { column: 'reason', read: (value) => (isReason(value) ? value : null), wants: 'a reason of docs/reasons.md' },
  provider: { column: 'provider', read: (value) => value.toLowerCase(), wants: 'a receiver, such as google' },
  domain: { column: 'domain', read: (value) => domainPart(normalAddress(`@${value}`)), wants: 'a domain' },
  list: text('list', 'a list'),
  stream: text('stream', 'a stream'),
  campaign: text('campaign', 'a campaign'),
  sender: { column: 'sender_domain', read: senderDomain, wants: 'the domain of the envelope sender' },
  ip: text('ip', 'an address that mail left from'),
  source: text('source', 'a source, such as smtp_session or imap:bounces'),
  code: { column: 'code', read: (value) => (/^[2-5]\d\d$/.test(value) ? value : null), wants: 'a code, such as 550' },
  status: {
    column: 'status',
    read: (value) => (/^[245]\.\d{1,3}\.\d{1,3}$/.test(value) ? value : null),
    wants: 'an enhanced code, such as 5.1.1',
  },
  template: text('template', 'the template of a reply'),
  trusted: oneOf('trusted', ['yes', 'no']),
} as const satisfies Readonly<Record<string, Field>>;
export type QueryField = keyof typeof queryFields;

const times = ['since', 'until'] as const;
const known = [...Object.keys(queryFields), 'recipient', 'recovered', ...times].sort();
const mostTerms = 50;

/** `now` is what `since:24h` counts from. */
export function readBounceQuery(query: string, now: number): ReadQuery {
  const tokens = tokensOf(query);
  if (tokens.length > mostTerms) return problem(`A query has at most ${mostTerms} terms.`);
  const values = new Map<
    string,
    { readonly column: FailureColumn; readonly not: boolean; readonly values: string[] }
  >();
  const words: string[] = [];
  const range: { from?: number; to?: number } = {};
  let address: string | undefined;
  let recovered: boolean | undefined;
  for (const { not, field: name, value } of tokens) {
    if (name === null) {
      words.push(value);
      continue;
    }
    if (value === '') return problem(`“${name}:” says nothing; write ${name}:VALUE.`);
    if (name === 'since' || name === 'until') {
      const at = not ? null : readTime(value, now);
      if (at === null)
        return problem(`“${name}:” takes a length such as 24h or 7d, or an instant such as 2026-11-28T09:00:00Z.`);
      range[name === 'since' ? 'from' : 'to'] = at;
    } else if (name === 'recipient') {
      if (not || address !== undefined) return problem('“recipient:” takes one address.');
      address = normalAddress(value);
    } else if (name === 'recovered') {
      const answer = value.toLowerCase();
      if (!(answer === 'yes' || answer === 'no') || recovered !== undefined)
        return problem('“recovered:” takes yes (delivered after all) or no, once.');
      recovered = (answer === 'yes') !== not;
    } else {
      const field: Field | undefined = Object.hasOwn(queryFields, name) ? queryFields[name as QueryField] : undefined;
      if (field === undefined)
        return problem(
          `There is no field “${shown(name)}”. Fields are ${known.join(', ')}. A text with a colon goes in quotes.`,
        );
      // "code:5.1.1" is what people write.
      const { column, read, wants } = name === 'code' && value.includes('.') ? queryFields.status : field;
      const meant = read(value);
      if (meant === null) return problem(`“${name}:” takes ${wants}.`);
      const key = `${not} ${column}`;
      const condition = values.get(key) ?? { column, not, values: [] };
      condition.values.push(meant);
      values.set(key, condition);
    }
  }
  const about = address === undefined ? {} : { address, recipient: addressKey(address).recipient };
  return { kind: 'search', search: { conditions: [...values.values()], words, recovered, ...range, ...about } };
}

const problem = (detail: string): ReadQuery => ({ kind: 'problem', detail });

/** What came from outside is repeated in short, and without what a terminal would obey. */
const shown = (name: string): string => name.slice(0, 40).replace(/[^\w.-]/g, '?');

/** `<>` is the null sender's. */
function senderDomain(value: string): string {
  if (value === '<>') return '';
  return domainPart(normalAddress(value.includes('@') ? value : `@${value}`));
}

const units = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** How long ago, or an instant; null: neither. */
export function readTime(value: string, now: number): number | null {
  const [, amount, unit] = /^(\d{1,6})([mhdw])$/.exec(value) ?? [];
  if (amount !== undefined) return now - Number(amount) * units[unit as keyof typeof units];
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(value)) return null;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at;
}

/** A term of a query for this value. */
export const termOf = (field: string, value: string): string =>
  `${field}:${/^[^\s"\\]+$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`}`;
