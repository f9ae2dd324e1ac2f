/** Whoever reads the service's log may go or stop reading, and the disk it is written to may be full: mail goes on. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, closeSync, constants, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type House, makeHouse, openSink, type Sink } from './service.ts';

let sink: Sink;
let house: House;
const ends: (() => unknown)[] = [];
beforeEach(async () => {
  sink = await openSink();
  house = makeHouse(sink.port);
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  house.remove();
  await sink.close();
});

function start(output: 'pipe' | number) {
  const child = spawn(process.execPath, ['packages/cli/bin/hearback.js', 'serve', '--config', house.config], {
    env: { PATH: process.env.PATH ?? '' },
    stdio: ['ignore', output, 'pipe'],
  });
  const ended = once(child, 'exit');
  ends.push(() => child.kill('SIGKILL') && ended);
  return { child, ended };
}

const message = 'From: news@ours.example\nTo: ann@there.example\nSubject: Spring\n\nHello\n';
const send = () => house.run(['send', '-f', 'news@ours.example', 'ann@there.example'], message).code;

test('a reader that goes', async () => {
  const { child, ended } = start('pipe');
  for await (const line of createInterface({ input: child.stdout ?? [] })) if (line.includes('"Ready')) break;
  child.stdout?.destroy();
  expect(send()).toBe(0);
  await sink.arrived(1);
  expect(send()).toBe(0);
  await sink.arrived(2);
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});

test('both readers that go', async () => {
  const { child } = start('pipe');
  for await (const line of createInterface({ input: child.stdout ?? [] })) if (line.includes('"Ready')) break;
  child.stdout?.destroy();
  child.stderr?.destroy();
  expect(send()).toBe(0);
  await sink.arrived(1);
  expect(child.exitCode).toBeNull();
});

test('a disk without room for it, which is said once', async () => {
  const { child } = start(openSync('/dev/full', 'w'));
  const said: string[] = [];
  if (child.stderr !== null) createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  await expect.poll(send, { timeout: 30_000 }).toBe(0);
  await sink.arrived(1);
  expect(said.map((line) => line.replace(/\(.*\)/, '()'))).toEqual(['hearback: the log is lost (); mail goes on']);
});

test('a reader that stays and does not read: so much waits for it, and what was dropped is told when it reads again', async () => {
  const fifo = join(house.folder, 'log');
  execFileSync('mkfifo', [fifo]);
  const reader = new Socket({ fd: openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK), writable: false });
  const writer = openSync(fifo, constants.O_WRONLY);
  const { child, ended } = start(writer);
  closeSync(writer);
  const { heard, lines, ready } = readLog(reader);
  await ready;
  heard.pause();
  const { port } = lines.find(({ msg }) => msg === 'HTTP is listening') ?? {};
  // Each reload tells all that is wrong in one line: the first is more than waits for a reader, the others find no room.
  appendFileSync(house.config, wrongTables(5000));
  for (let signal = 0; signal < 3; signal++) {
    child.kill('SIGHUP');
    expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200);
  }
  heard.resume();
  await expect.poll(() => lines.at(-1), { timeout: 30_000 }).toMatchObject({ level: 'warn', lines: 2 });
  expect(lines.filter(({ msg }) => msg.startsWith('The configuration has problems'))).toHaveLength(1);
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(lines.at(-1)?.msg).toBe('Ended');
});

test('a reader that is behind when the service ends has the end of the log all the same', async () => {
  const { child, ended } = start('pipe');
  if (child.stdout === null) throw new Error('a pipe was asked for');
  const { heard, lines, ready } = readLog(child.stdout);
  const read = once(heard, 'close');
  await ready;
  heard.pause();
  const { port } = lines.find(({ msg }) => msg === 'HTTP is listening') ?? {};
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/livez`).then(
      ({ status }) => status,
      () => null,
    );
  // One line of more than a pipe holds.
  appendFileSync(house.config, wrongTables(3000));
  child.kill('SIGHUP');
  expect(await answers()).toBe(200);
  child.kill('SIGTERM');
  await expect.poll(answers).toBeNull();
  heard.resume();
  expect(await ended).toEqual([0, null]);
  await read;
  expect(lines.at(-1)?.msg).toBe('Ended');
});

interface Line {
  readonly msg: string;
  readonly port?: number;
}

/** `ready` resolves at the last line of a start. */
function readLog(log: Readable) {
  const lines: Line[] = [];
  const heard = createInterface({ input: log });
  const ready = new Promise<void>((resolve) => {
    heard.on('line', (text) => {
      lines.push(JSON.parse(text) as Line);
      if (text.includes('"Nobody has opened the page yet')) resolve();
    });
  });
  return { heard, lines, ready };
}

/** Tables that no configuration knows, with names of so many octets: each reload tells all of them in one line. */
const wrongTables = (octets: number): string =>
  Array.from({ length: 300 }, (_, index) => `[${'n'.repeat(octets)}${index}]\nkey = 1\n`).join('');
