/** The contract over SQLite, in process. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { storeContract, type World } from '../store.contract.ts';
import { openSqliteStores } from './open.ts';

async function openWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'hearback-store-'));
  const file = join(folder, 'hearback.db');
  const [first, second] = await openSqliteStores({ file, inProcess: true, ballast: 1 << 16 }, 2);
  if (first === undefined || second === undefined) throw new Error('two were asked for');
  return {
    stores: [first, second],
    damage: async (statement) => {
      const db = new Database(file);
      db.pragma('foreign_keys=off');
      db.exec(statement);
      db.close();
    },
    dispose: async () => {
      await first.close();
      await rm(folder, { recursive: true });
    },
  };
}

storeContract('SQLite', openWorld);
