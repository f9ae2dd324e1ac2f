import { generateKeyPairSync, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { hashPassword, parseHash, verifyPassword } from './password.ts';

describe('passwords', () => {
  it('are right or wrong, and hashed with a salt of their own', async () => {
    const [first, second] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(first).not.toBe(second);
    expect(first).not.toContain('correct');
    expect(await verifyPassword('correct horse', first)).toBe(true);
    expect(await verifyPassword('correct horsf', first)).toBe(false);
    expect(await verifyPassword('', first)).toBe(false);
  });

  it('are the same however the letters were composed', async () => {
    const stored = await hashPassword('caf\u00e9');
    expect(await verifyPassword('cafe\u0301', stored)).toBe(true);
  });

  it('are wrong for a name that does not exist, and for a hash that is none', async () => {
    expect(await verifyPassword('', null)).toBe(false);
    expect(await verifyPassword('', 'scrypt$')).toBe(false);
  });

  it('are looked at beside other work, however many come at once', async () => {
    let looked = 0;
    const looks = Array.from({ length: 40 }, () => verifyPassword('', null).then(() => looked++));
    const { privateKey } = generateKeyPairSync('ed25519');
    await promisify(sign)(null, Buffer.from('a message'), privateKey);
    expect(looked).toBeLessThan(10);
    await Promise.all(looks);
  });

  it.each([
    'scrypt$16384$8$1$c2FsdHNhbHRzYWx0$', // no hash
    `scrypt$16383$8$1$c2FsdHNhbHRzYWx0$${'a'.repeat(43)}`, // N is no power of two
    `scrypt$4194304$8$1$c2FsdHNhbHRzYWx0$${'a'.repeat(43)}`, // 4 GB a check
    `scrypt$16384$8$99$c2FsdHNhbHRzYWx0$${'a'.repeat(43)}`, // minutes a check
    `bcrypt$16384$8$1$c2FsdHNhbHRzYWx0$${'a'.repeat(43)}`,
  ])('%s is no hash', (stored) => {
    expect(parseHash(stored)).toBeNull();
  });
});
