/** Incidents of the window, told as what they are: a receiver's or our own, and never a list's. */
import type { Fault } from '@hearback/bounce';
import type { Incident } from '../ledger/incident.ts';
import { stateOf } from '../ledger/incident.ts';
import { nextStepOf, sentenceOf } from '../ledger/incident-words.ts';
import type { Facts } from './facts.ts';
import { type Finding, queryOf, type Severity, subjectFields } from './finding.ts';
import type { HeldApart } from './held-apart.ts';

export function incidentFindings({ incidents, subject, window }: Facts): readonly Finding[] {
  return incidents.map(({ incident, counts, bounces }): Finding => {
    const { id, kind, provider, reason, figures } = incident;
    return {
      ...{ severity: severityOf(incident), kind: 'incident', ...subjectFields(subject), incident_id: id },
      ...{ sentence: sentenceOf(incident, counts), next_step: nextStepOf(incident, counts) },
      fault: faultOf(kind),
      ...{ provider, reason, template: incident.template },
      count: kind === 'sender' ? (figures?.recipients ?? 0) : bounces(subject),
      query: queryOf({ subject, provider, reason, class: kind === 'receiver' ? 'soft' : undefined }, window),
    };
  });
}

/** It waits for somebody until all of it is released; after that it only explains the figures. */
const severityOf = (incident: Incident): Severity => (stateOf(incident) === 'released' ? 'info' : 'watch');

const faultOf = (kind: Incident['kind']): Fault => (kind === 'receiver' ? 'receiver' : 'sender');

/** What our own incidents tell already. */
export const isToldBy = (incidents: readonly HeldApart[], reason: string, provider: string | null): boolean =>
  incidents.some(
    ({ incident }) =>
      incident.kind === 'sender' &&
      incident.reason === reason &&
      (incident.provider === null || incident.provider === provider),
  );
