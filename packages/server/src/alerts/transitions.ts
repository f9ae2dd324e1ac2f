/** From what rules see to what becomes of alerts. Pure: the clock, the silences and the alerts that stand are given. */
import { isAhead } from '../delivery/jump-guard.ts';
import type { Alert, AlertChange, Severity, Silence } from '../store/store.ts';
import type { AlertRule, Condition } from './condition.ts';

export type Seen =
  /** `threshold` null: the rule has none. */
  | { readonly rule: AlertRule; readonly threshold: number | null; readonly conditions: readonly Condition[] }
  /** Switched off: its alerts are over. */
  | { readonly rule: AlertRule; readonly off: true };

export type Transition =
  | { readonly kind: 'open'; readonly alert: Omit<Alert, 'id'>; readonly tell: boolean }
  | {
      readonly kind: 'change';
      readonly alert: Alert;
      readonly change: AlertChange;
      /** `worse`: whoever is told of critical alerts alone has not heard of it. */
      readonly tell: 'opened' | 'worse' | 'resolved' | null;
    };

/** Alerts of rules that are not among `seen` (they could not be looked at) stay as they are. */
export function transitionsOf(
  seen: readonly Seen[],
  standing: readonly Alert[],
  silences: readonly Silence[],
  now: number,
): readonly Transition[] {
  return seen.flatMap((each) => {
    const own = standing.filter(({ rule }) => rule === each.rule.name);
    if ('off' in each) return own.map((alert) => resolve(alert, silences, now));
    const at = new Map(each.conditions.map((condition) => [condition.key, condition]));
    const known = new Set(own.map(({ key }) => key));
    const fresh = each.conditions.filter(({ key, firing }) => firing && !known.has(key));
    return [
      ...own.flatMap((alert) => go(alert, at.get(alert.key), each.rule.calm, silences, now)),
      ...fresh.map((condition) => open(each.rule, condition, each.threshold, silences, now)),
    ];
  });
}

export const isInForce = ({ createdAt, until }: Silence, now: number): boolean =>
  until > now && !isAhead(createdAt, now);

const isSilenced = ({ rule, key }: Pick<Alert, 'rule' | 'key'>, silences: readonly Silence[], now: number): boolean =>
  silences.some(
    (silence) =>
      isInForce(silence, now) &&
      (silence.rule === null || silence.rule === rule) &&
      (silence.key === null || silence.key === key),
  );

const severityOf = (rule: AlertRule, { severity }: Condition): Severity => severity ?? rule.severity;

function open(
  rule: AlertRule,
  condition: Condition,
  threshold: number | null,
  silences: readonly Silence[],
  now: number,
): Transition {
  const { key, sentence, nextStep, value } = condition;
  const tell = !isSilenced({ rule: rule.name, key }, silences, now);
  const alert: Omit<Alert, 'id'> = {
    ...{ rule: rule.name, key, severity: severityOf(rule, condition), sentence, nextStep, state: 'open' },
    ...{ openedAt: now, acknowledgedAt: null, acknowledgedBy: null, resolvedAt: null, resolvedBy: null },
    ...{ calmSince: null, toldAt: tell ? now : null, value, threshold, notifications: 0 },
  };
  return { kind: 'open', alert, tell };
}

function go(
  alert: Alert,
  condition: Condition | undefined,
  calm: number,
  silences: readonly Silence[],
  now: number,
): readonly Transition[] {
  if (condition === undefined) {
    // Since an instant that has not come: the clock was set back.
    const since = Math.min(alert.calmSince ?? now, now);
    if (now - since >= calm) return [resolve(alert, silences, now)];
    return alert.calmSince === since ? [] : [{ kind: 'change', alert, change: { calmSince: since }, tell: null }];
  }
  const { sentence, nextStep, value, firing } = condition;
  const silenced = isSilenced(alert, silences, now);
  const tell = firing && alert.toldAt === null && alert.state === 'open' && !silenced;
  // It stays as bad as it was until it is over: who was told that it began is told that it ended.
  const worse =
    condition.severity === 'critical' && alert.severity === 'warning' && (alert.toldAt === null || !silenced);
  const change: AlertChange = {
    ...(alert.calmSince === null ? {} : { calmSince: null }),
    ...(sentence === alert.sentence ? {} : { sentence, nextStep, value }),
    ...(worse ? { severity: 'critical' } : {}),
    ...(tell || (worse && alert.toldAt !== null) ? { toldAt: now } : {}),
  };
  if (Object.keys(change).length === 0) return [];
  return [{ kind: 'change', alert, change, tell: tell ? 'opened' : worse && alert.toldAt !== null ? 'worse' : null }];
}

/** Whoever was not told that it began is not told that it ended. */
function resolve(alert: Alert, silences: readonly Silence[], now: number): Transition {
  const told = alert.toldAt !== null && !isSilenced(alert, silences, now);
  return { kind: 'change', alert, change: { state: 'resolved', resolvedAt: now }, tell: told ? 'resolved' : null };
}
