/** What the engine needs from the rest of the house; everything is injected, so that tests run without network or clock. */
import type { RuleBook, SuppressionPolicies } from '@hearback/bounce';
import type { ConnectOptions, ConnectResult, Resign, Route } from '@hearback/smtp';
import type { Ids } from '../ledger/ids.ts';
import type { AtHand } from '../observe/at-hand.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import type { DeliverySettings } from './settings.ts';
import type { SuppressionCheck } from './submission.ts';

/** Where mail for a domain goes; `createRouter` of @hearback/smtp. Never rejects for what the DNS says. */
export type FindRoute = (domain: string) => Promise<Route>;

export type Connect = (options: ConnectOptions) => Promise<ConnectResult>;

/** Fields to put in front of the message, or null when nothing signs for its authors; `Signer` of @hearback/smtp. */
export type Sign = (message: Uint8Array) => Promise<Uint8Array | null>;

/** Fields first, as pino has it. */
export interface Log {
  readonly debug: (fields: object, text: string) => void;
  readonly info: (fields: object, text: string) => void;
  readonly warn: (fields: object, text: string) => void;
  readonly error: (fields: object, text: string) => void;
}

type Outcome = 'delivered' | 'deferred' | 'bounced' | 'expired' | 'ambiguous';

/** Counters and histograms as plain calls. Labels are never addresses or ids. */
export interface Observe {
  readonly accepted: (origin: 'smtp' | 'http' | 'notice', recipients: number, octets: number) => void;
  readonly refused: (origin: 'smtp' | 'http' | 'notice', code: number) => void;
  /** One recipient of one attempt. `reason` null when delivered. */
  readonly attempted: (outcome: Outcome, reason: string | null, provider: string | null, milliseconds: number) => void;
  readonly connected: (ok: boolean, milliseconds: number) => void;
  readonly committed: (milliseconds: number) => void;
  /** `sent`: a mail to a sender; `listed`: a notice that a list of them tells; `put_off`: one that waits for its hour. */
  readonly noticed: (outcome: 'sent' | 'listed' | 'put_off' | 'dropped') => void;
}

export interface EngineDeps {
  readonly store: Store;
  readonly route: FindRoute;
  readonly connect: Connect;
  readonly clock: Clock;
  readonly ids: Ids;
  /** A number in [0, 1). */
  readonly random: () => number;
  readonly settings: DeliverySettings;
  readonly log: Log;
  readonly observe?: Observe | undefined;
  readonly sign?: Sign | undefined;
  /** What puts our signature anew on a message that a server's want of 8BITMIME changes. */
  readonly resign?: Resign | undefined;
  readonly suppressed?: SuppressionCheck | undefined;
  /** When a bounce keeps an address from getting mail. */
  readonly suppression?: SuppressionPolicies | undefined;
  /** The user's own rules for verdicts, as they are now. */
  readonly rules?: (() => RuleBook | undefined) | undefined;
  /** False when memory or disk is too short to take more mail; accept then answers 452. */
  readonly hasRoom?: (() => boolean) | undefined;
  /** Remembers over deaths which notice was being written. */
  readonly writing?: AtHand | undefined;
}

export const observeNothing: Observe = {
  accepted: () => {},
  refused: () => {},
  attempted: () => {},
  connected: () => {},
  committed: () => {},
  noticed: () => {},
};
