/**
 * SHA-256 (FIPS 180-4) and HMAC (RFC 2104), synchronous and without a platform's crypto: `crypto.subtle` only answers
 * by promise, and a signed return path is made and checked in the middle of synchronous code (docs/decisions/0003).
 */

/** Fractional parts of the cube roots (constants) and square roots (initial state) of the first primes, FIPS 180-4 §4.2.2, §5.3.3. */
const { constants, initialState } = fromPrimes();

/** 32 octets. */
export const sha256 = (message: Uint8Array): Uint8Array => digest(initialState, message, 0);

/** Of a message, with one key: what the key does to the state is worked out once. */
export type Hmac = (message: Uint8Array) => Uint8Array;

/** 32 octets each. The key may have any length (RFC 2104 §2). */
export function hmacSha256(key: Uint8Array): Hmac {
  const block = new Uint8Array(blockLength);
  block.set(key.length > blockLength ? sha256(key) : key);
  const inner = after(block.map((octet) => octet ^ 0x36));
  const outer = after(block.map((octet) => octet ^ 0x5c));
  return (message) => digest(outer, digest(inner, message, blockLength), blockLength);
}

const blockLength = 64;
/** Of the block that is worked on. */
const schedule = new Uint32Array(64);

function after(block: Uint8Array): Uint32Array {
  const state = initialState.slice();
  compress(state, schedule, new DataView(block.buffer), 0);
  return state;
}

/** `before`: octets that `start` has taken up. */
function digest(start: Uint32Array, message: Uint8Array, before: number): Uint8Array {
  const state = start.slice();
  const padded = pad(message, before);
  for (let at = 0; at < padded.byteLength; at += blockLength) compress(state, schedule, padded, at);
  const result = new Uint8Array(32);
  const view = new DataView(result.buffer);
  for (let i = 0; i < 8; i++) view.setUint32(i * 4, state[i] ?? 0);
  return result;
}

function compress(state: Uint32Array, w: Uint32Array, data: DataView, at: number): void {
  for (let i = 0; i < 16; i++) w[i] = data.getUint32(at + i * 4);
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15] ?? 0;
    const y = w[i - 2] ?? 0;
    const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    w[i] = (w[i - 16] ?? 0) + s0 + (w[i - 7] ?? 0) + s1;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (constants[i] ?? 0) + (w[i] ?? 0)) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i] = (state[i] ?? 0) + word;
  });
}

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** A one bit, zeros, and the length in bits, to whole blocks (FIPS 180-4 §5.1.1). */
function pad(message: Uint8Array, before: number): DataView {
  const length = (Math.floor((message.length + 8) / blockLength) + 1) * blockLength;
  const bytes = new Uint8Array(length);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  const whole = before + message.length;
  view.setUint32(length - 8, Math.floor(whole / 0x2000_0000));
  view.setUint32(length - 4, (whole * 8) >>> 0);
  return view;
}

function fromPrimes(): { constants: Uint32Array; initialState: Uint32Array } {
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  const fraction = (root: number): number => Math.floor((root % 1) * 0x1_0000_0000);
  return {
    constants: Uint32Array.from(primes, (prime) => fraction(Math.cbrt(prime))),
    initialState: Uint32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime))),
  };
}
