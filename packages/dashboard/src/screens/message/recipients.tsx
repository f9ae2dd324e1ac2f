/** What became of each recipient. */

import { useState } from 'preact/hooks';
import type { RecipientState } from '../../api/shapes.ts';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { Tag } from '../../parts/tag.tsx';
import { Ago } from '../../parts/time.tsx';
import { count } from '../../words/figures.ts';
import { reasonText, type Tone } from '../../words/verdicts.ts';

const tones: Readonly<Record<RecipientState['state'], Tone>> = {
  ...{ waiting: 'watch', held: 'watch', delivered: 'ok', bounced: 'bad' },
  ...{ expired: 'bad', cancelled: 'none', suppressed: 'none' },
};
/** A message may have thousands. */
const first = 50;

export function Recipients({
  id,
  recipients,
}: {
  readonly id: string;
  readonly recipients: readonly RecipientState[];
}) {
  const [all, setAll] = useState(false);
  const shown = all ? recipients : recipients.slice(0, first);
  return (
    <Panel
      title="Recipients"
      meaning={summary(recipients)}
      from={{ path: `/v1/messages/${id}`, cli: `hearback message get ${id}` }}
      flush
      {...(shown.length < recipients.length
        ? {
            footer: (
              <button type="button" class="button small" onClick={() => setAll(true)}>
                Show all {count(recipients.length)}
              </button>
            ),
          }
        : {})}
    >
      <Table
        caption="Recipients and what became of them"
        rows={shown}
        rowKey={({ recipient }) => recipient}
        open={({ recipient }) => `/addresses/${encodeURIComponent(recipient)}`}
        columns={[
          { title: 'recipient', names: true, kind: 'wide', cell: ({ recipient }) => recipient },
          { title: 'state', kind: 'tight', cell: ({ state }) => <Tag tone={tones[state]}>{state}</Tag> },
          {
            title: 'because of',
            cell: ({ reason, held_why: why }) => (
              <span class="reason">{why ?? (reason === null ? '' : reasonText(reason))}</span>
            ),
          },
          { title: 'attempts', kind: 'n', cell: ({ attempts }) => count(attempts) },
          {
            title: 'next attempt',
            kind: 'tight',
            cell: ({ next_attempt_at: next }) => (next === null ? '–' : <Ago at={next} />),
          },
          { title: 'lane', kind: 'tight', cell: ({ lane }) => lane?.split('|')[0] ?? '–' },
          {
            title: 'last reply',
            kind: 'clip',
            cell: ({ reply }) => <span class="quiet">{reply?.replaceAll(/\s+/g, ' ') ?? ''}</span>,
          },
        ]}
      />
    </Panel>
  );
}

function summary(recipients: readonly RecipientState[]): string {
  const counts = new Map<string, number>();
  for (const { state } of recipients) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, many]) => `${count(many)} ${state}`).join(', ');
}
