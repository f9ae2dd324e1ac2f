import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createSealing, isSealed, type SealingKey, seal, sealedBy, unseal } from './seal.ts';

const key = () => new Uint8Array(randomBytes(32));
const current = (sealing: { readonly current: SealingKey | null }): SealingKey => {
  if (sealing.current === null) throw new Error('there is a key');
  return sealing.current;
};
const belongsTo = 'webhook wh_1';

it('opens what was sealed, for the same row', () => {
  const sealing = createSealing(key());
  for (const text of ['', 'whsec_abc', 'pässwörd '.repeat(1000)]) {
    const sealed = seal(current(sealing), belongsTo, text);
    expect(isSealed(sealed)).toBe(true);
    expect(unseal(sealing, belongsTo, sealed)).toEqual({ kind: 'opened', text });
  }
});

it('seals the same text differently each time, and the key’s name tells nothing of the key', () => {
  const raw = key();
  const sealing = createSealing(raw);
  const sealed = Array.from({ length: 100 }, () => seal(current(sealing), belongsTo, 'the same'));
  expect(new Set(sealed).size).toBe(100);
  expect(sealed.join()).not.toContain(Buffer.from(raw).toString('hex').slice(0, 12));
  expect(sealedBy(sealed[0] ?? '')).toBe(sealing.current?.id);
});

it('does not open what was put elsewhere, changed in any octet, or cut', () => {
  const sealing = createSealing(key());
  const sealed = seal(current(sealing), belongsTo, 'secret');
  expect(unseal(sealing, 'webhook wh_2', sealed)).toEqual({ kind: 'broken' });
  const [, id = '', encoded = ''] = sealed.split('.');
  const octets = Buffer.from(encoded, 'base64url');
  for (let at = 0; at < octets.length; at++) {
    const changed = Buffer.from(octets);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(unseal(sealing, belongsTo, `sealed1.${id}.${changed.toString('base64url')}`)).toEqual({ kind: 'broken' });
    const cut = octets.subarray(0, at).toString('base64url');
    expect(unseal(sealing, belongsTo, `sealed1.${id}.${cut}`)).toEqual({ kind: 'broken' });
  }
});

it('opens by an old key, and names one that is missing', () => {
  const [first, second] = [key(), key()];
  const before = createSealing(first);
  const sealed = seal(current(before), belongsTo, 'secret');
  expect(unseal(createSealing(second, [first]), belongsTo, sealed)).toEqual({ kind: 'opened', text: 'secret' });
  expect(unseal(createSealing(second), belongsTo, sealed)).toEqual({ kind: 'missing', key: before.current?.id });
  expect(unseal(createSealing(null), belongsTo, sealed)).toMatchObject({ kind: 'missing' });
});
