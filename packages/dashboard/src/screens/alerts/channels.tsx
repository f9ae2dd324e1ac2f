/** Who is told: the channels of the configuration. Webhooks that take alert.opened are told as well. */
import { useState } from 'preact/hooks';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import { attempt } from '../../parts/attempt.ts';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';

export function Channels() {
  const channels = useAsked((signal) => answer(api.GET('/v1/alert-channels', { signal })), []);
  const [testing, setTesting] = useState<string | null>(null);
  const test = async (name: string): Promise<void> => {
    setTesting(name);
    await attempt(async () => {
      const { told, error } = await answer(api.POST('/v1/alert-channels/{name}/test', { params: { path: { name } } }));
      return told ? `${name} was told` : `${name} could not be told: ${error ?? 'no reason given'}`;
    });
    setTesting(null);
  };
  return (
    <Panel
      title="Who is told"
      meaning="By mail or chat, besides the webhooks."
      from={{ path: '/v1/alert-channels', cli: 'hearback config show' }}
      flush
    >
      <Loaded
        asked={channels}
        lines={2}
        isEmpty={({ data }) => data.length === 0}
        empty={
          <Empty title="Nobody yet, but this page">
            <p>
              Add a table <code>[alerts.channels.NAME]</code> to the configuration, or a webhook that takes{' '}
              <code>alert.opened</code>.
            </p>
          </Empty>
        }
      >
        {({ data }) => (
          <Table
            caption="Channels"
            rows={data}
            rowKey={({ name }) => name}
            columns={[
              { title: 'channel', names: true, cell: ({ name }) => name },
              { title: 'kind', cell: ({ kind }) => (kind === 'email' ? 'mail' : 'chat') },
              { title: 'from', cell: ({ severity }) => severity },
              {
                title: 'try it',
                kind: 'tight',
                hidden: !may('alerts:write'),
                cell: ({ name }) => (
                  <button
                    type="button"
                    class="button small"
                    disabled={testing === name}
                    onClick={() => void test(name)}
                  >
                    Test<span class="visually-hidden"> {name}</span>
                  </button>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  );
}
