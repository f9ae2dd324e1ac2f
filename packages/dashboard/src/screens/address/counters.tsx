/** What is counted of an address, by kind of event; each opens what it counts. */
import { Empty } from '../../parts/loaded.tsx';
import { type Origin, Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { linkTo } from '../../router/place.ts';
import { count } from '../../words/figures.ts';
import { termOf } from '../../words/query.ts';
import { eventText } from '../../words/verdicts.ts';

const failures = new Set(['bounced', 'deferred', 'expired', 'bounce_received', 'feedback_received']);

export interface CountersProps {
  readonly address: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly from: Origin;
}

export function Counters({ address, counts, from }: CountersProps) {
  const rows = Object.entries(counts).sort(([, a], [, b]) => b - a);
  return (
    <Panel title="Counted" meaning="Events by kind; what nobody proved is left out." from={from} flush>
      {rows.length === 0 ? (
        <Empty title="Nothing yet" />
      ) : (
        <Table
          caption="Events of the address by kind"
          rows={rows}
          rowKey={([type]) => type}
          open={([type]) =>
            failures.has(type)
              ? linkTo('/bounces', { q: `${termOf('recipient', address)} type:${type} since:90d` })
              : null
          }
          columns={[
            { title: 'what', names: true, cell: ([type]) => eventText(type) },
            { title: 'events', kind: 'n', cell: ([, many]) => count(many) },
          ]}
        />
      )}
    </Panel>
  );
}
