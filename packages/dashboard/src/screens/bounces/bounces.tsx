/** What bounced and why: a query in the address bar, facets beside it, one proof a click away. */
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { Head } from '../../parts/head.tsx';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { useMarks } from '../../parts/marks.ts';
import { Pager } from '../../parts/pager.tsx';
import { OriginMenu } from '../../parts/panel.tsx';
import { QueryField } from '../../parts/query-field.tsx';
import { windowName, windowText } from '../../parts/window-picker.tsx';
import { closeTo, linkTo, linkWith, query, setQuery } from '../../router/place.ts';
import { hasField } from '../../words/query.ts';
import { BounceTable } from './bounce-table.tsx';
import { commandOf } from './command.ts';
import { BounceDrawer } from './drawer.tsx';
import { Facets } from './facets.tsx';
import { MarkedActions } from './marked-actions.tsx';
import { SavedViews } from './saved-views.tsx';

/** The window of the page, unless the query says from when on. */
const searchOf = (q: string) => ({
  ...(q === '' ? {} : { q }),
  ...(hasField(q, 'since', 'until') ? {} : { since: windowName() }),
});

export default function Bounces() {
  const q = query.value.get('q') ?? '';
  const after = query.value.get('after');
  const open = query.value.get('open');
  const search = searchOf(q);
  const found = useAsked(
    (signal) =>
      answer(
        api.GET('/v1/bounces', {
          params: { query: { ...search, limit: 50, ...(after === null ? {} : { after }) } },
          signal,
        }),
      ),
    [q, search.since, after],
    { live: after === null },
  );
  const marks = useMarks();
  const rows = found.kind === 'there' ? found.data.data : [];
  const marked = [
    ...new Set(rows.flatMap(({ id, recipient }) => (marks.has(id) && recipient !== null ? [recipient] : []))),
  ];
  const path = `/v1/bounces?${new URLSearchParams(search)}`;
  return (
    <>
      <Head
        title="Bounces"
        actions={
          <>
            {marked.length === 0 ? null : <MarkedActions addresses={marked} done={marks.clear} />}
            <SavedViews />
            <a class="button" href={`/v1/bounces/export?${new URLSearchParams(search)}`} download="bounces.csv">
              CSV
            </a>
            <OriginMenu title="Bounces" from={{ path, cli: commandOf(q, search.since) }} />
          </>
        }
      >
        Every failure and complaint, the latest first; rates count a recipient once, however often it failed. Each opens
        its proof.
      </Head>
      <QueryField
        label="Query"
        value={q}
        submit={(text) => setQuery({ q: text })}
        hint="class:soft domain:yahoo.com reason:mailbox_full since:24h “words of the reply”"
      />
      <div class="faceted">
        <Facets q={q} search={search} />
        <section class="panel" aria-label="Bounces found">
          <Loaded
            asked={found}
            lines={12}
            isEmpty={({ data, next }) => data.length === 0 && next === null}
            empty={<Nothing q={q} />}
          >
            {({ data, next }) => (
              <>
                <BounceTable rows={data} marks={marks} open={({ id }) => linkWith({ open: id, after })} />
                <Pager next={next} shown={data.length} />
              </>
            )}
          </Loaded>
        </section>
      </div>
      {open === null ? null : <BounceDrawer id={open} close={() => closeTo({ open: null, after })} />}
    </>
  );
}

function Nothing({ q }: { readonly q: string }) {
  return (
    <Empty title={q === '' ? `No bounces in the last ${windowText(windowName())}` : 'Nothing matches'}>
      {q === '' ? (
        <p>
          Nothing failed and nobody complained. That is good, if mail was sent:{' '}
          <a href={linkTo('/messages')}>messages</a>, <a href={linkTo('/sources')}>sources</a>.
        </p>
      ) : (
        <p>
          Nothing in the last {windowText(windowName())} matches <code>{q}</code>. Take a term out, look at a longer
          window, or <a href={linkWith({ q: null, open: null })}>see all bounces</a>.
        </p>
      )}
    </Empty>
  );
}
