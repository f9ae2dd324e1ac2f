/** Why mail of a part failed, where reasons are counted by it: lists and providers. Of senders the bounces tell. */
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import type { Counts, Top } from '../../api/shapes.ts';
import { ShareBar } from '../../charts/sparkline.tsx';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { windowName } from '../../parts/window-picker.tsx';
import { linkTo } from '../../router/place.ts';
import { count, percent, plural } from '../../words/figures.ts';
import { shellWord } from '../../words/shell.ts';
import { reasonText } from '../../words/verdicts.ts';
import { bouncesOf, type PartKind, type SenderKind } from './kinds.ts';

const most = 20;

export interface PartCausesProps {
  readonly kind: PartKind;
  readonly by: SenderKind;
  readonly name: string;
  readonly counts: Counts;
}

export function PartCauses({ kind, by, name, counts }: PartCausesProps) {
  const window = windowName();
  const dimension = kind.place === 'lists' ? 'list_reason' : 'provider_reason';
  const query = { dimension, key: name, window, limit: most } as const;
  const isCounted = kind.place !== 'senders';
  const asked = useAsked(
    async (signal) => (isCounted ? answer(api.GET('/v1/stats/top', { params: { query }, signal })) : { data: [] }),
    [dimension, name, window, isCounted],
    { live: true },
  );
  const bounces = bouncesOf(kind, by, name);
  if (!isCounted)
    return (
      <p>
        <a class="button" href={linkTo('/bounces', { q: `${bounces} since:${window}` })}>
          See its bounces
        </a>
      </p>
    );
  const reasonOf = (key: string): string => key.slice(key.lastIndexOf('|') + 1);
  const behind = ({ key, counts: of }: Top, kind: 'hard' | 'soft') => (
    <a
      class="plain-link"
      href={linkTo('/bounces', { q: `${bounces} reason:${reasonOf(key)} class:${kind} since:${window}` })}
    >
      {count(of[kind])}
    </a>
  );
  return (
    <Panel
      title="Why mail failed"
      meaning="The worst that was heard about each recipient."
      from={{
        path: `/v1/stats/top?${new URLSearchParams({ ...query, limit: String(most) })}`,
        cli: `${kind.cli.replace(/ ls$/, ' health')} ${shellWord(name)} --window ${window}`,
        open: linkTo('/bounces', { q: bounces }),
      }}
      flush
    >
      <Loaded
        asked={asked}
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
              keys
              rows={data}
              rowKey={({ key }) => key}
              open={({ key }) => linkTo('/bounces', { q: `${bounces} reason:${reasonOf(key)} since:${window}` })}
              columns={[
                { title: 'reason', names: true, cell: ({ key }) => reasonText(reasonOf(key)) },
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
                { title: 'hard', kind: 'n', cell: (row) => behind(row, 'hard') },
                { title: 'soft', kind: 'n', cell: (row) => behind(row, 'soft') },
                {
                  title: 'of all its mail',
                  kind: 'n',
                  cell: (row) => percent(row.counts.attempted / Math.max(1, counts.attempted)),
                },
              ]}
            />
          );
        }}
      </Loaded>
    </Panel>
  );
}
