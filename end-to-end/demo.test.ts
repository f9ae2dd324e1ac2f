import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';

const demo = (...flags: string[]) => spawn(process.execPath, ['packages/cli/bin/hearback.js', 'demo', ...flags]);

test('the demo from start to end: lists, senders, causes, and a clean floor', async () => {
  const child = demo('--once', '--size', '600', '--speed', '7200');
  let text = '';
  let told = '';
  child.stdout.on('data', (chunk) => {
    text += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    told += String(chunk);
  });
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(told).toBe('');
  expect(text).toMatch(/^bounced .*@.*\.sim {2}mailbox does not exist \(list\) {2}55\d/m);
  expect(text).toMatch(/^List health/m);
  expect(text).toMatch(/old-leads .*limit 5 % .*(over the limit|not enough mail)/);
  expect(text).toMatch(/promo\.acme\.example .*limit 2 %/);
  expect(text).toMatch(/mailbox does not exist .*list +stop mailing these addresses/);
  const folder = /data in (\S+)/.exec(text)?.[1] ?? '';
  expect(folder).toContain('hearback-demo-');
  expect(existsSync(folder)).toBe(false);
});

test('while it runs its server answers the other commands; Ctrl-C removes everything', async () => {
  const child = demo('--json', '--size', '300');
  const lines: { readonly type: string; readonly folder: string; readonly config: string }[] = [];
  // Read to the end: a pipe that is full would hold the demo up.
  const bounced = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(JSON.parse(line));
      if (lines.at(-1)?.type === 'bounced') resolve();
    });
  });
  await bounced;
  const { folder = '', config = '' } = lines[0] ?? {};
  const asked = spawn(process.execPath, [
    'packages/cli/bin/hearback.js',
    'message',
    'ls',
    '--json',
    '--config',
    config,
  ]);
  const first = await createInterface({ input: asked.stdout })[Symbol.asyncIterator]().next();
  expect(JSON.parse(first.value ?? 'null')).toHaveProperty('sender');
  asked.kill();
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(existsSync(folder)).toBe(false);
});

test.each<[string, (child: ReturnType<typeof demo>) => void, readonly number[]]>([
  // Of two signals that come at once either may be the second one, which ends it.
  ['a second Ctrl-C, which does not wait', (child) => child.kill('SIGINT') && child.kill('SIGTERM'), [130, 143]],
  ['a reader that goes', (child) => child.stdout.destroy(), [0]],
])('%s leaves nothing behind either', async (_, end, codes) => {
  const child = demo('--json', '--size', '300');
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const folder = await new Promise<string>((resolve) => {
    lines.on('line', (line) => {
      const { type, folder } = JSON.parse(line);
      if (type === 'started') resolve(folder);
    });
  });
  expect(existsSync(folder)).toBe(true);
  end(child);
  const [code, signal] = await ended;
  expect(signal).toBe(null);
  expect(codes).toContain(code);
  expect(existsSync(folder)).toBe(false);
});
