/** Sources: where reports come from, how well each arrives, and what was set up to be followed. */
import type { paths } from '@hearback/server/api';
import { useState } from 'preact/hooks';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import { Head } from '../../parts/head.tsx';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { Tag } from '../../parts/tag.tsx';
import { Ago } from '../../parts/time.tsx';
import { count, span } from '../../words/figures.ts';
import { AddSource } from './add-source.tsx';
import { SourceActions } from './source-actions.tsx';

export type Source = paths['/v1/sources']['get']['responses'][200]['content']['application/json']['data'][number];

export default function Sources() {
  const [adding, setAdding] = useState(false);
  const asked = useAsked((signal) => answer(api.GET('/v1/sources', { signal })), [], { live: true });
  const inTray = asked.kind === 'there' ? asked.data.in_tray : 0;
  return (
    <>
      <Head
        title="Sources"
        actions={
          <>
            <a class="button" href="/sources/tray">
              Tray{inTray === 0 ? '' : ` (${count(inTray)})`}
            </a>
            {may('sources:write') ? (
              <button type="button" class="button main-action" onClick={() => setAdding(true)}>
                Add a source…
              </button>
            ) : null}
          </>
        }
      >
        Is everything arriving? Bounce mailboxes, logs of other servers, webhooks of providers, and what programs hand
        in.
      </Head>
      <Panel
        title="Where reports come from"
        meaning="Figures since the service first heard of the source."
        from={{ path: '/v1/sources', cli: 'hearback source ls' }}
        flush
      >
        <Loaded
          asked={asked}
          isEmpty={({ data }) => data.length === 0}
          empty={
            <Empty title="Nothing reports yet">
              Mail that this server sends is followed by itself. Add the mailbox that bounces come to, or the webhook of
              a provider.
            </Empty>
          }
        >
          {({ data }) => <SourceTable sources={data} changed={asked.again} />}
        </Loaded>
      </Panel>
      {adding ? <AddSource close={() => setAdding(false)} added={asked.again} /> : null}
    </>
  );
}

function SourceTable({ sources, changed }: { readonly sources: readonly Source[]; readonly changed: () => void }) {
  return (
    <Table<Source>
      caption="Sources"
      rows={sources}
      rowKey={({ name }) => name}
      columns={[
        {
          title: 'source',
          names: true,
          kind: 'wide',
          cell: ({ name, where, machine }) => (
            <>
              {name}
              {where === null ? null : <div class="quiet">{where}</div>}
              {machine === null ? null : <div class="quiet">on {machine}</div>}
            </>
          ),
        },
        { title: 'state', room: 8, cell: (source) => <State source={source} /> },
        { title: 'a minute', kind: 'n', cell: ({ rate }) => rate.toFixed(rate < 10 ? 1 : 0) },
        { title: 'recorded', kind: 'n', cell: ({ recorded }) => count(recorded) },
        {
          title: 'not understood',
          kind: 'n',
          cell: ({ not_understood: n }) => (n === 0 ? '0' : <a href="/sources/tray">{count(n)}</a>),
        },
        { title: 'last event', kind: 'tight', cell: ({ last_event_at: at }) => <Ago at={at} /> },
        { title: 'lag', kind: 'n', cell: ({ lag_ms: lag }) => (lag === null ? '–' : span(lag)) },
        {
          title: 'actions',
          kind: 'tight',
          room: 11,
          cell: (source) => <SourceActions source={source} changed={changed} />,
        },
      ]}
    />
  );
}

function State({ source: { paused, last_error: error, last_item_at: at } }: { readonly source: Source }) {
  if (paused) return <Tag tone="watch">paused</Tag>;
  if (error !== null && (at === null || error.at > at))
    return (
      <span title={error.text}>
        <Tag tone="bad">failing</Tag>
        <div class="quiet">{error.text}</div>
      </span>
    );
  return <Tag tone={at === null ? 'none' : 'ok'}>{at === null ? 'silent yet' : 'arriving'}</Tag>;
}
