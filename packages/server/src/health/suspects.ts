/** What is over its limit, and what is said of it. */
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
import { apartFrom } from './held-apart.ts';
import type { Rate } from './rates.ts';
import { basis, count, mostly, percent, whose } from './words.ts';

export type BounceKind = 'hard' | 'soft';

export interface Suspect extends Compared {
  readonly subject: Subject;
  readonly bounce: BounceKind;
}

/** Where the failures of a suspect come from; undefined where nobody has looked. */
export type OriginOf = (suspect: Suspect) => Origin | undefined;

/** Findings of one kind and dimension. */
export const mostOfAKind = 3;

export const isHigh = ({ state }: Rate): boolean => state === 'breached' || state === 'watch';
export const severityOf = ({ state }: Rate): Severity => (state === 'breached' ? 'breached' : 'watch');

/** Carries (nearly) all mail: what is said of it is said of all mail. */
export const isAll = (facts: Facts, { now }: Compared): boolean =>
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
  const senders = (['sender_domain', 'ip', 'stream'] as const)
    .flatMap((dimension) =>
      high((part) => part.dimension === dimension && !isAll(facts, part) && worse(part), 'soft').slice(0, mostOfAKind),
    )
    .filter(isNew);
  const all = (bounce: BounceKind): Suspect => ({ ...whole, subject: null, bounce });
  return [
    ...lists,
    ...(lists.length === 0 && isHigh(whole.now.hard) ? [all('hard')] : []),
    ...senders,
    ...(isHigh(whole.now.soft) ? [all('soft')] : []),
  ];
}

/** A stream that is nothing but the mail of one sender is told with it. */
const isNew = ({ now: { soft, counts } }: Compared, index: number, all: readonly Compared[]): boolean =>
  !all.slice(0, index).some(({ now }) => now.soft.count === soft.count && now.counts.attempted === counts.attempted);

export function ofSuspect(facts: Facts, suspect: Suspect, origin: Origin | undefined): Finding {
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
  const apart = bounce === 'soft' && apartFrom(facts.incidents, subject) > 0 ? ', incidents left out,' : '';
  const name = `${bounce === 'hard' ? 'Hard' : 'Soft'} bounces ${whose(subject)}${apart}`;
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
    ...{ template: null, incident_id: null },
    query: queryOf({ subject, class: bounce, provider: origin?.provider, reason: top?.reason }, facts.window),
  };
}

/** "rose from 1.2 % to 7.9 %", "are 7.9 %, 7.4 % before" */
export function movement(now: Rate, before: Rate | undefined): string {
  if (before === undefined || before.rate === null) return `are ${percent(now.rate)}`;
  if (isRise(now, before)) return `rose from ${percent(before.rate)} to ${percent(now.rate)}`;
  return `are ${percent(now.rate)}, ${percent(before.rate)} before`;
}

/** More than chance: the intervals do not touch. */
export const isRise = (now: Rate, before: Rate): boolean => now.interval[0] > before.interval[1];

/** The causes of these bounces, the most recipients first. */
export function causesOf(facts: Facts, subject: Subject, bounce: BounceKind): readonly Cause[] {
  const causes = subject === null || facts.subject !== null ? facts.causes : facts.causesOf(subject);
  return causes.filter(({ counts }) => counts[bounce] > 0).toSorted((a, b) => b.counts[bounce] - a.counts[bounce]);
}
