/** What keeps mail from the address, and how that came and went. */
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import type { AddressView, SuppressionHistory } from '../../api/shapes.ts';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { At } from '../../parts/time.tsx';
import { shellWord } from '../../words/shell.ts';
import { scopeText } from '../../words/suppressions.ts';
import { EntryTable } from '../suppressions/entry-table.tsx';

export interface HeldProps {
  readonly address: string;
  readonly view: AddressView;
  readonly done: () => void;
}

export function Held({ address, view, done }: HeldProps) {
  const isKnown = view.entries.length > 0;
  const asked = useAsked(
    async (signal) =>
      isKnown
        ? answer(api.GET('/v1/suppressions/{address}', { params: { path: { address } }, signal }))
        : { changes: [] },
    [address, JSON.stringify(view.entries)],
  );
  return (
    <Panel
      title="Suppression"
      meaning="What keeps mail from it, and how that came and went."
      from={{
        path: `/v1/suppressions/${encodeURIComponent(address)}`,
        cli: `hearback suppress why ${shellWord(address)}`,
      }}
      flush
    >
      {!isKnown ? (
        <Empty title="No entry">It was never suppressed.</Empty>
      ) : (
        <EntryTable address={address} rows={view.entries} done={done} />
      )}
      <Loaded asked={asked} lines={3} isEmpty={({ changes }) => changes.length === 0} empty={null}>
        {({ changes }) => <Changes changes={changes} />}
      </Loaded>
    </Panel>
  );
}

function Changes({ changes }: { readonly changes: SuppressionHistory['changes'] }) {
  return (
    <details class="history">
      <summary>History: {changes.length === 1 ? 'one change' : `${changes.length} changes`}</summary>
      <Table
        caption="Changes of the suppression, the latest first"
        rows={[...changes].reverse()}
        rowKey={({ event, at, to, scope, value }) => `${event} ${at} ${to} ${scope} ${value}`}
        columns={[
          { title: 'when', kind: 'tight', names: true, cell: ({ at }) => <At at={at} /> },
          { title: 'from', kind: 'tight', cell: ({ from }) => from ?? 'none' },
          { title: 'to', kind: 'tight', cell: ({ to }) => to ?? 'none' },
          { title: 'for', cell: (change) => scopeText(change) },
          {
            title: 'because',
            cell: ({ who, why }) => (
              <span class="wrap">
                {who === null ? '' : `${who}: `}
                {why}
              </span>
            ),
          },
        ]}
      />
    </details>
  );
}
