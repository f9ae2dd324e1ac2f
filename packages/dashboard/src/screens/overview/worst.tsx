/** The worst of providers, domains or lists, whichever is asked for. */
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import type { Top } from '../../api/shapes.ts';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { windowName } from '../../parts/window-picker.tsx';
import { linkTo, query, setQuery } from '../../router/place.ts';
import { segment } from '../../router/segment.ts';
import { count, percent } from '../../words/figures.ts';
import { termOf } from '../../words/query.ts';
import { providerText, rateTone } from '../../words/verdicts.ts';

const kinds = ['provider', 'domain', 'list'] as const;
type Kind = (typeof kinds)[number];
const titles = { provider: 'Providers', domain: 'Domains', list: 'Lists' } as const;

const opened = (kind: Kind, key: string): string =>
  kind === 'provider'
    ? linkTo(`/providers/${encodeURIComponent(key)}`)
    : kind === 'list'
      ? linkTo(`/lists/${segment(key)}`)
      : linkTo('/bounces', { q: termOf(kind, key) });

export function Worst() {
  const window = windowName();
  const kind = kinds.find((each) => each === query.value.get('where')) ?? 'provider';
  const asked = { dimension: kind, sort: 'hard', window, limit: 9 } as const;
  const top = useAsked(
    (signal) => answer(api.GET('/v1/stats/top', { params: { query: asked }, signal })),
    [kind, window],
    {
      live: true,
    },
  );
  const behind = ({ key }: Top, of: 'hard' | 'soft'): string =>
    linkTo('/bounces', { q: `${termOf(kind, key)} class:${of} since:${window}` });
  return (
    <Panel
      title="Where mail failed"
      meaning="Those with the most hard bounces."
      flush
      from={{
        path: `/v1/stats/top?dimension=${kind}&sort=hard&window=${window}`,
        cli: `hearback ${kind} ls --window ${window}`,
      }}
      actions={
        <div class="segments" role="group" aria-label="By">
          {kinds.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === kind}
              onClick={() => setQuery({ where: each === 'provider' ? null : each })}
            >
              {titles[each]}
            </button>
          ))}
        </div>
      }
    >
      <Loaded
        asked={top}
        lines={8}
        isEmpty={({ data }) => data.length === 0}
        empty={<Empty title="No mail in this window" />}
      >
        {({ data }) => (
          <Table
            caption={`${titles[kind]} with the most hard bounces`}
            rows={data}
            rowKey={({ key }) => key}
            open={({ key }) => opened(kind, key)}
            columns={[
              { title: kind, names: true, cell: ({ key }) => (kind === 'provider' ? providerText(key) : key) },
              { title: 'hard', kind: 'n', cell: (row) => <Share row={row} of="hard" behind={behind} /> },
              { title: 'soft', kind: 'n', cell: (row) => <Share row={row} of="soft" behind={behind} /> },
              { title: 'attempted', kind: 'n', cell: ({ counts }) => count(counts.attempted) },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  );
}

interface ShareProps {
  readonly row: Top;
  readonly of: 'hard' | 'soft';
  readonly behind: (row: Top, kind: 'hard' | 'soft') => string;
}

/** Over the limit is said by weight as well as by colour. */
function Share({ row, of, behind }: ShareProps) {
  const { rate, state } = row[of];
  const isOver = rateTone(state) === 'bad';
  return (
    <a class={isOver ? 'over' : 'plain-link'} title={isOver ? 'over the limit' : undefined} href={behind(row, of)}>
      {percent(rate)}
    </a>
  );
}
