#!/usr/bin/env node
/**
 * How the ledger grows, and how long the pages take that are read from it: fills a store with thirty days of events about
 * mail to many domains, lists and senders, 15 % of which fails, and states the times of the overview, of searches and look-ups; the messages of those events are put beside them (bench/ledger/messages.mjs).
 *
 *     npm run build && node bench/ledger.mjs [--events 1000000] [--plain] [--connection postgres://...] [--folder DIR]
 *         [--at DIR] [--write NAME] [--module packages/server/dist/index.js]
 *
 * SQLite in a temporary folder, or with --connection PostgreSQL; one that was filled in part is filled up (--events 0: is
 * measured as it is). --plain fills a table with three
 * indexes as well (bench/ledger/plain-table.mjs). --at: a folder that was filled before, or is to be kept. --write puts the
 * tables into docs/benchmarks.md, between the marks of that name.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { fill, intoStore, tidiedByDay } from './ledger/fill.mjs';
import { fillMessages } from './ledger/messages.mjs';
import { measurePages, newestOf } from './ledger/pages.mjs';
import { openPlainTable } from './ledger/plain-table.mjs';
import { drawTraffic } from './ledger/traffic.mjs';
import { writeInto } from './relay/table.mjs';

const { values: options } = parseArgs({
  options: {
    events: { type: 'string', default: '1000000' },
    plain: { type: 'boolean', default: false },
    connection: { type: 'string' },
    folder: { type: 'string' },
    at: { type: 'string' },
    write: { type: 'string' },
    module: { type: 'string', default: fileURLToPath(new URL('../packages/server/dist/index.js', import.meta.url)) },
  },
});
const { openStore, tidyHealth, ...reading } = await import(options.module);
const count = Number(options.events);
const lines = [];
const say = (line) => {
  lines.push(line);
  console.log(line);
};
const number = (value, digits = 0) =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

function sayFilled(name, { rate, cpu, tenths }, size) {
  const [first, last] = [tenths[0], tenths.at(-1)].map((tenth) => tenth?.rate ?? 0);
  const figures = [number(rate), number(first), number(last), (last / first).toFixed(2), number(cpu), size];
  say(`| ${name} | ${figures.join(' | ')} |`);
}

/** Of the database, or of the file without its log. */
async function octetsOf(connection, file) {
  if (connection === undefined) return statSync(file).size;
  const client = new pg.Client({ connectionString: connection });
  await client.connect();
  const { rows } = await client.query('select pg_database_size(current_database()) as octets');
  await client.end();
  return Number(rows[0].octets);
}

const folder = options.at ?? mkdtempSync(join(options.folder ?? tmpdir(), 'hearback-bench-'));
mkdirSync(folder, { recursive: true });
const file = join(folder, 'hearback.db');
const open = () =>
  openStore({ store: { url: options.connection ?? null }, clock: { speed: 1 } }, { data: folder, database: file });
let store = await open();
try {
  const traffic = drawTraffic(count);
  const newest = await newestOf(store);
  if (newest !== null) traffic.goOnFrom(newest.at);
  if (traffic.left() > 0) {
    say(`| ${number(count)} events | /s | first tenth | last tenth | last of first | CPU µs | octets |`);
    say('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
    if (options.plain) {
      const plainFile = join(folder, 'plain.db');
      const plain = openPlainTable(plainFile);
      const filled = await fill(async (events) => plain.write(events), drawTraffic(count));
      plain.close();
      sayFilled('a table with three indexes', filled, number(statSync(plainFile).size / count));
      rmSync(plainFile);
    }
    const filled = await fill(tidiedByDay(store, tidyHealth, intoStore(store)), traffic, ({ left, rate, cpu }) =>
      console.error(`${number(count - left)}: ${number(rate)} /s, ${number(cpu, 1)} µs of CPU`),
    );
    const size = number((await octetsOf(options.connection, file)) / count);
    sayFilled(`the ledger in ${store.kind === 'sqlite' ? 'SQLite' : 'PostgreSQL'}`, filled, size);
    say('');
  }
  await store.close();
  await fillMessages(options.connection, file);
  store = await open();
  say('| page | median ms | p95 ms | p99 ms |');
  say('| --- | ---: | ---: | ---: |');
  await measurePages({ store, ...reading }, (name, { median, p95, p99 }) =>
    say(`| ${name} | ${number(median, 1)} | ${number(p95, 1)} | ${number(p99, 1)} |`),
  );
} finally {
  await store.close();
  if (options.at === undefined) rmSync(folder, { recursive: true });
}
if (options.write !== undefined) {
  const docs = fileURLToPath(new URL('../docs/benchmarks.md', import.meta.url));
  writeInto(docs, options.write, lines.join('\n'));
}
