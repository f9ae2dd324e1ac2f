/** An alert as other programs see it: in the API and in webhooks. */
import type { Alert } from '../store/store.ts';

const maybe = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

export const alertData = (alert: Alert) => ({
  ...{ id: alert.id, rule: alert.rule, key: alert.key, severity: alert.severity },
  ...{ sentence: alert.sentence, next_step: alert.nextStep, state: alert.state },
  opened_at: new Date(alert.openedAt).toISOString(),
  acknowledged_at: maybe(alert.acknowledgedAt),
  acknowledged_by: alert.acknowledgedBy,
  resolved_at: maybe(alert.resolvedAt),
  resolved_by: alert.resolvedBy,
  ...{ value: alert.value, threshold: alert.threshold, notifications: alert.notifications },
});

export type WireAlert = ReturnType<typeof alertData>;
