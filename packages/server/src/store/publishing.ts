/**
 * The publishing part of the store's port: who is told of events by webhook, and what is on its way to them.
 *
 * An endpoint has a cursor into the events. What is behind it is brought into `deliveries` a window at a time, in one
 * transaction with the cursor, so that recording an event costs nothing more and nothing is passed over.
 */
import type { EventType, LedgerEvent } from '../ledger/event.ts';

export interface WebhookSecret {
  /** "whsec_" and base64. */
  readonly secret: string;
  /** It signs until then; null: it is the current one. */
  readonly until: number | null;
}

export type WebhookState = 'active' | 'paused' | 'disabled';

export interface WebhookEndpoint {
  /** "wh_" and a UUIDv7. */
  readonly id: string;
  readonly url: string;
  readonly description: string;
  /** Empty: all of them. */
  readonly types: readonly string[];
  /** The current one first. */
  readonly secrets: readonly WebhookSecret[];
  readonly state: WebhookState;
  /** Why it is paused or disabled; null while it is active. */
  readonly why: string | null;
  readonly createdAt: number;
  /** `seq` of the last event that was brought into deliveries, or passed over. */
  readonly cursor: number;
  /** Since when nothing was delivered that was tried; null when the last attempt succeeded. */
  readonly failingSince: number | null;
}

export type DeliveryState = 'waiting' | 'delivered' | 'failed';

export interface WebhookDelivery {
  /** "whd_" and a UUIDv7. */
  readonly id: string;
  readonly endpoint: string;
  /** What the receiver sees as webhook-id: the same in every attempt and replay. */
  readonly publication: string;
  readonly type: string;
  /** JSON as it is sent. */
  readonly body: string;
  readonly at: number;
  readonly state: DeliveryState;
  readonly replay: boolean;
  readonly attempts: number;
  /** When it is tried next; of no meaning once it does not wait. */
  readonly nextAt: number;
  readonly lastAt: number | null;
  /** Of the last answer; null when there was none. */
  readonly status: number | null;
  readonly error: string | null;
  readonly duration: number | null;
}

export type DeliveryOutcome = Pick<
  WebhookDelivery,
  'id' | 'state' | 'attempts' | 'nextAt' | 'lastAt' | 'status' | 'error' | 'duration'
>;

export interface WebhookChange {
  readonly url?: string | undefined;
  readonly description?: string | undefined;
  readonly types?: readonly string[] | undefined;
  readonly secrets?: readonly WebhookSecret[] | undefined;
  readonly state?: WebhookState | undefined;
  readonly why?: string | null | undefined;
  readonly failingSince?: number | null | undefined;
}

export interface PublishingReads {
  readonly webhooks: () => Promise<readonly WebhookEndpoint[]>;
  readonly webhook: (id: string) => Promise<WebhookEndpoint | null>;
  /** `seq` of the newest event; 0 for none. */
  readonly newestEvent: () => Promise<number>;
  /** `seq` of this event; null when it is not kept. */
  readonly numberOf: (event: string) => Promise<number | null>;
  /** A `seq` behind which all events since that instant stand. */
  readonly numberBefore: (since: number) => Promise<number>;
  /**
   * Events of these types behind `after`, in the order of recording. `upTo`: where to go on. What another process may still
   * put in between is waited for: then nothing is given yet.
   */
  readonly eventsBehind: (
    after: number,
    types: readonly EventType[],
    limit: number,
    messageId?: string,
  ) => Promise<{ readonly events: readonly LedgerEvent[]; readonly upTo: number }>;
  /**
   * The same for whoever comes back for pages: as many as there are, however far apart they stand. `next`: there are others
   * behind it. `resume`: where to go on when others have come. A place that is kept no more, for numbers began anew, is behind
   * nothing. `unsettled`: all that there are, for whoever looks; `resume` is before those that have to be waited for, and they come again.
   */
  readonly eventsOnward: (
    after: number,
    filter: {
      readonly messageId?: string | undefined;
      readonly type?: EventType | undefined;
      readonly since?: number | undefined;
      readonly unsettled?: boolean;
    },
    limit: number,
  ) => Promise<{ readonly events: readonly LedgerEvent[]; readonly next: number | null; readonly resume: number }>;
  /** Oldest first. */
  readonly waitingDeliveries: (endpoint: string, limit: number) => Promise<readonly WebhookDelivery[]>;
  /** Latest first. */
  readonly deliveries: (
    endpoint: string,
    filter: { readonly state?: DeliveryState | undefined },
    after: string | null,
    limit: number,
  ) => Promise<{ readonly data: readonly WebhookDelivery[]; readonly next: string | null }>;
  readonly delivery: (id: string) => Promise<WebhookDelivery | null>;
  /** Of these publications, to whichever endpoint; replays are left out. In the order in which they were brought. */
  readonly deliveriesOf: (publications: readonly string[]) => Promise<readonly WebhookDelivery[]>;
}

export interface PublishingWrites {
  readonly addWebhook: (endpoint: WebhookEndpoint) => Promise<void>;
  /** False when there is none. */
  readonly changeWebhook: (id: string, change: WebhookChange) => Promise<boolean>;
  /** With its deliveries; false when there is none. */
  readonly removeWebhook: (id: string) => Promise<boolean>;
  /** One transaction. A delivery that is no replay and is there already is left as it is. */
  readonly bringDeliveries: (
    deliveries: readonly WebhookDelivery[],
    cursor: { readonly endpoint: string; readonly to: number } | null,
  ) => Promise<void>;
  /** One transaction: what became of deliveries, and what that means for their endpoint. */
  readonly settleDeliveries: (
    outcomes: readonly DeliveryOutcome[],
    endpoint: { readonly id: string; readonly change: WebhookChange } | null,
  ) => Promise<void>;
  /** Deletes deliveries that wait no more: those older than given, and all but the latest `kept` of each endpoint. */
  readonly sweepDeliveries: (before: number, kept: number) => Promise<number>;
}
