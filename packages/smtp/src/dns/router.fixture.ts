/** A router over a DNS server of its own, for tests. */
import { afterEach } from 'vitest';
import type { Route } from './route.ts';
import { createRouter, type RouterOptions } from './router.ts';
import { type DnsServer, startDnsServer } from './server.ts';
import { createResolver } from './stub-resolver.ts';
import type { Zone } from './zone.ts';

export const open: DnsServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** Documentation networks stand for the public ones. */
export const allow = ['192.0.2.0/24', '2001:db8::/32'];

export async function routerFor(zone: Zone, options: Partial<RouterOptions> = {}) {
  const server = await startDnsServer({ zone });
  open.push(server);
  const resolver = createResolver({ servers: [server], tryTimeout: 800, rounds: 1 });
  return { server, router: createRouter({ resolver, allow, ...options }) };
}

/** A route in a line: "10 mx.example.org [192.0.2.1] [2001:db8::1]", hosts apart by commas. */
export function line(route: Route): string {
  if (route.kind !== 'hosts') return route.text;
  return route.hosts
    .map(({ preference, host, endpoints }) => [preference, host, ...endpoints.map((e) => `[${e.address}]`)].join(' '))
    .join(', ');
}

export const good: Zone = { 'mx.example.org': { a: ['192.0.2.1'] }, 'mx2.example.org': { a: ['192.0.2.2'] } };
export const mx = (...hosts: (readonly [number, string])[]): Zone => ({ ...good, 'example.org': { mx: hosts } });
