/** The rules that watch: on from the start, each with its threshold. */
import { useState } from 'preact/hooks';
import type { Asked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import type { AlertRule } from '../../api/shapes.ts';
import { attempt } from '../../parts/attempt.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { Tag } from '../../parts/tag.tsx';
import { thresholdText } from './threshold.ts';
import { ThresholdDialog } from './threshold-dialog.tsx';

export interface RulesProps {
  readonly rules: Asked<{ readonly data: readonly AlertRule[] }>;
}

export function Rules({ rules }: RulesProps) {
  const [changing, setChanging] = useState<AlertRule | null>(null);
  const turn = async ({ name, enabled }: AlertRule): Promise<void> => {
    await attempt(async () => {
      await answer(api.PUT('/v1/alert-rules/{name}', { params: { path: { name } }, body: { enabled: !enabled } }));
      return enabled ? `${name} is off` : `${name} is on`;
    });
    rules.again();
  };
  return (
    <Panel
      title="Rules"
      meaning="What is watched, and from where on it is wrong."
      from={{ path: '/v1/alert-rules', cli: 'hearback alert rules' }}
      flush
    >
      <Loaded asked={rules} lines={6}>
        {({ data }) => (
          <Table
            caption="Rules"
            rows={data}
            rowKey={({ name }) => name}
            columns={[
              { title: 'rule', names: true, kind: 'tight', cell: ({ name }) => name },
              { title: 'meaning', cell: ({ description }) => description },
              {
                title: 'severity',
                kind: 'tight',
                cell: ({ severity }) => <Tag tone={severity === 'critical' ? 'bad' : 'watch'}>{severity}</Tag>,
              },
              {
                title: 'threshold',
                kind: 'n',
                cell: (rule) =>
                  rule.threshold === null || !may('alerts:write') ? (
                    thresholdText(rule)
                  ) : (
                    <button type="button" class="button small plain" onClick={() => setChanging(rule)}>
                      {thresholdText(rule)}
                      <span class="visually-hidden"> Change the threshold of {rule.name}</span>
                    </button>
                  ),
              },
              {
                title: 'watches',
                kind: 'tight',
                cell: (rule) =>
                  may('alerts:write') ? (
                    <button
                      type="button"
                      class="button small"
                      role="switch"
                      aria-checked={rule.enabled}
                      aria-label={`${rule.name} watches`}
                      onClick={() => void turn(rule)}
                    >
                      {rule.enabled ? 'On' : 'Off'}
                    </button>
                  ) : rule.enabled ? (
                    'On'
                  ) : (
                    'Off'
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      {changing === null ? null : (
        <ThresholdDialog rule={changing} close={() => setChanging(null)} done={rules.again} />
      )}
    </Panel>
  );
}
