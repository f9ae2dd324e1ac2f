/** Runs that corrected the past by rules: how far they are, and the way back. */

import type { paths } from '@hearback/server/api';
import { useEffect } from 'preact/hooks';
import type { Asked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import { useDoing } from '../../parts/doing.ts';
import { Loaded, Trouble } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { Tag } from '../../parts/tag.tsx';
import { Ago } from '../../parts/time.tsx';
import { count } from '../../words/figures.ts';

type Runs = paths['/v1/reclassifications']['get']['responses'][200]['content']['application/json'];
export type Run = Runs['data'][number];

export const askRuns = (signal: AbortSignal): Promise<readonly Run[]> =>
  answer(api.GET('/v1/reclassifications', { params: { query: { limit: 10 } }, signal })).then(({ data }) => data);

/** Milliseconds between two looks while one is under way. */
const look = 1000;

export function RunsPanel({ asked }: { readonly asked: Asked<readonly Run[]> }) {
  const { problem, run } = useDoing();
  const runs = asked.kind === 'there' ? asked.data : [];
  const isRunning = runs.some(({ state }) => state === 'running');
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setTimeout(asked.again, look);
    return () => clearTimeout(timer);
  }, [isRunning, asked]);
  if (asked.kind === 'there' && runs.length === 0) return null;
  const undo = (id: string): Promise<boolean> =>
    run(async () => {
      await answer(api.POST('/v1/reclassifications/{id}/undo', { params: { path: { id } }, body: {} }));
      asked.again();
    });
  return (
    <Panel
      title="Corrections of the past"
      meaning="Each can be taken back as a whole."
      from={{ path: '/v1/reclassifications', cli: 'hearback rules runs' }}
      flush
    >
      {problem === null ? null : <Trouble problem={problem} title="This was not undone" />}
      <Loaded asked={asked}>{(data) => <RunTable runs={data} undo={undo} />}</Loaded>
    </Panel>
  );
}

const tones = { running: 'watch', done: 'ok', failed: 'bad', undone: 'none' } as const;

function RunTable({ runs, undo }: { readonly runs: readonly Run[]; readonly undo: (id: string) => unknown }) {
  return (
    <Table<Run>
      caption="Corrections of the past"
      rows={runs}
      rowKey={({ id }) => id}
      columns={[
        { title: 'when', kind: 'tight', names: true, cell: ({ started_at: at }) => <Ago at={at} /> },
        { title: 'state', kind: 'tight', cell: ({ state }) => <Tag tone={tones[state]}>{state}</Tag> },
        { title: 'corrected', kind: 'n', cell: ({ detail }) => figure(detail['changed'] ?? detail['corrected']) },
        { title: 'read', kind: 'n', cell: ({ detail }) => figure(detail['read']) },
        { title: 'by', cell: ({ who, why }) => (why === '' ? who : `${who}: ${why}`) },
        {
          title: 'actions',
          kind: 'tight',
          cell: ({ id, state }) =>
            state === 'done' && may('rules:write') ? (
              <button type="button" class="button small" onClick={() => void undo(id)}>
                Undo
              </button>
            ) : null,
        },
      ]}
    />
  );
}

const figure = (value: unknown): string => (typeof value === 'number' ? count(value) : '–');
