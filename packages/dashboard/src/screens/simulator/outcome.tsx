/** What becomes of what was sent, as it happens. */
import type { paths } from '@hearback/server/api';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { BounceTag } from '../../parts/tag.tsx';
import { At } from '../../parts/time.tsx';
import { count } from '../../words/figures.ts';
import { eventText, reasonText } from '../../words/verdicts.ts';

type Happening = paths['/v1/events']['get']['responses'][200]['content']['application/json']['data'][number];

export interface OutcomeProps {
  readonly sent: { readonly message: string; readonly count: number } | null;
}

export function Outcome({ sent }: OutcomeProps) {
  if (sent === null)
    return (
      <Panel title="What becomes of it" meaning="Nothing was sent yet.">
        <Empty title="Choose and send">
          The answers of the receivers, and what they were understood as, appear here as they come.
        </Empty>
      </Panel>
    );
  return <Watched message={sent.message} total={sent.count} />;
}

function Watched({ message, total }: { readonly message: string; readonly total: number }) {
  const path = `/v1/messages/${message}`;
  const asked = useAsked(
    (signal) =>
      answer(api.GET('/v1/events', { params: { query: { message_id: message, limit: 1000 } }, signal })).then(
        ({ data }) => data.filter(({ type }) => type !== 'accepted').toReversed(),
      ),
    [message],
    { live: true },
  );
  return (
    <Panel
      title="What becomes of it"
      meaning={asked.kind === 'there' ? summary(asked.data, total) : 'Waiting for the first answer…'}
      from={{ path, cli: `hearback message get ${message}`, open: `/messages/${encodeURIComponent(message)}` }}
      flush
    >
      <Loaded
        asked={asked}
        isEmpty={(events) => events.length === 0}
        empty={<Empty title="It is on its way">The first answer comes in a moment.</Empty>}
      >
        {(events) => <Happenings events={events.slice(0, 100)} />}
      </Loaded>
    </Panel>
  );
}

function Happenings({ events }: { readonly events: readonly Happening[] }) {
  return (
    <Table<Happening>
      caption="What happened"
      rows={events}
      rowKey={({ id }) => id}
      open={({ id, type, recipient }) =>
        type === 'bounced' || type === 'expired' || type === 'bounce_received'
          ? `/bounces/${encodeURIComponent(id)}`
          : `/addresses/${encodeURIComponent(recipient ?? '')}`
      }
      columns={[
        { title: 'when (UTC)', kind: 'tight', names: true, cell: ({ at }) => <At at={at} /> },
        { title: 'what', kind: 'tight', cell: ({ type }) => eventText(type) },
        {
          title: 'understood as',
          cell: ({ verdict }) =>
            verdict === null ? (
              ''
            ) : (
              <span class="row">
                <BounceTag bounce={verdict.bounce} /> {reasonText(verdict.reason)}
              </span>
            ),
        },
        { title: 'said', kind: 'clip', cell: ({ reply }) => reply?.text ?? '' },
      ]}
    />
  );
}

function summary(events: readonly Happening[], total: number): string {
  const kinds = new Map<string, number>();
  for (const { type } of events) kinds.set(type, (kinds.get(type) ?? 0) + 1);
  const parts = [...kinds].map(([type, n]) => `${count(n)} ${eventText(type)}`);
  return `To ${count(total)} ${total === 1 ? 'recipient' : 'recipients'}: ${parts.length === 0 ? 'no answer yet' : parts.join(', ')}.`;
}
