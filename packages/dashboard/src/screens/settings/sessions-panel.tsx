/** People who are signed in to this page. */
import type { paths } from '@hearback/server/api';
import { useState } from 'preact/hooks';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { Ask } from '../../parts/ask.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { At } from '../../parts/time.tsx';

type Visit = paths['/v1/sessions']['get']['responses'][200]['content']['application/json']['data'][number];

export function SessionsPanel() {
  const [ending, setEnding] = useState<Visit | null>(null);
  const asked = useAsked((signal) => answer(api.GET('/v1/sessions', { signal })).then(({ data }) => data), []);
  return (
    <Panel
      title="People here"
      meaning="Sessions of this page. A link for somebody else is made by “hearback login” on the server’s machine."
      from={{ path: '/v1/sessions', cli: 'hearback login' }}
      flush
    >
      <Loaded asked={asked}>
        {(visits) => (
          <Table<Visit>
            caption="Sessions of people"
            rows={visits}
            rowKey={({ id }) => id}
            columns={[
              { title: 'who', names: true, cell: ({ name }) => name },
              {
                title: 'may',
                cell: ({ scopes }) => (scopes.every((scope) => scope.endsWith(':read')) ? 'look' : 'look and change'),
              },
              { title: 'since (UTC)', kind: 'tight', cell: ({ created_at: at }) => <At at={at} /> },
              { title: 'until (UTC)', kind: 'tight', cell: ({ expires_at: at }) => <At at={at} /> },
              {
                title: 'actions',
                kind: 'tight',
                cell: (visit) => (
                  <button
                    type="button"
                    class="button plain small danger"
                    aria-label={`End the session of ${visit.name}`}
                    onClick={() => setEnding(visit)}
                  >
                    End
                  </button>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      {ending === null ? null : (
        <Ask
          title={`End the session of ${ending.name}?`}
          verb="End it"
          danger
          close={() => setEnding(null)}
          act={async () => {
            await answer(api.DELETE('/v1/sessions/{id}', { params: { path: { id: ending.id } } }));
            asked.again();
          }}
        >
          <p>Whoever has it is signed out at once, which may be you.</p>
        </Ask>
      )}
    </Panel>
  );
}
