/** Bounces as rows. */
import type { Bounce } from '../../api/shapes.ts';
import type { Marks } from '../../parts/marks.ts';
import { Table } from '../../parts/table.tsx';
import { BounceTag } from '../../parts/tag.tsx';
import { Ago } from '../../parts/time.tsx';
import { causeText, providerText, reasonText } from '../../words/verdicts.ts';

export interface BounceTableProps {
  readonly rows: readonly Bounce[];
  readonly open: (row: Bounce) => string;
  readonly marks: Marks;
}

export function BounceTable({ rows, open, marks }: BounceTableProps) {
  return (
    <Table
      caption="Bounces, the latest first"
      rows={rows}
      rowKey={({ id }) => id}
      open={open}
      keys
      marks={marks}
      columns={[
        { title: 'when', kind: 'tight', room: 5.75, cell: ({ at }) => <Ago at={at} /> },
        { title: 'recipient', names: true, kind: 'wide', cell: ({ recipient }) => recipient ?? 'unknown' },
        { title: 'class', kind: 'tight', room: 6, cell: ({ class: counts }) => <BounceTag bounce={counts} /> },
        {
          title: 'reason',
          room: 10.5,
          // The reason as it stands, which somebody may have corrected.
          cell: (row) => (
            <span class="reason">
              {row.reason === null || row.reason === row.verdict?.reason ? causeText(row) : reasonText(row.reason)}
            </span>
          ),
        },
        {
          title: 'receiver',
          kind: 'tight',
          room: 6.5,
          cell: ({ verdict }) => (verdict?.provider == null ? '–' : providerText(verdict.provider)),
        },
        {
          title: 'code',
          room: 4,
          kind: 'tight',
          cell: ({ reply }) => <span class="mono">{reply?.status ?? reply?.code ?? '–'}</span>,
        },
        {
          title: 'what was said',
          spare: true,
          kind: 'clip',
          // Beside all others on a screen of 1,440, its scroll bar taken off.
          room: 9,
          cell: ({ reply }) => <span class="quiet">{reply?.text.replaceAll(/\s+/g, ' ') ?? ''}</span>,
        },
      ]}
    />
  );
}
