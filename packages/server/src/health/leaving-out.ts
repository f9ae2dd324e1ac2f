/** What a diagnosis rests on without what incidents hold: a receiver that refuses everybody says nothing of a list or a sender. Pure. */
import type { Counts } from '../ledger/contributions.ts';
import type { Cause, Compared, Facts, Subject } from './facts.ts';
import { apartFrom, type HeldApart, withoutThem } from './held-apart.ts';

/** The facts without what incidents hold, in this window and in the one before. */
export function leavingOut(facts: Facts, held: readonly HeldApart[], before: readonly HeldApart[]): Facts {
  if (held.length === 0 && before.length === 0) return facts;
  const { subject, thresholds, parts, causes, causesOf, whole } = facts;
  const left = (compared: Compared, part: Subject): Compared => ({
    now: withoutThem(compared.now, apartFrom(held, part), thresholds),
    before: compared.before && withoutThem(compared.before, apartFrom(before, part), thresholds),
  });
  return {
    ...{ ...facts, incidents: held.filter((each) => isAbout(each, subject)) },
    whole: left(whole, subject),
    parts: parts.map((part) => ({ ...part, ...left(part, { dimension: part.dimension, key: part.now.key }) })),
    causes: leftOf(causes, held, subject),
    causesOf: (part) => leftOf(causesOf(part), held, part),
  };
}

/** The causes of a part's failures, without what incidents hold of them. */
export const leftOf = (causes: readonly Cause[], held: readonly HeldApart[], part: Subject): readonly Cause[] =>
  causes
    .map(({ reason, counts }) => ({ reason, counts: less(counts, apartFrom(held, part, reason)) }))
    .filter(({ counts }) => counts.attempted > 0);

function less(counts: Counts, held: number): Counts {
  if (held === 0) return counts;
  const reduced = (count: number): number => Math.max(0, count - held);
  return {
    ...counts,
    ...{ attempted: reduced(counts.attempted), soft: reduced(counts.soft), softFinal: reduced(counts.softFinal) },
  };
}

/** Of a sender's own incident, which holds nobody: whose mail it is that is refused. */
function isAbout({ incident, bounces }: HeldApart, subject: Subject): boolean {
  if (incident.kind === 'receiver') return bounces(subject) > 0;
  if (subject === null) return true;
  if (subject.dimension === 'ip') return subject.key === incident.sourceIp;
  return subject.dimension === 'provider' && (incident.provider === null || incident.provider === subject.key);
}
