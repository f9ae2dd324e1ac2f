/** What a webhook was told, attempt by attempt, and what waits; each can be sent again. */
import { useState } from 'preact/hooks';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import type { Delivery } from '../../api/shapes.ts';
import { attempt } from '../../parts/attempt.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { Tag } from '../../parts/tag.tsx';
import { Ago } from '../../parts/time.tsx';
import { query, setQuery } from '../../router/place.ts';
import { span } from '../../words/figures.ts';

const states = ['waiting', 'delivered', 'failed'] as const;
const tones = { waiting: 'watch', delivered: 'ok', failed: 'bad' } as const;

/** `turn` grows when something was sent by hand. */
export function Deliveries({ id, turn }: { readonly id: string; readonly turn: number }) {
  const state = states.find((each) => each === query.value.get('state'));
  const after = query.value.get('after');
  const [looked, setLooked] = useState<Delivery | null>(null);
  const asked = useAsked(
    (signal) =>
      answer(
        api.GET('/v1/webhooks/{id}/deliveries', {
          params: {
            path: { id },
            query: { limit: 50, ...(state === undefined ? {} : { state }), ...(after === null ? {} : { after }) },
          },
          signal,
        }),
      ),
    [id, state, after, turn],
    { live: true },
  );
  const replay = async (delivery: string): Promise<void> => {
    await attempt(async () => {
      await answer(api.POST('/v1/deliveries/{id}/replay', { params: { path: { id: delivery } } }));
      return 'It is sent again, behind what waits';
    });
    asked.again();
  };
  return (
    <Panel
      title="Deliveries"
      meaning="The latest first; those behind one that fails wait for it."
      flush
      from={{ path: `/v1/webhooks/${id}/deliveries`, cli: `hearback hook deliveries ${id}` }}
      actions={
        <div class="segments" role="group" aria-label="State">
          <button type="button" aria-pressed={state === undefined} onClick={() => setQuery({ state: null })}>
            all
          </button>
          {states.map((each) => (
            <button key={each} type="button" aria-pressed={each === state} onClick={() => setQuery({ state: each })}>
              {each}
            </button>
          ))}
        </div>
      }
    >
      <Loaded
        asked={asked}
        isEmpty={({ data }) => data.length === 0}
        empty={<Empty title="Nothing yet">“Send a test” tells it something at once.</Empty>}
      >
        {({ data, next }) => (
          <>
            <Table
              caption="Deliveries"
              rows={data}
              rowKey={(delivery) => delivery.id}
              columns={[
                { title: 'when', kind: 'tight', cell: ({ at }) => <Ago at={at} /> },
                { title: 'type', names: true, cell: ({ type, replay: again }) => `${type}${again ? ' (again)' : ''}` },
                {
                  title: 'state',
                  kind: 'tight',
                  cell: (delivery) => <Tag tone={tones[delivery.state]}>{delivery.state}</Tag>,
                },
                { title: 'attempts', kind: 'n', cell: ({ attempts }) => attempts },
                { title: 'answer', cell: ({ status, error }) => `${status ?? ''} ${error ?? ''}`.trim() || '–' },
                { title: 'took', kind: 'n', cell: ({ duration_ms: took }) => (took === null ? '–' : span(took)) },
                {
                  title: 'next',
                  kind: 'tight',
                  cell: ({ next_attempt_at: at }) => (at === null ? '–' : <Ago at={at} />),
                },
                {
                  title: 'look',
                  kind: 'tight',
                  cell: (delivery) => (
                    <span class="row">
                      <button type="button" class="button small plain" onClick={() => setLooked(delivery)}>
                        Body
                      </button>
                      {may('webhooks:write') && delivery.state !== 'waiting' ? (
                        <button type="button" class="button small plain" onClick={() => void replay(delivery.id)}>
                          Again
                        </button>
                      ) : null}
                    </span>
                  ),
                },
              ]}
            />
            <Pager next={next} shown={data.length} />
          </>
        )}
      </Loaded>
      {looked === null ? null : (
        <Dialog title={looked.type} close={() => setLooked(null)} drawer>
          <Facts
            facts={[
              ['webhook-id', looked.webhook_id],
              ['Answer', `${looked.status ?? ''} ${looked.error ?? ''}`.trim() || null],
            ]}
          />
          <pre class="reply">{pretty(looked.body)}</pre>
        </Dialog>
      )}
    </Panel>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    // Cut off when it was kept.
    return body;
  }
}
