/** Routes that the operator has set: a smart host, or another way for some domains. They go before the DNS. */
import type { ConfiguredTls } from '../tls/configured.ts';
import { canonicalAddress } from './address.ts';
import { domainPattern } from './domain-pattern.ts';
import { dnsName } from './name.ts';

export interface StaticRoute {
  /** "example.com", ".example.com" (all below it), "*". The first route that matches is taken. */
  readonly domains: readonly string[];
  /** In the order to try: "relay.example", "relay.example:587", "192.0.2.1:2525", "[2001:db8::1]:25". */
  readonly hosts: readonly string[];
  readonly auth?: { readonly user: string; readonly password: string };
  /** TLS from the first octet, as at port 465. Default false. */
  readonly implicitTls?: boolean;
  /** Default: `webpki` with a login, so that the password goes to nobody else; `opportunistic` without. With implicit TLS what would allow plain text only leaves the certificate unverified. */
  readonly tls?: ConfiguredTls;
  /** Authorities in PEM in the place of the well-known ones, for `webpki`. */
  readonly ca?: readonly string[];
}

export interface StaticHost {
  readonly host: string;
  readonly port: number;
}

export interface StaticWay {
  readonly hosts: readonly StaticHost[];
  readonly auth: StaticRoute['auth'];
  readonly implicitTls: boolean;
  readonly tls: ConfiguredTls;
  readonly ca: StaticRoute['ca'];
}

/** Throws a RangeError for a host or pattern that cannot be meant: settings are read once, when the router is made. */
export function staticRoutes(routes: readonly StaticRoute[], port: number): (domain: string) => StaticWay | null {
  const read = routes.map((route) => ({
    patterns: route.domains.map(domainPattern),
    way: {
      hosts: route.hosts.map((text) => hostAndPort(text, port)),
      auth: route.auth,
      implicitTls: route.implicitTls === true,
      ca: route.ca,
      tls: route.tls ?? (route.auth === undefined ? 'opportunistic' : 'webpki'),
    },
  }));
  return (domain) => read.find(({ patterns }) => patterns.some((matches) => matches(domain)))?.way ?? null;
}

function hostAndPort(text: string, usualPort: number): StaticHost {
  const parts = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text);
  const host = parts?.[1] === undefined ? parts?.[2] : canonicalAddress(parts[1]);
  const port = parts?.[3] === undefined ? usualPort : Number(parts[3]);
  const name = host === undefined || host === null ? null : (canonicalAddress(host) ?? dnsName(host));
  if (name === null || port < 1 || port > 65_535) throw new RangeError(`Not a host: ${JSON.stringify(text)}`);
  return { host: name, port };
}
