/**
 * Bearer keys: "hb_ID_SECRET". The store has the SHA-256 of the secret, which has 256 random bits, so that a slow hash would
 * protect nothing more; the key itself is shown once.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ApiKey, Store } from '../store/store.ts';
import { asAnybody, type SendsAs, type Submitter } from '../submission/sends-as.ts';

export const scopes = [
  'messages:read',
  'messages:write',
  'events:read',
  'health:read',
  'ingest:write',
  'suppressions:read',
  'suppressions:write',
  'incidents:read',
  'incidents:write',
  'queue:read',
  'queue:write',
  'webhooks:read',
  'webhooks:write',
  'alerts:read',
  'alerts:write',
  'rules:read',
  'rules:write',
  'audit:read',
  'sources:read',
  'sources:write',
  'settings:read',
  'addresses:erase',
  'metrics:read',
  'keys:write',
] as const;
export type Scope = (typeof scopes)[number];

/** What a key has besides, and what takes away: it sees no whole address (masked.ts). */
export const restrictions = ['masked'] as const;
export type Restriction = (typeof restrictions)[number];

/** `operator` no key can be given: only who reaches the socket has it. `any`: whoever is somebody. */
export type Needed = Scope | 'operator' | 'any';

/** Who asks: a key, a session, or the operator at the socket. */
export interface Caller extends Submitter {
  readonly scopes: ReadonlySet<string>;
}

export const operator: Caller = { name: 'operator', ...asAnybody, scopes: new Set([...scopes, 'operator']) };

/** Who has not said who it is. */
export const nobody: Caller = { name: 'nobody', senders: [], authors: [], scopes: new Set() };

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export interface Granted extends SendsAs {
  readonly scopes: readonly (Scope | Restriction)[];
}

export function newKey(
  name: string,
  { scopes, senders, authors }: Granted,
  now: number,
): { readonly key: ApiKey; readonly shown: string } {
  const id = randomBytes(6).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  const key = { id, name, hash: hashOf(secret).toString('hex'), scopes, senders, authors, createdAt: now };
  return { key, shown: `hb_${id}_${secret}` };
}

export interface KeyRing {
  /** Null for what is no key of ours. */
  readonly caller: (shown: string) => Promise<Caller | null>;
  /** Look into the store again: a key was made or revoked. */
  readonly forget: () => void;
}

/** Keys are read from the store at most once in `freshFor` milliseconds; another process's revocation counts after that. */
export function createKeyRing(store: Pick<Store, 'keys'>, now: () => number, freshFor = 5000): KeyRing {
  let known: { readonly until: number; readonly keys: Promise<ReadonlyMap<string, ApiKey>> } | null = null;

  const keys = (): Promise<ReadonlyMap<string, ApiKey>> => {
    if (known === null || known.until <= now()) {
      const read = store.keys().then((list) => new Map(list.map((key) => [key.id, key])));
      const entry = { until: now() + freshFor, keys: read };
      // A failed look-up is the asker's error, and not remembered.
      read.catch(() => {
        if (known === entry) known = null;
      });
      known = entry;
    }
    return known.keys;
  };
  return {
    async caller(shown) {
      const [, id, secret] = /^hb_([0-9a-f]{12})_([\w-]{43})$/.exec(shown) ?? [];
      if (id === undefined || secret === undefined) return null;
      const key = (await keys()).get(id);
      const expected = key === undefined ? Buffer.alloc(32) : Buffer.from(key.hash, 'hex');
      const given = hashOf(secret);
      const right = expected.length === given.length && timingSafeEqual(expected, given);
      if (!right || key === undefined) return null;
      const { senders, authors } = key;
      return { name: `key:${key.id}`, senders, authors, scopes: new Set(key.scopes) };
    },
    forget() {
      known = null;
    },
  };
}
