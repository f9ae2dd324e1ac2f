/** Messages, the newest first: to whom each went and what became of it, found by an address, an outcome or where it belongs. */
import { useState } from 'preact/hooks';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import type { Outcome } from '../../api/shapes.ts';
import { Head } from '../../parts/head.tsx';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Pager } from '../../parts/pager.tsx';
import { OriginMenu } from '../../parts/panel.tsx';
import { QueryField } from '../../parts/query-field.tsx';
import { linkTo, linkWith, query, setQuery } from '../../router/place.ts';
import { type MessageFilter, messageFilters, messageQueryText, readMessageQuery } from '../../words/message-query.ts';
import { shellWord } from '../../words/shell.ts';
import { MessageTable } from './message-table.tsx';
import { Narrowing } from './narrowing.tsx';

const none = Object.fromEntries(messageFilters.map((name) => [name, null]));

export default function Messages() {
  const filter = filterOfPlace();
  const after = query.value.get('after');
  const [wrong, setWrong] = useState<string | null>(null);
  const asked = useAsked(
    (signal) =>
      answer(
        api.GET('/v1/messages', {
          // The server judges what the address bar says.
          params: {
            query: {
              ...(filter as typeof filter & { outcome?: Outcome }),
              limit: 50,
              ...(after === null ? {} : { after }),
            },
          },
          signal,
        }),
      ),
    [JSON.stringify(filter), after],
    { live: after === null },
  );
  const rows = asked.kind === 'there' ? asked.data.data : [];
  const search = (text: string): void => {
    const read = readMessageQuery(text);
    setWrong(read.kind === 'problem' ? read.detail : null);
    if (read.kind === 'filter') setQuery({ ...none, ...read.filter });
  };
  return (
    <>
      <Head
        title="Messages"
        actions={
          <OriginMenu
            title="Messages"
            from={{ path: `/v1/messages?${new URLSearchParams(filter)}`, cli: commandOf(filter) }}
          />
        }
      >
        What was sent, to whom, and what became of it, the newest first. An address finds every message to it.
      </Head>
      <QueryField
        label="Search messages"
        hint="jo@example.net outcome:bounced list:news since:24h"
        value={messageQueryText(filter)}
        submit={search}
      />
      {wrong === null ? null : (
        <p class="field">
          <small class="wrong" role="alert">
            {wrong}
          </small>
        </p>
      )}
      <div class="faceted">
        <Narrowing filter={filter} rows={rows} />
        <section class="panel" aria-label="Messages found">
          <Loaded
            asked={asked}
            lines={12}
            isEmpty={({ data, next }) => data.length === 0 && next === null}
            empty={<Nothing filter={filter} />}
          >
            {({ data, next }) => (
              <>
                {data.length === 0 ? <NotYet /> : <MessageTable rows={data} asked={filter.recipient ?? null} />}
                <Pager next={next} shown={data.length} />
              </>
            )}
          </Loaded>
        </section>
      </div>
    </>
  );
}

function filterOfPlace(): MessageFilter {
  return Object.fromEntries(
    messageFilters.flatMap((name) => {
      const value = query.value.get(name);
      return value === null || value === '' ? [] : [[name, value]];
    }),
  );
}

const commandOf = (filter: MessageFilter): string =>
  ['hearback message ls', ...Object.entries(filter).map(([name, value]) => `--${name} ${shellWord(value)}`)].join(' ');

/** A page looks at so many; what is searched for may stand further back. */
const NotYet = () => (
  <Empty title="None among those">
    <p>The newest messages have been looked at, and none of them is such a one. The next page looks further back.</p>
  </Empty>
);

function Nothing({ filter }: { readonly filter: MessageFilter }) {
  const names = Object.keys(filter);
  if (names.length === 0)
    return (
      <Empty title="No messages yet">
        <p>
          Hand one in: <code>hearback send --from you@example.com jo@example.net &lt; letter.txt</code>, by SMTP, or
          with <code>POST /v1/messages</code>. What other servers send and report is found by its recipient.
        </p>
      </Empty>
    );
  const { recipient } = filter;
  return (
    <Empty title={recipient === undefined ? 'No such messages' : `No such messages to ${recipient}`}>
      <p>
        {recipient === undefined ? null : (
          <>
            <a href={linkTo(`/addresses/${encodeURIComponent(recipient)}`)}>What is known of the address</a>,{' '}
          </>
        )}
        <a href={linkWith(none)}>all messages</a>
      </p>
    </Empty>
  );
}
