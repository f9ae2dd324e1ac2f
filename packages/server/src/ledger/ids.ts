/** UUIDv7 (RFC 9562 §5.7) behind a prefix: ids of one process grow, so that they are found in the order they were made. */
import { randomFillSync } from 'node:crypto';

export interface Ids {
  readonly message: (now: number) => string;
  readonly event: (now: number) => string;
  /** With another prefix, such as "wh_". */
  readonly make: (prefix: string, now: number) => string;
  readonly incident: (now: number) => string;
}

/** Fills the array with random octets. */
export type RandomOctets = (octets: Uint8Array) => void;

const pairs = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'));
const perId = 8;

export function createIds(random: RandomOctets = (octets) => void randomFillSync(octets)): Ids {
  const pool = Buffer.alloc(perId * 512);
  /** The pool in hexadecimal: a message takes three ids, and each is put together of a few pieces. */
  let digits = '';
  let used = 0;
  let last = 0;
  let stamp = '';
  // The 12 bits behind the time count within a millisecond (RFC 9562 §6.2, method 1).
  let count = 0;

  const turnTo = (instant: number): void => {
    last = instant;
    count = 0;
    const time = last.toString(16).padStart(12, '0');
    stamp = `${time.slice(0, 8)}-${time.slice(8)}-7`;
  };

  const uuid = (now: number): string => {
    if (now > last) turnTo(Math.floor(now));
    else if (++count > 0xfff) turnTo(last + 1);
    if (used === digits.length) {
      random(pool);
      digits = pool.toString('hex');
      used = 0;
    }
    const at = used;
    used += 2 * perId;
    const variant = pairs[((pool[at / 2] ?? 0) & 0x3f) | 0x80] ?? '80';
    const counted = (0x1000 | count).toString(16).slice(1);
    return `${stamp}${counted}-${variant}${digits.slice(at + 2, at + 4)}-${digits.slice(at + 4, at + 16)}`;
  };
  return {
    message: (now) => `msg_${uuid(now)}`,
    event: (now) => `evt_${uuid(now)}`,
    make: (prefix, now) => `${prefix}${uuid(now)}`,
    incident: (now) => `inc_${uuid(now)}`,
  };
}
