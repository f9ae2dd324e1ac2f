import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ReturnPathKeys, returnPath } from './token.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 24, 12);
const secret = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);
const keys: ReturnPathKeys = [{ id: 7, secret: secret(1) }];
const mailing = {
  message: 'msg_019ab2c4-7f00-7abc-8def-0123456789ab',
  recipient: 'Ann@example.org',
  domain: 'bounces.example.com',
  now,
};
const address = returnPath.sign(mailing, keys);

const why = (text: string, at = now, with_ = keys): string => {
  const verification = returnPath.verify(text, with_, at);
  return verification.ok ? 'ok' : verification.why;
};

describe('a signed return path', () => {
  test('names message, recipient and day', () => {
    const verification = returnPath.verify(address, keys, now);
    expect(verification).toMatchObject({
      ok: true,
      message: mailing.message,
      key: 7,
      signedAt: Date.UTC(2026, 10, 24),
    });
    expect(verification.ok && verification.isFor('ann@EXAMPLE.org')).toBe(true);
    expect(verification.ok && verification.isFor('bob@example.org')).toBe(false);
  });

  test('is an address that every server takes', () => {
    const [localPart = '', domain] = address.split('@');
    expect(localPart).toMatch(/^b\+[a-z2-7]{57}$/);
    expect(localPart.length).toBeLessThanOrEqual(64);
    expect(domain).toBe('bounces.example.com');
  });

  test('is the same for the same mailing, and says nothing of the recipient in clear', () => {
    expect(returnPath.sign(mailing, keys)).toBe(address);
    expect(address).not.toContain('ann');
  });

  test('holds for 30 days, then no longer', () => {
    expect(why(address, now + 30 * day)).toBe('ok');
    expect(why(address, now + 31 * day)).toBe('expired');
    expect(returnPath.verify(address, keys, now + 3 * day, { maxAgeDays: 2 })).toMatchObject({ why: 'expired' });
  });

  test('holds as long before: a clock that was ahead has signed mail that bounces when it is right again', () => {
    expect(why(address, now - 30 * day)).toBe('ok');
    expect(why(address, now - 31 * day)).toBe('from_the_future');
    expect(returnPath.verify(address, keys, now - 3 * day, { maxAgeDays: 2 })).toMatchObject({
      why: 'from_the_future',
    });
    expect(returnPath.verify(address, keys, now - day, { maxAgeDays: 0 })).toMatchObject({ ok: true });
  });

  test('outlives one rotation of keys and dies with its key', () => {
    const next = { id: 8, secret: secret(2) };
    expect(why(address, now, [next, keys[0]])).toBe('ok');
    expect(why(address, now, [next])).toBe('unknown_key');
    expect(why(address, now, [{ id: 7, secret: secret(3) }])).toBe('bad_signature');
  });

  test('belongs to one domain', () => {
    expect(why(address.replace('@bounces.example.com', '@bounces.example.net'))).toBe('bad_signature');
  });

  test('bears another prefix', () => {
    const options = { prefix: 'return-' };
    const other = returnPath.sign(mailing, keys, options);
    expect(other.indexOf('@')).toBe(64);
    expect(returnPath.verify(other, keys, now, options).ok).toBe(true);
    expect(why(other)).toBe('malformed');
  });
});

describe('what is wrong in the program is told at once', () => {
  test.each([
    ['a message id that is no UUID', { message: 'msg_1' }, keys, {}],
    ['a short key', {}, [{ id: 1, secret: new Uint8Array(15) }], {}],
    ['a key id out of range', {}, [{ id: 32, secret: secret(1) }], {}],
    ['an instant in seconds of another era', { now: Number.NaN }, keys, {}],
    ['a long prefix', {}, keys, { prefix: 'bounces+' }],
  ] as const)('%s', (_, change, badKeys, options) => {
    expect(() => returnPath.sign({ ...mailing, ...change }, badKeys as ReturnPathKeys, options)).toThrow(RangeError);
  });
});

describe('for any message, recipient, day and key', () => {
  const anyMailing = fc.record({
    message: fc.uuid(),
    recipient: fc.emailAddress(),
    domain: fc.domain(),
    now: fc.integer({ min: 0, max: 65_535 * day }),
  });
  const anyKey = fc.record({
    id: fc.integer({ min: 0, max: 31 }),
    secret: fc.uint8Array({ minLength: 16, maxLength: 80 }),
  });
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

  test('what was signed is read back, in any case', () => {
    fc.assert(
      fc.property(anyMailing, anyKey, (any, key) => {
        const signed = returnPath.sign(any, [key]);
        for (const text of [signed, signed.toUpperCase()]) {
          const verification = returnPath.verify(text, [key], any.now);
          expect(verification).toMatchObject({ ok: true, message: `msg_${any.message.toLowerCase()}`, key: key.id });
          expect(verification.ok && verification.isFor(any.recipient)).toBe(true);
        }
      }),
    );
  });

  test('any other character anywhere is refused', () => {
    for (let at = 0; at < address.length; at++) {
      for (const character of `${alphabet}+@.-019~\u212a\u017f`) {
        if (address[at] === character) continue;
        expect(why(address.slice(0, at) + character + address.slice(at + 1))).not.toBe('ok');
      }
    }
  });

  test('one more character or one fewer is refused', () => {
    for (let at = 0; at <= address.length; at++) {
      if (at < address.length) expect(why(address.slice(0, at) + address.slice(at + 1))).not.toBe('ok');
      expect(why(`${address.slice(0, at)}a${address.slice(at)}`)).not.toBe('ok');
    }
  });

  test('an address for one recipient never speaks for another', () => {
    fc.assert(
      fc.property(anyMailing, fc.emailAddress(), anyKey, (any, other, key) => {
        fc.pre(other.toLowerCase() !== any.recipient.toLowerCase());
        const verification = returnPath.verify(returnPath.sign(any, [key]), [key], any.now);
        expect(verification.ok && verification.isFor(other)).toBe(false);
      }),
    );
  });

  test('garbage is refused without a throw', () => {
    const shaped = fc.tuple(fc.constantFrom('b+', 'B+', ''), fc.string({ unit: 'binary' }), fc.string());
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          shaped.map(([a, b, c]) => `${a}${b}@${c}`),
        ),
        (text) => {
          expect(returnPath.verify(text, keys, now).ok).toBe(false);
        },
      ),
    );
    expect(why('b+'.padEnd(1_000_000, 'a'))).toBe('malformed');
    expect(why(`${address}${'.example'.repeat(100)}`)).toBe('malformed');
    expect(why(address, Number.NaN)).toBe('expired');
  });
});
