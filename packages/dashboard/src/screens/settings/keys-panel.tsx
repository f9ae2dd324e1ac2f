/** Keys of programs: made, shown once, revoked. */
import type { paths } from '@hearback/server/api';
import { useState } from 'preact/hooks';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { Ask } from '../../parts/ask.tsx';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { Ago } from '../../parts/time.tsx';
import { NewKey } from './new-key.tsx';

type Key = paths['/v1/keys']['get']['responses'][200]['content']['application/json']['data'][number];

export function KeysPanel() {
  const [asking, setAsking] = useState<Key | 'new' | null>(null);
  const asked = useAsked((signal) => answer(api.GET('/v1/keys', { signal })).then(({ data }) => data), []);
  return (
    <Panel
      title="Keys"
      meaning="What programs show when they ask the API. Only a hash is kept."
      from={{ path: '/v1/keys', cli: 'hearback key ls' }}
      flush
      actions={
        <button type="button" class="button small" onClick={() => setAsking('new')}>
          New key…
        </button>
      }
    >
      <Loaded
        asked={asked}
        isEmpty={(keys) => keys.length === 0}
        empty={<Empty title="No keys yet">Programs need one for the API over HTTP; the socket needs none.</Empty>}
      >
        {(keys) => (
          <Table<Key>
            caption="Keys"
            rows={keys}
            rowKey={({ id }) => id}
            columns={[
              { title: 'name', names: true, cell: ({ name }) => name },
              { title: 'id', kind: 'tight', cell: ({ id }) => <code>{id}</code> },
              { title: 'may', cell: ({ scopes }) => scopes.join(', ') },
              { title: 'as', cell: ({ senders, authors }) => asWhom(senders, authors) },
              { title: 'made', kind: 'tight', cell: ({ created_at: at }) => <Ago at={at} /> },
              {
                title: 'actions',
                kind: 'tight',
                cell: (key) => (
                  <button
                    type="button"
                    class="button plain small danger"
                    aria-label={`Revoke ${key.name}`}
                    onClick={() => setAsking(key)}
                  >
                    Revoke
                  </button>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      {asking === 'new' ? <NewKey close={() => setAsking(null)} made={asked.again} /> : null}
      {asking === null || asking === 'new' ? null : (
        <Ask
          title={`Revoke the key ${asking.name}?`}
          verb="Revoke"
          danger
          close={() => setAsking(null)}
          act={async () => {
            await answer(api.DELETE('/v1/keys/{id}', { params: { path: { id: asking.id } } }));
            asked.again();
          }}
        >
          <p>Programs that use it are turned away within seconds. It cannot be brought back.</p>
        </Ask>
      )}
    </Panel>
  );
}

const isAnybody = (list: readonly string[]): boolean => list.length === 1 && list[0] === '*';

function asWhom(senders: readonly string[], authors: readonly string[]): string {
  const sends = isAnybody(senders) ? 'anybody' : senders.join(', ');
  return authors.length === 0
    ? sends
    : `${sends}, with authors ${isAnybody(authors) ? 'of all kinds' : authors.join(', ')}`;
}
