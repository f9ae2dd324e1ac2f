/**
 * One entry of a suppression list as somebody else wrote it down: texts by the names of fields, checked one by one, so that a
 * wrong line costs itself alone.
 */
import { type Reason, reasons } from '@hearback/bounce';
import { domainPart } from '../ledger/address-key.ts';
import { type SuppressionScope, suppressionScopes } from '../ledger/event.ts';
import type { ByHand, Suppressed } from '../ledger/suppression.ts';

/** What is said of an entry besides whose it is. */
export interface Said {
  readonly scope?: SuppressionScope;
  readonly value?: string;
  readonly reason?: Reason;
  readonly why?: string;
  readonly expires_at?: string;
}

/** Fields as they came: nobody has looked at them. */
export type Fields = Readonly<Record<string, unknown>>;

export type Entry =
  | { readonly kind: 'entry'; readonly entry: ByHand }
  /** It says itself that it holds no mail back. */
  | { readonly kind: 'released' }
  | { readonly kind: 'wrong'; readonly why: string };

const longestAddress = 320;
const longestWhy = 500;

/** In a quoted local part (RFC 5321 §4.1.2) blanks and brackets are letters like others. */
export const isAddress = (text: string): boolean =>
  /^(?:[^\s\p{Cc}<>]+|"(?:[^"\\\p{Cc}]|\\\P{Cc})*")@[^\s\p{Cc}<>@]+$/u.test(text.trim());
export const isHash = (text: string): boolean => /^[0-9a-f]{64}$/i.test(text.trim());

/** JSON pointer and sentence. */
export function problemIn({ scope = 'global', value, expires_at: expires }: Said): readonly [string, string] | null {
  if (scope === 'global' && value !== undefined) return ['/value', 'is for the scopes stream, list and sender'];
  if (scope !== 'global' && value === undefined) return ['/value', `must name the ${scope}`];
  if (expires !== undefined && Number.isNaN(Date.parse(expires)))
    return ['/expires_at', 'must be an instant (RFC 3339)'];
  return null;
}

/** What was said has no problem. */
export function byHand(subject: Suppressed, said: Omit<Said, 'address'>, who: string): ByHand {
  const { scope = 'global', value = '', reason = 'previously_suppressed', why = '', expires_at: expires } = said;
  return { subject, scope, value, reason, who, why, expiresAt: expires === undefined ? null : Date.parse(expires) };
}

/** Fields that are left out or empty are as `otherwise` says. */
export function readEntry(fields: Fields, otherwise: Said, who: string): Entry {
  const subject = subjectOf(fields);
  if (typeof subject === 'string') return { kind: 'wrong', why: subject };
  const state = text(fields['state']);
  if (state === 'released') return { kind: 'released' };
  const [scope, reason, expires_at] = [text(fields['scope']), text(fields['reason']), text(fields['expires_at'])];
  if (scope !== null && !isOneOf(suppressionScopes, scope)) return wrong('scope', suppressionScopes.join(', '));
  if (reason !== null && !isOneOf(reasons, reason)) return { kind: 'wrong', why: 'reason is none of docs/reasons.md' };
  const value = text(fields['value'])?.slice(0, longestAddress) ?? null;
  const why = text(fields['why'])?.slice(0, longestWhy) ?? null;
  // A scope of its own takes its value along.
  const { scope: _, value: __, ...rest } = otherwise;
  const said: Said = {
    ...(scope === null ? otherwise : rest),
    ...(scope === null ? {} : { scope }),
    ...(value === null ? {} : { value }),
    ...(reason === null ? {} : { reason }),
    ...(why === null ? {} : { why }),
    ...(expires_at === null ? {} : { expires_at }),
  };
  const problem = problemIn(said);
  if (problem !== null) return { kind: 'wrong', why: `${problem[0].slice(1)} ${problem[1]}` };
  const entry = byHand(subject, said, who);
  return { kind: 'entry', entry: state === 'provisional' ? { ...entry, forNow: true } : entry };
}

/** Or what is wrong with it. */
function subjectOf(fields: Fields): Suppressed | string {
  const name = text(fields['address']);
  const hash = text(fields['address_sha256']);
  if (name === null && hash === null) return 'needs address or address_sha256';
  if (name === null || isHash(name)) {
    const sha256 = name ?? hash ?? '';
    return isHash(sha256) ? { sha256: sha256.trim().toLowerCase() } : 'address_sha256 is no SHA-256';
  }
  if (name.includes('\uFFFD')) return 'is not in UTF-8';
  // A cell of another kind of CSV, with the next one behind it.
  const isCut = /[;,]/.test(domainPart(name));
  if (name.length > longestAddress || isCut || !isAddress(name)) return 'is no address';
  return { address: name.trim() };
}

const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

const isOneOf = <T extends string>(words: readonly T[], word: string): word is T =>
  (words as readonly string[]).includes(word);

const wrong = (field: string, words: string): Entry => ({ kind: 'wrong', why: `${field} is none of ${words}` });

/** The last of each name: two changes of one entry in one batch would be two events about nothing new. */
export function unique(entries: readonly ByHand[]): readonly ByHand[] {
  const name = ({ subject, scope, value }: ByHand): string =>
    JSON.stringify(['address' in subject ? subject.address.toLowerCase() : subject.sha256.toLowerCase(), scope, value]);
  return [...new Map(entries.map((entry) => [name(entry), entry])).values()];
}
