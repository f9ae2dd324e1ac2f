/** Who changed what by hand. */
import type { paths } from '@hearback/server/api';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { Ago } from '../../parts/time.tsx';
import { query } from '../../router/place.ts';

type Entry = paths['/v1/audit']['get']['responses'][200]['content']['application/json']['data'][number];

export function AuditPanel() {
  const after = query.value.get('after');
  const asked = useAsked(
    (signal) =>
      answer(api.GET('/v1/audit', { params: { query: { limit: 25, ...(after === null ? {} : { after }) } }, signal })),
    [after],
  );
  return (
    <Panel
      title="Who changed what"
      meaning="By hand, at this page or by a key. Nothing of it is ever changed or taken away."
      from={{ path: '/v1/audit', cli: 'hearback audit ls' }}
      flush
    >
      <Loaded
        asked={asked}
        isEmpty={({ data }) => data.length === 0}
        empty={<Empty title="Nobody has changed anything yet" />}
      >
        {({ data, next }) => (
          <>
            <Table<Entry>
              caption="Changes by hand"
              rows={data}
              rowKey={({ at, what, subject }) => `${at} ${what} ${subject}`}
              columns={[
                { title: 'when', kind: 'tight', names: true, cell: ({ at }) => <Ago at={at} /> },
                { title: 'who', cell: ({ who }) => who },
                { title: 'what', cell: ({ what }) => what.replaceAll(/[._]/g, ' ') },
                { title: 'about', cell: ({ subject }) => <code class="rule-words">{subject}</code> },
                { title: 'details', room: 12, cell: ({ detail }) => detailText(detail) },
              ]}
            />
            <Pager next={next} shown={data.length} />
          </>
        )}
      </Loaded>
    </Panel>
  );
}

const detailText = (detail: Readonly<Record<string, unknown>>): string =>
  Object.entries(detail)
    .filter(([, value]) => value !== '' && value !== null)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
