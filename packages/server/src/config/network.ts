/** Networks in CIDR notation, and whether an address is in one. */
import { BlockList, isIP } from 'node:net';

export interface Network {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** "192.0.2.0/24", "2001:db8::/32"; an address alone is itself. Null for what is neither. */
export function parseNetwork(text: string): Network | null {
  const [, address = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  if (version === 0) return null;
  const bits = version === 4 ? 32 : 128;
  const length = prefix === undefined ? bits : Number(prefix);
  return length > bits ? null : { address, prefix: length, family: version === 4 ? 'ipv4' : 'ipv6' };
}

/** Addresses whose answer is remembered: a client is asked about again for each of its recipients. */
const mostRemembered = 1000;

/** What is no network is left out: the form of its field has refused it. */
export function inNetworks(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const text of networks) {
    const network = parseNetwork(text);
    if (network !== null) list.addSubnet(network.address, network.prefix, network.family);
  }
  const remembered = new Map<string, boolean>();
  const check = (address: string): boolean => {
    const version = isIP(address);
    return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6');
  };
  return (address) => {
    let inside = remembered.get(address);
    if (inside === undefined) {
      inside = check(address);
      if (remembered.size >= mostRemembered) remembered.clear();
      remembered.set(address, inside);
    }
    return inside;
  };
}

/** "192.0.2.1", "192.0.2.1:5353", "2001:db8::1", "[2001:db8::1]:5353". Null for what is none. */
export function parseServer(text: string): { readonly address: string; readonly port: number } | null {
  if (isIP(text) !== 0) return { address: text, port: 53 };
  const [, bracketed, plain, digits] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text) ?? [];
  const address = bracketed ?? plain ?? '';
  const port = Number(digits);
  return isIP(address) === 0 || !(port > 0 && port < 65_536) ? null : { address, port };
}
