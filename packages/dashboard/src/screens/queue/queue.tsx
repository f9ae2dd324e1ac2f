/** What waits, where, and why; and the brakes. */
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import type { QueueShape } from '../../api/shapes.ts';
import { Head } from '../../parts/head.tsx';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Ago } from '../../parts/time.tsx';
import { linkTo, linkWith, query } from '../../router/place.ts';
import { count } from '../../words/figures.ts';
import { HeatTable } from './heat-table.tsx';
import { LanesPanel } from './lanes.tsx';

/** Domains shown at first, and at most. */
const shown = { first: 20, most: 1000 };

export default function Queue() {
  const top = query.value.get('domains') === 'all' ? shown.most : shown.first;
  const asked = useAsked((signal) => answer(api.GET('/v1/queue', { params: { query: { top } }, signal })), [top], {
    live: true,
  });
  return (
    <>
      <Head
        title="Queue"
        actions={
          <a class="button" href={linkTo('/queue/entries')}>
            All that waits
          </a>
        }
      >
        {asked.kind === 'there' ? <Sentence shape={asked.data} /> : 'What waits, where, and why.'}
      </Head>
      <div class="stack">
        <Panel
          title="Where it waits"
          meaning="Recipients by domain and by how long they wait, in minutes. Figures open what waits there."
          from={{ path: `/v1/queue?top=${top}`, cli: 'hearback queue shape', open: linkTo('/queue/entries') }}
          flush
        >
          <Loaded
            asked={asked}
            lines={8}
            isEmpty={({ domains }) => domains.length === 0}
            empty={
              <Empty title="Nothing waits">
                <p>
                  Everything that was handed in is delivered, or was given up:{' '}
                  <a href={linkTo('/messages')}>messages</a>, <a href={linkTo('/bounces')}>bounces</a>.
                </p>
              </Empty>
            }
          >
            {(shape) => (
              <>
                <HeatTable shape={shape} />
                {shape.domains.length === shown.first && top === shown.first ? (
                  <p class="pager">
                    <a href={linkWith({ domains: 'all' })}>More domains</a>
                  </p>
                ) : null}
              </>
            )}
          </Loaded>
        </Panel>
        <LanesPanel />
      </div>
    </>
  );
}

function Sentence({ shape: { counts } }: { readonly shape: QueueShape }) {
  const { waiting, due, held, leased, oldest } = counts;
  if (waiting + held + leased === 0) return <>Nothing waits.</>;
  return (
    <span class="num">
      {count(waiting)} wait, {count(due)} of them due; {count(leased)} in hand, {count(held)} held
      {oldest === null ? (
        '.'
      ) : (
        <>
          . The oldest came in <Ago at={oldest} />.
        </>
      )}
    </span>
  );
}
