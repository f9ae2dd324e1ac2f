/** The messages of a ledger's events, and a queue of some of them, by SQL: taking ten million in one by one would tell nothing of pages. */
import Database from 'better-sqlite3';
import pg from 'pg';

/** Entries of the queue: of the newest messages, one of a hundred held, one of five put off. */
const waiting = 100_000;

const detail = `'{"origin":"smtp","source":"default","headerMessageId":"<' || seq || '@ours.example>","subject":"News of the week"}'`;
const messages = `insert into messages (id, accepted_at, sender, stream, list, campaign, size, detail)
  select message, at, 'news@s' || (seq % 20) || '.example', case when seq % 3 = 0 then 'bulk' else 'default' end,
    'list ' || (seq % 100), 'c' || (at / 86400000), 10240, ${detail}
  from events where message is not null and type between 1 and 4 order by message on conflict do nothing`;
const queue = `insert into queue (message, position, held, lane, next_at, accepted_at, recipient, domain, attempts)
  select id, 0, case when accepted_at % 100 = 0 then 1 else 0 end, 'd1.example|default|default', accepted_at, accepted_at,
    'waiting' || (accepted_at % 2000000) || '@d1.example', 'd1.example', case when accepted_at % 5 = 0 then 2 else 0 end
  from messages order by id desc limit ${waiting}`;

/** Where there are none yet. */
export async function fillMessages(connection, file) {
  if (connection === undefined) {
    const db = new Database(file);
    db.pragma('cache_size=-64000');
    if (db.prepare('select 1 from messages limit 1').get() === undefined)
      for (const text of [messages, queue]) db.exec(text);
    db.close();
    return;
  }
  const client = new pg.Client({ connectionString: connection });
  await client.connect();
  const { rowCount } = await client.query('select 1 from messages limit 1');
  if (rowCount === 0) for (const text of [messages, queue, 'analyze']) await client.query(text);
  await client.end();
}
