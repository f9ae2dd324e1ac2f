/** What people do with alerts: acknowledge, resolve, silence, set rules, try channels. */
import type { Clock } from '../delivery/clock.ts';
import type { Ids } from '../ledger/ids.ts';
import type { Alert, AlertChange, Severity, Silence, Store } from '../store/store.ts';
import type { ChannelSettings, Tell } from './channels.ts';
import type { AlertRule, ThresholdUnit } from './condition.ts';

export interface RuleView {
  readonly name: string;
  readonly description: string;
  readonly severity: Severity;
  readonly enabled: boolean;
  readonly threshold: number | null;
  readonly byDefault: number | null;
  readonly unit: ThresholdUnit | null;
}

export interface Alerts {
  /** One that is resolved already stays so. Null when there is none. */
  readonly acknowledge: (id: string, who: string) => Promise<Alert | null>;
  /** It opens again when its condition still stands at the next look. */
  readonly resolve: (id: string, who: string) => Promise<Alert | null>;
  readonly rules: () => Promise<readonly RuleView[]>;
  /** A threshold of null: as it is from the start. Null when there is no such rule, 'threshold' when it cannot be that. */
  readonly setRule: (
    name: string,
    set: { readonly enabled?: boolean | undefined; readonly threshold?: number | null | undefined },
  ) => Promise<RuleView | 'threshold' | null>;
  readonly silence: (asked: Omit<Silence, 'id' | 'createdAt'>) => Promise<Silence>;
  readonly channels: () => readonly { readonly name: string; readonly kind: string; readonly severity: Severity }[];
  /** Tells a channel something harmless, at once; null when there is none. */
  readonly test: (channel: string) => Promise<{ readonly error: string | null } | null>;
}

export interface AlertsDeps {
  readonly store: Pick<Store, 'alert' | 'changeAlert' | 'alertRuleSettings' | 'setAlertRule' | 'addSilence'>;
  readonly rules: readonly AlertRule[];
  readonly channels: ReadonlyMap<string, { readonly settings: ChannelSettings; readonly tell: Tell }>;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Something about rules or silences changed. */
  readonly poke: () => void;
}

const quietly = { notices: [], deliveries: [] };

export function createAlerts({ store, rules, channels, clock, ids, poke }: AlertsDeps): Alerts {
  const change = async (id: string, to: AlertChange): Promise<Alert | null> => {
    const alert = await store.alert(id);
    if (alert === null || alert.state === 'resolved') return alert;
    await store.changeAlert(id, to, quietly);
    return store.alert(id);
  };
  const views = async (): Promise<readonly RuleView[]> => {
    const settings = new Map((await store.alertRuleSettings()).map((setting) => [setting.rule, setting]));
    return rules.map(({ name, description, severity, threshold }) => ({
      ...{ name, description, severity, enabled: settings.get(name)?.enabled ?? true },
      threshold: threshold === null ? null : (settings.get(name)?.threshold ?? threshold.byDefault),
      ...{ byDefault: threshold?.byDefault ?? null, unit: threshold?.unit ?? null },
    }));
  };

  return {
    acknowledge: (id, who) => change(id, { state: 'acknowledged', acknowledgedAt: clock.now(), acknowledgedBy: who }),
    resolve: (id, who) => change(id, { state: 'resolved', resolvedAt: clock.now(), resolvedBy: who }),
    rules: views,
    setRule: async (name, { enabled, threshold }) => {
      const rule = rules.find((each) => each.name === name);
      if (rule === undefined) return null;
      if (threshold != null && !isPossible(rule, threshold)) return 'threshold';
      const before = (await store.alertRuleSettings()).find((setting) => setting.rule === name);
      await store.setAlertRule({
        rule: name,
        enabled: enabled ?? before?.enabled ?? null,
        threshold: threshold === undefined ? (before?.threshold ?? null) : threshold,
      });
      poke();
      return (await views()).find((view) => view.name === name) ?? null;
    },
    silence: async (asked) => {
      const now = clock.now();
      const silence = { ...asked, id: ids.make('sil_', now), createdAt: now };
      await store.addSilence(silence);
      return silence;
    },
    channels: () =>
      [...channels].map(([name, { settings }]) => ({ name, kind: settings.kind, severity: settings.severity })),
    test: async (name) => {
      const channel = channels.get(name);
      if (channel === undefined) return null;
      const alert = {
        ...{ rule: 'test', key: '', severity: 'warning' as const },
        ...{ sentence: 'This is a test of the channel.', nextStep: 'Nothing is wrong.' },
      };
      return { error: await channel.tell({ id: ids.make('aln_', clock.now()), kind: 'test', alert }) };
    },
  };
}

function isPossible({ threshold }: AlertRule, value: number): boolean {
  if (threshold === null || !Number.isFinite(value) || value <= 0) return false;
  return threshold.unit !== 'share' || value <= 1;
}
