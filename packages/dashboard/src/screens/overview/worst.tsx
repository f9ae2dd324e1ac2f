/** The worst of providers, domains or lists, whichever is asked for. */
import { useState } from 'preact/hooks';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { windowName } from '../../parts/window-picker.tsx';
import { linkTo } from '../../router/place.ts';
import { count, percent } from '../../words/figures.ts';
import { providerText, rateTone } from '../../words/verdicts.ts';

const kinds = ['provider', 'domain', 'list'] as const;
type Kind = (typeof kinds)[number];
const titles = { provider: 'Providers', domain: 'Domains', list: 'Lists' } as const;

const opened = (kind: Kind, key: string): string =>
  kind === 'provider'
    ? linkTo(`/providers/${encodeURIComponent(key)}`)
    : kind === 'list'
      ? linkTo(`/lists/${encodeURIComponent(key)}`)
      : linkTo('/bounces', { q: `domain:${key}` });

export function Worst() {
  const window = windowName();
  const [kind, setKind] = useState<Kind>('provider');
  const query = { dimension: kind, sort: 'hard', window, limit: 9 } as const;
  const top = useAsked((signal) => answer(api.GET('/v1/stats/top', { params: { query }, signal })), [kind, window], {
    live: true,
  });
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
            <button key={each} type="button" aria-pressed={each === kind} onClick={() => setKind(each)}>
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
              { title: 'hard', kind: 'n', cell: ({ hard }) => <Share rate={hard.rate} tone={rateTone(hard.state)} /> },
              { title: 'soft', kind: 'n', cell: ({ soft }) => <Share rate={soft.rate} tone={rateTone(soft.state)} /> },
              { title: 'attempted', kind: 'n', cell: ({ counts }) => count(counts.attempted) },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  );
}

/** Over the limit is said by weight as well as by colour. */
const Share = ({ rate, tone }: { readonly rate: number | null; readonly tone: string }) => (
  <span class={tone === 'bad' ? 'over' : undefined} title={tone === 'bad' ? 'over the limit' : undefined}>
    {percent(rate)}
  </span>
);
