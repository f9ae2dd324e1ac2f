/** From facts to findings, the weightiest first, and to the one sentence over all. Pure. */
import { reasonText, taxonomy } from '@hearback/bounce';
import type { Cause, Compared, Facts, Origin, Part, Subject } from './facts.ts';
import {
  type Finding,
  type FindingKind,
  faultOf,
  nextStep,
  originText,
  queryOf,
  type Severity,
  subjectFields,
} from './finding.ts';
import type { Rate, RateState } from './rates.ts';
import { spokenLength } from './window.ts';
import { basis, count, mostly, percent, plural, providerText, whose } from './words.ts';

export type BounceKind = 'hard' | 'soft';

export interface Suspect extends Compared {
  readonly subject: Subject;
  readonly bounce: BounceKind;
}

/** Where the failures of a suspect come from; undefined where nobody has looked. */
export type OriginOf = (suspect: Suspect) => Origin | undefined;

export interface Diagnosis {
  readonly state: RateState;
  readonly sentence: string;
  readonly findings: readonly Finding[];
  /** Recipients whose failure no rule understands, among those that failed at all. */
  readonly unknown: { readonly count: number; readonly n: number; readonly share: number | null };
}

/** Findings of one kind and dimension. */
const mostOfAKind = 3;

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

const isHigh = ({ state }: Rate): boolean => state === 'breached' || state === 'watch';
const severityOf = ({ state }: Rate): Severity => (state === 'breached' ? 'breached' : 'watch');

/** Carries (nearly) all mail: what is said of it is said of all mail. */
const isAll = (facts: Facts, { now }: Compared): boolean =>
  now.counts.attempted >= 0.95 * facts.whole.now.counts.attempted;

/** What is over its limit: lists by their hard, senders by their soft bounces; all mail where no part of it stands out. */
export function suspectsOf(facts: Facts): readonly Suspect[] {
  const { subject, whole, parts } = facts;
  if (subject !== null) {
    const kinds: readonly BounceKind[] =
      subject.dimension === 'list' ? ['hard'] : subject.dimension === 'provider' ? ['hard', 'soft'] : ['soft'];
    return kinds.filter((bounce) => isHigh(whole.now[bounce])).map((bounce) => ({ ...whole, subject, bounce }));
  }
  const high = (wanted: (part: Part) => boolean, bounce: BounceKind): readonly Suspect[] =>
    parts
      .filter((part) => wanted(part) && isHigh(part.now[bounce]))
      .toSorted((a, b) => b.now[bounce].count - a.now[bounce].count)
      .map((part) => ({ ...part, bounce, subject: { dimension: part.dimension, key: part.now.key } }));
  const lists = high(({ dimension }) => dimension === 'list', 'hard').slice(0, mostOfAKind);
  // Where all senders are bad alike, it is told once.
  const worse = ({ now }: Compared): boolean =>
    !isHigh(whole.now.soft) || now.soft.interval[0] > (whole.now.soft.rate ?? 0);
  const senders = (['sender_domain', 'ip', 'stream'] as const).flatMap((dimension) =>
    high((part) => part.dimension === dimension && !isAll(facts, part) && worse(part), 'soft').slice(0, mostOfAKind),
  );
  const all = (bounce: BounceKind): Suspect => ({ ...whole, subject: null, bounce });
  return [
    ...lists,
    ...(lists.length === 0 && isHigh(whole.now.hard) ? [all('hard')] : []),
    ...senders,
    ...(isHigh(whole.now.soft) ? [all('soft')] : []),
  ];
}

function ofSuspect(facts: Facts, suspect: Suspect, origin: Origin | undefined): Finding {
  const { subject, bounce, now, before } = suspect;
  const rate = now[bounce];
  const causes = causesOf(facts, subject, bounce);
  const [top] = causes;
  const kind: FindingKind =
    subject === null || subject.dimension === 'provider'
      ? `overall_${bounce}`
      : subject.dimension === 'list'
        ? 'list_hard'
        : 'sender_soft';
  const name = `${bounce === 'hard' ? 'Hard' : 'Soft'} bounces ${whose(subject)}`;
  const why = top === undefined ? '' : `: ${mostly(top, top.counts[bounce], rate.count)}${originText(origin)}`;
  const recovered =
    bounce === 'soft' && now.counts.recovered > 0 ? ` ${count(now.counts.recovered)} were delivered later.` : '';
  return {
    ...{ severity: severityOf(rate), kind, ...subjectFields(subject), count: rate.count },
    sentence: `${name} ${movement(rate, before?.[bounce])} (${basis(rate)})${why}.${recovered}`,
    next_step: nextStep(causes),
    fault: faultOf(top),
    provider: origin?.provider ?? (subject?.dimension === 'provider' ? subject.key : null),
    reason: top?.reason ?? null,
    template: null,
    query: queryOf({ subject, class: bounce, provider: origin?.provider, reason: top?.reason }, facts.window),
  };
}

