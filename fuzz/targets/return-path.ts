/** Forged return paths: only the address that was signed is accepted, in whatever case. */
import { type ReturnPathKeys, returnPath } from '@hearback/bounce';
import { mutate } from '../mutate.ts';
import type { Target } from '../target.ts';

const keys: ReturnPathKeys = [
  { id: 1, secret: new Uint8Array(32).fill(7) },
  { id: 30, secret: new Uint8Array(32).fill(9) },
];
const now = Date.UTC(2026, 10, 23);
const mailing = {
  message: '01935a7c-0000-7000-8000-000000000001',
  recipient: 'ann@dest.example',
  domain: 'bounces.sender.example',
  now,
};
const signed = [
  returnPath.sign(mailing, keys),
  returnPath.sign({ ...mailing, recipient: 'bo@dest.example' }, keys),
  returnPath.sign({ ...mailing, now: now - 31 * 86_400_000 }, keys),
];
const good: ReadonlySet<string> = new Set(signed.slice(0, 2).map((address) => address.toLowerCase()));
const words = [
  'b+',
  '@',
  'bounces.sender.example',
  'a',
  'z',
  '7',
  '1',
  'o',
  '0',
  '=',
  '\u212a',
  '\u0130',
  '\xdf',
  '\0',
];

export const path: Target = {
  name: 'return-path',
  share: 2,
  make: (random) => (random.chance(0.1) ? random.pick(signed).toUpperCase() : mutate(signed, words, random)),
  check(input, timed) {
    const { ok } = timed(() => returnPath.verify(input, keys, now));
    if (ok === good.has(input.toLowerCase())) return null;
    return ok ? 'a forged address is accepted' : 'a signed address is refused';
  },
};
