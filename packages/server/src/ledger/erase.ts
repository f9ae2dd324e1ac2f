/**
 * Forgets an address: its events, the mails they were read from, its entries and their history are deleted, dialogues lose its
 * name. What was counted stays counted. If it was not to be mailed it stays so, under a keyed hash: without the key nobody can
 * try addresses on it, which a plain hash would let anybody do.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { domainToUnicode } from 'node:url';
import { lookAgain } from '../duty/look-again.ts';
import type { ErasedEntry, Erasure, Store, SuppressionEntry } from '../store/store.ts';
import { addressKey, normalAddress } from './address-key.ts';
import type { LedgerEvent } from './event.ts';

export interface Erased {
  /** Events that were deleted. */
  readonly events: number;
  /** Entries that go on keeping mail from it. */
  readonly kept: number;
}

export interface Forgetting {
  /** What waits for the address has to be cancelled before; `messages`: those that it was in, as far as no event of its own tells. */
  readonly erase: (address: string, messages: readonly string[]) => Promise<Erased>;
  /** For each address what keeps mail from it although it was erased; an empty list when nothing is kept of any. */
  readonly find: (addresses: readonly string[]) => Promise<readonly (readonly ErasedEntry[])[]>;
  /** Lets it have mail again; false when nothing was kept of it. */
  readonly release: (address: string) => Promise<boolean>;
}

export interface ForgettingDeps {
  readonly store: Pick<
    Store,
    | 'kind'
    | 'eventsAbout'
    | 'events'
    | 'suppressionsAbout'
    | 'dialogueRows'
    | 'deliveryBodies'
    | 'erased'
    | 'anyErased'
    | 'erase'
    | 'unerase'
    | 'secret'
    | 'keepSecret'
  >;
  /** Given by the operator; null: one is made and kept in the store. */
  readonly key: string | null;
  readonly now: () => number;
}

/** Name under which the store keeps the key that was made. */
export const erasureSecret = 'erasure';
const page = 1000;
/** Whoever goes on telling of an address that is erased cannot be waited for. */
const mostRounds = 5;

export function createForgetting({ store, key, now }: ForgettingDeps): Forgetting {
  let secret: Promise<string> | null = key === null ? null : Promise.resolve(key);
  const secretOf = (): Promise<string> => {
    secret ??= (async () => (await store.secret(erasureSecret)) ?? store.keepSecret(erasureSecret, newSecret()))();
    secret.catch(() => {
      secret = null;
    });
    return secret;
  };
  const hash = async (address: string): Promise<string> =>
    createHmac('sha256', await secretOf())
      .update(normalAddress(address))
      .digest('hex');

  /** Who has the store alone knows it from the first look on; else others erase too, and all who ask at a time look together. */
  let isNone = false;
  let hasErased = false;
  const look = lookAgain(async () => !(await store.anyErased()));
  const isNothingErased = async (): Promise<boolean> => {
    if (isNone) return true;
    const none = await look();
    isNone = none && store.kind === 'sqlite' && !hasErased;
    return none;
  };

  return {
    erase: async (address, known) => {
      const key = await hash(address);
      let events = 0;
      const kept = new Set<string>();
      // What came while it was being erased: a bounce that was on its way, an entry of an import.
      for (let round = 0; round < mostRounds; round++) {
        const found = await whatNames(store, address, { key, messages: known, at: now() });
        if (round > 0 && found.events.length === 0 && found.listed.length === 0) break;
        // Before its entries are gone: whoever sees them no more has to look for what is kept.
        [isNone, hasErased] = [false, true];
        await store.erase(found);
        events += found.events.length;
        for (const { scope, value } of found.kept) kept.add(JSON.stringify([scope, value]));
      }
      return { events, kept: kept.size };
    },
    find: async (addresses) => {
      if (await isNothingErased()) return [];
      const keys = await Promise.all(addresses.map(hash));
      const found = await store.erased([...new Set(keys)]);
      const standing = found.filter(({ expires_at }) => expires_at === null || expires_at > now());
      return keys.map((keyed) => standing.filter((entry) => entry.key === keyed));
    },
    release: async (address) => !(await isNothingErased()) && store.unerase(await hash(address)),
  };
}

const newSecret = (): string => randomBytes(32).toString('base64');

const holds = ({ state, expires_at }: SuppressionEntry, at: number): boolean =>
  state !== 'released' && (expires_at === null || expires_at > at);

