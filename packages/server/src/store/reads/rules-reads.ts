/** Own rules, corrections, jobs, and what people changed. */
import { readCursor, writeCursor } from '../cursor.ts';
import type { Database } from '../database.ts';
import { readEffect } from '../effect-row.ts';
import { eventColumns, readEvent } from '../event-row.ts';
import { idOctets } from '../id.ts';
import type { Job, RulesReads, RuleText } from '../rules.ts';
import type { Schema } from '../schema.ts';

export function rulesReads({
  reads: db,
  payload,
  effectDetail,
  isAmong,
}: Pick<Database, 'reads' | 'payload' | 'effectDetail' | 'isAmong'>): RulesReads {
  const eventsNamed = async (ids: readonly Uint8Array[]) => {
    if (ids.length === 0) return [];
    const rows = await db
      .selectFrom('events')
      .select(eventColumns(payload))
      .where(isAmong('events.id', ids))
      .orderBy('seq')
      .execute();
    return rows.map(readEvent);
  };

  return {
    ownRules: async () => {
      const rows = await db.selectFrom('own_rules').selectAll().orderBy('name').execute();
      return rows.map(({ rule, ...row }) => ({ ...row, rule: JSON.parse(rule) as RuleText }));
    },

    effect: async (message, recipient) => {
      const row = await db
        .selectFrom('effects')
        .select(effectDetail.as('detail'))
        .where('message', '=', idOctets(message, 'msg_'))
        .where('recipient', '=', recipient)
        .executeTakeFirst();
      return row === undefined ? null : readEffect(row.detail);
    },

    correctionsOf: async (eventId) => {
      const rows = await db
        .selectFrom('reclassifications')
        .select('event')
        .where('target', '=', idOctets(eventId, 'evt_'))
        .execute();
      return eventsNamed(rows.map(({ event }) => event));
    },

    correctionsIn: async (run, after, limit) => {
      const [place] = after === null ? [] : readCursor(after, ['string']);
      let named = db.selectFrom('reclassifications').select('event').where('run', '=', run);
      if (place !== undefined) named = named.where('event', '>', Buffer.from(String(place), 'hex'));
      const found = await named
        .orderBy('event')
        .limit(limit + 1)
        .execute();
      const page = found.slice(0, limit).map(({ event }) => event);
      const last = page.at(-1);
      if (last === undefined) return { data: [], next: null };
      const next = found.length > limit ? writeCursor([Buffer.from(last).toString('hex')]) : null;
      return { data: await eventsNamed(page), next };
    },

    job: async (id) => {
      const row = await db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : readJob(row);
    },

    jobs: async (kind, after, limit) => {
      const [place] = after === null ? [] : readCursor(after, ['string']);
      let query = db.selectFrom('jobs').selectAll().where('kind', '=', kind);
      if (place !== undefined) query = query.where('id', '<', String(place));
      const rows = await query
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute();
      const data = rows.slice(0, limit).map(readJob);
      const last = data.at(-1);
      return { data, next: rows.length > limit && last !== undefined ? writeCursor([last.id]) : null };
    },

    audited: async ({ who, what }, after, limit) => {
      const [place] = after === null ? [] : readCursor(after, ['number']);
      let query = db.selectFrom('audit').selectAll();
      if (who !== undefined) query = query.where('who', '=', who);
      if (what !== undefined) query = query.where('what', '=', what);
      if (place !== undefined) query = query.where('seq', '<', Number(place));
      const rows = await query
        .orderBy('seq', 'desc')
        .limit(limit + 1)
        .execute();
      const data = rows.slice(0, limit);
      const last = data.at(-1);
      return {
        data: data.map(({ seq: _, detail, ...row }) => ({ ...row, detail: JSON.parse(detail) as RuleText })),
        next: rows.length > limit && last !== undefined ? writeCursor([last.seq]) : null,
      };
    },
  };
}

function readJob(row: Schema['jobs']): Job {
  const { id, kind, state, who, why, started_at: startedAt, touched_at: touchedAt, detail } = row;
  return {
    ...{ id, who, why, startedAt, touchedAt },
    kind: kind as Job['kind'],
    state: state as Job['state'],
    detail: JSON.parse(detail) as Job['detail'],
  };
}
