/**
 * People at the page. There are no passwords: who reaches the operator's socket makes a link; it works once, within a quarter
 * of an hour, and leaves a session in the browser that ends after 30 days or when it is signed out.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { isAhead } from '../delivery/jump-guard.ts';
import type { Store, Visit } from '../store/store.ts';
import { asAnybody } from '../submission/sends-as.ts';
import type { Caller, Restriction, Scope } from './keys.ts';

export interface VisitorBook {
  /** `secret` goes into the link, and is shown this once. */
  readonly invite: (
    name: string,
    scopes: readonly (Scope | Restriction)[],
  ) => Promise<{ readonly secret: string; readonly expiresAt: number }>;
  /** The session that the link opens, with the secret of its cookie; null for a link that does not work (any more). */
  readonly enter: (secret: string) => Promise<{ readonly secret: string; readonly session: Visit } | null>;
  /** Null for what is no session of ours. */
  readonly caller: (secret: string) => Promise<Caller | null>;
  readonly leave: (secret: string) => Promise<void>;
  readonly sessions: () => Promise<readonly Visit[]>;
  readonly end: (id: string) => Promise<boolean>;
}

const linkLasts = 15 * 60_000;
const sessionLasts = 30 * 24 * 3_600_000;
const mostListed = 1000;

/** `visitor:ID`, in what says who did something. */
const named = ({ id, name }: Visit): string => `${name} (${id})`;

export function createVisitorBook(store: Store, now: () => number): VisitorBook {
  const make = async (kind: Visit['kind'], name: string, scopes: readonly string[], lasts: number) => {
    const id = randomBytes(6).toString('hex');
    const secret = randomBytes(32).toString('base64url');
    const createdAt = now();
    const visit: Visit = {
      id,
      hash: hashOf(secret).toString('hex'),
      name,
      scopes,
      kind,
      createdAt,
      expiresAt: createdAt + lasts,
    };
    await store.addVisit(visit);
    return { visit, shown: `${id}_${secret}` };
  };
  const isGood = ({ createdAt, expiresAt }: Visit): boolean => expiresAt > now() && !isAhead(createdAt, now());
  const find = async (kind: Visit['kind'], shown: string): Promise<Visit | null> => {
    const [, id, secret] = /^([0-9a-f]{12})_([\w-]{43})$/.exec(shown) ?? [];
    if (id === undefined || secret === undefined) return null;
    const visit = await store.visit(id);
    if (visit === null || visit.kind !== kind || !isGood(visit)) return null;
    return timingSafeEqual(hashOf(secret), Buffer.from(visit.hash, 'hex')) ? visit : null;
  };
  return {
    async invite(name, scopes) {
      const { visit, shown } = await make('link', name, scopes, linkLasts);
      return { secret: shown, expiresAt: visit.expiresAt };
    },
    async enter(secret) {
      const link = await find('link', secret);
      if (link === null || !(await store.removeVisit(link.id))) return null;
      await store.sweepVisits(now());
      const { visit: session, shown } = await make('session', link.name, link.scopes, sessionLasts);
      return { secret: shown, session };
    },
    async caller(secret) {
      const session = await find('session', secret);
      return session === null ? null : { name: named(session), ...asAnybody, scopes: new Set(session.scopes) };
    },
    async leave(secret) {
      const session = await find('session', secret);
      if (session !== null) await store.removeVisit(session.id);
    },
    sessions: async () => (await store.visits('session', mostListed)).filter(isGood),
    end: (id) => store.removeVisit(id),
  };
}

/** Behind `#`, so that it reaches no log of a server or a proxy. */
export const loginLink = (url: string, secret: string): string => `${url}/#login=${secret}`;

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** By https no other host and no other path can set it, and none that came in plain text counts (RFC 6265bis §4.1.3.2). */
const cookieName = (page: string): string => (isByHttps(page) ? '__Host-hearback_session' : 'hearback_session');
const isByHttps = (page: string): boolean => page.startsWith('https:');

/** The session's secret in a Cookie field (RFC 6265 §4.2.1); null: there is none. `page`: the URL where people open it. */
export function sessionCookie(field: string | undefined, page: string): string | null {
  const wanted = cookieName(page);
  for (const pair of (field ?? '').split(';', 100)) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === wanted && value !== undefined && value !== '') return value;
  }
  return null;
}

/** A Set-Cookie field; an empty secret takes the cookie back. */
export const writeSessionCookie = (secret: string, page: string): string =>
  `${cookieName(page)}=${secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${secret === '' ? 0 : sessionLasts / 1000}${isByHttps(page) ? '; Secure' : ''}`;
