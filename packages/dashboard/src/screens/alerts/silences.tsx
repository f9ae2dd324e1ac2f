/** What is not told for a while. */
import type { Asked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import type { Silence } from '../../api/shapes.ts';
import { attempt } from '../../parts/attempt.ts';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { Ago } from '../../parts/time.tsx';

export interface SilencesProps {
  readonly silences: Asked<{ readonly data: readonly Silence[] }>;
}

export function Silences({ silences }: SilencesProps) {
  const end = async (id: string): Promise<void> => {
    await attempt(async () => {
      await answer(api.DELETE('/v1/silences/{id}', { params: { path: { id } } }));
      return 'The silence is over';
    });
    silences.again();
  };
  return (
    <Panel
      title="Silences"
      meaning="Alerts that are listed and not told."
      from={{ path: '/v1/silences', cli: 'hearback alert silences' }}
      flush
    >
      <Loaded
        asked={silences}
        lines={2}
        isEmpty={({ data }) => data.length === 0}
        empty={<Empty title="Nothing is silenced">An open alert above can be.</Empty>}
      >
        {({ data }) => (
          <Table
            caption="Silences"
            rows={data}
            rowKey={({ id }) => id}
            columns={[
              {
                title: 'what',
                names: true,
                kind: 'wide',
                cell: ({ rule, key }) => `${rule ?? 'every rule'}${key === null ? '' : `: ${key}`}`,
              },
              { title: 'why', cell: ({ why }) => why },
              { title: 'by', cell: ({ by }) => by },
              { title: 'ends', kind: 'tight', cell: ({ until }) => <Ago at={until} /> },
              {
                title: 'end it',
                kind: 'tight',
                hidden: !may('alerts:write'),
                cell: ({ id }) => (
                  <button type="button" class="button small" onClick={() => void end(id)}>
                    End
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
