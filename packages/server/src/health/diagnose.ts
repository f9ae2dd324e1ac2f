/** From facts to findings, the weightiest first, and to the one sentence over all. Pure. */
import type { Facts } from './facts.ts';
import { type Finding, queryOf, type Severity, subjectFields } from './finding.ts';
import { blocked, complaints, oneProvider, rises } from './findings.ts';
import type { RateState } from './rates.ts';
import { type OriginOf, ofSuspect, suspectsOf } from './suspects.ts';
import { spokenLength } from './window.ts';
import { count, percent, plural, whose } from './words.ts';

export interface Diagnosis {
  readonly state: RateState;
  readonly sentence: string;
  readonly findings: readonly Finding[];
  /** Recipients whose failure no rule understands, among those that failed at all. */
  readonly unknown: { readonly count: number; readonly n: number; readonly share: number | null };
}

export function diagnose(facts: Facts, originOf: OriginOf): Diagnosis {
  const unknown = unknownOf(facts);
  const found = [
    ...suspectsOf(facts).map((suspect) => ofSuspect(facts, suspect, originOf(suspect))),
    ...complaints(facts),
    ...oneProvider(facts),
    ...blocked(facts),
    ...rises(facts),
    ...notUnderstood(facts, unknown),
    ...tooLittle(facts),
  ];
  const order: readonly Severity[] = ['breached', 'watch', 'info'];
  const findings = found.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || b.count - a.count);
  const state = stateOf(facts, findings);
  return { state, sentence: sentenceOf(facts, state, findings), findings, unknown };
}

function unknownOf({ causes }: Facts): Diagnosis['unknown'] {
  const n = causes.reduce((sum, { counts }) => sum + counts.attempted, 0);
  const unknown = causes.find(({ reason }) => reason === 'undetermined')?.counts.attempted ?? 0;
  return { count: unknown, n, share: n === 0 ? null : unknown / n };
}

/** Said openly: what the rules do not know. */
function notUnderstood({ subject, window }: Facts, unknown: Diagnosis['unknown']): readonly Finding[] {
  if (unknown.count < 10 || (unknown.share ?? 0) < 0.1) return [];
  return [
    {
      ...{
        severity: 'info',
        kind: 'not_understood',
        ...subjectFields(subject),
        count: unknown.count,
        fault: 'unknown',
      },
      sentence: `${count(unknown.count)} of ${plural(unknown.n, 'recipient')} that failed have replies that no rule understands.`,
      next_step: 'Read these replies; a rule of your own names them.',
      ...{ provider: null, reason: 'undetermined', template: null },
      query: queryOf({ subject, reason: 'undetermined' }, window),
    },
  ];
}

function tooLittle({ subject, whole, thresholds, window }: Facts): readonly Finding[] {
  const n = whole.now.counts.attempted;
  if (n >= thresholds.least) return [];
  const sentence =
    n === 0
      ? `No mail ${subject === null ? '' : `${whose(subject)} `}was attempted within ${spokenLength(window)}.`
      : `${plural(n, 'recipient')} within ${spokenLength(window)}: a rate needs ${thresholds.least} before it says anything.`;
  return [
    {
      ...{ severity: 'info', kind: 'not_enough_mail', ...subjectFields(subject), count: n, sentence },
      next_step: n === 0 ? 'Send through this server, or connect a source of reports.' : 'Choose a longer window.',
      ...{ fault: 'none', provider: null, reason: null, template: null, query: queryOf({ subject }, window) },
    },
  ];
}

/** The worst of what is over a limit; of a subject of too little mail, that. */
function stateOf({ whole: { now } }: Facts, findings: readonly Finding[]): RateState {
  const states = [now.hard.state, now.soft.state, now.complaints.state];
  if (findings.some(({ severity }) => severity === 'breached')) return 'breached';
  return (['watch', 'not_enough_mail'] as const).find((state) => states.includes(state)) ?? 'ok';
}

function sentenceOf(
  { whole: { now }, window, subject, thresholds }: Facts,
  state: RateState,
  findings: readonly Finding[],
): string {
  const { hard, soft } = now;
  const numbers = `${percent(hard.rate)} hard and ${percent(soft.rate)} soft bounces among ${plural(hard.n, 'recipient')}`;
  const things = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const toLookAt = `${things('watch') === 1 ? 'one thing' : `${things('watch')} things`} to look at`;
  switch (state) {
    case 'breached': {
      const over =
        things('breached') === 1 ? 'one thing over its limit' : `${things('breached')} things over their limits`;
      return `Not healthy, with ${over}${things('watch') === 0 ? '' : ` and ${toLookAt}`}: ${numbers}.`;
    }
    case 'watch':
      return `Close to the edge, with ${toLookAt}: ${numbers}.`;
    case 'not_enough_mail':
      if (hard.n === 0) return `No mail ${subject === null ? '' : `${whose(subject)} `}within ${spokenLength(window)}.`;
      return `Too little mail to judge: ${plural(hard.n, 'recipient')}, and a rate needs ${thresholds.least}.`;
    case 'ok':
      return `Healthy${things('watch') === 0 ? '' : `, with ${toLookAt}`}: ${numbers}.`;
  }
}
