/** Events about incidents, with every field in its place. */
import type { IncidentTold, LedgerEvent } from './event.ts';
import type { WaveKey } from './incident.ts';

type Told = Partial<Pick<IncidentTold, 'until' | 'share' | 'who' | 'figures'>>;

export function incidentEvent(
  type: 'incident_opened' | 'incident_closed' | 'incident_released',
  id: string,
  at: number,
  { id: incident_id, from, ...wave }: WaveKey & { readonly id: string; readonly from: number },
  { until = null, share = null, who = null, figures = null }: Told,
): LedgerEvent {
  const { kind, reason, provider, template, sourceIp } = wave;
  return {
    ...{ id, at, type, message_id: null, recipient: null, original_recipient: null, sender: null, stream: null },
    ...{ list: null, campaign: null, tags: [], attempt: null, mx: null, source_ip: null, tls: null, stage: null },
    ...{ reply: null, verdict: null, source: who === null ? 'queue' : 'operator', trusted: true, duration_ms: null },
    ...{ incident_id, ambiguous: false, next_attempt_at: null, attempts: null, dominant_reason: null },
    incident: { kind, reason, provider, template, source_ip: sourceIp, from, until, share, who, figures },
  };
}
