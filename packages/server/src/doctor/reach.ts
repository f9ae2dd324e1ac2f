/** The way out: whether port 25 of other servers can be reached at all. Many hosting providers close it. */
import { connect } from 'node:net';
import type { Resolver } from '@hearback/smtp';
import { type Finding, fail, ok, warn } from './finding.ts';

export async function checkPort25(domain: string, dns: Resolver, patience = 10_000): Promise<Finding> {
  const check = 'port 25 out';
  const mx = await dns.mx(domain);
  if (mx.kind === 'unanswered')
    return fail(check, `${domain} cannot be looked up: ${mx.why}`, 'see dns.servers and /etc/resolv.conf');
  const host =
    mx.kind === 'found' ? [...mx.records].sort((a, b) => a.preference - b.preference)[0]?.exchange : undefined;
  if (host === undefined || host === '')
    return warn(check, `${domain} has no MX that we could try`, 'name another with --probe');
  const addresses = await dns.a(host);
  const address = addresses.kind === 'found' ? addresses.records[0] : undefined;
  if (address === undefined)
    return warn(check, `${host} has no IPv4 address that we could try`, 'name another with --probe');
  const banner = await greeting(address, patience);
  if (banner.kind === 'heard') return ok(check, `${host} greets`);
  return fail(
    check,
    `${host} [${address}]: ${banner.why}`,
    'your provider or a firewall closes port 25: ask for it, or set a smart host',
  );
}

type Greeting = { readonly kind: 'heard' } | { readonly kind: 'silent'; readonly why: string };

function greeting(address: string, patience: number): Promise<Greeting> {
  return new Promise((resolve) => {
    const socket = connect(25, address);
    const end = (result: Greeting): void => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(patience, () => end({ kind: 'silent', why: `no greeting within ${patience / 1000} s` }));
    socket.once('data', () => end({ kind: 'heard' }));
    socket.once('error', (error) => end({ kind: 'silent', why: error.message }));
    socket.once('end', () => end({ kind: 'silent', why: 'closed without a greeting' }));
  });
}
