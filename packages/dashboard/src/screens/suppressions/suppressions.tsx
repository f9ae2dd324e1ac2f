/** Who gets no mail, until when and why; asked, lifted, added, brought in and taken out. */

import { isReason } from '@hearback/bounce';
import { useState } from 'preact/hooks';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import { Head } from '../../parts/head.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Menu } from '../../parts/menu.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Panel } from '../../parts/panel.tsx';
import { query } from '../../router/place.ts';
import { shellWord } from '../../words/shell.ts';
import { Check } from './check.tsx';
import { EntryTable } from './entry-table.tsx';
import { Filters, NoEntries } from './filters.tsx';
import { Import } from './import.tsx';
import { Suppress } from './suppress.tsx';

const states = ['provisional', 'confirmed', 'released'] as const;
const scopes = ['global', 'stream', 'list', 'sender'] as const;

function filterOf(given: URLSearchParams) {
  const state = states.find((each) => each === given.get('state'));
  const scope = scopes.find((each) => each === given.get('scope'));
  const reason = given.get('reason');
  const domain = given.get('domain');
  return {
    ...(state === undefined ? {} : { state }),
    ...(scope === undefined ? {} : { scope }),
    ...(reason !== null && isReason(reason) ? { reason } : {}),
    ...(domain === null ? {} : { domain }),
  };
}

export default function Suppressions() {
  const [opened, setOpened] = useState<'add' | 'import' | null>(null);
  const filter = filterOf(query.value);
  const after = query.value.get('after');
  const asked = useAsked(
    (signal) =>
      answer(
        api.GET('/v1/suppressions', {
          params: { query: { ...filter, limit: 50, ...(after === null ? {} : { after }) } },
          signal,
        }),
      ),
    [JSON.stringify(filter), after],
    { live: after === null },
  );
  const mayWrite = may('suppressions:write');
  const { scope: _, ...flagged } = filter;
  const flags = Object.entries(flagged).map(([name, value]) => ` --${name} ${shellWord(value)}`);
  return (
    <>
      <Head
        title="Suppressions"
        actions={
          <>
            {mayWrite ? (
              <>
                <button type="button" class="button main-action" onClick={() => setOpened('add')}>
                  Add…
                </button>
                <button type="button" class="button" onClick={() => setOpened('import')}>
                  Import…
                </button>
              </>
            ) : null}
            <ExportMenu />
          </>
        }
      >
        Who gets no mail, until when, and what proves it. Addresses come here by themselves, and leave by themselves
        where the policy says so.
      </Head>
      <div class="stack">
        <Check />
        <Filters />
        <Panel
          title="Entries"
          meaning="The latest first."
          from={{
            path: `/v1/suppressions?${new URLSearchParams(filter)}`,
            cli: `hearback suppress ls${flags.join('')}`,
          }}
          flush
        >
          <Loaded
            asked={asked}
            lines={10}
            isEmpty={({ data }) => data.length === 0}
            empty={<NoEntries filtered={Object.keys(filter).length > 0} />}
          >
            {({ data, next }) => (
              <>
                <EntryTable rows={data} done={asked.again} />
                <Pager next={next} shown={data.length} />
              </>
            )}
          </Loaded>
        </Panel>
      </div>
      {opened === 'add' ? <Suppress close={() => setOpened(null)} done={asked.again} /> : null}
      {opened === 'import' ? <Import close={() => setOpened(null)} done={asked.again} /> : null}
    </>
  );
}

const forms = [
  ['csv', 'As CSV'],
  ['jsonl', 'As JSON lines'],
  ['hashed', 'As CSV, hashed: no address leaves'],
] as const;

const ExportMenu = () => (
  <Menu label="Export" text="Export" icon="sources">
    {forms.map(([form, text]) => (
      <a
        key={form}
        href={`/v1/suppressions/export?format=${form}`}
        download={`suppressions.${form === 'jsonl' ? 'jsonl' : 'csv'}`}
      >
        {text}
      </a>
    ))}
  </Menu>
);
