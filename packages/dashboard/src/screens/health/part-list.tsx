/** All parts of a kind with their rates, the most mail first; where there are more than a page of them they are found by name. */
import { useRef } from 'preact/hooks';
import { type Asked, useAsked } from '../../api/asked.ts';
import type { Part } from '../../api/shapes.ts';
import { Sparkline } from '../../charts/sparkline.tsx';
import type { Column } from '../../parts/column.ts';
import { Head } from '../../parts/head.tsx';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Panel } from '../../parts/panel.tsx';
import { QueryField } from '../../parts/query-field.tsx';
import { Gauge } from '../../parts/rate-card.tsx';
import { Table } from '../../parts/table.tsx';
import { RateTag } from '../../parts/tag.tsx';
import { type WindowName, windowName, windowText } from '../../parts/window-picker.tsx';
import { linkTo, linkWith, query, setQuery } from '../../router/place.ts';
import { segment } from '../../router/segment.ts';
import { count, interval, percent } from '../../words/figures.ts';
import { shellWord } from '../../words/shell.ts';
import { providerText, reasonText } from '../../words/verdicts.ts';
import { askParts, bouncesOf, type PartKind, type PartPage, type SenderKind } from './kinds.ts';

const senderKinds = [
  ['sender_domain', 'Domains'],
  ['ip', 'IP addresses'],
  ['stream', 'Streams'],
] as const;

export const senderKind = (): SenderKind =>
  senderKinds.find(([each]) => each === query.value.get('by'))?.[0] ?? 'sender_domain';

export function PartList({ kind }: { readonly kind: PartKind }) {
  const window = windowName();
  const by = senderKind();
  const after = query.value.get('after');
  const name = query.value.get('name');
  const narrowed = after !== null || name !== null;
  const asked = useAsked(
    async (signal) => ({ ...(await askParts(kind, by, window, { after, name }, signal)), narrowed }),
    [kind.place, by, window, after, name],
    { live: true },
  );
  const isLong = useIsLong(asked) || narrowed;
  const isSenders = kind.place === 'senders';
  const path = `/v1/${kind.place}?${new URLSearchParams({ window, ...(isSenders ? { by } : {}), ...(name === null ? {} : { name }) })}`;
  const cli = `${kind.cli} --window ${window}${name === null ? '' : ` --name ${shellWord(name)}`}`;
  return (
    <>
      <Head
        title={kind.title}
        actions={
          isSenders ? (
            <div class="segments" role="group" aria-label="What a sender is">
              {senderKinds.map(([each, title]) => (
                <button
                  key={each}
                  type="button"
                  aria-pressed={each === by}
                  onClick={() => setQuery({ by: each === 'sender_domain' ? null : each, name: null })}
                >
                  {title}
                </button>
              ))}
            </div>
          ) : undefined
        }
      >
        {kind.meaning}
      </Head>
      {isLong ? (
        <QueryField
          label={`Search ${kind.title.toLowerCase()} by name`}
          hint="A part of the name"
          value={name ?? ''}
          submit={(text) => setQuery({ name: text })}
        />
      ) : null}
      <Panel
        title={`${kind.title} of the last ${windowText(window)}`}
        meaning="The bar is the 95 % interval, the dashed line the limit; a state needs 200 recipients."
        from={{ path, cli }}
        flush
      >
        <Loaded
          asked={asked}
          lines={8}
          isEmpty={({ data }) => data.length === 0}
          empty={<Nothing kind={kind} name={name} />}
        >
          {({ data, next }) => (
            <>
              <Table
                caption={kind.title}
                keys
                rows={data}
                rowKey={({ key }) => key}
                open={({ key }) =>
                  linkTo(`/${kind.place}/${segment(key)}`, isSenders && by !== 'sender_domain' ? { by } : {})
                }
                columns={columnsOf(kind, by, window)}
              />
              <Pager next={next} shown={data.length} />
            </>
          )}
        </Loaded>
      </Panel>
    </>
  );
}

/** There is more than this page, as far as is known: what is being loaded changes nothing about it. */
function useIsLong(asked: Asked<PartPage & { readonly narrowed: boolean }>): boolean {
  const before = useRef(false);
  if (asked.kind === 'there') before.current = asked.data.narrowed || asked.data.next !== null;
  return before.current;
}

const Nothing = ({ kind, name }: { readonly kind: PartKind; readonly name: string | null }) =>
  name === null ? (
    <Empty title={`No mail with a ${kind.one} in this window`}>{emptyHint(kind)}</Empty>
  ) : (
    <Empty title={`No ${kind.one} of this window has “${name}” in its name`}>
      <a href={linkWith({ name: null })}>All {kind.title.toLowerCase()}</a>
    </Empty>
  );

function columnsOf(kind: PartKind, by: SenderKind, window: WindowName): readonly Column<Part>[] {
  const rate = (part: Part, name: 'hard' | 'soft' | 'complaints') => (
    <a
      class="plain-link"
      href={linkTo('/bounces', {
        q: `${bouncesOf(kind, by, part.key)} class:${name === 'complaints' ? 'complaint' : name} since:${window}`,
      })}
    >
      {percent(part[name].rate)}
    </a>
  );
  const leading = kind.place === 'lists' ? 'hard' : 'soft';
  const other = leading === 'hard' ? 'soft' : 'hard';
  return [
    { title: kind.one, names: true, cell: ({ key }) => (kind.place === 'providers' ? providerText(key) : key) },
    { title: 'state', kind: 'tight', room: 8.4, cell: (part) => <RateTag state={part[leading].state} /> },
    { title: leading, kind: 'n', cell: (part) => rate(part, leading) },
    {
      title: '95 %',
      kind: 'n',
      room: 6.2,
      spare: true,
      cell: (part) => <span class="quiet">{interval(part[leading].interval)}</span>,
    },
    {
      title: 'against the limit',
      spare: true,
      cell: (part) => (
        <div class="gauge-cell">
          <Gauge rate={part[leading]} />
        </div>
      ),
    },
    { title: other, kind: 'n', cell: (part) => rate(part, other) },
    { title: 'complaints', kind: 'n', cell: (part) => rate(part, 'complaints') },
    { title: 'attempted', kind: 'n', cell: ({ counts }) => count(counts.attempted) },
    {
      title: 'trend',
      kind: 'tight',
      room: 7,
      spare: true,
      cell: ({ sparkline }) => <Sparkline values={sparkline} label={`Trend of ${kind.sparkline}`} />,
    },
    {
      title: 'mostly',
      room: 6.5,
      cell: ({ top_reason: reason }) => (reason === null ? <span class="quiet">–</span> : reasonText(reason)),
    },
  ];
}

const emptyHint = ({ place }: PartKind): string =>
  place === 'lists'
    ? 'Name the list of a message by the field X-Hearback-List or `list`; docs/queue.md says how.'
    : 'A longer window may have some.';
