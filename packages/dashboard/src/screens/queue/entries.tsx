/** What waits, recipient by recipient; acted on one by one, by marks, or all that the filters choose. */
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { serverNow } from '../../api/session.ts';
import type { QueueEntry } from '../../api/shapes.ts';
import type { Column } from '../../parts/column.ts';
import { FilterFields } from '../../parts/filter-fields.tsx';
import { Head } from '../../parts/head.tsx';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { useMarks } from '../../parts/marks.ts';
import { Pager } from '../../parts/pager.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { Tag } from '../../parts/tag.tsx';
import { Ago } from '../../parts/time.tsx';
import { linkTo, query } from '../../router/place.ts';
import { count } from '../../words/figures.ts';
import { shellWord } from '../../words/shell.ts';
import { reasonText } from '../../words/verdicts.ts';
import { BrakeText } from './brake-text.tsx';
import { EntryActions } from './entry-actions.tsx';
import { type Brake, brakeOf, pausedLanes } from './lane-state.ts';

const filters = [
  ...(['domain', 'older_than', 'younger_than', 'recipient'] as const),
  ...(['lane', 'stream', 'campaign', 'sender', 'message_id'] as const),
];
export const nameOf = ({ message_id: message, recipient }: QueueEntry): string => `${message} ${recipient}`;

export default function Entries() {
  const filter = Object.fromEntries(
    filters.flatMap((name) => {
      const value = query.value.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  const after = query.value.get('after');
  const marks = useMarks();
  const asked = useAsked(
    (signal) =>
      answer(
        api.GET('/v1/queue/entries', {
          params: { query: { ...filter, limit: 100, ...(after === null ? {} : { after }) } },
          signal,
        }),
      ),
    [JSON.stringify(filter), after],
    { live: after === null },
  );
  const lanes = useAsked((signal) => answer(api.GET('/v1/queue/lanes', { signal })), [], { live: true });
  const paused = lanes.kind === 'there' ? pausedLanes(lanes.data) : new Map<string, Brake>();
  const rows = asked.kind === 'there' ? asked.data.data : [];
  const flags = Object.entries(filter).map(
    ([name, value]) => ` --${name === 'message_id' ? 'message' : name.replace('_', '-')} ${shellWord(value)}`,
  );
  return (
    <>
      <Head
        title="Queue entries"
        actions={
          <a class="button" href={linkTo('/queue')}>
            The whole queue
          </a>
        }
      >
        Every recipient that waits, with its next attempt and what it waits for.
      </Head>
      <FilterFields names={filters} />
      <Panel
        title="Waiting"
        from={{ path: `/v1/queue/entries?${new URLSearchParams(filter)}`, cli: `hearback queue ls${flags.join('')}` }}
        flush
        actions={
          <EntryActions
            filter={filter}
            marked={rows.filter((row) => marks.has(nameOf(row)))}
            done={() => {
              marks.clear();
              asked.again();
            }}
          />
        }
      >
        <Loaded
          asked={asked}
          lines={10}
          isEmpty={({ data }) => data.length === 0}
          empty={
            <Empty title={flags.length === 0 ? 'Nothing waits' : 'Nothing of this kind waits'}>
              {flags.length === 0 ? null : <a href="/queue/entries">All that waits</a>}
            </Empty>
          }
        >
          {({ data, next }) => (
            <>
              <Table
                caption="Recipients that wait"
                rows={data}
                rowKey={nameOf}
                open={({ message_id: message }) => `/messages/${encodeURIComponent(message)}`}
                keys
                marks={marks}
                columns={columnsOf(paused)}
              />
              <Pager next={next} shown={data.length} />
            </>
          )}
        </Loaded>
      </Panel>
    </>
  );
}

const last = ({ history }: QueueEntry) => history.at(-1);

/** `paused`: brakes by the lane that they hold back. */
const columnsOf = (paused: ReadonlyMap<string, Brake>): readonly Column<QueueEntry>[] => [
  { title: 'recipient', names: true, kind: 'wide', cell: ({ recipient }) => recipient },
  {
    title: 'state',
    kind: 'tight',
    cell: ({ state }) => <Tag tone={state === 'held' ? 'watch' : 'none'}>{state}</Tag>,
  },
  { title: 'attempts', kind: 'n', cell: ({ attempts }) => count(attempts) },
  {
    title: 'next attempt',
    cell: ({ state, lane, next_attempt_at: next }) => {
      if (state === 'held') return <span class="quiet">when released</span>;
      return isPast(next) && brakeOf(paused, lane) !== undefined ? (
        <span class="quiet">when its lane goes on</span>
      ) : (
        <Ago at={next} />
      );
    },
  },
  { title: 'lane', cell: ({ lane }) => lane.split('|')[0] },
  {
    title: 'waits for',
    room: 10.5,
    cell: (row) => {
      const brake = row.held_why === null ? brakeOf(paused, row.lane) : undefined;
      if (brake !== undefined) return <BrakeText brake={brake} />;
      return (
        <span class="reason">
          {row.held_why ?? (last(row) === undefined ? 'its first attempt' : reasonText(last(row)?.reason ?? ''))}
        </span>
      );
    },
  },
  {
    title: 'last reply',
    kind: 'clip',
    cell: (row) => <span class="quiet">{last(row)?.text.replaceAll(/\s+/g, ' ') ?? ''}</span>,
  },
];

const isPast = (at: string): boolean => Date.parse(at) <= serverNow();
