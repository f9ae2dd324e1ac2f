import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { runDemo } from './demo.ts';

const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('hearback-demo-'));

test('receivers, server and campaign: what bounced and why, and nothing left behind', { timeout: 60_000 }, async () => {
  const before = folders();
  let text = '';
  const stdout = {
    write(more: string) {
      text += more;
    },
  };
  await runDemo(
    { json: true, once: true, size: 400, speed: 7200, inProcess: true, signal: new AbortController().signal },
    { stdout, env: {} },
  );
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const end = lines.at(-1);
  expect(lines[0]).toMatchObject({ type: 'started', total: 400 });
  expect(end).toMatchObject({ type: 'ended', recipients: { total: 400, accepted: 400, waiting: 0 } });
  const { delivered, bounced, expired } = end.recipients;
  expect(delivered + bounced + expired).toBe(400);
  expect(end.health.lists.map(({ name }: { name: string }) => name).sort()).toEqual(['customers', 'old-leads']);
  const causes = end.health.causes.map(({ reason }: { reason: string }) => reason);
  expect(causes).toEqual(expect.arrayContaining(['user_unknown', 'greylisted']));
  expect(lines.some(({ type, verdict }) => type === 'bounced' && verdict.reason === 'domain_not_found')).toBe(true);
  expect(folders().filter((name) => !before.includes(name))).toEqual([]);
});

test('Ctrl-C stops it at once, also in the middle', { timeout: 60_000 }, async () => {
  const before = folders();
  const stop = new AbortController();
  const stdout = {
    write() {
      // The first words: server and receivers are up.
      stop.abort();
    },
  };
  await runDemo({ size: 400, inProcess: true, signal: stop.signal }, { stdout, env: {} });
  expect(folders().filter((name) => !before.includes(name))).toEqual([]);
});
