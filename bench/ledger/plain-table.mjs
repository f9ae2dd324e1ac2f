/**
 * What a program writes that keeps the same events in one table with an index on the recipient, the message and the time, and
 * nothing else: no counters, no search, no notice of repetition. SQLite by the same binding, with the same settings and cache.
 */
import Database from 'better-sqlite3';

const columns = [
  ...['id', 'at', 'type', 'message_id', 'recipient', 'original_recipient', 'sender', 'stream', 'list', 'campaign'],
  ...['tags', 'attempt', 'mx_host', 'mx_address', 'source_ip', 'tls', 'stage', 'code', 'status', 'text', 'verdict'],
  ...['source', 'trusted', 'duration_ms', 'incident_id', 'ambiguous', 'next_attempt_at', 'attempts', 'dominant_reason'],
];

export function openPlainTable(file) {
  const db = new Database(file);
  for (const setting of ['page_size=8192', 'journal_mode=wal', 'synchronous=full', 'cache_size=-32000'])
    db.pragma(setting);
  db.pragma('wal_autocheckpoint=2000');
  db.exec(`create table events (${columns.join(', ')})`);
  db.exec('create index events_recipient on events (recipient, at)');
  db.exec('create index events_message on events (message_id)');
  db.exec('create index events_at on events (at)');
  const insert = db.prepare(`insert into events values (${columns.map(() => '?').join(', ')})`);
  const json = (value) => (value === null || value.length === 0 ? null : JSON.stringify(value));
  const write = db.transaction((events) => {
    for (const e of events)
      insert.run(
        ...[
          e.id,
          e.at,
          e.type,
          e.message_id,
          e.recipient,
          e.original_recipient,
          e.sender,
          e.stream,
          e.list,
          e.campaign,
        ],
        ...[json(e.tags), e.attempt, e.mx?.host ?? null, e.mx?.address ?? null, e.source_ip, e.tls, e.stage],
        ...[e.reply?.code ?? null, e.reply?.status ?? null, e.reply?.text ?? null, json(e.verdict)],
        ...[e.source, e.trusted ? 1 : 0, e.duration_ms, e.incident_id, e.ambiguous ? 1 : 0, e.next_attempt_at],
        ...[json(e.attempts), e.dominant_reason],
      );
  });
  return { write, close: () => db.close() };
}
