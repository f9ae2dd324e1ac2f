/** One incident: what happened, with its figures; whom it holds; close, and release with a look before. */
import { useState } from 'preact/hooks';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import type { Incident } from '../../api/shapes.ts';
import { Ask } from '../../parts/ask.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Head } from '../../parts/head.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Sentence } from '../../parts/sentence.tsx';
import { At } from '../../parts/time.tsx';
import { say } from '../../parts/toast.tsx';
import { linkTo } from '../../router/place.ts';
import type { ScreenProps } from '../../shell/screens.ts';
import { count, percent } from '../../words/figures.ts';
import { termOf } from '../../words/query.ts';
import { providerText, reasonText } from '../../words/verdicts.ts';
import { HeldAddresses } from './held-addresses.tsx';
import { IncidentState } from './incident-state.tsx';
import { Release } from './release.tsx';

export default function IncidentScreen({ params: { id = '' } }: ScreenProps) {
  const [asking, setAsking] = useState<'close' | 'release' | null>(null);
  const [turn, setTurn] = useState(0);
  const asked = useAsked(
    (signal) => answer(api.GET('/v1/incidents/{id}', { params: { path: { id } }, signal })),
    [id],
    { live: true },
  );
  const again = (): void => {
    asked.again();
    setTurn(turn + 1);
  };
  return (
    <div class="stack">
      <nav class="crumbs" aria-label="Way back">
        <a href="/incidents">Incidents</a>
      </nav>
      {asked.kind === 'there' ? null : <Head title="Incident" />}
      <Loaded asked={asked} lines={8}>
        {(incident) => (
          <>
            <Head
              title={happened(incident.sentence)}
              tab="Incident"
              actions={
                <>
                  <IncidentState incident={incident} />
                  {may('incidents:write') && incident.state === 'open' ? (
                    <button type="button" class="button" onClick={() => setAsking('close')}>
                      Close…
                    </button>
                  ) : null}
                  {may('incidents:write') && incident.state === 'closed' && incident.held > 0 ? (
                    <button type="button" class="button main-action" onClick={() => setAsking('release')}>
                      Give addresses back…
                    </button>
                  ) : null}
                </>
              }
            >
              {incident.sentence.slice(happened(incident.sentence).length)} <Sentence text={incident.next_step} />
            </Head>
            <div class="grid">
              <Panel
                title="What happened"
                from={{
                  path: `/v1/incidents/${id}`,
                  cli: `hearback incidents get ${id}`,
                  open: bouncesOf(incident),
                }}
              >
                <Facts
                  facts={[
                    ['Receiver', incident.provider === null ? 'several' : providerText(incident.provider)],
                    ['Said', reasonText(incident.reason)],
                    ['In words', incident.template === null ? null : <code key="template">{incident.template}</code>],
                    ['Mail left from', incident.source_ip],
                    ['Began', incident.from === null ? null : <At key="from" at={incident.from} />],
                    ['Noticed', <At key="opened" at={incident.opened_at} />],
                    ['Ended', incident.closed_at === null ? 'not yet' : <At key="closed" at={incident.closed_at} />],
                    [
                      'Refused',
                      `${percent(incident.rate)} of attempts when it opened; usual: ${percent(incident.baseline)}`,
                    ],
                    [
                      'Took mail lately',
                      incident.recently_delivered_share === null
                        ? null
                        : `${percent(incident.recently_delivered_share)} of a sample of its addresses`,
                    ],
                  ]}
                />
              </Panel>
              <Panel
                title="Whom it concerns"
                from={{ path: `/v1/incidents/${id}/addresses`, cli: `hearback incidents addresses ${id}` }}
                meaning={
                  incident.kind === 'receiver'
                    ? 'Addresses that bounced in it.'
                    : 'Mail of ours was refused; no address is at fault, none is suppressed.'
                }
              >
                <dl class="totals">
                  {(
                    [
                      ['Addresses', incident.recipients, bouncesOf(incident)],
                      ['Messages', incident.messages, bouncesOf(incident)],
                      ['Held: get no mail because of it', incident.held, '#addresses'],
                      ['Given back', incident.released, '#addresses'],
                      ['Suppressed for another reason', incident.suppressed, '#addresses'],
                    ] as const
                  ).map(([name, value, href]) => (
                    <div key={name}>
                      <dt>{name}</dt>
                      <dd class="num">
                        {href === '#addresses' && incident.kind === 'sender' ? (
                          count(value)
                        ) : (
                          <a href={href}>{count(value)}</a>
                        )}
                      </dd>
                    </div>
                  ))}
                </dl>
              </Panel>
            </div>
            {incident.kind === 'receiver' ? (
              <div id="addresses">
                <HeldAddresses id={id} turn={turn} />
              </div>
            ) : null}
            {asking === 'release' ? <Release incident={incident} close={() => setAsking(null)} done={again} /> : null}
          </>
        )}
      </Loaded>
      {asking === 'close' ? (
        <Ask
          title="Close the incident?"
          verb="Close it"
          close={() => setAsking(null)}
          act={async () => {
            await answer(api.POST('/v1/incidents/{id}/close', { params: { path: { id } } }));
            say('Closed: what bounces from now on counts as it says');
            again();
          }}
        >
          <p>
            It closes by itself when the receiver is back to normal. Closed by hand, bounces from now on count as what
            they say; the addresses held stay held until they are given back.
          </p>
        </Ask>
      ) : null}
    </div>
  );
}

/** The first of its sentences; the others are figures. */
const happened = (sentence: string): string => /^.*?\.(?= |$)/s.exec(sentence)?.[0] ?? sentence;

/** Of its receiver and reason, from when it began to when it ended. */
const bouncesOf = ({ provider, reason, from, until }: Incident): string =>
  linkTo('/bounces', {
    q: [
      ...(provider === null ? [] : [termOf('provider', provider)]),
      termOf('reason', reason),
      ...(from === null ? [] : [`since:${from}`]),
      ...(until === null ? [] : [`until:${until}`]),
    ].join(' '),
  });
