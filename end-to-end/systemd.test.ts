/** deploy/systemd: the unit as systemd reads it, and what the service tells it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeHouse, openSink, serve } from './service.ts';
import { listenForStates, systemdTools } from './systemd.ts';

const unit = readFileSync('deploy/systemd/hearback.service', 'utf8');

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-systemd-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('systemd finds nothing wrong with the unit, and little that the service could do outside of its folder', () => {
  const folder = makeFolder();
  const analyze = systemdTools(folder)('systemd-analyze');
  const file = join(folder, 'hearback.service');
  // Its program is not installed here.
  writeFileSync(file, unit.replace('/usr/local/bin/hearback', process.execPath));
  const run = (...args: readonly string[]) =>
    execFileSync(analyze, [...args, '--no-pager', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  run('verify', '--man=no', '--recursive-errors=no');
  const exposure = /exposure level for hearback.service: ([\d.]+)/.exec(run('security', '--offline=true'))?.[1];
  expect(Number(exposure)).toBeLessThanOrEqual(2.2);
});

test('systemd goes on starting what cannot start yet', () => {
  // By default it gives up after five starts in ten seconds, and what is down then stays down.
  expect(unit.slice(0, unit.indexOf('[Service]'))).toMatch(/^StartLimitIntervalSec=0$/m);
  expect(unit).toMatch(/^Restart=always$/m);
});

test('the service tells systemd that it is ready when mail is taken, and that it stops', async () => {
  const folder = makeFolder();
  systemdTools(folder)('systemd-notify');
  const socket = join(folder, 'notify');
  const systemd = await listenForStates(socket);
  onTestFinished(systemd.close);
  const sink = await openSink();
  onTestFinished(() => sink.close());
  const house = makeHouse(sink.port);
  onTestFinished(house.remove);
  const path = [folder, process.env['PATH']].join(delimiter);
  const serving = await serve(house, { NOTIFY_SOCKET: socket, PATH: path });
  await systemd.heard('READY=1');
  expect(systemd.told).toContain(`MAINPID=${serving.child.pid}`);
  serving.child.kill('SIGTERM');
  await systemd.heard('STOPPING=1');
  expect(await serving.ended).toMatchObject({ code: 0 });
});
