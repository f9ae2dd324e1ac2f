/** The addresses that incidents have touched. */
import { sql } from 'kysely';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Database } from '../database.ts';
import type { IncidentAddress, IncidentCounts, IncidentReads } from '../incidents.ts';

export function incidentReads({ reads: db }: Pick<Database, 'reads'>): IncidentReads {
  return {
    incidentCounts: async (incidents) => {
      const counts = new Map<string, IncidentCounts>();
      if (incidents.length === 0) return counts;
      const rows = await db
        .selectFrom('incident_addresses')
        .select(({ fn }) => [
          'incident',
          'state',
          fn.countAll<number | string>().as('addresses'),
          fn.sum<number | string>('messages').as('messages'),
          fn.max('last_at').as('last_at'),
        ])
        .where('incident', 'in', incidents)
        .groupBy(['incident', 'state'])
        .execute();
      for (const row of rows) counts.set(row.incident, counted(counts.get(row.incident) ?? none, row));
      return counts;
    },

    incidentAddresses: async ({ incident, state, below }, after, limit) => {
      let query = db.selectFrom('incident_addresses').selectAll().where('incident', '=', incident);
      if (state !== undefined) query = query.where('state', '=', state);
      if (below !== undefined) query = query.where('recipient', '<', below);
      if (after !== null) {
        const [recipient = 0, key = ''] = readCursor(after, ['number', 'string']);
        query = query.where(sql<boolean>`(recipient, key) > (${recipient}, ${Buffer.from(String(key), 'hex')})`);
      }
      const rows = await query
        .orderBy('recipient')
        .orderBy('key')
        .limit(limit + 1)
        .execute();
      const data = rows.slice(0, limit).map(
        ({ key, first_at: firstAt, last_at: lastAt, ...row }): IncidentAddress => ({
          ...row,
          state: row.state as IncidentAddress['state'],
          key: Buffer.from(key).toString('hex'),
          firstAt,
          lastAt,
        }),
      );
      const last = data.at(-1);
      const more = rows.length > limit && last !== undefined;
      return { data, next: more ? writeCursor([last.recipient, last.key]) : null };
    },

    incidentShare: async (incident, below) => {
      const rows = await db
        .selectFrom('incident_addresses')
        .select(({ fn }) => ['state', fn.countAll<number | string>().as('addresses')])
        .where('incident', '=', incident)
        .where('recipient', '<', below)
        .groupBy('state')
        .execute();
      const of = (state: string): number => Number(rows.find((row) => row.state === state)?.addresses ?? 0);
      return { held: of('held'), all: of('held') + of('released') + of('suppressed') };
    },
  };
}

const none: IncidentCounts = { addresses: 0, messages: 0, held: 0, released: 0, suppressed: 0, lastAt: null };

function counted(
  counts: IncidentCounts,
  row: {
    readonly state: string;
    readonly addresses: number | string;
    readonly messages: number | string;
    readonly last_at: number;
  },
): IncidentCounts {
  const addresses = Number(row.addresses);
  const state = row.state as IncidentAddress['state'];
  return {
    ...counts,
    addresses: counts.addresses + addresses,
    messages: counts.messages + Number(row.messages),
    [state]: addresses,
    lastAt: Math.max(counts.lastAt ?? row.last_at, row.last_at),
  };
}
