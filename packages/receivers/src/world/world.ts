/** The simulated receiving world: MX hosts on loopback addresses, the DNS that leads to them, and mail that comes back. */
import { createCertificate, startDnsServer } from '@hearback/smtp';
import { type Clock, startClock } from '../clock.ts';
import { personalities } from '../personalities/index.ts';
import { type Profile, profiles } from '../scenario/profiles.ts';
import { checkProfiles } from '../scenario/read.ts';
import { Addresses } from './addresses.ts';
import { Directory, domainNames } from './domains.ts';
import { type AddressCounts, type Counts, Happenings, type KeptMessage, type WorldEvent } from './events.ts';
import { Hosts } from './hosts.ts';
import type { Population } from './mailboxes.ts';
import { Names } from './names.ts';
import { portError } from './port-error.ts';
import { assertLoopback, type ReturnTo } from './postman.ts';

export interface ReceiversOptions {
  /** The same seed gives the same world. Default 1. */
  readonly seed?: number;
  /** How much faster than the machine's the world's time runs. Default 1. */
  readonly speed?: number;
  /** The world's time from elsewhere; `speed` is then not used. */
  readonly clock?: Clock;
  /** Default: any free ports. */
  readonly ports?: { readonly smtp?: number; readonly dns?: number };
  /** Where mails go that the receivers write: notices, complaints, automatic replies. Null: they write none. */
  readonly returnTo?: ReturnTo | null;
  /** What addresses do whose own words say nothing. */
  readonly population?: Population;
  /** Mixtures by name, used as domains ("any@mine.gmail.sim") or local parts. */
  readonly profiles?: Readonly<Record<string, Profile>>;
  /** Default true: hosts offer STARTTLS, with certificates of `World.authority`. */
  readonly tls?: boolean;
  /** Default true: each receiver has its limits of messages per connection and minute. */
  readonly rateLimits?: boolean;
  /** Messages that stay to be looked at. Default 1000. */
  readonly keep?: number;
  /** Default: `many` where the system has all of 127.0.0.0/8 (Linux), else `one`. See docs/receivers.md. */
  readonly addresses?: 'many' | 'one';
}

export interface World {
  readonly dns: { readonly address: string; readonly port: number };
  /** All MX hosts listen on this port. */
  readonly smtpPort: number;
  /** Domains without a scenario; scenarios go in front: "hang.gmail.sim". */
  readonly domains: readonly string[];
  readonly clock: Clock;
  /** Certificate that signed those of the hosts, in PEM; null without TLS. */
  readonly authority: string | null;
  readonly counts: Counts;
  readonly of: (address: string) => AddressCounts;
  /** The last messages that were taken, oldest first. */
  readonly messages: readonly KeptMessage[];
  /** Calls for each event from now on; the function that is returned ends it. */
  readonly watch: (watcher: (event: WorldEvent) => void) => () => void;
  /** Resolves when the counts are as wished; rejects when the world is closed before. */
  readonly until: (wished: (counts: Counts) => boolean) => Promise<void>;
  /** Mails go here from now on. */
  readonly setReturnTo: (returnTo: ReturnTo | null) => void;
  /** Breaks all connections off and frees the ports. */
  readonly close: () => Promise<void>;
}

export async function startReceivers(options: ReceiversOptions = {}): Promise<World> {
  const returnTo = options.returnTo ?? null;
  if (returnTo !== null) assertLoopback(returnTo);
  const clock = options.clock ?? startClock(options.speed ?? 1);
  const happenings = new Happenings(options.keep ?? 1000);
  const single = (options.addresses ?? (process.platform === 'linux' ? 'many' : 'one')) === 'one';
  const addresses = new Addresses(options.ports?.smtp ?? 0, single);
  const authority =
    options.tls === false ? null : createCertificate({ names: ['Simulated Authority'], authority: true });
  checkProfiles(options.profiles ?? {});
  const directory = new Directory({ ...profiles, ...options.profiles });
  const hosts = new Hosts({
    seed: options.seed ?? 1,
    clock,
    // One octet a second, of the world's seconds.
    dripInterval: Math.max(1, Math.round(1000 / (options.speed ?? 1))),
    happenings,
    addresses,
    single,
    authority,
    population: options.population ?? null,
    directory,
    limited: options.rateLimits ?? true,
    returnTo,
  });
  await hosts.openOrdinary(personalities);
  const names = new Names({ directory, addressOf: (host, domain) => hosts.addressOf(host, domain) });
  const dns = await startDnsServer({
    port: options.ports?.dns ?? 0,
    answer: (question) => names.answer(question),
  }).catch(async (error: unknown) => {
    // A world that has not begun holds no ports.
    await hosts.close();
    throw portError('DNS', `port ${options.ports?.dns} of 127.0.0.1`, error);
  });
  let closed: Promise<unknown> | null = null;
  return {
    dns: { address: dns.address, port: dns.port },
    smtpPort: addresses.port,
    domains: domainNames,
    clock,
    authority: authority?.cert ?? null,
    get counts() {
      return happenings.counts;
    },
    of: (address) => happenings.of(address),
    messages: happenings.messages,
    watch: (watcher) => happenings.watch(watcher),
    until: (wished) => happenings.until(wished),
    setReturnTo: (next) => {
      if (next !== null) assertLoopback(next);
      hosts.returnTo = next;
    },
    async close() {
      closed ??= Promise.all([hosts.close(), dns.close()]);
      await closed;
      happenings.end();
    },
  };
}
