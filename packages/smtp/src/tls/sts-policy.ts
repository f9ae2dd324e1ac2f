/** MTA-STS policies and records as text (RFC 8461 §3). */
import { dnsName } from '../dns/name.ts';

export type StsMode = 'enforce' | 'testing' | 'none';

export interface StsPolicy {
  readonly mode: StsMode;
  /** Host names, "*." in front for any one label. */
  readonly mx: readonly string[];
  /** Milliseconds. */
  readonly maxAge: number;
}

/** RFC 8461 §3.2: a year at most. */
const longestAge = 31_557_600;

/** The id of the TXT record at "_mta-sts"; null when there is none, or more than one (RFC 8461 §3.1). */
export function recordId(texts: readonly string[]): string | null {
  const records = texts.filter((text) => /^v=STSv1[ \t]*(;|$)/.test(text));
  const [record] = records;
  if (records.length !== 1 || record === undefined) return null;
  return /;[ \t]*id[ \t]*=[ \t]*([0-9A-Za-z]{1,32})[ \t]*(?:;|$)/.exec(record)?.[1] ?? null;
}

/** Null when it is no valid policy: then it is as if there were none. */
export function readPolicy(text: string): StsPolicy | null {
  const fields = new Map<string, string>();
  const mx: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const field = /^[ \t]*([A-Za-z0-9][A-Za-z0-9_.-]{0,31})[ \t]*:[ \t]*(.*?)[ \t]*$/.exec(line);
    if (field?.[1] === undefined || field[2] === undefined) continue;
    if (field[1] === 'mx') mx.push(field[2].toLowerCase());
    // Only the first of a field counts.
    else if (!fields.has(field[1])) fields.set(field[1], field[2]);
  }
  const mode = fields.get('mode');
  const age = fields.get('max_age') ?? '';
  if (fields.get('version') !== 'STSv1' || !/^\d{1,10}$/.test(age)) return null;
  if (mode !== 'enforce' && mode !== 'testing' && mode !== 'none') return null;
  if (!mx.every(isPattern) || (mx.length === 0 && mode !== 'none')) return null;
  return { mode, mx, maxAge: Math.min(Number(age), longestAge) * 1000 };
}

const isPattern = (pattern: string): boolean => dnsName(pattern.replace(/^\*\./, '')) !== null;

/** RFC 8461 §4.1: the wildcard stands for the whole leftmost label, and for one only. */
export function permits(policy: StsPolicy, host: string): boolean {
  const parent = host.slice(host.indexOf('.') + 1);
  return policy.mx.some((pattern) => pattern === host || (pattern.startsWith('*.') && pattern.slice(2) === parent));
}
