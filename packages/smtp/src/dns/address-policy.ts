/**
 * Which addresses mail may be sent to. A name in somebody else's DNS must not lead us into our own network: only
 * addresses that are globally reachable count (IANA's special-purpose registries, RFC 6890), and those that the operator allows.
 */
import { agree, embeddedIpv4, type IpAddress, inNetwork, parseAddress } from './address.ts';

type Network = readonly [octets: readonly number[], bits: number];

/** IPv4 addresses that are not globally reachable. */
const closed4: readonly Network[] = [
  [[0], 8], // this network, 0.0.0.0
  [[10], 8], // private, RFC 1918
  [[100, 64], 10], // shared, RFC 6598
  [[127], 8], // loopback
  [[169, 254], 16], // link-local and cloud metadata
  [[172, 16], 12], // private
  [[192, 0, 0], 24], // protocol assignments
  [[192, 0, 2], 24], // documentation, RFC 5737
  [[192, 31, 196], 24], // AS112
  [[192, 52, 193], 24], // AMT
  [[192, 88, 99], 24], // 6to4 relay, deprecated
  [[192, 168], 16], // private
  [[192, 175, 48], 24], // AS112
  [[198, 18], 15], // benchmarks, RFC 2544
  [[198, 51, 100], 24], // documentation
  [[203, 0, 113], 24], // documentation
  [[224], 4], // multicast
  [[240], 4], // reserved, broadcast
];

/** IPv6: only 2000::/3 is handed out, and not all of it. */
const open6: Network = [[0x20], 3];
const closed6: readonly Network[] = [
  [[0x20, 0x01, 0x00], 23], // protocol assignments: Teredo, ORCHID, benchmarks
  [[0x20, 0x01, 0x0d, 0xb8], 32], // documentation
  [[0x26, 0x20, 0x00, 0x4f, 0x80, 0x00], 48], // AS112
  [[0x3f, 0xff, 0x00], 20], // documentation, RFC 9637
];

const within = (address: IpAddress, [octets, bits]: Network): boolean => agree(address.octets, octets, bits);

function isGlobal(address: IpAddress): boolean {
  if (address.family === 4) return !closed4.some((network) => within(address, network));
  const inside = embeddedIpv4(address);
  if (inside !== null) return isGlobal(inside);
  return within(address, open6) && !closed6.some((network) => within(address, network));
}

/** False too for text that is no address. An IPv6 address that carries an IPv4 address is as public as that one. */
export function isPublicAddress(ip: string): boolean {
  const address = parseAddress(ip);
  return address !== null && isGlobal(address);
}

/** `allow`: networks such as "127.0.0.0/8" that may be reached although they are not public. */
export const mayReach = (ip: string, allow: readonly string[]): boolean =>
  isPublicAddress(ip) || allow.some((network) => inNetwork(ip, network));
