import { returnPath } from '@hearback/bounce';
import { expect, it } from 'vitest';
import { systemClock } from '../delivery/clock.ts';
import { createReturnPaths } from '../delivery/return-path.ts';
import type { DeliverySettings } from '../delivery/settings.ts';
import type { QueueEntry } from '../store/rows.ts';
import { messageOf } from '../store/store.fixture.ts';
import { createVerifyPath } from './signed-path.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 10, 29, 12);
const message = 'msg_019ab2c4-7f00-7abc-8def-0123456789ab';
const keys = [{ id: 1, secret: new Uint8Array(32).fill(9) }] as const;
const sign = (recipient: string): string =>
  returnPath.sign({ message, recipient, domain: 'bounces.ours.example', now: start }, keys);

it('a signed return path answers the same however often it is asked, for its recipient alone', () => {
  const verify = createVerifyPath(keys, () => start);
  const path = sign('jo@there.example');
  for (let time = 0; time < 3; time++) {
    const signed = verify(path);
    expect(signed?.message).toBe(message);
    expect([
      signed?.isFor('jo@there.example'),
      signed?.isFor('ann@there.example'),
      signed?.isFor('JO@there.example'),
      signed?.isFor('ann@there.example'),
    ]).toEqual([true, false, true, false]);
  }
});

it('a return path is good for every spelling of its recipient', () => {
  const verify = createVerifyPath(keys, () => start);
  const settings = { returnPath: { domain: 'bounces.ours.example', keys } } as unknown as DeliverySettings;
  const paths = createReturnPaths(settings, { ...systemClock(1), now: () => start });
  const entry = { recipient: 'jo@bücher.example' } as QueueEntry;
  const signed = verify(paths.sender(messageOf({ id: message, sender: 'news@ours.example' }), [entry]));
  const spellings = ['jo@xn--bcher-kva.example', 'Jo@Bücher.example', '"jo"@bücher.example', 'jo@bucher.example'];
  expect(spellings.map((name) => signed?.isFor(name))).toEqual([true, true, true, false]);
  // One that is on its way was signed as the address stood.
  expect(verify(sign('jo@bücher.example'))?.isFor('jo@bücher.example')).toBe(true);
});

it('one that was good is too old all the same when its time is over', () => {
  let now = start;
  const verify = createVerifyPath(keys, () => now);
  const path = sign('jo@there.example');
  expect(verify(path)?.message).toBe(message);
  now = start + 30 * day;
  expect(verify(path)?.message).toBe(message);
  now = start + 31 * day;
  expect(verify(path)).toBeNull();
});

it('an address that differs in one character is not taken for the one that was good', () => {
  const verify = createVerifyPath(keys, () => start);
  const path = sign('jo@there.example');
  expect(verify(path)).not.toBeNull();
  const [token = '', domain = ''] = path.split('@');
  expect(verify(`${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}@${domain}`)).toBeNull();
  expect(verify(`${token}@bounces.theirs.example`)).toBeNull();
  expect(createVerifyPath(null, () => start)(path)).toBeNull();
});
