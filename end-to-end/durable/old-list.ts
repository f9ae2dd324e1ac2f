/** A suppression list as versions before 0009-listed-places kept it, in the database of a server that has ended. */
import Database from 'better-sqlite3';
import { freshAddressKey } from '../../packages/server/src/ledger/address-key.ts';

export const addressOf = (index: number): string => `user${index}@d${index % 7}.example`;
/** Every tenth address has one about a list besides. */
export const entriesOfAddresses = (count: number): number => count + Math.ceil(count / 10);

/** Leaves the file as a server of before would have: old tables, old version, `count` addresses. */
export function makeOld(file: string, count: number): void {
  const db = new Database(file);
  db.exec(`
    drop table suppressions;
    create table suppressions (
      recipient integer not null, key blob not null, scope text not null, value text not null, address text, domain text,
      state text not null, reason text not null, since integer not null, expires_at integer, detail text not null,
      primary key (recipient, key, scope, value)
    ) without rowid;
    create index suppressions_since on suppressions (since, recipient);
    drop index queue_recipient;
    drop index queue_ends;
    alter table queue drop column ends_at;
    drop index events_outcome;
    drop index queue_domain;
    drop index queue_next;
    drop index messages_list;
    drop index queue_recalled_by;
    alter table queue drop column recalled_by;
    alter table queue drop column on_its_way;
    drop index queue_held;
    create index queue_held on queue (accepted_at) where owner is null and held = 1;
    alter table keys drop column senders;
    alter table keys drop column authors;
    delete from kysely_migration where name >= '0009'`);
  const insert = db.prepare('insert into suppressions values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const detail = { cause: null, rule: null, template: null, incident: null, who: 'ann' };
  db.transaction(() => {
    for (let index = 0; index < count; index++) {
      const address = addressOf(index);
      const { key, recipient } = freshAddressKey(address);
      const put = (scope: string, value: string): void => {
        const why = JSON.stringify({ ...detail, why: `Told in letter ${index}.` });
        const domain = address.slice(address.indexOf('@') + 1);
        const at = 1_700_000_000_000 + index;
        insert.run(
          recipient,
          Buffer.from(key, 'hex'),
          scope,
          value,
          address,
          domain,
          'confirmed',
          'mailbox_full',
          at,
          null,
          why,
        );
      };
      put('global', '');
      if (index % 10 === 0) put('list', 'weekly');
    }
  })();
  db.pragma('wal_checkpoint(truncate)');
  db.close();
}

export interface ListInFile {
  /** Whether the version that changes the list is noted as done. */
  readonly migrated: boolean;
  /** Names of tables that the migration makes and must not leave half made. */
  readonly halfMade: boolean;
  /** Entries as text, in the order of address and place. */
  readonly entries: readonly string[];
}

/** Reads it behind the server's back, as SQLite recovers it. */
export function listIn(file: string): ListInFile {
  const db = new Database(file);
  try {
    const one = (sql: string): unknown => db.prepare(sql).pluck().get();
    const entries = db
      .prepare(
        `select json_array(address, hex(key), scope, value, domain, state, reason, since, expires_at, detail)
         from suppressions order by address, scope, value`,
      )
      .pluck()
      .all() as string[];
    return {
      migrated: one(`select count(*) from kysely_migration where name = '0009-listed-places'`) === 1,
      halfMade: one(`select count(*) from sqlite_master where name = 'listed'`) === 1,
      entries,
    };
  } finally {
    db.close();
  }
}
