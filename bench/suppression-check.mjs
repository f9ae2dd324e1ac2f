#!/usr/bin/env node
/**
 * How long it takes to ask about 10,000 addresses at once: starts `hearback serve`, imports a list of suppressed addresses,
 * and measures POST /v1/suppressions/check through its socket, as a sender asks before a campaign. Half of the
 * addresses asked about are suppressed, or the share of them that is told, drawn from everywhere in the list. What is asked
 * first is not counted: meanwhile the service reads its list anew.
 *
 *     npm run build && node bench/suppression-check.mjs [--entries 5000000] [--addresses 10000] [--listed 0.5] [--runs 100]
 *         [--folder DIR] [--at DIR]
 *
 * SQLite in a temporary folder. --at: one that was filled before with as many, or is to be kept.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cpuOf } from './relay/processes.mjs';

const { values: options } = parseArgs({
  options: {
    entries: { type: 'string', default: '5000000' },
    addresses: { type: 'string', default: '10000' },
    listed: { type: 'string', default: '0.5' },
    runs: { type: 'string', default: '100' },
    folder: { type: 'string' },
    at: { type: 'string' },
  },
});
const [entries, addresses, runs] = [options.entries, options.addresses, options.runs].map(Number);
/** Every so manieth address is suppressed. */
const listedEvery = Math.round(1 / Number(options.listed));
const warmUps = 80;
const builtAt = (path) => fileURLToPath(new URL(`../packages/${path}`, import.meta.url));
const addressOf = (index) => `user${index}@d${index % 30_011}.example`;
const perChunk = 1000;

function* listOf(count) {
  for (let done = 0; done < count; done += perChunk) {
    const some = Array.from({ length: Math.min(perChunk, count - done) }, (_, index) => addressOf(done + index));
    yield `${some.join('\n')}\n`;
  }
}

async function ask(socketPath, method, path, body, type = 'application/json') {
  const headers = body === undefined ? {} : { 'content-type': type };
  const call = request({ socketPath, method, path, headers });
  if (body instanceof Readable) body.pipe(call);
  else call.end(body);
  const [answer] = await once(call, 'response');
  const chunks = [];
  for await (const chunk of answer) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  if (answer.statusCode >= 300) throw new Error(`answered ${answer.statusCode}: ${text.slice(0, 500)}`);
  return text;
}

/** As an operator brings an old list along. */
async function fill(socket) {
  const began = performance.now();
  const body = Readable.from(listOf(entries));
  let job = JSON.parse(await ask(socket, 'POST', '/v1/suppressions/imports', body, 'text/csv'));
  while (job.state === 'running') job = JSON.parse(await ask(socket, 'GET', `/v1/jobs/${job.id}?wait=30`));
  if (job.detail.new !== entries) throw new Error(`the import took ${JSON.stringify(job)}`);
  return entries / ((performance.now() - began) / 1000);
}

/** The same draws in every run. */
let seed = 7;
const random = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};
const asked = () =>
  Array.from({ length: addresses }, (_, index) =>
    index % listedEvery === 0
      ? addressOf(Math.floor(random() * entries))
      : `free${Math.floor(random() * 1e9)}@d7.example`,
  );

async function serving(config, work) {
  const child = spawn(process.execPath, [builtAt('cli/bin/hearback.js'), 'serve', '--config', config], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const isReady = (async () => {
    for await (const line of createInterface({ input: child.stdout })) if (line.includes('"Ready')) break;
  })();
  await isReady;
  child.stdout.resume();
  try {
    await work(child.pid);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

const folder = options.at ?? mkdtempSync(join(options.folder ?? tmpdir(), 'hearback-bench-'));
const data = join(folder, 'data');
mkdirSync(data, { recursive: true });
const file = join(data, 'hearback.db');
const isFilled = existsSync(file);
const config = join(folder, 'config.toml');
const settings = [
  '[server]',
  `data = ${JSON.stringify(data)}`,
  'hostname = "bench.example"',
  '[http]',
  'enabled = false',
];
writeFileSync(config, [...settings, '[smtp.listeners.submission]', 'port = 0', ''].join('\n'));
const socket = join(data, 'hearback.sock');
try {
  await serving(config, async (pid) => {
    if (!isFilled) {
      const rate = await fill(socket);
      const size = Math.round(statSync(file).size / entries);
      console.log(`${entries} entries: ${Math.round(rate)}/s, ${size} octets an entry`);
    }
    const times = [];
    let cpu = 0;
    for (let run = -warmUps; run < runs; run++) {
      const body = JSON.stringify({ addresses: asked() });
      const [began, before] = [performance.now(), cpuOf([pid])];
      const text = await ask(socket, 'POST', '/v1/suppressions/check', body);
      if (run >= 0) {
        times.push(performance.now() - began);
        cpu += cpuOf([pid]) - before;
      }
      const held = JSON.parse(text).data.filter(({ suppressed }) => suppressed).length;
      if (held !== Math.ceil(addresses / listedEvery)) throw new Error(`${held} of ${addresses} are suppressed`);
    }
    times.sort((a, b) => a - b);
    const of = (share) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);
    console.log(
      `check of ${addresses} addresses, one of ${listedEvery} suppressed: p50 ${of(0.5)} ms, p99 ${of(0.99)} ms, CPU ${(cpu / runs).toFixed(1)} ms (${runs} runs)`,
    );
  });
} finally {
  if (options.at === undefined) rmSync(folder, { recursive: true, force: true });
}
