/**
 * A store whose secrets are sealed on their way in and opened on their way out: passwords and keys of sources, signing secrets
 * of webhooks, the key of erased addresses. Whoever has a copy of the database and not the key has none of them.
 *
 * What cannot be opened (the key is missing, or the row was tampered with) is told and left out of work: its source is not
 * followed, its webhook is shown as disabled. Nothing of it is deleted, and it works again when the key is back.
 */
import { erasureSecret } from '../ledger/erase.ts';
import type { Log } from '../observe/log.ts';
import type { Store, StoredSource, WebhookEndpoint } from '../store/store.ts';
import { StoreError } from '../store/store-error.ts';
import { isSealed, type Opened, type Sealing, seal, sealedBy, unseal } from './seal.ts';
import { holdsSecret } from './secret-settings.ts';

export interface SealedStore extends Store {
  /** Sentences: what could not be opened when it was read last. */
  readonly unopened: () => readonly string[];
  /** Seals what is not yet, or under an old key, with the current one; tells how many rows. */
  readonly sealAnew: () => Promise<number>;
}

const ofSource = (name: string): string => `source ${name}`;
const ofWebhook = (id: string): string => `webhook ${id}`;
const ofSecret = (name: string): string => `secret ${name}`;

export function sealedStore(store: Store, sealing: Sealing, log: Pick<Log, 'error'>): SealedStore {
  const unopened = new Map<string, string>();

  const sealed = (belongsTo: string, text: string): string => {
    if (sealing.current === null)
      throw new StoreError(
        'no_key',
        `the ${belongsTo} has a secret, and without store.key there is nothing to keep it under`,
      );
    return seal(sealing.current, belongsTo, text);
  };
  /** Null for what cannot be opened, which is told once. */
  const opened = (belongsTo: string, text: string): string | null => {
    const found: Opened = isSealed(text) ? unseal(sealing, belongsTo, text) : { kind: 'opened', text };
    if (found.kind === 'opened') {
      unopened.delete(belongsTo);
      return found.text;
    }
    const why =
      found.kind === 'missing'
        ? `The ${belongsTo} is sealed with the key ${found.key}, which this server does not have (store.key, store.old_keys)`
        : `The ${belongsTo} does not open: it is damaged, or was sealed for something else`;
    if (unopened.get(belongsTo) !== why) log.error({}, why);
    unopened.set(belongsTo, why);
    return null;
  };

  const sealedSource = (source: StoredSource): StoredSource => {
    const { name, settings } = source;
    if (settings === null || !holdsSecret(settings)) return source;
    return {
      ...source,
      settings: { kind: settings['kind'], sealed: sealed(ofSource(name), JSON.stringify(settings)) },
    };
  };
  const openedSource = (source: StoredSource): readonly StoredSource[] => {
    const text = source.settings?.['sealed'];
    if (typeof text !== 'string') return [source];
    const found = opened(ofSource(source.name), text);
    return found === null ? [] : [{ ...source, settings: JSON.parse(found) as StoredSource['settings'] }];
  };
  const sealedSecrets = (id: string, secrets: WebhookEndpoint['secrets']): WebhookEndpoint['secrets'] =>
    secrets.map(({ secret, until }) => ({ secret: sealed(ofWebhook(id), secret), until }));
  const openedWebhook = (endpoint: WebhookEndpoint): WebhookEndpoint => {
    const belongsTo = ofWebhook(endpoint.id);
    const secrets = endpoint.secrets.flatMap(({ secret, until }) => {
      const text = opened(belongsTo, secret);
      return text === null ? [] : [{ secret: text, until }];
    });
    if (secrets.length === endpoint.secrets.length) return { ...endpoint, secrets };
    return {
      ...endpoint,
      secrets,
      state: 'disabled',
      why: `${unopened.get(belongsTo)}. Give it a new one, or the key back`,
    };
  };
  const readSecret = (name: string, text: string): string => {
    const found = opened(ofSecret(name), text);
    if (found === null)
      throw new StoreError('no_key', unopened.get(ofSecret(name)) ?? `the secret ${name} does not open`);
    return found;
  };
  const isOld = (text: string): boolean => sealing.current !== null && sealedBy(text) !== sealing.current.id;

  return {
    ...store,
    sources: async () => (await store.sources()).flatMap(openedSource),
    putSource: async (source) => store.putSource(sealedSource(source)),
    webhooks: async () => (await store.webhooks()).map(openedWebhook),
    webhook: async (id) => {
      const endpoint = await store.webhook(id);
      return endpoint === null ? null : openedWebhook(endpoint);
    },
    addWebhook: async (endpoint) =>
      store.addWebhook({ ...endpoint, secrets: sealedSecrets(endpoint.id, endpoint.secrets) }),
    changeWebhook: async (id, change) =>
      store.changeWebhook(
        id,
        change.secrets === undefined ? change : { ...change, secrets: sealedSecrets(id, change.secrets) },
      ),
    secret: async (name) => {
      const text = await store.secret(name);
      return text === null ? null : readSecret(name, text);
    },
    keepSecret: async (name, value) => readSecret(name, await store.keepSecret(name, sealed(ofSecret(name), value))),
    unopened: () => [...unopened.values()],
    sealAnew: async () => {
      if (sealing.current === null) return 0;
      let count = 0;
      for (const source of await store.sources()) {
        const text = source.settings?.['sealed'];
        if (source.settings === null || (typeof text === 'string' ? !isOld(text) : !holdsSecret(source.settings)))
          continue;
        for (const one of openedSource(source)) {
          await store.putSource(sealedSource(one));
          count++;
        }
      }
      for (const endpoint of await store.webhooks()) {
        if (!endpoint.secrets.some(({ secret }) => isOld(secret))) continue;
        const { secrets } = openedWebhook(endpoint);
        if (secrets.length < endpoint.secrets.length) continue;
        await store.changeWebhook(endpoint.id, { secrets: sealedSecrets(endpoint.id, secrets) });
        count++;
      }
      const before = await store.secret(erasureSecret);
      const key = before !== null && isOld(before) ? opened(ofSecret(erasureSecret), before) : null;
      if (before === null || key === null) return count;
      await store.replaceSecret(erasureSecret, before, sealed(ofSecret(erasureSecret), key));
      return count + 1;
    },
  };
}
