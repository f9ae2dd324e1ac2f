/** What a rule sees: something is wrong, or nearly; and what is known of every rule. */
import type { Severity } from '../store/store.ts';

export interface Condition {
  /** What it is about within the rule; empty where there is only one. */
  readonly key: string;
  /** False: too close to the threshold for an alert that stands to be resolved, no reason for a new one (hysteresis). */
  readonly firing: boolean;
  readonly value: number | null;
  readonly sentence: string;
  readonly nextStep: string;
  /** Other than the rule's own. */
  readonly severity?: Severity;
}

export type ThresholdUnit = 'share' | 'seconds' | 'octets';

export interface AlertRule {
  readonly name: string;
  readonly description: string;
  readonly severity: Severity;
  /** Null: there is nothing to set. */
  readonly threshold: { readonly byDefault: number; readonly unit: ThresholdUnit } | null;
  /** How long the condition must be gone before its alert is resolved, in milliseconds. */
  readonly calm: number;
  /** `threshold` is the one set, in the rule's unit; 0 where it has none. */
  readonly look: (threshold: number, now: number) => Promise<readonly Condition[]>;
}

/** The part of a threshold that a value must come down to. */
export const downTo = 0.8;
