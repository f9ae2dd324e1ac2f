/** The rules as they are believed: own ones, then the shipped; looked for by words, provider and reason. */
import type { Reason, Stage } from '@hearback/bounce';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { Choice, Field } from '../../parts/field.tsx';
import { Head } from '../../parts/head.tsx';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { query, setQuery } from '../../router/place.ts';
import { providerText, reasonText } from '../../words/verdicts.ts';
import { providerIds } from './provider-ids.ts';

interface ShownRule {
  readonly id: string;
  readonly provider: string | null;
  readonly reason: Reason;
  readonly pattern?: string | readonly string[];
  readonly code?: string | readonly string[];
  readonly status?: string | readonly string[];
  readonly stage?: Stage | readonly Stage[];
  readonly source?: string;
  readonly examples?: string | readonly string[];
}

const providerChoices = [['', 'any'], ...providerIds.map((id) => [id, providerText(id)] as const)] as const;

export default function Rules() {
  const asking = Object.fromEntries(
    ['q', 'provider', 'after'].flatMap((name) => {
      const value = query.value.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  const { q, provider, after } = asking;
  const asked = useAsked(
    (signal) => answer(api.GET('/v1/rules', { params: { query: { ...asking, limit: 50 } }, signal })),
    [q, provider, after],
  );
  return (
    <>
      <Head
        title="Rules"
        tab="Rules"
        actions={
          <a href="/lab" class="button">
            Rule lab
          </a>
        }
      >
        In the order in which they are believed: the first whose words and conditions a reply meets decides.
      </Head>
      <div class="stack">
        <div class="fields" role="search">
          <Field label="Words of the rule, its pattern, its examples">
            {(id) => (
              <input
                id={id}
                class="input"
                type="search"
                value={q ?? ''}
                onInput={(event) => setQuery({ q: event.currentTarget.value }, 'replace')}
              />
            )}
          </Field>
          <Choice
            label="Provider"
            value={provider ?? ''}
            options={providerChoices}
            choose={(value) => setQuery({ provider: value })}
          />
        </div>
        <Panel title="As they are believed" from={{ path: '/v1/rules', cli: 'hearback rules ls' }} flush>
          <Loaded
            asked={asked}
            lines={12}
            isEmpty={({ data }) => data.length === 0}
            empty={<Empty title="No rule has these words" />}
          >
            {({ data, next }) => (
              <>
                <RuleTable rules={data as readonly ShownRule[]} />
                <Pager next={next} shown={data.length} />
              </>
            )}
          </Loaded>
        </Panel>
      </div>
    </>
  );
}

function RuleTable({ rules }: { readonly rules: readonly ShownRule[] }) {
  return (
    <Table<ShownRule>
      caption="Rules"
      keys
      rows={rules}
      rowKey={({ id }) => id}
      open={({ examples }) => `/lab?reply=${encodeURIComponent([examples ?? ''].flat()[0] ?? '')}`}
      columns={[
        { title: 'rule', names: true, kind: 'wide', cell: ({ id }) => <code>{id}</code> },
        { title: 'means', cell: ({ reason }) => reasonText(reason) },
        {
          title: 'words',
          room: 16,
          cell: ({ pattern }) => <code class="rule-words">{[pattern ?? []].flat().join('\n')}</code>,
        },
        {
          title: 'only for',
          cell: ({ code, status, stage }) => [code, status, stage].flat().filter(Boolean).join(', '),
        },
        {
          title: 'known from',
          cell: ({ source }) => <span class="quiet reason wrap">{source?.replace(/^https:\/\//, '') ?? ''}</span>,
        },
      ]}
    />
  );
}
