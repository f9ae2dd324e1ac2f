/** One address: would the next message be sent and why, what holds it back, what is counted, all that happened. */
import { useState } from 'preact/hooks';
import { type Asked, useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import type { AddressView } from '../../api/shapes.ts';
import { FilterFields } from '../../parts/filter-fields.tsx';
import { Head } from '../../parts/head.tsx';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Tag } from '../../parts/tag.tsx';
import { Ago } from '../../parts/time.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { useTold } from '../../parts/told-webhooks.tsx';
import { linkTo, linkWith, query } from '../../router/place.ts';
import type { ScreenProps } from '../../shell/screens.ts';
import { termOf } from '../../words/query.ts';
import { shellWord } from '../../words/shell.ts';
import { Suppress } from '../suppressions/suppress.tsx';
import { Counters } from './counters.tsx';
import { Erase } from './erase.tsx';
import { Held } from './held.tsx';

const context = ['stream', 'list', 'sender'] as const;
/** Events shown at first, and at most. */
const shown = { first: 50, most: 1000 };

export default function Address({ params: { address = '' } }: ScreenProps) {
  return may('masked') && address.includes('***') ? <Masked address={address} /> : <OneAddress address={address} />;
}

/** Whoever sees no whole address cannot ask about one: several have the same mask. */
function Masked({ address }: { readonly address: string }) {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return (
    <>
      <Head title={address}>Your session sees no whole addresses.</Head>
      <Empty title="This may be the mask of several addresses">
        <p>
          What happened to one of them is told by its <a href={linkTo('/messages')}>message</a> and its{' '}
          <a href={linkTo('/bounces', { q: termOf('domain', domain) })}>bounces at {domain}</a>.
        </p>
      </Empty>
    </>
  );
}

function OneAddress({ address }: { readonly address: string }) {
  const of = Object.fromEntries(
    context.flatMap((name) => {
      const value = query.value.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  const limit = query.value.get('events') === 'all' ? shown.most : shown.first;
  const asked = useAsked(
    (signal) =>
      answer(api.GET('/v1/addresses/{address}', { params: { path: { address }, query: { ...of, limit } }, signal })),
    [address, JSON.stringify(of), limit],
    { live: true },
  );
  const told = useTold({ address }, null, limit);
  const flags = Object.entries(of).map(([name, value]) => ` --${name} ${shellWord(value)}`);
  const from = {
    path: `/v1/addresses/${encodeURIComponent(address)}?${new URLSearchParams(of)}`,
    cli: `hearback address get${flags.join('')} ${shellWord(address)}`,
  };
  return (
    <>
      <Head title={address} actions={<Actions address={address} asked={asked} />}>
        {asked.kind !== 'there' ? 'What is known of this address.' : <Known view={asked.data} />}
      </Head>
      <Loaded asked={asked} lines={12}>
        {(view) => (
          <div class="stack">
            <Next view={view} from={from} />
            <Held address={address} view={view} done={asked.again} />
            <div class="proof">
              <Panel
                title="Timeline"
                meaning="Across all messages, the latest first. UTC."
                from={from}
                flush
                actions={
                  <a class="button small" href={linkTo('/messages', { recipient: address })}>
                    Its messages
                  </a>
                }
                {...(view.events.length < limit || limit === shown.most
                  ? {}
                  : { footer: <a href={linkWith({ events: 'all' })}>Up to {shown.most} events</a> })}
              >
                {view.events.length === 0 ? (
                  <Empty title="Nothing was heard of this address">
                    No message went to it, and nobody reported anything about it.
                  </Empty>
                ) : (
                  <Timeline label="What happened to the address" events={view.events} told={told} of="address" />
                )}
              </Panel>
              <Counters address={address} counts={view.counts} from={from} />
            </div>
          </div>
        )}
      </Loaded>
    </>
  );
}

const Known = ({ view: { first_at: first, last_at: last } }: { readonly view: AddressView }) =>
  first === null || last === null ? (
    <>Nothing was ever heard of it.</>
  ) : (
    <>
      First heard of <Ago at={first} />, last <Ago at={last} />.
    </>
  );

function Next({ view: { next }, from }: { readonly view: AddressView; readonly from: { path: string; cli: string } }) {
  return (
    <Panel
      title="The next message"
      meaning="Would it be sent? Of any kind, or of a stream, list or sender."
      from={from}
    >
      <p class="outcome" role="status">
        <Tag tone={next.sent ? 'ok' : 'bad'}>{next.sent ? 'would be sent' : 'would be held back'}</Tag>
        <span class="wrap">{next.why}</span>
      </p>
      <div style={{ marginTop: '12px' }}>
        <FilterFields names={context} verb="Ask" />
      </div>
    </Panel>
  );
}

function Actions({ address, asked }: { readonly address: string; readonly asked: Asked<AddressView> }) {
  const [opened, setOpened] = useState(false);
  if (asked.kind !== 'there') return null;
  return (
    <>
      {may('suppressions:write') ? (
        <button type="button" class="button" onClick={() => setOpened(true)}>
          Suppress…
        </button>
      ) : null}
      {may('addresses:erase') ? <Erase address={address} done={asked.again} /> : null}
      {opened ? <Suppress address={address} close={() => setOpened(false)} done={asked.again} /> : null}
    </>
  );
}
