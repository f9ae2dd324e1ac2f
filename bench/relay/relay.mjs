/**
 * Accepting, storing, delivering: Postfix, a server of npm's usual parts, and Hearback with both stores, in turns, on the
 * same machine, between the same generator (`smtp-source`) and the same sink (`smtp-sink`). A 250 means "on disk" with all.
 *
 *     npm run build && node bench/relay [--rounds 4] [--messages 6000] [--warm 10000] [--only postfix,npm,sqlite,postgres]
 *         [--sessions 50] [--size 10240] [--foreign 15] [--patience 600] [--folder DIR] [--program FILE] [--profile DIR] [--write]
 *     node bench/relay --queued 1000000 [--restart 100000] [--recipients 20]     a long queue: memory, restart
 *
 * A round ends when the sink has the last message. It begins when others take less than `--foreign` per cent of the
 * machine, and is done again when they took more meanwhile; `--patience` is how many seconds may be lost by that in all.
 * `--warm` messages come before, for a compiler at run time is slow at first. `--write` puts the table into docs/benchmarks.md. Needs root (Postfix), Debian's
 * postfix (fetched), PostgreSQL (installed) and npm's registry. The folder must be on a disk: fsync on tmpfs costs nothing.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startHearback } from './hearback.mjs';
import { startPeer } from './peer.mjs';
import { startPostfix } from './postfix.mjs';
import { startPostgres } from './postgres.mjs';
import { busyTime, cores } from './processes.mjs';
import { measureQueue } from './queue.mjs';
import { latencyRound, rateRound } from './round.mjs';
import { comparison, tableOf, writeInto } from './table.mjs';
import { startSink } from './traffic.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values: given } = parseArgs({
  options: {
    rounds: { type: 'string', default: '4' },
    warm: { type: 'string', default: '10000' },
    messages: { type: 'string', default: '6000' },
    only: { type: 'string', default: 'postfix,npm,sqlite,postgres' },
    sessions: { type: 'string', default: '50' },
    size: { type: 'string', default: '10240' },
    foreign: { type: 'string', default: '15' },
    patience: { type: 'string', default: '600' },
    folder: { type: 'string' },
    program: { type: 'string', default: here('../../packages/cli/bin/hearback.js') },
    profile: { type: 'string' },
    queued: { type: 'string' },
    restart: { type: 'string', default: '100000' },
    recipients: { type: 'string', default: '20' },
    write: { type: 'boolean', default: false },
  },
});
const load = { messages: Number(given.messages), sessions: Number(given.sessions), size: Number(given.size) };
const env = { UV_THREADPOOL_SIZE: '4' };
const cache = here('../../node_modules/.cache');
mkdirSync(cache, { recursive: true });
const folder = resolve(given.folder ?? mkdtempSync(join(cache, 'relay-')));
// Postfix and smtp-sink work as users that are not root.
chmodSync(folder, 0o755);
if (execFileSync('stat', ['-f', '-c', '%T', folder], { encoding: 'utf8' }).trim() === 'tmpfs')
  throw new Error(`${folder} is in memory: there fsync costs nothing. Give another --folder`);

const node = given.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(given.profile)}`];
const hearback = (where) => startHearback({ ...where, env, program: given.program, node });
const starts = {
  postfix: startPostfix,
  npm: (where) => startPeer({ ...where, env }),
  sqlite: hearback,
  postgres: async (where) => {
    const postgres = await startPostgres({ folder: join(where.folder, 'postgres') });
    closers.push(postgres.stop);
    const server = await hearback({ ...where, store: postgres.url });
    return { ...server, version: `${server.version}: ${postgres.version}`, pids: [...server.pids, postgres.pid] };
  },
};

const closers = [];
async function setUp(key) {
  const start = starts[key];
  if (start === undefined) throw new Error(`--only knows ${Object.keys(starts).join(', ')}; not ${key}`);
  const place = join(folder, key);
  mkdirSync(place, { recursive: true });
  const sink = await startSink(place);
  closers.push(sink.stop);
  const server = await start({ folder: place, sinkPort: sink.port });
  closers.push(() => server.stop());
  return { key, server, sink, rounds: [], waits: [] };
}

const foreign = Number(given.foreign) / 100;
let patience = Number(given.patience) * 1000;

/** Waits until the machine has little else to do. */
async function calm() {
  while (patience > 0) {
    const before = busyTime();
    await sleep(1000);
    if ((busyTime() - before) / (1000 * cores) < foreign) return;
    patience -= 1000;
  }
}

async function undisturbedRound(contestant, round) {
  for (;;) {
    await calm();
    const began = performance.now();
    const result = await rateRound(contestant, load);
    const again = result.foreign > foreign && patience > 0;
    console.error(`${round} ${contestant.server.name}: ${inWords(result)}${again ? ', done again' : ''}`);
    if (!again) return result;
    patience -= performance.now() - began;
  }
}

/** Round by round, so that a slow minute of the machine meets all of them. */
async function compare() {
  const contestants = [];
  for (const key of given.only.split(',')) contestants.push(await setUp(key));
  for (const contestant of contestants) await rateRound(contestant, { ...load, messages: Number(given.warm) });
  for (let round = 1; round <= Number(given.rounds); round++) {
    for (const contestant of contestants) contestant.rounds.push(await undisturbedRound(contestant, round));
    for (const contestant of contestants) {
      await calm();
      contestant.waits.push(await latencyRound(contestant, { ...load, messages: Math.ceil(load.messages / 3) }));
    }
  }
  const table = tableOf(contestants, { ...load, warm: Number(given.warm) });
  console.log(table);
  console.log(comparison(contestants));
  if (given.write) writeInto(here('../../docs/benchmarks.md'), 'relay', `${table}\n\n${comparison(contestants)}`);
}

const inWords = ({ rate, cpu, foreign }) =>
  `${Math.round(rate)} messages/s, ${Math.round(cpu * 1000)} µs CPU a message, others ${Math.round(foreign * 100)} %`;

try {
  if (given.queued === undefined) await compare();
  else
    await measureQueue({
      ...{ folder, env, program: given.program, sessions: load.sessions },
      queued: Number(given.queued),
      restart: Number(given.restart),
      recipients: Number(given.recipients),
    });
} finally {
  for (const close of closers.reverse()) await close();
  if (given.folder === undefined) rmSync(folder, { recursive: true, force: true });
}