async function whatNames(
  store: ForgettingDeps['store'],
  address: string,
  given: { readonly key: string; readonly messages: readonly string[]; readonly at: number },
): Promise<Erasure> {
  const named = normalAddress(address);
  const { key: sha256, recipient } = addressKey(address);
  const events = await eventsNaming(store, { address: named, recipient, sha256, messages: given.messages });
  const listed = (await store.suppressionsAbout([recipient])).filter((entry) => entry.key === sha256);
  const kept = listed
    .filter((entry) => holds(entry, given.at))
    .map(({ scope, value, reason, expires_at }) => ({
      ...{ key: given.key, scope, value, reason, at: given.at, expires_at },
    }));
  const messages = [...new Set([...given.messages, ...events.flatMap(({ message_id }) => message_id ?? [])])];
  return {
    ...{ events: events.map(({ id }) => id), entry: { key: sha256, recipient }, listed, kept },
    dialogues: await dialoguesNaming(store, messages, spellingsOf(named)),
    deliveries: await deliveriesNaming(store, spellingsOf(named), sha256),
  };
}

interface Named {
  readonly address: string;
  readonly recipient: number;
  readonly sha256: string;
  readonly messages: readonly string[];
}

/** Those that are found by the address, and whatever else the same messages tell about it. */
async function eventsNaming(
  store: Pick<Store, 'eventsAbout' | 'events'>,
  named: Named,
): Promise<readonly LedgerEvent[]> {
  const { address, recipient, sha256, messages } = named;
  const found = new Map<string, LedgerEvent>();
  const isNamed = (event: LedgerEvent): boolean =>
    event.recipient === null
      ? event.suppression?.address_sha256 === sha256
      : normalAddress(event.recipient) === address ||
        (event.original_recipient !== null && normalAddress(event.original_recipient) === address);
  for (let before: number | null = null; ; ) {
    const some = await store.eventsAbout(recipient, before, page);
    for (const { event } of some) if (isNamed(event)) found.set(event.id, event);
    before = some.at(-1)?.seq ?? null;
    if (before === null || some.length < page) break;
  }
  for (const messageId of new Set([
    ...messages,
    ...[...found.values()].flatMap(({ message_id }) => message_id ?? []),
  ])) {
    for (let after: string | null = null; ; ) {
      const some: Awaited<ReturnType<Store['events']>> = await store.events({ messageId }, after, page);
      for (const event of some.data) if (isNamed(event)) found.set(event.id, event);
      after = some.next;
      if (after === null) break;
    }
  }
  return [...found.values()];
}

/** With its domain as A-label and as U-label: both are said. */
function spellingsOf(named: string): readonly string[] {
  const at = named.lastIndexOf('@') + 1;
  return [...new Set([named, named.slice(0, at) + domainToUnicode(named.slice(at))])];
}

async function dialoguesNaming(
  store: Pick<Store, 'dialogueRows'>,
  messages: readonly string[],
  spellings: readonly string[],
) {
  const masked: { seq: number; text: string }[] = [];
  for (const message of messages)
    for (const { seq, text } of await store.dialogueRows(message)) {
      const without = spellings.reduce(withoutAddress, text);
      if (without !== text) masked.push({ seq, text: without });
    }
  return masked;
}

/** An event that is deleted is brought to no webhook any more; these are those that were brought before. */
async function deliveriesNaming(
  store: Pick<Store, 'deliveryBodies'>,
  spellings: readonly string[],
  sha256: string,
): Promise<readonly string[]> {
  const found: string[] = [];
  // As JSON writes it: a quoted local part has quotes.
  const written = spellings.map((address) => JSON.stringify(address).slice(1, -1));
  for (let after: string | null = null; ; ) {
    const some: Awaited<ReturnType<Store['deliveryBodies']>> = await store.deliveryBodies(after, page);
    for (const { id, body } of some) {
      const lower = body.toLowerCase();
      if (lower.includes(sha256) || written.some((name) => includesName(lower, name))) found.push(id);
    }
    after = some.at(-1)?.id ?? null;
    if (after === null || some.length < page) return found;
  }
}

/** Not as the end or the beginning of a longer one. */
function includesName(text: string, address: string): boolean {
  for (let at = text.indexOf(address); at >= 0; at = text.indexOf(address, at + 1)) {
    const before = text[at - 1] ?? '';
    const after = text.slice(at + address.length, at + address.length + 2);
    if (!/[\w.!#$%&'*+/=?^`{|}~-]/.test(before) && !/^(?:[\w-]|\.[\w])/.test(after)) return true;
  }
  return false;
}

/** Every spelling of it that differs in case alone. */
function withoutAddress(text: string, address: string): string {
  const lower = text.toLowerCase();
  let out = '';
  let from = 0;
  for (let at = lower.indexOf(address); at >= 0; at = lower.indexOf(address, from)) {
    out += `${text.slice(from, at)}[erased]`;
    from = at + address.length;
  }
  return lower.length === text.length ? out + text.slice(from) : text.replaceAll(address, '[erased]');
}
