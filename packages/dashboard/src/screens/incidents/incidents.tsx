/** Incidents: when a receiver refuses everybody, or refuses us; whom that holds back, and giving it back. */
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { Head } from '../../parts/head.tsx';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { Ago } from '../../parts/time.tsx';
import { query, setQuery } from '../../router/place.ts';
import { count } from '../../words/figures.ts';
import { providerText, reasonText } from '../../words/verdicts.ts';
import { IncidentState } from './incident-state.tsx';

const states = [
  [null, 'All'],
  ['open', 'Open'],
  ['closed', 'Closed'],
  ['released', 'Given back'],
] as const;

export default function Incidents() {
  const [state] = states.find(([each]) => each === query.value.get('state')) ?? states[0];
  const after = query.value.get('after');
  const asked = useAsked(
    (signal) =>
      answer(
        api.GET('/v1/incidents', {
          params: { query: { limit: 50, ...(state === null ? {} : { state }), ...(after === null ? {} : { after }) } },
          signal,
        }),
      ),
    [state, after],
    { live: true },
  );
  return (
    <>
      <Head
        title="Incidents"
        actions={
          <div class="segments" role="group" aria-label="State">
            {states.map(([each, text]) => (
              <button key={text} type="button" aria-pressed={each === state} onClick={() => setQuery({ state: each })}>
                {text}
              </button>
            ))}
          </div>
        }
      >
        A receiver that calls living mailboxes dead for an hour must not cost you those addresses: they are held while
        it lasts, and given back in one step.
      </Head>
      <Panel
        title="What happened"
        meaning="The latest first."
        from={{ path: `/v1/incidents${state === null ? '' : `?state=${state}`}`, cli: 'hearback incidents ls' }}
        flush
      >
        <Loaded
          asked={asked}
          isEmpty={({ data }) => data.length === 0}
          empty={
            <Empty title={state === null ? 'No incident so far' : 'None in this state'}>
              <p>
                One opens by itself when one provider, for one reason, refuses at least 50 recipients in five minutes,
                far above its usual share, and many of them took mail lately.
              </p>
            </Empty>
          }
        >
          {({ data, next }) => (
            <>
              <Table
                caption="Incidents"
                keys
                rows={data}
                rowKey={({ id }) => id}
                open={({ id }) => `/incidents/${id}`}
                columns={[
                  {
                    title: 'what',
                    names: true,
                    cell: ({ kind, provider, reason }) =>
                      `${provider === null ? 'Several receivers' : providerText(provider)}: ${reasonText(reason)}${kind === 'sender' ? ' (of us)' : ''}`,
                  },
                  { title: 'state', kind: 'tight', room: 9, cell: (incident) => <IncidentState incident={incident} /> },
                  { title: 'opened', kind: 'tight', cell: ({ opened_at: at }) => <Ago at={at} /> },
                  { title: 'ended', kind: 'tight', cell: ({ closed_at: at }) => (at === null ? '–' : <Ago at={at} />) },
                  { title: 'addresses', kind: 'n', cell: ({ recipients }) => count(recipients) },
                  { title: 'held', kind: 'n', cell: ({ held }) => count(held) },
                  { title: 'given back', kind: 'n', cell: ({ released }) => count(released) },
                ]}
              />
              <Pager next={next} shown={data.length} />
            </>
          )}
        </Loaded>
      </Panel>
    </>
  );
}