/** "rose from 1.2 % to 7.9 %", "are 7.9 %, 7.4 % before" */
function movement(now: Rate, before: Rate | undefined): string {
  if (before === undefined || before.rate === null) return `are ${percent(now.rate)}`;
  if (isRise(now, before)) return `rose from ${percent(before.rate)} to ${percent(now.rate)}`;
  return `are ${percent(now.rate)}, ${percent(before.rate)} before`;
}

/** More than chance: the intervals do not touch. */
const isRise = (now: Rate, before: Rate): boolean => now.interval[0] > before.interval[1];

/** The causes of these bounces, the most recipients first. */
function causesOf(facts: Facts, subject: Subject, bounce: BounceKind): readonly Cause[] {
  const causes = subject === null || facts.subject !== null ? facts.causes : facts.causesOf(subject);
  return causes.filter(({ counts }) => counts[bounce] > 0).toSorted((a, b) => b.counts[bounce] - a.counts[bounce]);
}

function complaints(facts: Facts): readonly Finding[] {
  const { subject, whole, parts, window } = facts;
  const lists = parts
    .filter(({ dimension, now }) => dimension === 'list' && isHigh(now.complaints))
    .toSorted((a, b) => b.now.complaints.count - a.now.complaints.count)
    .slice(0, mostOfAKind)
    .map((part) => ({ ...part, subject: { dimension: part.dimension, key: part.now.key } }));
  const wholly = lists.length === 0 && isHigh(whole.now.complaints) ? [{ ...whole, subject }] : [];
  return [...lists, ...wholly].map(({ now: { complaints: rate }, before, subject: of }) => ({
    ...{ severity: severityOf(rate), kind: 'complaints', ...subjectFields(of), count: rate.count },
    sentence: `Spam complaints ${whose(of)} ${movement(rate, before?.complaints)} (${basis(rate)}; from ${percent(facts.thresholds.complaintsWatch)} on providers take notice).`,
    next_step: 'Mail only people who asked for it, and make leaving as easy as one click.',
    ...{ fault: 'list', provider: null, reason: 'complaint', template: null },
    query: queryOf({ subject: of, class: 'complaint' }, window),
  }));
}

/** "Is it me or Gmail?": high at one provider while all others together are under the limit. */
function oneProvider(facts: Facts): readonly Finding[] {
  const { whole, parts, thresholds } = facts;
  const providers = parts.filter(({ dimension }) => dimension === 'provider');
  const found = providers.flatMap(({ now }) =>
    (['hard', 'soft'] as const).flatMap((bounce) => {
      const rate = now[bounce];
      const restN = whole.now.counts.attempted - now.counts.attempted;
      const rest = restN < thresholds.least ? null : (whole.now[bounce].count - rate.count) / restN;
      if (!isHigh(rate) || rest === null || rest > thresholds[bounce] || rate.interval[0] < 2 * rest) return [];
      return [{ now, bounce, rate, rest }];
    }),
  );
  return found
    .toSorted((a, b) => b.rate.count - a.rate.count)
    .slice(0, mostOfAKind)
    .map(({ now: { key }, bounce, rate, rest }): Finding => {
      const subject = { dimension: 'provider', key } as const;
      const causes = causesOf(facts, subject, bounce);
      const [top] = causes;
      const fault = faultOf(top);
      const why = top === undefined ? '' : `; ${mostly(top, top.counts[bounce], rate.count)}`;
      return {
        ...{ severity: 'watch', kind: 'one_provider', ...subjectFields(subject), count: rate.count, fault },
        sentence: `Only at ${providerText(key)}: ${percent(rate.rate)} ${bounce} bounces (${basis(rate)}), ${percent(rest)} everywhere else${why}.`,
        next_step:
          fault === 'receiver' || fault === 'network'
            ? `The trouble is on their side: wait, and look again. ${nextStep(causes)}`
            : nextStep(causes),
        ...{ provider: key, reason: top?.reason ?? null, template: null },
        query: queryOf({ subject, class: bounce, reason: top?.reason }, facts.window),
      };
    });
}

