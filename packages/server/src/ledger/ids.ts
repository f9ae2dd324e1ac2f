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

const hex = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'));
const perId = 8;

export function createIds(random: RandomOctets = (octets) => void randomFillSync(octets)): Ids {
  const pool = new Uint8Array(perId * 512);
  let used = pool.length;
  let last = 0;
  // The 12 bits behind the time count within a millisecond (RFC 9562 §6.2, method 1).
  let count = 0;

  const uuid = (now: number): string => {
    if (now > last) {
      last = Math.floor(now);
      count = 0;
    } else if (++count > 0xfff) {
      last++;
      count = 0;
    }
    if (used === pool.length) {
      random(pool);
      used = 0;
    }
    const at = used;
    used += perId;
    const octet = (index: number): string => hex[pool[at + index] ?? 0] ?? '00';
    const time = last.toString(16).padStart(12, '0');
    const variant = hex[((pool[at] ?? 0) & 0x3f) | 0x80] ?? '80';
    return (
      `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, '0')}` +
      `-${variant}${octet(1)}-${octet(2)}${octet(3)}${octet(4)}${octet(5)}${octet(6)}${octet(7)}`
    );
  };
  return {
    message: (now) => `msg_${uuid(now)}`,
    event: (now) => `evt_${uuid(now)}`,
    make: (prefix, now) => `${prefix}${uuid(now)}`,
    incident: (now) => `inc_${uuid(now)}`,
  };
}
