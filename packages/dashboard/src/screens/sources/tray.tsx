/** The tray: what came and was not understood, kept as it came. It can be read again, taught, or thrown away. */
import type { paths } from '@hearback/server/api';
import { useState } from 'preact/hooks';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import { Ask } from '../../parts/ask.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { useDoing } from '../../parts/doing.ts';
import { Head } from '../../parts/head.tsx';
import { Empty, Loaded, Trouble } from '../../parts/loaded.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Reply } from '../../parts/reply.tsx';
import { Table } from '../../parts/table.tsx';
import { Ago } from '../../parts/time.tsx';
import { say } from '../../parts/toast.tsx';
import { query } from '../../router/place.ts';
import { octets } from '../../words/figures.ts';
import { readTray } from './read-tray.ts';

type Item = paths['/v1/tray']['get']['responses'][200]['content']['application/json']['data'][number];

export default function Tray() {
  const after = query.value.get('after');
  const [opened, setOpened] = useState<Item | null>(null);
  const asked = useAsked(
    (signal) =>
      answer(api.GET('/v1/tray', { params: { query: { limit: 50, ...(after === null ? {} : { after }) } }, signal })),
    [after],
    { live: true },
  );
  return (
    <>
      <Head
        title="Tray"
        tab="Tray"
        actions={
          <a class="button" href="/sources">
            Sources
          </a>
        }
      >
        What came and was not understood. Nothing of it is lost: it is kept as it came.
      </Head>
      <Panel title="Not understood" from={{ path: '/v1/tray', cli: 'hearback tray ls' }} flush>
        <Loaded
          asked={asked}
          isEmpty={({ data }) => data.length === 0}
          empty={<Empty title="Everything was understood">What is not would be kept here.</Empty>}
        >
          {({ data, next }) => (
            <>
              <Items items={data} open={setOpened} />
              <Pager next={next} shown={data.length} />
            </>
          )}
        </Loaded>
      </Panel>
      {opened === null ? null : <OneItem item={opened} close={() => setOpened(null)} changed={asked.again} />}
    </>
  );
}

function Items({ items, open }: { readonly items: readonly Item[]; readonly open: (item: Item) => void }) {
  return (
    <Table<Item>
      caption="What was not understood"
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        { title: 'when', kind: 'tight', names: true, cell: ({ at }) => <Ago at={at} /> },
        { title: 'source', cell: ({ source }) => source },
        { title: 'came to', cell: ({ recipient }) => recipient ?? '–' },
        { title: 'why not', cell: ({ why }) => why.join(' ') },
        { title: 'size', kind: 'n', cell: ({ size }) => octets(size) },
        {
          title: 'actions',
          kind: 'tight',
          cell: (item) => (
            <button type="button" class="button small" onClick={() => open(item)}>
              Look
            </button>
          ),
        },
      ]}
    />
  );
}

interface OneItemProps {
  readonly item: Item;
  readonly close: () => void;
  readonly changed: () => void;
}

function OneItem({ item, close, changed }: OneItemProps) {
  const { id, source, form, why } = item;
  const [throwing, setThrowing] = useState(false);
  const { busy, problem, run } = useDoing();
  const asked = useAsked((signal) => readTray(id, signal), [id]);
  const params = { path: { id } };
  const again = (): Promise<boolean> =>
    run(async () => {
      const { recorded, in_tray: stays } = await answer(api.POST('/v1/tray/{id}/retry', { params }));
      say(stays ? 'It is not understood yet' : `Understood: ${recorded} recorded`);
      changed();
      if (!stays) close();
    });
  return (
    <Dialog title={`From ${source}`} close={close} drawer>
      <p>{why.join(' ')}</p>
      <Loaded asked={asked}>{(text) => <Reply text={text} label="As it came" />}</Loaded>
      {problem === null ? null : <Trouble problem={problem} title="This was not done" />}
      <div class="row">
        {form === 'eml' ? (
          <a class="button" href={`/lab?tray=${encodeURIComponent(id)}`}>
            Teach
          </a>
        ) : null}
        {may('sources:write') ? (
          <>
            <button type="button" class="button" disabled={busy} onClick={() => void again()}>
              Read it again
            </button>
            <button type="button" class="button danger" onClick={() => setThrowing(true)}>
              Throw away…
            </button>
          </>
        ) : null}
      </div>
      {throwing ? (
        <Ask
          title="Throw it away?"
          verb="Throw away"
          danger
          close={() => setThrowing(false)}
          act={async () => {
            await answer(api.DELETE('/v1/tray/{id}', { params }));
            changed();
            close();
          }}
        >
          <p>It cannot be brought back.</p>
        </Ask>
      ) : null}
    </Dialog>
  );
}
