/** Tables of alerts (alerting.ts). */

interface AlertsTable {
  id: string;
  rule: string;
  key: string;
  severity: string;
  sentence: string;
  next_step: string;
  state: string;
  opened_at: number;
  acknowledged_at: number | null;
  acknowledged_by: string | null;
  resolved_at: number | null;
  resolved_by: string | null;
  calm_since: number | null;
  told_at: number | null;
  value: number | null;
  threshold: number | null;
  notifications: number;
}

interface AlertNoticesTable {
  id: string;
  alert: string;
  channel: string;
  kind: string;
  attempts: number;
  next_at: number;
  error: string | null;
}

interface AlertRulesTable {
  rule: string;
  enabled: number | null;
  threshold: number | null;
}

interface SilencesTable {
  id: string;
  rule: string | null;
  key: string | null;
  until: number;
  why: string;
  by: string;
  created_at: number;
}

export interface AlertingSchema {
  alerts: AlertsTable;
  alert_notices: AlertNoticesTable;
  alert_rules: AlertRulesTable;
  silences: SilencesTable;
}
