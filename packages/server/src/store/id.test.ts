import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstIdAt, idOctets, idText, isTold } from './id.ts';

test('a prefixed UUID takes 16 octets and comes back as it was', () => {
  fc.assert(
    fc.property(fc.uuid(), (uuid) => {
      const id = `msg_${uuid}`;
      const octets = idOctets(id, 'msg_');
      expect(idText(octets, 'msg_')).toBe(id);
      if (!/^f[ef]/.test(uuid)) expect(octets.length).toBe(16);
    }),
  );
});

test('the id of an event that was told to us takes 17 octets and comes back as it was', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (hash) => {
      const id = `evt_${Buffer.from(hash).toString('hex')}`;
      const octets = idOctets(id, 'evt_');
      expect([octets.length, isTold(octets), idText(octets, 'evt_')]).toEqual([17, true, id]);
      expect(isTold(idOctets(`msg_${id.slice(4)}`, 'msg_'))).toBe(true);
      expect(idText(idOctets(`msg_${id.slice(4)}`, 'msg_'), 'msg_')).toBe(`msg_${id.slice(4)}`);
    }),
  );
});

test('any other text comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (id) => {
      expect(idText(idOctets(id, 'evt_'), 'evt_')).toBe(id);
    }),
  );
});

test.each([
  'evt_019AB2C4-7f00-7abc-8def-0123456789ab',
  'msg_019ab2c4-7f00-7abc-8def-0123456789ab',
  'evt_019ab2c4-7f00-7abc-8def-0123456789a',
  'evt_019ab2c4x7f00-7abc-8def-0123456789ab',
  'evt_ff9ab2c4-7f00-7abc-8def-0123456789ab',
])('%s is no event id of ours and is kept as text', (id) => {
  const octets = idOctets(id, 'evt_');
  expect(octets[0]).toBe(0xff);
  expect(idText(octets, 'evt_')).toBe(id);
});

test('the bound of an instant stands between the ids made before and after', () => {
  const before = idOctets('msg_019ab2c4-7eff-7fff-bfff-ffffffffffff', 'msg_');
  const after = idOctets('msg_019ab2c4-7f00-7000-8000-000000000000', 'msg_');
  const bound = firstIdAt(0x019ab2c47f00);
  expect(Buffer.compare(before, bound)).toBe(-1);
  expect(Buffer.compare(after, bound)).toBe(1);
});
