/** What is wrong besides the limits of lists and senders: complaints, one provider alone, blocks, and what rises. */

import { providerText, type Reason, reasonText, taxonomy } from '@hearback/bounce';
import type { Facts } from './facts.ts';
import { type Finding, faultOf, nextStep, queryOf, subjectFields } from './finding.ts';
import { isToldBy } from './incident-findings.ts';
import { causesOf, isAll, isHigh, isRise, mostOfAKind, movement, type Suspect, severityOf } from './suspects.ts';
import { spokenLength } from './window.ts';
import { basis, count, mostly, percent, plural, whose } from './words.ts';

export function complaints(facts: Facts): readonly Finding[] {
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
    ...{ fault: 'list', provider: null, reason: 'complaint', template: null, incident_id: null },
    query: queryOf({ subject: of, class: 'complaint' }, window),
  }));
}

/** "Is it me or Gmail?": high at one provider while all others together are under the limit. */
export function oneProvider(facts: Facts): readonly Finding[] {
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
        ...{ provider: key, reason: top?.reason ?? null, template: null, incident_id: null },
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
export function blocked(facts: Facts): readonly Finding[] {
  const { causes, whole, subject, window, incidents } = facts;
  const least = Math.max(fewest, worthRepair * whole.now.counts.attempted);
  return causes
    .filter(({ reason }) => blocking.has(taxonomy[reason]?.group) || blockingReasons.has(reason))
    .filter(({ counts }) => counts.attempted >= least)
    .filter(({ reason }) => !isToldBy(incidents, reason, topProvider(facts, reason)[0]))
    .slice(0, mostOfAKind)
    .map((cause): Finding => {
      const { reason, counts } = cause;
      const [place, there = 0] = topProvider(facts, reason);
      const where = place === null ? '' : `, ${count(there)} of them at ${providerText(place)}`;
      return {
        ...{ severity: 'watch', kind: 'blocked', ...subjectFields(subject), count: counts.attempted },
        sentence: `${plural(counts.attempted, 'recipient')}: ${reasonText(reason)}${where}.${definitionOf(reason)}`,
        ...{
          next_step: nextStep([cause]),
          fault: faultOf(cause),
          provider: place,
          reason,
          template: null,
          incident_id: null,
        },
        query: queryOf({ subject, reason }, window),
      };
    });
}

/** Where it says more than the reason's own words. */
function definitionOf(reason: Reason): string {
  const { definition } = taxonomy[reason];
  return definition === `${reasonText(reason)}.` ? '' : ` ${definition}`;
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
export function rises(facts: Facts): readonly Finding[] {
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
        ...{
          provider: of?.dimension === 'provider' ? of.key : null,
          reason: top?.reason ?? null,
          template: null,
          incident_id: null,
        },
        query: queryOf({ subject: of, class: bounce, reason: top?.reason }, window),
      };
    });
}
