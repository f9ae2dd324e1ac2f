/** The figures of incidents as the ledger takes them. */
import type { IncidentSettings } from '../ledger/incident-settings.ts';
import type { Config } from './schema/schema.ts';

export function incidentSettings({ incidents }: Pick<Config, 'incidents'>): IncidentSettings {
  const { delivered_share, delivered_within, close_after, release_after, ...rest } = incidents;
  return {
    ...rest,
    deliveredShare: delivered_share,
    deliveredWithin: delivered_within,
    closeAfter: close_after,
    releaseAfter: release_after,
  };
}
