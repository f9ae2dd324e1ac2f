#!/usr/bin/env node
// What `hearback explain` costs beside an empty Node script: whole processes, taken in turns, medians. Needs bash, whose `time`
// tells user and system time.
//   npm run build && node bench/start-up.mjs [--runs 21]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const at = process.argv.indexOf('--runs');
const runs = at < 0 ? 21 : Number(process.argv[at + 1]);

const empty = join(mkdtempSync(join(tmpdir(), 'start-up-')), 'empty.js');
writeFileSync(empty, '');
const hearback = 'packages/cli/bin/hearback.js';
const commands = [
  { name: 'an empty script', args: [empty] },
  ...['550 5.1.1 x', '550 5.1.1 User unknown'].map((reply) => ({
    name: `explain '${reply}'`,
    args: [hearback, 'explain', reply],
  })),
].map((command) => ({ ...command, cpu: [], wall: [] }));

/** Milliseconds of one process: user and system time together, and on the clock. */
function measure(args) {
  const script = 'TIMEFORMAT="%U %S %R"; time "$@" > /dev/null';
  const { status, stderr } = spawnSync('bash', ['-c', script, 'bash', process.execPath, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  const [user, system, real] = stderr.trim().split(' ').map(Number);
  return { cpu: (user + system) * 1000, wall: real * 1000 };
}

for (let run = 0; run < runs; run++)
  for (const { args, cpu, wall } of commands) {
    const taken = measure(args);
    cpu.push(taken.cpu);
    wall.push(taken.wall);
  }

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const [base] = commands;
const times = (values, of) => `${(median(values) / median(of)).toFixed(2)} x`;
console.log(`node ${process.version}, ${runs} runs each, medians`);
for (const { name, cpu, wall } of commands)
  console.log(
    `${name.padEnd(34)} CPU ${median(cpu).toFixed(0).padStart(4)} ms (${times(cpu, base.cpu)})   clock ${median(wall).toFixed(0).padStart(4)} ms (${times(wall, base.wall)})`,
  );
