/** Messages, the newest first, by who sent them and what for. */
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import type { Message } from '../../api/shapes.ts';
import { FilterFields } from '../../parts/filter-fields.tsx';
import { Head } from '../../parts/head.tsx';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Pager } from '../../parts/pager.tsx';
import { OriginMenu } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { Ago } from '../../parts/time.tsx';
import { linkWith, query } from '../../router/place.ts';
import { octets } from '../../words/figures.ts';
import { shellWord } from '../../words/shell.ts';

const filters = ['sender', 'stream', 'list', 'campaign'] as const;

export default function Messages() {
  const filter = Object.fromEntries(
    filters.flatMap((name) => {
      const value = query.value.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  const after = query.value.get('after');
  const asked = useAsked(
    (signal) =>
      answer(
        api.GET('/v1/messages', {
          params: { query: { ...filter, limit: 50, ...(after === null ? {} : { after }) } },
          signal,
        }),
      ),
    [JSON.stringify(filter), after],
    { live: after === null },
  );
  const flags = Object.entries(filter).map(([name, value]) => ` --${name} ${shellWord(value)}`);
  return (
    <>
      <Head
        title="Messages"
        actions={
          <OriginMenu
            title="Messages"
            from={{ path: `/v1/messages?${new URLSearchParams(filter)}`, cli: `hearback message ls${flags.join('')}` }}
          />
        }
      >
        What was handed in to be sent, the newest first. Each opens its timeline and what was said about it.
      </Head>
      <FilterFields names={filters} />
      <section class="panel" aria-label="Messages">
        <Loaded
          asked={asked}
          lines={12}
          isEmpty={({ data }) => data.length === 0}
          empty={
            <Empty title={flags.length === 0 ? 'No messages yet' : 'No such messages'}>
              {flags.length === 0 ? (
                <p>
                  Hand one in: <code>hearback send --from you@example.com jo@example.net &lt; letter.txt</code>, by
                  SMTP, or with <code>POST /v1/messages</code>.
                </p>
              ) : (
                <a href={linkWith(Object.fromEntries(filters.map((name) => [name, null])))}>All messages</a>
              )}
            </Empty>
          }
        >
          {({ data, next }) => (
            <>
              <Table
                caption="Messages, the newest first"
                rows={data}
                rowKey={({ id }) => id}
                open={({ id }) => `/messages/${encodeURIComponent(id)}`}
                keys
                columns={columns}
              />
              <Pager next={next} shown={data.length} />
            </>
          )}
        </Loaded>
      </section>
    </>
  );
}

const narrowed = (name: string, value: string | null) =>
  value === null ? (
    <span class="quiet">–</span>
  ) : (
    <a class="plain-link short" title={value} href={linkWith({ [name]: value })}>
      {value}
    </a>
  );

const columns = [
  { title: 'accepted', kind: 'tight', cell: ({ accepted_at: at }: Message) => <Ago at={at} /> },
  { title: 'subject', names: true, kind: 'wide', cell: ({ subject }: Message) => subject ?? 'Without a subject' },
  {
    title: 'sender',
    kind: 'wide',
    cell: ({ sender }: Message) =>
      sender === '' ? <span class="quiet">{'<> notice'}</span> : narrowed('sender', sender),
  },
  { title: 'stream', cell: ({ stream }: Message) => narrowed('stream', stream) },
  { title: 'list', cell: ({ list }: Message) => narrowed('list', list) },
  { title: 'campaign', cell: ({ campaign }: Message) => narrowed('campaign', campaign) },
  { title: 'handed in by', cell: ({ origin, submitter }: Message) => submitter ?? origin },
  { title: 'size', kind: 'n', cell: ({ size }: Message) => octets(size) },
] as const;
