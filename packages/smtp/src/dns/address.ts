/**
 * IP addresses as values. Text of any spelling that a resolver of names would take for an address ("127.1", "0x7f.1",
 * "[::ffff:7f00:1]") becomes the address it stands for, so that no spelling gets around a rule about addresses.
 */
import { isIP } from 'node:net';

export interface IpAddress {
  readonly family: 4 | 6;
  /** Four or sixteen octets. */
  readonly octets: readonly number[];
}

/** Longest text that can be an address; longer is not even looked at. */
const longest = 64;

const dotted = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;

function ipv4(text: string): IpAddress {
  return { family: 4, octets: text.split('.').map(Number) };
}

/** `text` is what node:net takes for IPv6, without a zone. */
function ipv6(text: string): IpAddress {
  const last = text.slice(text.lastIndexOf(':') + 1);
  const tail = dotted.test(last) ? ipv4(last).octets : [];
  const groups = tail.length > 0 ? text.slice(0, -last.length).replace(/([^:]):$/, '$1') : text;
  const [head = '', rest] = groups.split('::');
  const before = pairs(head);
  const after = rest === undefined ? [] : pairs(rest);
  const missing = 16 - before.length - after.length - tail.length;
  return { family: 6, octets: [...before, ...new Array<number>(missing).fill(0), ...after, ...tail] };
}

const pairs = (groups: string): number[] =>
  groups.split(':').flatMap((group) => {
    if (group === '') return [];
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });

/** What the URL standard takes for an IPv4 address: one to four numbers, decimal, octal or hexadecimal (as inet_aton does). */
function loose(text: string): string | null {
  if (!/^[0-9a-fx.]+$/i.test(text) || !/^\d/.test(text)) return null;
  const url = URL.canParse(`http://${text}/`) ? new URL(`http://${text}/`).hostname : '';
  return isIP(url) === 4 ? url : null;
}

/** Null when the text stands for no address. A zone ("fe80::1%eth0") and brackets are taken off. */
export function parseAddress(text: string): IpAddress | null {
  if (text.length > longest) return null;
  const bare = text.trim().replace(/^\[(?:IPv6:)?(.*)\]$/i, '$1');
  const zoneless = bare.replace(/%[^%]*$/, '');
  if (isIP(zoneless) === 6) return ipv6(zoneless);
  if (isIP(bare) === 4) return ipv4(bare);
  const normal = loose(bare);
  return normal === null ? null : ipv4(normal);
}

const same = (a: readonly number[], b: readonly number[]): boolean => a.every((octet, index) => octet === b[index]);

/** The IPv4 address that an IPv6 address carries: mapped (RFC 4291 §2.5.5), NAT64 (RFC 6052 §2.1) and 6to4 (RFC 3056). */
export function embeddedIpv4(address: IpAddress): IpAddress | null {
  if (address.family === 4) return null;
  const { octets } = address;
  const prefix = octets.slice(0, 12);
  const mapped = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];
  const nat64 = [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0];
  if (same(mapped, prefix) || same(nat64, prefix)) return { family: 4, octets: octets.slice(12) };
  if (octets[0] === 0x20 && octets[1] === 0x02) return { family: 4, octets: octets.slice(2, 6) };
  return null;
}

/** The one spelling to compare and to show: IPv4 dotted, IPv6 as RFC 5952 has it, mapped addresses as IPv4. */
export function canonicalAddress(text: string): string | null {
  const address = parseAddress(text);
  if (address === null) return null;
  if (address.family === 4) return address.octets.join('.');
  const { octets } = address;
  if (same([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff], octets)) return octets.slice(12).join('.');
  const groups = Array.from({ length: 8 }, (_, i) =>
    (((octets[2 * i] ?? 0) << 8) | (octets[2 * i + 1] ?? 0)).toString(16),
  );
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1);
}

/** Whether the address lies in a network such as "10.0.0.0/8" or "fd00::/8", or is the address given. A mapped IPv4 address counts as IPv4. */
export function inNetwork(ip: string, cidr: string): boolean {
  const [network = '', length] = cidr.split('/');
  const within = parseAddress(canonicalAddress(network) ?? '');
  const address = parseAddress(canonicalAddress(ip) ?? '');
  if (within === null || address === null || within.family !== address.family) return false;
  const full = within.family === 4 ? 32 : 128;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return false;
  const bits = length === undefined ? full : Number(length);
  return bits <= full && agree(address.octets, within.octets, bits);
}

/** Whether the first `bits` bits are the same. */
export function agree(a: readonly number[], b: readonly number[], bits: number): boolean {
  const whole = bits >> 3;
  for (let i = 0; i < whole; i++) if (a[i] !== b[i]) return false;
  const rest = bits & 7;
  return rest === 0 || ((a[whole] ?? 0) ^ (b[whole] ?? 0)) >> (8 - rest) === 0;
}
