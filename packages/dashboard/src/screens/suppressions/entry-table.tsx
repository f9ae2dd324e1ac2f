/** Entries of the suppression list as rows, each with its evidence and the way to lift it. */
import { useState } from 'preact/hooks';
import { may } from '../../api/session.ts';
import type { Suppression } from '../../api/shapes.ts';
import { Table } from '../../parts/table.tsx';
import { Tag } from '../../parts/tag.tsx';
import { Ago } from '../../parts/time.tsx';
import { scopeText, stateTone, untilText, withoutId } from '../../words/suppressions.ts';
import { reasonText } from '../../words/verdicts.ts';
import { Lift } from './lift.tsx';

export interface EntryTableProps {
  readonly rows: readonly Suppression[];
  readonly done: () => void;
  /** All rows are about this address. */
  readonly address?: string;
}

export function EntryTable({ rows, done, address: known }: EntryTableProps) {
  const [lifted, setLifted] = useState<{ readonly address: string; readonly entry: Suppression } | null>(null);
  const mayWrite = may('suppressions:write');
  return (
    <>
      <Table
        caption="Entries of the suppression list"
        rows={rows}
        rowKey={({ address_sha256: hash, scope, value }) => `${hash} ${scope} ${value}`}
        keys={known === undefined}
        {...(known === undefined ? { open: linkOf } : {})}
        columns={[
          {
            title: 'address',
            names: true,
            kind: 'wide',
            hidden: known !== undefined,
            cell: ({ address, address_sha256: hash }) =>
              address ?? (
                <code class="quiet" title="Only the hash of the address is known">
                  {hash.slice(0, 16)}…
                </code>
              ),
          },
          { title: 'state', kind: 'tight', cell: ({ state }) => <Tag tone={stateTone[state]}>{state}</Tag> },
          { title: 'reason', cell: ({ reason }) => <span class="reason">{reasonText(reason)}</span> },
          { title: 'holds for', cell: (row) => <span class="wrap">{scopeText(row)}</span> },
          { title: 'since', kind: 'tight', cell: ({ since }) => <Ago at={since} /> },
          {
            title: 'until',
            kind: 'tight',
            cell: ({ expires_at: until, incident_id: incident, state }) =>
              until === null ? <span class="quiet">{untilText(incident, state)}</span> : <Ago at={until} />,
          },
          {
            title: 'because',
            cell: ({ why, who, cause, incident_id: incident }) => (
              <span class="quiet wrap reason">
                {who === null ? '' : `${who}: `}
                {withoutId(why, incident)}{' '}
                {cause === null || who !== null ? null : <a href={`/bounces/${encodeURIComponent(cause)}`}>Evidence</a>}{' '}
                {incident === null ? null : <a href={`/incidents/${encodeURIComponent(incident)}`}>Incident</a>}
              </span>
            ),
          },
          {
            title: 'actions',
            kind: 'tight',
            hidden: !mayWrite,
            cell: (entry) => {
              const address = known ?? entry.address;
              return entry.state === 'released' || address === null ? null : (
                <button
                  type="button"
                  class="button small"
                  aria-label={`Lift ${address}`}
                  onClick={() => setLifted({ address, entry })}
                >
                  Lift…
                </button>
              );
            },
          },
        ]}
      />
      {lifted === null ? null : <Lift {...lifted} close={() => setLifted(null)} done={done} />}
    </>
  );
}

const linkOf = ({ address }: Suppression): string | null =>
  address === null ? null : `/addresses/${encodeURIComponent(address)}`;
