/** Incidents: found by one process for all, answered by each. */
import { incidentSettings } from '../config/incident-settings.ts';
import type { Config } from '../config/schema/schema.ts';
import type { Clock } from '../delivery/clock.ts';
import type { Duties } from '../duty/duties.ts';
import { createHearing } from '../ledger/hearing.ts';
import type { Ids } from '../ledger/ids.ts';
import { countedTypes } from '../ledger/incident-detector.ts';
import { createIncidents, type Incidents } from '../ledger/incidents.ts';
import type { Log } from '../observe/log.ts';
import { createIncidentPause } from '../queue/incident-pause.ts';
import type { Store } from '../store/store.ts';
import type { Sending } from './sending.ts';

export interface DetectingOptions extends Pick<Sending, 'engine' | 'settings'> {
  readonly config: Config;
  readonly store: Store;
  readonly duties: Pick<Duties, 'lead'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

export async function openDetecting(options: DetectingOptions): Promise<Incidents> {
  const { config, store, engine, settings, duties, clock, ids, log } = options;
  const { recorder, control } = engine;
  const incidents = createIncidents({
    ...{ store, recorder, ids, now: clock.now, log, settings: incidentSettings(config) },
    lanes: createIncidentPause({ control, sources: settings.sources }),
    hearing: createHearing({ store, recorder, clock, log, types: countedTypes }),
  });
  incidents.start();
  const detecting = await duties.lead('incidents', incidents.detect);
  return {
    ...incidents,
    async stop() {
      await detecting.stop();
      await incidents.stop();
    },
  };
}
