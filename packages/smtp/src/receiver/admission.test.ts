import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Admission, plainAddress } from './admission.ts';
import { defaultReceiverLimits } from './limits.ts';

const admission = (limits: object) => new Admission({ ...defaultReceiverLimits, ...limits });

describe('admission', () => {
  it('counts a whole /64 of IPv6 as one address', () => {
    const one = admission({ connectionsPerAddress: 1 });
    expect(one.enter('2001:db8:1:2::1')).toBeNull();
    expect(one.enter('2001:db8:1:2:ffff::9')).not.toBeNull();
    expect(one.enter('2001:db8:1:3::1')).toBeNull();
    expect(one.enter('2001:db8::1')).toBeNull();
    expect(one.enter('::1')).toBeNull();
    one.leave('2001:db8:1:2::1');
    expect(one.enter('2001:db8:1:2:ffff::9')).toBeNull();
  });

  it('has room again when a session is over', () => {
    const one = admission({ connections: 1 });
    expect(one.enter('192.0.2.1')).toBeNull();
    expect(one.enter('192.0.2.2')).not.toBeNull();
    one.leave('192.0.2.1');
    expect(one.enter('192.0.2.2')).toBeNull();
  });

  it('forgets failed logins when their window is over, and holds nobody else to them', () => {
    const two = admission({ authFailuresPerAddress: 2, authWindow: 100 });
    two.loginFailed('192.0.2.1', 0);
    expect(two.mayLogIn('192.0.2.1', 1)).toBe(true);
    two.loginFailed('192.0.2.1', 50);
    expect(two.mayLogIn('192.0.2.1', 99)).toBe(false);
    expect(two.mayLogIn('192.0.2.2', 99)).toBe(true);
    two.sweep(99);
    expect(two.mayLogIn('192.0.2.1', 99)).toBe(false);
    expect(two.mayLogIn('192.0.2.1', 100)).toBe(true);
    two.loginFailed('192.0.2.1', 150);
    expect(two.mayLogIn('192.0.2.1', 160)).toBe(true);
  });

  it('has no more logins of an address looked at than may fail, however many come at once', async () => {
    const two = admission({ authFailuresPerAddress: 2 });
    const looks: ((user: string | null) => void)[] = [];
    const login = (address: string) =>
      two.login(
        address,
        () => 0,
        () => new Promise<string | null>((resolve) => looks.push(resolve)),
      );
    const five = () => Array.from({ length: 5 }, () => login('192.0.2.1'));
    const right = five();
    expect(looks).toHaveLength(2);
    void login('192.0.2.2');
    expect(looks).toHaveLength(3);
    for (; looks.length > 0; await setImmediate()) for (const answer of looks.splice(0)) answer('ann');
    expect(await Promise.all(right)).toEqual(['ann', 'ann', 'ann', 'ann', 'ann']);

    const wrong = five();
    expect(looks).toHaveLength(2);
    for (const answer of looks.splice(0)) answer(null);
    expect(await Promise.all(wrong)).toEqual([null, null, undefined, undefined, undefined]);
    expect(looks).toEqual([]);
    expect(await login('192.0.2.1')).toBeUndefined();
  });

  it('looks at the next login when a look has failed', async () => {
    const one = admission({ authFailuresPerAddress: 1 });
    const broken = one.login(
      '192.0.2.1',
      () => 0,
      () => Promise.reject(new Error('no store')),
    );
    const next = one.login(
      '192.0.2.1',
      () => 0,
      () => 'ann',
    );
    await expect(broken).rejects.toThrow('no store');
    expect(await next).toBe('ann');
  });

  it('gives memory up to its limit', () => {
    const hundred = admission({ memory: 100 });
    expect(hundred.take(60)).toBe(true);
    expect(hundred.take(41)).toBe(false);
    hundred.give(1);
    expect(hundred.take(41)).toBe(true);
    expect(hundred.memory).toBe(100);
  });

  it('knows IPv4 in the form of IPv6', () => {
    expect(plainAddress('::ffff:192.0.2.1')).toBe('192.0.2.1');
    expect(plainAddress('::ffff:abcd')).toBe('::ffff:abcd');
    expect(plainAddress(undefined)).toBe('');
  });
});