const blocking = new Set(['blocklist', 'authentication']);
const blockingReasons = new Set(['bad_reputation', 'blocked_unspecified', 'missing_ptr', 'bad_sender']);
/** A cause of the sender's own making is worth a finding from this share of all recipients on. */
const worthRepair = 0.002;
const fewest = 3;

/** Blocklists, failed authentication, bad reputation: every message to there meets the same. */
function blocked(facts: Facts): readonly Finding[] {
  const { causes, whole, subject, window } = facts;
  const least = Math.max(fewest, worthRepair * whole.now.counts.attempted);
  return causes
    .filter(({ reason }) => blocking.has(taxonomy[reason]?.group) || blockingReasons.has(reason))
    .filter(({ counts }) => counts.attempted >= least)
    .slice(0, mostOfAKind)
    .map((cause): Finding => {
      const { reason, counts } = cause;
      const [place, there = 0] = topProvider(facts, reason);
      const where = place === null ? '' : `, ${count(there)} of them at ${providerText(place)}`;
      return {
        ...{ severity: 'watch', kind: 'blocked', ...subjectFields(subject), count: counts.attempted },
        sentence: `${plural(counts.attempted, 'recipient')}: ${reasonText(reason)}${where}. ${taxonomy[reason].definition}`,
        ...{ next_step: nextStep([cause]), fault: faultOf(cause), provider: place, reason, template: null },
        query: queryOf({ subject, provider: place, reason }, window),
      };
    });
}

function topProvider({ parts, causesOf: causesOfPart }: Facts, reason: string): readonly [string | null, number?] {
  const places = parts
    .filter(({ dimension }) => dimension === 'provider')
    .map(({ dimension, now: { key } }) => {
      const cause = causesOfPart({ dimension, key }).find((each) => each.reason === reason);
      return [key, cause?.counts.attempted ?? 0] as const;
    })
    .toSorted(([, a], [, b]) => b - a);
  const [first] = places;
  return first === undefined || first[1] === 0 ? [null] : first;
}

/** A rise below the limit is worth a sentence from this share of the limit on. */
const worthSaying = 0.25;

/** Under the limit, but more than before beyond chance. */
function rises(facts: Facts): readonly Finding[] {
  const { subject, whole, parts, thresholds, window } = facts;
  const candidates: readonly Suspect[] = [
    ...(['hard', 'soft'] as const).map((bounce) => ({ ...whole, subject, bounce })),
    ...parts
      .filter((part) => part.dimension === 'list' || !isAll(facts, part))
      .map((part): Suspect => {
        const bounce = part.dimension === 'list' ? 'hard' : 'soft';
        return { ...part, subject: { dimension: part.dimension, key: part.now.key }, bounce };
      }),
  ];
  return candidates
    .flatMap(({ now, before, bounce, subject: of }) => {
      const then = before?.[bounce];
      const rate = now[bounce];
      if (rate.state !== 'ok' || then === undefined || then.n < thresholds.least || !isRise(rate, then)) return [];
      const enough = (rate.rate ?? 0) >= worthSaying * rate.threshold && (rate.rate ?? 0) >= 1.5 * (then.rate ?? 0);
      return enough ? [{ rate, then, bounce, of }] : [];
    })
    .toSorted((a, b) => b.rate.count - a.rate.count)
    .slice(0, mostOfAKind)
    .map(({ rate, then, bounce, of }): Finding => {
      const causes = causesOf(facts, of, bounce);
      const [top] = causes;
      const why = top === undefined ? '' : `: ${mostly(top, top.counts[bounce], rate.count)}`;
      return {
        ...{ severity: 'watch', kind: 'rise', ...subjectFields(of), count: rate.count, fault: faultOf(top) },
        sentence: `${bounce === 'hard' ? 'Hard' : 'Soft'} bounces ${whose(of)} rose from ${percent(then.rate)} to ${percent(rate.rate)} against the ${spokenLength(window)} before (${basis(rate)})${why}.`,
        next_step: 'Look at what changed: a new list, template, IP or volume.',
        ...{ provider: of?.dimension === 'provider' ? of.key : null, reason: top?.reason ?? null, template: null },
        query: queryOf({ subject: of, class: bounce, reason: top?.reason }, window),
      };
    });
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
