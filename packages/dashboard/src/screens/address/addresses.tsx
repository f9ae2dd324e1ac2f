/** Finds one address; under it, those that failed last. */
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import { Head } from '../../parts/head.tsx';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { QueryField } from '../../parts/query-field.tsx';
import { Table } from '../../parts/table.tsx';
import { ClassTag } from '../../parts/tag.tsx';
import { Ago } from '../../parts/time.tsx';
import { navigate } from '../../router/place.ts';
import { causeText } from '../../words/verdicts.ts';

const path = (address: string): string => `/addresses/${encodeURIComponent(address)}`;

export default function Addresses() {
  return (
    <>
      <Head title="Addresses">
        Why does somebody get no mail? All that is known of one address, and what would happen next.
      </Head>
      <QueryField
        label="Address"
        hint="jo@example.net"
        value=""
        submit={(text) => {
          if (text !== '') navigate(path(text));
        }}
      />
      {may('events:read') ? <FailedLast /> : null}
    </>
  );
}

function FailedLast() {
  const asked = useAsked(
    (signal) => answer(api.GET('/v1/bounces', { params: { query: { limit: 100 } }, signal })),
    [],
    { live: true },
  );
  return (
    <Panel
      title="Failed last"
      meaning="The addresses of the latest bounces and complaints."
      from={{ path: '/v1/bounces', cli: 'hearback bounces ls', open: '/bounces' }}
      flush
    >
      <Loaded
        asked={asked}
        lines={8}
        isEmpty={({ data }) => data.length === 0}
        empty={<Empty title="Nobody’s mail failed">There are no bounces and no complaints.</Empty>}
      >
        {({ data }) => (
          <Table
            caption="Addresses that failed last"
            rows={latestOfEach(data)}
            rowKey={({ recipient }) => recipient}
            open={({ recipient }) => path(recipient)}
            keys
            columns={[
              { title: 'address', names: true, kind: 'wide', cell: ({ recipient }) => recipient },
              { title: 'class', kind: 'tight', cell: ({ event }) => <ClassTag event={event} /> },
              { title: 'reason', cell: ({ event }) => causeText(event) },
              { title: 'when', kind: 'tight', cell: ({ event }) => <Ago at={event.at} /> },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  );
}

function latestOfEach<T extends { readonly recipient: string | null }>(events: readonly T[]) {
  const found = new Map<string, T>();
  for (const event of events)
    if (event.recipient !== null && !found.has(event.recipient)) found.set(event.recipient, event);
  return [...found].slice(0, 30).map(([recipient, event]) => ({ recipient, event }));
}
