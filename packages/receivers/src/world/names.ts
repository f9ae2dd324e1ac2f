/** Answers of the world's own DNS. Names that it does not know do not exist. */
import type { DnsQuestion, DnsReply } from '@hearback/smtp';
import { type Directory, type Domain, mxHosts, ownHost } from './domains.ts';

export interface NamesOptions {
  readonly directory: Directory;
  /** The address of an MX host; a host that was never asked for is opened first. Null: nobody's. */
  readonly addressOf: (host: string, domain: Domain | null) => Promise<string | null>;
}

const TTL = 300;
/** A port where nobody listens belongs to this address. */
const NOBODY = '127.255.255.254';
const NOBODYS_NAME = 'nobody.sim';

export class Names {
  readonly #options: NamesOptions;
  /** MX hosts that a domain was answered with, and the domain. */
  readonly #hosts = new Map<string, Domain>();

  constructor(options: NamesOptions) {
    this.#options = options;
  }

  async answer({ name, type }: DnsQuestion): Promise<DnsReply> {
    const domain = this.#options.directory.domain(name);
    if (domain !== null) return this.#ofDomain(domain, type);
    if (type === 'PTR') return { kind: 'answer', records: [{ name, type: 'PTR', ttl: TTL, data: 'localhost' }] };
    if (name === NOBODYS_NAME) return a(name, type, NOBODY);
    const known = this.#hosts.get(name) ?? null;
    const address = await this.#options.addressOf(name, known);
    return address === null ? { kind: 'no_name' } : a(name, type, address);
  }

  #ofDomain(domain: Domain, type: string): DnsReply {
    const { name, scenario } = domain;
    if (scenario?.kind === 'dns') {
      switch (scenario.fault) {
        case 'servfail':
          return { kind: 'servfail' };
        case 'dns-timeout':
          return { kind: 'timeout' };
        case 'nxdomain':
          return { kind: 'no_name' };
        case 'nullmx':
          return mx(name, type, ['.']);
        case 'refused':
          return mx(name, type, [NOBODYS_NAME]);
      }
    }
    const hosts = mxHosts(domain);
    if (ownHost(domain)) for (const host of hosts) this.#hosts.set(host, domain);
    return mx(name, type, hosts);
  }
}

function mx(name: string, type: string, hosts: readonly string[]): DnsReply {
  if (type !== 'MX') return { kind: 'no_data' };
  const records = hosts.map((exchange, n) => ({
    name,
    type: 'MX' as const,
    ttl: TTL,
    data: { preference: exchange === '.' ? 0 : (n + 1) * 10, exchange },
  }));
  return { kind: 'answer', records };
}

function a(name: string, type: string, address: string): DnsReply {
  if (type !== 'A') return { kind: 'no_data' };
  return { kind: 'answer', records: [{ name, type: 'A', ttl: TTL, data: address }] };
}
