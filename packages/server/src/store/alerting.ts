/**
 * The alerting part of the store's port: what is wrong now and was before, whom that is still to be told, and what people have
 * set about it. At most one alert of a rule and key is not resolved.
 */
import type { WebhookDelivery } from './publishing.ts';

export type AlertState = 'open' | 'acknowledged' | 'resolved';
export type Severity = 'critical' | 'warning';

export interface Alert {
  /** "alt_" and a UUIDv7. */
  readonly id: string;
  readonly rule: string;
  /** What it is about within the rule: a list, a source; empty where there is only one. */
  readonly key: string;
  readonly severity: Severity;
  readonly sentence: string;
  readonly nextStep: string;
  readonly state: AlertState;
  readonly openedAt: number;
  readonly acknowledgedAt: number | null;
  readonly acknowledgedBy: string | null;
  readonly resolvedAt: number | null;
  /** Null: the condition ended by itself. */
  readonly resolvedBy: string | null;
  /** Since when the condition has not been seen; it resolves once that has lasted. */
  readonly calmSince: number | null;
  /** When its opening went out to the channels; null while a silence holds it back. */
  readonly toldAt: number | null;
  readonly value: number | null;
  readonly threshold: number | null;
  readonly notifications: number;
}

export type AlertChange = Partial<Omit<Alert, 'id' | 'rule' | 'key' | 'openedAt' | 'notifications'>>;

/** Somebody is to be told that an alert was opened or resolved. */
export interface AlertNotice {
  /** "aln_" and a UUIDv7. */
  readonly id: string;
  readonly alert: string;
  readonly channel: string;
  readonly kind: 'opened' | 'resolved';
  readonly attempts: number;
  readonly nextAt: number;
  readonly error: string | null;
}

/** What people have changed of a rule; null: as it is from the start. */
export interface AlertRuleSetting {
  readonly rule: string;
  readonly enabled: boolean | null;
  readonly threshold: number | null;
}

export interface Silence {
  /** "sil_" and a UUIDv7. */
  readonly id: string;
  /** Null: every rule, every key. */
  readonly rule: string | null;
  readonly key: string | null;
  readonly until: number;
  readonly why: string;
  readonly by: string;
  readonly createdAt: number;
}

/** What goes out with a change of an alert, in its transaction. */
export interface AlertTold {
  readonly notices: readonly AlertNotice[];
  readonly deliveries: readonly WebhookDelivery[];
}

export interface AlertingReads {
  /** Latest first. */
  readonly alerts: (
    filter: { readonly state?: AlertState | undefined },
    after: string | null,
    limit: number,
  ) => Promise<{ readonly data: readonly Alert[]; readonly next: string | null }>;
  readonly alert: (id: string) => Promise<Alert | null>;
  /** Those that are not resolved. */
  readonly standingAlerts: () => Promise<readonly Alert[]>;
  /** All that are still to be told, also those that are not due; those that fall due first come first. */
  readonly alertNoticesWaiting: (limit: number) => Promise<readonly AlertNotice[]>;
  readonly alertRuleSettings: () => Promise<readonly AlertRuleSetting[]>;
  readonly silences: () => Promise<readonly Silence[]>;
}

export interface AlertingWrites {
  /** Leaves things as they are when an alert of the rule and key stands already. */
  readonly openAlert: (alert: Alert, told: AlertTold) => Promise<void>;
  /**
   * One that is resolved stays as it is, and so does one that is as severe, or was told of, already: what another process has
   * changed is not told again.
   */
  readonly changeAlert: (id: string, change: AlertChange, told: AlertTold) => Promise<void>;
  /** Told: the notice goes, and is counted at its alert. Else when it is tried again; null: never. */
  readonly settleAlertNotice: (
    notice: AlertNotice,
    outcome:
      | { readonly kind: 'told' }
      | { readonly kind: 'failed'; readonly nextAt: number | null; readonly error: string },
  ) => Promise<void>;
  readonly setAlertRule: (setting: AlertRuleSetting) => Promise<void>;
  readonly addSilence: (silence: Silence) => Promise<void>;
  readonly removeSilence: (id: string) => Promise<boolean>;
  /** Deletes resolved alerts and ended silences older than given. */
  readonly sweepAlerts: (before: number) => Promise<number>;
}
