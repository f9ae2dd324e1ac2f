/**
 * Passwords as scrypt hashes, "scrypt$N$r$p$salt$hash" with salt and hash in base64url. A check takes as long for a name that
 * does not exist as for a wrong password.
 */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { atMost } from '../ledger/in-turn.ts';

/** 16 MB and some 50 ms a check. */
const cost = { N: 16_384, r: 8, p: 1 } as const;
const length = 32;

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, length, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Messages are signed in the same four threads of the process: a flood of logins does not get them all. */
const inTurn = atMost(2);

/** `stored` null: nobody has this name; the answer is no, after the same work. Never rejects for what is stored. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const parsed = stored === null ? null : parseHash(stored);
  const { salt, hash, ...parameters } = parsed ?? { ...cost, salt: Buffer.alloc(16), hash: Buffer.alloc(length) };
  const derived = await inTurn(() => derive(password, salt, hash.length, parameters));
  return timingSafeEqual(derived, hash) && parsed !== null;
}

export interface PasswordHash {
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** Null for what is no hash of ours, or would cost more than a check may. */
export function parseHash(stored: string): PasswordHash | null {
  const match = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([\w-]{11,64})\$([\w-]{22,128})$/.exec(stored);
  if (match === null) return null;
  const [N, r, p] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const powerOfTwo = N > 1 && (N & (N - 1)) === 0;
  if (!powerOfTwo || r < 1 || p < 1 || 128 * N * r > memoryLimit / 2 || p > 16) return null;
  return { N, r, p, salt: Buffer.from(match[4] ?? '', 'base64url'), hash: Buffer.from(match[5] ?? '', 'base64url') };
}

const memoryLimit = 256 * 1024 * 1024;

function derive(password: string, salt: Buffer, octets: number, parameters: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Two ways to type the same letter are the same password (RFC 8265).
    scrypt(password.normalize('NFC'), salt, octets, { ...parameters, maxmem: memoryLimit }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
