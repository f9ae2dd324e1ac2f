/** The name servers of this host, as resolv.conf(5) names them. */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { ServerAddress } from './ask-server.ts';

/** resolv.conf(5): at most three count; without any it is the local host. */
const most = 3;

export function serversOf(resolvConf: string): readonly ServerAddress[] {
  const servers: ServerAddress[] = [];
  for (const line of resolvConf.split('\n')) {
    const address = /^\s*nameserver\s+(\S+)/.exec(line)?.[1];
    if (address !== undefined && isIP(address.replace(/%.*$/, '')) !== 0) servers.push({ address, port: 53 });
  }
  return servers.length === 0 ? [{ address: '127.0.0.1', port: 53 }] : servers.slice(0, most);
}

/** Reads /etc/resolv.conf; a system without that file has its resolver on the local host. */
export function systemServers(): readonly ServerAddress[] {
  try {
    return serversOf(readFileSync('/etc/resolv.conf', 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return serversOf('');
    throw error;
  }
}
