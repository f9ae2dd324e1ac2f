/** The addresses that bounced in an incident, and what became of each. */
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import type { IncidentAddresses } from '../../api/shapes.ts';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { Tag } from '../../parts/tag.tsx';
import { Ago } from '../../parts/time.tsx';
import { linkTo, query } from '../../router/place.ts';
import { count } from '../../words/figures.ts';

type Row = IncidentAddresses['data'][number];
const tones = { held: 'watch', released: 'ok', suppressed: 'bad' } as const;
const said = { held: 'held', released: 'gets mail', suppressed: 'suppressed for another reason' } as const;

/** `turn` grows when something was given back. */
export function HeldAddresses({ id, turn }: { readonly id: string; readonly turn: number }) {
  const after = query.value.get('after');
  const path = `/v1/incidents/${id}/addresses`;
  const asked = useAsked(
    (signal) =>
      answer(
        api.GET('/v1/incidents/{id}/addresses', {
          params: { path: { id }, query: { limit: 50, ...(after === null ? {} : { after }) } },
          signal,
        }),
      ),
    [id, after, turn],
  );
  return (
    <Panel
      title="Addresses"
      meaning="Each opens its whole story."
      flush
      from={{ path, cli: `hearback incidents addresses ${id} --csv` }}
    >
      <Loaded asked={asked} isEmpty={({ data }) => data.length === 0} empty={<Empty title="No address was held" />}>
        {({ data, next }) => (
          <>
            <Table<Row>
              caption="Addresses of the incident"
              keys
              rows={data}
              rowKey={({ address }) => address}
              open={({ address }) => linkTo(`/addresses/${encodeURIComponent(address)}`)}
              columns={[
                { title: 'address', names: true, kind: 'wide', cell: ({ address }) => address },
                { title: 'now', cell: ({ state }) => <Tag tone={tones[state]}>{said[state]}</Tag> },
                { title: 'messages', kind: 'n', cell: ({ messages }) => count(messages) },
                { title: 'first', kind: 'tight', cell: ({ first_at: at }) => <Ago at={at} /> },
                { title: 'last', kind: 'tight', cell: ({ last_at: at }) => <Ago at={at} /> },
              ]}
            />
            <Pager next={next} shown={data.length} />
          </>
        )}
      </Loaded>
    </Panel>
  );
}
