#!/usr/bin/env node
/**
 * Listening under load, the service as it is built in a process of its own: bounce mails over SMTP to signed return paths
 * through the whole pipeline (received, token proven, read, judged, recorded, address suppressed), and a log of Postfix
 * followed into the ledger.
 *
 *     npm run build && node bench/listening.mjs [--only bounces,storm,log] [--stores sqlite,postgres] [--seconds 600]
 *         [--fastest 60] [--offered 1000] [--most 3000] [--storm 3333] [--sessions 50] [--lines 1000000] [--folder DIR] [--program FILE]
 *         [--module FILE] [--profile DIR] [--write]
 *
 * `--seconds` at the offered rate, then as fast as it goes for `--fastest`, at most `--most` reports a second: every
 * report is about a message that was sent before, to another recipient each. `--write` puts the table into
 * docs/benchmarks.md. PostgreSQL has the settings of initdb. The folder must be on a disk: fsync on tmpfs costs nothing.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bounces } from './listening/bounces.mjs';
import { followLog } from './listening/log.mjs';
import { storm } from './listening/storm.mjs';
import { bounceTable, logTable, stormTable } from './listening/tables.mjs';
import { startPostgres } from './relay/postgres.mjs';
import { writeInto } from './relay/table.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values: given } = parseArgs({
  options: {
    only: { type: 'string', default: 'bounces,storm,log' },
    stores: { type: 'string', default: 'sqlite,postgres' },
    seconds: { type: 'string', default: '600' },
    fastest: { type: 'string', default: '60' },
    offered: { type: 'string', default: '1000' },
    most: { type: 'string', default: '3000' },
    storm: { type: 'string', default: '3333' },
    sessions: { type: 'string', default: '50' },
    lines: { type: 'string', default: '1000000' },
    folder: { type: 'string' },
    program: { type: 'string', default: here('../packages/cli/bin/hearback.js') },
    module: { type: 'string', default: here('../packages/server/dist/index.js') },
    profile: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const { openStore } = await import(resolve(given.module));
const cache = here('../node_modules/.cache');
mkdirSync(cache, { recursive: true });
const folder = resolve(given.folder ?? mkdtempSync(join(cache, 'listening-')));
// PostgreSQL works as a user that is not root.
chmodSync(folder, 0o755);
if (execFileSync('stat', ['-f', '-c', '%T', folder], { encoding: 'utf8' }).trim() === 'tmpfs')
  throw new Error(`${folder} is in memory: there fsync costs nothing. Give another --folder`);

const node = given.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(given.profile)}`];
const load = {
  ...{ openStore, program: given.program, node, lines: Number(given.lines), seconds: Number(given.seconds) },
  ...{ fastest: Number(given.fastest), storm: Number(given.storm) },
  ...{ offered: Number(given.offered), most: Number(given.most), sessions: Number(given.sessions) },
};
const works = { bounces, storm, log: followLog };

/** A store of its own for each work. */
async function measure(kind, work) {
  const place = join(folder, `${kind}-${work}`);
  mkdirSync(place, { recursive: true });
  if (kind === 'sqlite') return works[work]({ ...load, folder: place });
  const postgres = await startPostgres({ folder: join(place, 'postgres') });
  try {
    return await works[work]({ ...load, folder: place, store: postgres.url, others: [postgres.pid] });
  } finally {
    await postgres.stop();
  }
}

try {
  for (const [work, table] of [
    ['bounces', bounceTable],
    ['storm', stormTable],
    ['log', logTable],
  ]) {
    if (!given.only.split(',').includes(work)) continue;
    const results = [];
    for (const kind of given.stores.split(',')) results.push({ kind, ...(await measure(kind, work)) });
    const text = table(results, load);
    console.log(text);
    if (given.write) writeInto(here('../docs/benchmarks.md'), `listening-${work}`, text);
  }
} finally {
  if (given.folder === undefined) rmSync(folder, { recursive: true, force: true });
}
