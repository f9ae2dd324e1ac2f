/** Messages as rows: when, to whom, what became of it, what it was. */
import type { Message } from '../../api/shapes.ts';
import { Outcomes } from '../../parts/outcomes.tsx';
import { Table } from '../../parts/table.tsx';
import { Ago } from '../../parts/time.tsx';
import { linkWith } from '../../router/place.ts';
import { count } from '../../words/figures.ts';

export interface MessageTableProps {
  readonly rows: readonly Message[];
  /** The address that was asked for. */
  readonly asked: string | null;
}

export function MessageTable({ rows, asked }: MessageTableProps) {
  return (
    <Table
      caption="Messages, the newest first"
      rows={rows}
      rowKey={keyOf}
      open={openOf}
      keys
      columns={[
        { title: 'accepted', kind: 'tight', cell: ({ accepted_at: at }) => <Ago at={at} /> },
        { title: 'to', names: true, kind: 'wide', cell: toText },
        {
          title: 'outcome',
          kind: 'tight',
          cell: ({ id, recipients: [first], recipient_count: many, outcomes }) =>
            asked !== null && first !== undefined ? (
              <Outcomes id={id} outcomes={{ [first.state]: 1 }} recipients={1} />
            ) : (
              <Outcomes id={id} outcomes={outcomes} recipients={many} />
            ),
        },
        { title: 'subject', cell: subjectOf },
        { title: 'sender', room: 10, cell: ({ sender }) => (sender === '' ? notice : narrowed('sender', sender)) },
        { title: 'list', room: 10, spare: true, cell: ({ list }) => narrowed('list', list) },
        { title: 'campaign', room: 10, spare: true, cell: ({ campaign }) => narrowed('campaign', campaign) },
        { title: 'stream', room: 10, spare: true, cell: ({ stream }) => narrowed('stream', stream) },
      ]}
    />
  );
}

const keyOf = ({ id, foreign_message: foreign, accepted_at: at, recipients }: Message): string =>
  id ?? `${foreign} ${at} ${recipients[0]?.recipient}`;

/** What another server sent has no page: its address tells of it. */
const openOf = ({ id, recipients: [first] }: Message): string | null => {
  if (id !== null) return `/messages/${encodeURIComponent(id)}`;
  return first === undefined ? null : `/addresses/${encodeURIComponent(first.recipient)}`;
};

function toText({ recipients: [first], recipient_count: many }: Message): string {
  if (first === undefined) return many === 1 ? 'One recipient' : `${count(many)} recipients`;
  return many === 1 ? first.recipient : `${first.recipient} and ${count(many - 1)} more`;
}

const subjectOf = ({ id, subject, foreign_message: foreign, size }: Message) => {
  if (subject !== null) return subject;
  if (id === null)
    return <span class="quiet">{foreign === null ? 'Not sent from here' : `Sent elsewhere: ${foreign}`}</span>;
  return <span class="quiet">{size === null ? 'Its heading is not kept any more' : 'Without a subject'}</span>;
};

const notice = <span class="quiet">{'<> notice'}</span>;

const narrowed = (name: string, value: string | null) =>
  value === null ? (
    ''
  ) : (
    <a class="plain-link two-lines" title={value} href={linkWith({ [name]: value })}>
      {value}
    </a>
  );
