/**
 * Looks for what contradicts itself in the tables; each finding is a sentence. With `deep` every body and every event is
 * read and compared with its checksum, and every entry of the suppression list with its address.
 */
import { crc32 } from 'node:zlib';
import { type Kysely, sql } from 'kysely';
import { idText } from '../id.ts';
import type { Schema } from '../schema.ts';
import { damagedEntries } from './damaged-entries.ts';

const named = 10;

/** `stored`: the column that the checksum of an event is of. */
export async function findDamage(
  db: Kysely<Schema>,
  deep: boolean,
  stored: 'payload' | 'packed',
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { text, ids, count } of await contradictions(db)) {
    if (count > 0) found.push(`${text}: ${count} (${ids.join(', ')}${count > ids.length ? ', …' : ''})`);
  }
  if (deep) {
    for await (const finding of damagedBodies(db)) found.push(finding);
    for await (const finding of damagedEvents(db, stored)) found.push(finding);
    if (stored === 'packed') for await (const finding of damagedTexts(db)) found.push(finding);
    const place = stored === 'packed' ? ['id'] : ['recipient', 'key', 'scope', 'value'];
    for await (const finding of damagedEntries(db, place)) found.push(finding);
  }
  return found;
}

async function contradictions(db: Kysely<Schema>) {
  const check = async (text: string, from: string) => {
    const condition = sql.raw(from);
    const { rows } = await sql<{ id: Uint8Array; total: number }>`
      select id, count(*) over () as total from (${condition}) as suspect limit ${sql.lit(named)}`.execute(db);
    return { text, ids: rows.map((row) => idText(row.id, 'msg_')), count: rows[0]?.total ?? 0 };
  };
  const messageGone = 'not exists (select 1 from messages where messages.id = message)';
  return [
    await check('open entries without their message', `select distinct message as id from queue where ${messageGone}`),
    await check(
      'open entries without a body to send',
      'select distinct message as id from queue where not exists (select 1 from bodies where bodies.message = queue.message)',
    ),
    await check(
      'bodies that nothing needs any more',
      `select message as id from bodies where not exists (select 1 from queue where queue.message = bodies.message)
       and not exists (select 1 from notices where notices.message = bodies.message)`,
    ),
    await check('notices due without their message', `select distinct message as id from notices where ${messageGone}`),
    await check(
      'entries leased to a session that is no more',
      `select distinct message as id from queue where owner is not null and owner not in (select id from sessions)`,
    ),
    await check(
      'bodies of another length than accepted',
      `select messages.id from messages join bodies on bodies.message = messages.id where messages.size <> length(bodies.octets)`,
    ),
  ];
}

async function* damagedBodies(db: Kysely<Schema>): AsyncGenerator<string> {
  let after: Uint8Array = new Uint8Array(0);
  for (;;) {
    const rows = await db
      .selectFrom('bodies')
      .select(['message', 'crc', 'octets'])
      .where('message', '>', after)
      .orderBy('message')
      .limit(20)
      .execute();
    for (const { message, crc, octets } of rows) {
      if (crc32(octets) !== crc) yield `the body of ${idText(message, 'msg_')} is not what was accepted`;
      after = message;
    }
    if (rows.length === 0) return;
  }
}

async function* damagedEvents(db: Kysely<Schema>, stored: 'payload' | 'packed'): AsyncGenerator<string> {
  let after = 0;
  for (;;) {
    const rows = await db
      .selectFrom('events')
      .select(['seq', 'id', 'crc', stored])
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(500)
      .execute();
    for (const row of rows) {
      after = row.seq;
      if (crc32(row[stored] ?? '') !== row.crc) yield `event ${idText(row.id, 'evt_')} is not what was recorded`;
    }
    if (rows.length === 0) return;
  }
}

/** Texts that events of SQLite share (sqlite/texts.ts). */
async function* damagedTexts(db: Kysely<Schema>): AsyncGenerator<string> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('texts')
      .select(['id', 'text', 'crc'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(500)
      .execute();
    for (const { id, text, crc } of rows) {
      if (crc32(text) !== crc) yield `text ${id}, which events share, is not what was recorded`;
      after = id;
    }
    if (rows.length === 0) return;
  }
}
