import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { profiles } from '../scenario/profiles.ts';
import { readScenario } from '../scenario/read.ts';
import { Directory } from '../world/domains.ts';
import { guide } from './guide.ts';
import { runReceivers } from './run-receivers.ts';

async function run(json: boolean): Promise<string> {
  const stop = new AbortController();
  let text = '';
  const running = runReceivers({
    json,
    signal: stop.signal,
    write(more) {
      text += more;
      // The first words come when the world is ready.
      stop.abort();
    },
  });
  await running;
  return text;
}

test('says where the world is, and what its addresses do', async () => {
  const text = await run(false);
  expect(text).toMatch(/^DNS {3}127\.0\.0\.1:\d+/);
  expect(text).toMatch(/^SMTP {2}port \d+/m);
  expect(text).toContain('gmail.sim');
  expect(text).toContain('user_unknown@');
});

test('for programs: ports and receivers in one line', async () => {
  const ready = JSON.parse((await run(true)).split('\n')[0] ?? '');
  expect(ready).toMatchObject({ type: 'ready', dns: { address: '127.0.0.1' } });
  expect(ready.smtp_port).toBeGreaterThan(0);
  expect(ready.receivers.map(({ id }: { id: string }) => id)).toContain('google');
});

describe('the guide is true', () => {
  const directory = new Directory(profiles);
  const addresses = guide.slice(1).flatMap((line) => line.addresses);

  test.each(addresses)('%s means something', (address) => {
    const [local = '', domain = ''] = address.split('@');
    const scenario = domain === '' ? readScenario(local) : (readScenario(local) ?? directory.domain(domain)?.scenario);
    expect(scenario).toBeTruthy();
  });

  test.each(addresses)('%s is in the documentation', (address) => {
    const page = readFileSync(new URL('../../../../docs/receivers.md', import.meta.url), 'utf8');
    expect(page).toContain(`\`${address}\``);
  });
});
