/**
 * Before every route: the request is for us (Host), and its caller may do what it asks. A route without a word on its scope
 * cannot be made.
 */
import { isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { PageFacts } from './api.ts';
import { Problem } from './errors.ts';
import { type Caller, type KeyRing, type Needed, nobody, operator } from './keys.ts';
import type { RateLimit } from './rate-limit.ts';
import { sessionCookie, type VisitorBook } from './visitors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Null: open to everybody. */
    scope?: Needed | null;
  }
  interface FastifyRequest {
    caller: Caller;
    /** Whether it would still be let in: for answers that go on for long. */
    stillMay: () => Promise<boolean>;
  }
}

export interface GuardOptions {
  /** Null: whoever reaches this (the socket) is the operator. */
  readonly keys: KeyRing | null;
  /** People with the page open. */
  readonly visitors: Pick<VisitorBook, 'caller'>;
  readonly page: Pick<PageFacts, 'url'>;
  /** Names in Host that are ours, besides localhost and addresses; with or without port. */
  readonly hosts: readonly string[];
  /** Every caller is one who sees no whole address. */
  readonly mask: boolean;
  /** Of keys; the operator has none. */
  readonly rateLimit: RateLimit;
}

export function guard(app: FastifyInstance, { keys, visitors, page, hosts, mask, rateLimit }: GuardOptions): void {
  const ours = new Set([...hosts.map((host) => host.toLowerCase()), 'localhost']);
  app.decorateRequest('caller');
  app.decorateRequest('stillMay', async function stillMay(this: FastifyRequest) {
    if (keys === null) return true;
    const { scope } = this.routeOptions.config;
    const caller = await shownBy(this, { keys, visitors, page });
    return caller !== null && (scope === 'any' || caller.scopes.has(scope ?? ''));
  });
  app.addHook('onRoute', ({ config, url }) => {
    if (config?.scope === undefined) throw new Error(`Route ${url} does not say whom it is open to`);
  });
  app.addHook('onRequest', async (request, reply) => {
    if (hostsOf(request.raw.rawHeaders) > 1)
      throw new Problem('malformed_request', 'There is more than one Host field');
    // A caller of its own for each request: Fastify shares no object between them.
    request.caller = nobody;
    if (keys === null) {
      request.caller = operator;
      return;
    }
    const { host } = request.headers;
    if (!isOurs(host, ours) && host?.toLowerCase() !== hostOf(page.url()))
      throw new Problem('wrong_host', 'The Host header names no host of ours');
    const { scope } = request.routeOptions.config;
    // What is no route at all is told to everybody as such.
    if (scope === null || scope === undefined) return;
    const caller = await callerOf(request, { keys, visitors, page });
    rateLimit(caller.name, reply);
    if (scope !== 'any' && !caller.scopes.has(scope))
      throw new Problem('missing_scope', `This needs a key with the scope ${scope}`, { scope });
    request.caller = mask ? { ...caller, scopes: new Set([...caller.scopes, 'masked']) } : caller;
  });
}

/** Of several, Node shows the first, and whoever stands before us may have looked at another (RFC 9112 §3.2). */
const hostsOf = (rawHeaders: readonly string[]): number =>
  rawHeaders.filter((field, index) => index % 2 === 0 && field.toLowerCase() === 'host').length;

interface Known {
  readonly keys: KeyRing;
  readonly visitors: Pick<VisitorBook, 'caller'>;
  readonly page: Pick<PageFacts, 'url'>;
}

async function callerOf(request: FastifyRequest, known: Known): Promise<Caller> {
  const caller = await shownBy(request, known);
  if (caller === null) throw new Problem('unauthorized', 'This needs a key: Authorization: Bearer hb_…');
  if (cookieOf(request, known) !== null && !isReading(request.method)) fromOurPage(request, known.page);
  return caller;
}

const shownBy = (request: FastifyRequest, known: Known): Promise<Caller | null> => {
  const cookie = cookieOf(request, known);
  return cookie === null ? known.keys.caller(bearer(request)) : known.visitors.caller(cookie);
};

/** A key counts before a session. */
const cookieOf = ({ headers }: FastifyRequest, { page }: Known): string | null =>
  headers.authorization === undefined ? sessionCookie(headers.cookie, page.url()) : null;

const isReading = (method: string): boolean => method === 'GET' || method === 'HEAD';

/**
 * A cookie comes along whoever makes the browser ask. SameSite=Strict holds other sites off; the field, which needs a
 * preflight that nobody answers, and Origin hold off other ports and names of this one.
 */
export function fromOurPage({ headers }: FastifyRequest, page: Pick<PageFacts, 'url'>): void {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  // A proxy may have put another Host into the place of the one that the page was asked for.
  const isOurOrigin =
    origin === undefined ||
    (host !== undefined && hostOf(origin) === host.toLowerCase()) ||
    origin === new URL(page.url()).origin;
  if (!isOurOrigin || (site !== undefined && site !== 'same-origin') || headers['x-hearback'] === undefined)
    throw new Problem('cross_site', 'A session changes things only from the page of this server');
}

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);

/** A web page that makes its own name resolve to our address cannot make the browser send another Host. */
function isOurs(host: string | undefined, ours: ReadonlySet<string>): boolean {
  if (host === undefined) return false;
  const [, bracketed, plain] = /^(?:\[([^\]]+)\]|([^:]+))(?::\d+)?$/.exec(host) ?? [];
  const name = (bracketed ?? plain ?? '').toLowerCase();
  return isIP(name) !== 0 || ours.has(name) || ours.has(host.toLowerCase());
}

function bearer(request: FastifyRequest): string {
  const [, key] = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? [];
  return key ?? '';
}
