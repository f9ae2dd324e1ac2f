import { describe, expect, it } from 'vitest';
import { isSecret, newSecret, rotated, sign } from './signature.ts';

describe('a signature', () => {
  // The vector that implementations of Standard Webhooks test themselves by.
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const vector = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
  const of = (secrets: Parameters<typeof sign>[3]): string =>
    sign('msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330_000, '{"test": 2432232314}', secrets);

  it('is that of the specification', () => {
    expect(of([{ secret, until: null }])).toBe(vector);
  });

  it('stands beside that of the secret before, as long as that one counts', () => {
    const secrets = rotated([{ secret, until: null }], newSecret(), 1_614_265_330_001);
    expect(of(secrets).split(' ')).toEqual([expect.stringMatching(/^v1,[\w+/]{43}=$/), vector]);
    expect(of(secrets.map((each) => ({ ...each, until: each.until === null ? null : each.until - 1 })))).not.toContain(
      vector,
    );
  });
});

it('keeps two secrets at most', () => {
  const first = { secret: newSecret(), until: null };
  const twice = rotated(rotated([first], 'whsec_second', 10), 'whsec_third', 20);
  expect(twice).toEqual([
    { secret: 'whsec_third', until: null },
    { secret: 'whsec_second', until: 20 },
  ]);
});

it('knows a secret: 24 to 64 octets in base64 behind whsec_', () => {
  const of = (octets: number): string => `whsec_${Buffer.alloc(octets, 7).toString('base64')}`;
  expect([newSecret(), of(24), of(64)].map(isSecret)).toEqual([true, true, true]);
  expect([of(23), of(65), 'whsec_', 'secret', `${of(32)}\n`, of(32).slice(6)].map(isSecret)).not.toContain(true);
});
