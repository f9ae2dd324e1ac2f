/** One thing that is wrong, or worth knowing: a sentence with its numbers, whose fault it is, and what to do next. */

import { actionText, type Fault, providerText, reasonText, taxonomy } from '@hearback/bounce';
import { day, hour } from '../ledger/contributions.ts';
import { termOf } from './bounce-query.ts';
import type { Cause, Origin, Subject, SubjectDimension } from './facts.ts';
import type { Window } from './window.ts';
import { sentence } from './words.ts';

export type Severity = 'breached' | 'watch' | 'info';

export type FindingKind =
  | 'incident'
  | 'list_hard'
  | 'sender_soft'
  | 'overall_hard'
  | 'overall_soft'
  | 'complaints'
  | 'one_provider'
  | 'blocked'
  | 'rise'
  | 'not_understood'
  | 'not_enough_mail';

export interface Finding {
  readonly severity: Severity;
  readonly kind: FindingKind;
  readonly sentence: string;
  readonly next_step: string;
  readonly fault: Fault;
  readonly dimension: SubjectDimension | 'all';
  /** Empty for all mail. */
  readonly key: string;
  readonly provider: string | null;
  readonly reason: string | null;
  /** Of the reply that most of them share. */
  readonly template: string | null;
  /** Recipients that it is about. */
  readonly count: number;
  /** The incident that it tells of; null for what is none. */
  readonly incident_id: string | null;
  /** For GET /v1/bounces?q=… */
  readonly query: string;
}

export const subjectFields = (subject: Subject): Pick<Finding, 'dimension' | 'key'> =>
  subject === null ? { dimension: 'all', key: '' } : { dimension: subject.dimension, key: subject.key };

export const faultOf = (cause: Cause | undefined): Fault =>
  cause === undefined ? 'unknown' : (taxonomy[cause.reason].fault[0] ?? 'unknown');

const passive: ReadonlySet<string> = new Set(['retry', 'count', 'ignore', 'keep']);

/** The first cause that somebody can do something about; waiting is an answer only when there is no other. */
export function nextStep(causes: readonly Cause[]): string {
  const cause = causes.find(({ reason }) => !passive.has(taxonomy[reason].action)) ?? causes[0];
  if (cause === undefined) return 'Look at the replies.';
  return `${sentence(reasonText(cause.reason))}: ${actionText[taxonomy[cause.reason].action]}.`;
}

const fieldOf = {
  list: 'list',
  sender_domain: 'sender',
  ip: 'ip',
  stream: 'stream',
  provider: 'provider',
} as const satisfies Readonly<Record<SubjectDimension, string>>;

export interface Sought {
  readonly subject: Subject;
  readonly class?: 'hard' | 'soft' | 'complaint' | undefined;
  readonly provider?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

/** The search that shows what a finding is about. */
export function queryOf({ subject, class: kind, provider, reason }: Sought, window: Window): string {
  const terms = [
    subject === null ? null : termOf(fieldOf[subject.dimension], subject.key === '' ? '<>' : subject.key),
    kind === undefined ? null : `class:${kind}`,
    provider == null || subject?.dimension === 'provider' ? null : termOf('provider', provider),
    reason == null ? null : termOf('reason', reason),
    since(window),
  ];
  return terms.filter((each) => each !== null).join(' ');
}

function since({ from, to }: Window): string {
  const length = to - from;
  if (length % day === 0) return `since:${length / day}d`;
  return length % hour === 0 ? `since:${length / hour}h` : `since:${new Date(from).toISOString()}`;
}

/** ", most of them at yahoo.com" */
export function originText(origin: Origin | undefined): string {
  if (origin === undefined) return '';
  const place = origin.domain ?? origin.provider;
  return place === null
    ? ''
    : `, ${origin.share > 0.995 ? 'all' : `${Math.round(origin.share * 100)} %`} at ${providerText(place)}`;
}
