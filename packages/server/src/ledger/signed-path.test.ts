import { returnPath } from '@hearback/bounce';
import { expect, it } from 'vitest';
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
