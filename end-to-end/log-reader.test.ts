/** Whoever reads the service's log may go, and the disk it is written to may be full: mail goes on. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { createInterface } from 'node:readline';
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
