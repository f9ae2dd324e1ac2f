/** An incident in a sentence with its numbers, and what to do next. */

import { providerText, reasonText } from '@hearback/bounce';
import type { IncidentCounts } from '../store/store.ts';
import { type Incident, releasedShare, stateOf } from './incident.ts';

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
const clock = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

export function sentenceOf(incident: Incident, counts: Pick<IncidentCounts, 'addresses' | 'held'>): string {
  const { kind, provider, reason, sourceIp, openedAt, closedAt, figures } = incident;
  const is = closedAt === null;
  const over = is ? `since ${clock(openedAt)} UTC` : `from ${clock(openedAt)} to ${clock(closedAt)} UTC`;
  const said = `(“${reasonText(reason)}”) ${over}`;
  const rate =
    figures === null
      ? ''
      : ` ${percent(figures.rate)} of the first ${figures.attempts} attempts, usual ${percent(figures.baseline)}.`;
  if (kind === 'sender') {
    const refuse =
      provider === null
        ? `Several providers ${is ? 'refuse' : 'refused'}`
        : `${providerText(provider)} ${is ? 'refuses' : 'refused'}`;
    return `${refuse} mail from ${sourceIp ?? 'us'} ${said}:${rate} The addresses are not at fault.`;
  }
  const alive = figures?.recently_delivered_share ?? null;
  const known = alive === null ? '' : ` ${percent(alive)} of a sample of them took mail lately.`;
  const refuses = is ? 'refuses' : 'refused';
  return `${provider === null ? 'A receiver' : providerText(provider)} ${refuses} addresses that work ${said}: ${heldText(counts)}, nobody is suppressed for it.${rate}${known}`;
}

function heldText({ addresses, held }: Pick<IncidentCounts, 'addresses' | 'held'>): string {
  const all = addresses === 1 ? '1 address' : `${addresses} addresses`;
  if (held === addresses) return `${all} held`;
  return held === 0 ? `${all}, none of them held any more` : `${all}, ${held} of them held`;
}

export function nextStepOf(incident: Incident, { held }: Pick<IncidentCounts, 'held'>): string {
  const state = stateOf(incident);
  if (state === 'released') return 'Nothing: it is over, and everything it caused was taken back.';
  if (incident.kind === 'sender') {
    return state === 'open'
      ? 'Mend what the replies name (listing, SPF, DKIM, reverse DNS), then close the incident: the lanes go on, slowly at first.'
      : 'Watch the lanes: they go on slowly. Release the incident when the replies are gone.';
  }
  if (state === 'open')
    return 'Wait: nobody is suppressed for these bounces. Close it by hand only if the provider says that it is right.';
  const share = releasedShare(incident);
  if (held === 0) return 'Release it: nobody is held any more.';
  return share === 0
    ? `Release 5 % of the ${held} held addresses first, look whether they take mail, then release the rest.`
    : `${percent(share)} are released; when they take mail, release the other ${held}.`;
}
