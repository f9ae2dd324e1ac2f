/** Alerts, notices and silences as rows. */
import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Alert, AlertChange, AlertNotice, AlertState, Severity, Silence } from './alerting.ts';
import type { Schema } from './schema.ts';

export const readAlert = (row: Selectable<Schema['alerts']>): Alert => ({
  ...{ id: row.id, rule: row.rule, key: row.key, sentence: row.sentence, nextStep: row.next_step },
  severity: row.severity as Severity,
  state: row.state as AlertState,
  openedAt: row.opened_at,
  acknowledgedAt: row.acknowledged_at,
  acknowledgedBy: row.acknowledged_by,
  resolvedAt: row.resolved_at,
  resolvedBy: row.resolved_by,
  calmSince: row.calm_since,
  toldAt: row.told_at,
  ...{ value: row.value, threshold: row.threshold, notifications: row.notifications },
});

export const alertRow = (alert: Alert): Insertable<Schema['alerts']> => ({
  ...{ id: alert.id, rule: alert.rule, key: alert.key, severity: alert.severity, sentence: alert.sentence },
  ...{ next_step: alert.nextStep, state: alert.state, value: alert.value, threshold: alert.threshold },
  opened_at: alert.openedAt,
  acknowledged_at: alert.acknowledgedAt,
  acknowledged_by: alert.acknowledgedBy,
  resolved_at: alert.resolvedAt,
  resolved_by: alert.resolvedBy,
  calm_since: alert.calmSince,
  told_at: alert.toldAt,
  notifications: alert.notifications,
});

const columns = {
  severity: 'severity',
  sentence: 'sentence',
  nextStep: 'next_step',
  state: 'state',
  acknowledgedAt: 'acknowledged_at',
  acknowledgedBy: 'acknowledged_by',
  resolvedAt: 'resolved_at',
  resolvedBy: 'resolved_by',
  calmSince: 'calm_since',
  toldAt: 'told_at',
  value: 'value',
  threshold: 'threshold',
} as const satisfies Record<keyof AlertChange, keyof Schema['alerts']>;

export const alertChanges = (change: AlertChange): Updateable<Schema['alerts']> =>
  Object.fromEntries(
    Object.entries(columns).flatMap(([field, column]) => {
      const value = change[field as keyof AlertChange];
      return value === undefined ? [] : [[column, value]];
    }),
  );

export const readNotice = (row: Selectable<Schema['alert_notices']>): AlertNotice => ({
  ...{ id: row.id, alert: row.alert, channel: row.channel, attempts: row.attempts, error: row.error },
  kind: row.kind as AlertNotice['kind'],
  nextAt: row.next_at,
});

export const alertNoticeRow = ({ nextAt, ...notice }: AlertNotice): Insertable<Schema['alert_notices']> => ({
  ...notice,
  next_at: nextAt,
});

export const readSilence = ({ created_at: createdAt, ...row }: Selectable<Schema['silences']>): Silence => ({
  ...row,
  createdAt,
});

export const silenceRow = ({ createdAt, ...silence }: Silence): Insertable<Schema['silences']> => ({
  ...silence,
  created_at: createdAt,
});
