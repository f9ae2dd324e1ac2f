/** What of the past would be another with the rule. */
import type { paths } from '@hearback/server/api';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { Ago } from '../../parts/time.tsx';
import { count } from '../../words/figures.ts';
import { reasonText } from '../../words/verdicts.ts';

export type RulesDiff = paths['/v1/rules/diff']['post']['responses'][200]['content']['application/json'];
type Sample = RulesDiff['samples'][number];

export function DiffPanel({ diff }: { readonly diff: RulesDiff }) {
  const { read, changed, complete, samples, by_reason: reasons, suppressed, released } = diff;
  return (
    <Panel
      title={changed === 0 ? 'It would change nothing of the past' : `It would change ${count(changed)} of the past`}
      meaning={`${count(read)} failures were read${complete ? '' : '; there are more than could be read in the time'}. Nothing has been changed.`}
      flush
      footer={
        <>
          <span>{addressesText('would be suppressed', suppressed)}</span>
          <span>{addressesText('would get mail again', released)}</span>
        </>
      }
    >
      {changed === 0 ? null : (
        <>
          <p class="empty">
            {reasons
              .map(({ from, to, count: n }) => `${reasonText(from)} → ${reasonText(to)}: ${count(n)}`)
              .join(' · ')}
          </p>
          <Table<Sample>
            caption="Samples of what would change"
            rows={samples}
            rowKey={({ id }) => id}
            open={({ id }) => `/bounces/${encodeURIComponent(id)}`}
            columns={[
              { title: 'when', kind: 'tight', names: true, cell: ({ at }) => <Ago at={at} /> },
              { title: 'recipient', cell: ({ recipient }) => recipient ?? '–' },
              { title: 'was', cell: ({ from }) => reasonText(from) },
              { title: 'would be', cell: ({ to }) => reasonText(to) },
              { title: 'reply', kind: 'clip', cell: ({ reply }) => reply },
            ]}
          />
        </>
      )}
    </Panel>
  );
}

const addressesText = (what: string, { count: n }: RulesDiff['suppressed']): string =>
  n === 0 ? `No address ${what}.` : `${count(n)} ${n === 1 ? 'address' : 'addresses'} ${what}.`;
