/** Routes as long as they are fresh, so that a message to a known domain waits for nobody. */
import type { Endpoint, MxHost, Route, TlsOptions } from '@hearback/smtp';
import type { Clock } from '../delivery/clock.ts';
import type { FindRoute } from '../delivery/ports.ts';

export interface KnownRoute {
  readonly route: Route;
  /** Keys of the connections that suit it (see `linkKey`). */
  readonly keys: ReadonlySet<string>;
}

const most = 50_000;
/** What is refused or unanswered is asked again soon: the messages at hand share the answer. */
const failureLasts = 5000;

export class Routes {
  readonly #find: FindRoute;
  readonly #clock: Clock;
  readonly #known = new Map<string, KnownRoute & { readonly since: number; readonly until: number }>();

  constructor(find: FindRoute, clock: Clock) {
    this.#find = find;
    this.#clock = clock;
  }

  known(domain: string): KnownRoute | null {
    const known = this.#known.get(domain);
    if (known === undefined) return null;
    const now = this.#clock.now();
    // One that was found later than it is now may last for years: the clock was wrong then.
    if (known.until > now && known.since <= now) return known;
    this.#known.delete(domain);
    return null;
  }

  async find(domain: string): Promise<KnownRoute> {
    const route = await this.#find(domain);
    const now = this.#clock.now();
    const hosts = route.kind === 'hosts' ? route.hosts : [];
    const until = route.kind === 'hosts' ? Math.max(route.expiresAt, now + failureLasts) : now + failureLasts;
    const known = { route, keys: new Set(hosts.flatMap(keysOf)), since: now, until };
    if (this.#known.size >= most) this.#known.delete(this.#known.keys().next().value ?? '');
    this.#known.set(domain, known);
    return known;
  }
}

const keysOf = (host: MxHost): readonly string[] => host.endpoints.map((endpoint) => linkKey(host, endpoint));

const tlsKeys = new WeakMap<TlsOptions, string>();

/** Two connections with the same key are as good as one another. */
export function linkKey({ tls, auth }: MxHost, { host, address, port, implicitTls = false }: Endpoint): string {
  let key = tlsKeys.get(tls);
  if (key === undefined) {
    key = JSON.stringify(tls, (_, value: unknown) => (value instanceof Uint8Array ? [...value] : value));
    tlsKeys.set(tls, key);
  }
  return `${host} ${address} ${port} ${implicitTls} ${auth?.user ?? ''} ${key}`;
}
