/** Why mail failed: the reasons of the window, beside the window before. */
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import type { Counts, Top } from '../../api/shapes.ts';
import { ShareBar } from '../../charts/sparkline.tsx';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import type { WindowName } from '../../parts/window-picker.tsx';
import { linkTo } from '../../router/place.ts';
import { count, percent, plural } from '../../words/figures.ts';
import { reasonText } from '../../words/verdicts.ts';

const most = 9;

export function Causes({ window, counts }: { readonly window: WindowName; readonly counts: Counts }) {
  const query = { dimension: 'reason', sort: 'attempted', window, limit: most } as const;
  const top = useAsked((signal) => answer(api.GET('/v1/stats/top', { params: { query }, signal })), [window], {
    live: true,
  });
  const path = `/v1/stats/top?${new URLSearchParams({ dimension: 'reason', window, limit: String(most) })}`;
  return (
    <Panel
      title="Why mail failed"
      meaning="The worst that was heard about each recipient, against the window before."
      from={{ path, cli: `hearback health --window ${window}`, open: linkTo('/bounces') }}
      flush
    >
      <Loaded
        asked={top}
        lines={8}
        isEmpty={({ data }) => data.length === 0}
        empty={
          <Empty title="Nothing failed">{plural(counts.delivered, 'delivery', 'deliveries')}. That is good.</Empty>
        }
      >
        {({ data }) => {
          const largest = Math.max(...data.map((row) => row.counts.attempted));
          return (
            <Table
              caption="Reasons of failure"
              rows={data}
              rowKey={({ key }) => key}
              open={({ key }) => linkTo('/bounces', { q: `reason:${key} since:${window}` })}
              columns={[
                { title: 'reason', cell: ({ key }) => reasonText(key), names: true },
                { title: 'recipients', kind: 'n', cell: (row) => count(row.counts.attempted) },
                {
                  title: 'share',
                  cell: (row) => (
                    <ShareBar
                      share={row.counts.attempted / largest}
                      tone={row.counts.hard > row.counts.soft ? 'bad' : 'watch'}
                    />
                  ),
                },
                {
                  title: 'of all',
                  kind: 'n',
                  cell: (row) => percent(row.counts.attempted / Math.max(1, counts.attempted)),
                },
                { title: 'before', kind: 'n', cell: changeOf },
              ]}
            />
          );
        }}
      </Loaded>
    </Panel>
  );
}

function changeOf({ counts, before }: Top) {
  if (before === null || before.attempted === 0) return <span class="quiet">new</span>;
  const change = counts.attempted / before.attempted - 1;
  return <span class="quiet">{`${change > 0 ? '+' : '−'}${Math.abs(Math.round(change * 100))} %`}</span>;
}
