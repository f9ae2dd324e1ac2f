/** From facts to findings, the weightiest first, and to the one sentence over all. Pure. */
import type { Compared, Facts } from './facts.ts';
import { type Finding, queryOf, type Severity, subjectFields } from './finding.ts';
import { blocked, complaints, oneProvider, rises } from './findings.ts';
import { isByIncident } from './held-apart.ts';
import { incidentFindings } from './incident-findings.ts';
import type { RateState } from './rates.ts';
import { isHigh, type OriginOf, ofSuspect, suspectsOf } from './suspects.ts';
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
    ...incidentFindings(facts),
    ...suspectsOf(facts).map((suspect) => ofSuspect(facts, suspect, originOf(suspect))),
    ...complaints(facts),
    ...oneProvider(facts),
    ...blocked(facts),
    ...rises(facts),
    ...notUnderstood(facts, unknown),
    ...tooLittle(facts),
  ];
  const order: readonly Severity[] = ['breached', 'watch', 'info'];
  // An incident that somebody has to do something about explains what stands behind it.
  const rank = ({ kind, severity }: Finding): number =>
    kind === 'incident' && severity !== 'info' ? -1 : order.indexOf(severity);
  const findings = found.toSorted((a, b) => rank(a) - rank(b) || b.count - a.count);
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
      ...{ provider: null, reason: 'undetermined', template: null, incident_id: null },
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
      ...{ fault: 'none', provider: null, reason: null, template: null, incident_id: null },
      query: queryOf({ subject }, window),
    },
  ];
}

/** The worst of what is over a limit; of a subject of too little mail, that. What an incident holds is worth a look, no more. */
function stateOf({ whole: { now }, counted, incidents }: Facts, findings: readonly Finding[]): RateState {
  if (findings.some(({ severity }) => severity === 'breached')) return 'breached';
  const isUnderWay = incidents.some(({ incident }) => incident.closedAt === null);
  if (isUnderWay || isByIncident(now.soft, counted.now.soft)) return 'watch';
  const states = [now.hard.state, now.soft.state, now.complaints.state];
  return (['watch', 'not_enough_mail'] as const).find((state) => states.includes(state)) ?? 'ok';
}

function sentenceOf(facts: Facts, state: RateState, findings: readonly Finding[]): string {
  const { whole, counted, window, subject, thresholds } = facts;
  const { hard, soft } = counted.now;
  const numbers = `${percent(hard.rate)} hard and ${percent(soft.rate)} soft bounces among ${plural(hard.n, 'recipient')}${apartText(whole, counted)}`;
  const things = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const toLookAt = `${things('watch') === 1 ? 'one thing' : `${things('watch')} things`} to look at`;
  const withThem = things('watch') === 0 ? '' : `, with ${toLookAt}`;
  switch (state) {
    case 'breached': {
      const over =
        things('breached') === 1 ? 'one thing over its limit' : `${things('breached')} things over their limits`;
      return `Not healthy, with ${over}${things('watch') === 0 ? '' : ` and ${toLookAt}`}: ${numbers}.`;
    }
    case 'watch': {
      const { hard: h, soft: s, complaints: c } = whole.now;
      const lead = [h, s, c].some(isHigh) ? 'Close to the edge' : 'Well but for an incident';
      return `${lead}${withThem}: ${numbers}.`;
    }
    case 'not_enough_mail':
      if (hard.n === 0) return `No mail ${subject === null ? '' : `${whose(subject)} `}within ${spokenLength(window)}.`;
      return `Too little mail to judge: ${plural(hard.n, 'recipient')}, and a rate needs ${thresholds.least}.`;
    case 'ok':
      return `Healthy${withThem}: ${numbers}.`;
  }
}

/** ", 1.90 % soft without the 80 that incidents hold" */
function apartText(whole: Compared, counted: Compared): string {
  const held = counted.now.soft.count - whole.now.soft.count;
  return held === 0 ? '' : `, ${percent(whole.now.soft.rate)} soft without the ${count(held)} of incidents`;
}
