/** What the routes need of the rest of the house. */

import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { Alerts } from '../alerts/alerts.ts';
import type { Accept } from '../delivery/submission.ts';
import type { RateThresholds } from '../health/rates.ts';
import type { Imports } from '../imports/imports.ts';
import type { Sources } from '../intake/followed.ts';
import type { Ingest } from '../intake/ingest.ts';
import type { Intake } from '../intake/intake.ts';
import type { Tray } from '../intake/tray.ts';
import type { Incidents } from '../ledger/incidents.ts';
import type { SuppressionList } from '../ledger/suppression.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { Webhooks } from '../publish/webhooks.ts';
import type { QueueControl } from '../queue/control.ts';
import type { House } from '../service/house.ts';
import type { Ruling } from '../service/ruling.ts';
import type { Store } from '../store/store.ts';
import type { KeyRing } from './keys.ts';
import type { Simulator } from './routes/simulator.ts';
import type { VisitorBook } from './visitors.ts';

/** What the page says of the server. */
export interface PageFacts {
  readonly hostname: string;
  /** Where people open it, without a slash at the end. */
  readonly url: () => string;
  /** Receivers are simulated, and time goes faster than it does. */
  readonly simulated: boolean;
  /** How many times faster the clock goes at present; 1 outside simulations. */
  readonly speed: () => number;
  /** Its files, and the first of them; null: it was not built. */
  readonly files: { readonly folder: string; readonly html: string } | null;
}

export interface Api {
  readonly store: Store;
  readonly accept: Accept;
  readonly control: QueueControl;
  readonly keys: KeyRing;
  readonly visitors: VisitorBook;
  readonly page: PageFacts;
  readonly metrics: Metrics;
  readonly ingest: Ingest;
  readonly suppressions: SuppressionList;
  readonly imports: Pick<Imports, 'begin' | 'next'>;
  readonly incidents: Pick<Incidents, 'list' | 'get' | 'addresses' | 'close' | 'preview' | 'release'>;
  readonly webhooks: Webhooks;
  readonly house: House;
  /** Null: receivers are real. */
  readonly simulator: Simulator | null;
  readonly ruling: Ruling;
  readonly thresholds: RateThresholds;
  readonly alerts: Alerts;
  readonly intake: Pick<Intake, 'sources' | 'inTray'>;
  readonly sources: Sources;
  readonly tray: Pick<Tray, 'list' | 'read' | 'remove'>;
  readonly now: () => number;
  readonly version: string;
  /** Null: takes mail. Otherwise why it does not, for /readyz. */
  readonly notReady: () => string | null;
  /** Aborted when the service goes down: streams end. */
  readonly closing: AbortSignal;
  /** Octets. */
  readonly largestMessage: number;
  readonly openMetrics: boolean;
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;
