/** Of a store that several processes share: each hears what the other has changed. */
import { describe, expect, it } from 'vitest';
import type { NewsSubject } from '../news.ts';
import type { World } from '../store.contract.ts';
import { idsAt, start } from '../store.fixture.ts';
import type { Store, WebhookEndpoint } from '../store.ts';
import { eachWithStore } from './world.ts';

const webhook: WebhookEndpoint = {
  ...{ id: idsAt(start).make('wh_', start), url: 'https://shop.example/', description: '', types: [], secrets: [] },
  ...{ state: 'active', why: null, createdAt: start, cursor: 0, failingSince: null },
};
const lane = {
  ...{ lane: 'one.example|s|t', suspendedSince: start, suspendedUntil: null, suspendedTotal: 0, rateFactor: null },
  ...{ rateUntil: null, why: 'repairs', by: 'ann' },
};
const changes: readonly (readonly [NewsSubject, string, (store: Store) => Promise<unknown>])[] = [
  ['sources', 'a source is put', (store) => store.putSource({ ...source, paused: true })],
  ['sources', 'a source is removed', (store) => store.removeSource(source.name)],
  ['rules', 'an own rule is saved', (store) => store.saveOwnRule(ownRule)],
  ['rules', 'an own rule is removed', (store) => store.removeOwnRule(ownRule.name)],
  ['webhooks', 'a webhook is added', (store) => store.addWebhook(webhook)],
  ['webhooks', 'a webhook is paused', (store) => store.changeWebhook(webhook.id, { state: 'paused' })],
  ['webhooks', 'a webhook is removed', (store) => store.removeWebhook(webhook.id)],
  [
    'keys',
    'a key is made',
    (store) =>
      store.addKey({ ...{ id: 'k', name: 'k', hash: '' }, scopes: [], senders: [], authors: [], createdAt: start }),
  ],
  ['keys', 'a key is revoked', (store) => store.revokeKey('k')],
  ['lanes', 'a lane is paused', (store) => store.setLaneState(lane)],
  ['queue', 'an operator acts on the queue', (store) => store.tell('queue')],
  ['alerts', 'a rule is set', (store) => store.setAlertRule({ rule: 'disk_room', enabled: false, threshold: null })],
  ['duties', 'a duty is left', (store) => store.leaveDuty('alerts', 'one')],
];
const source = { name: 'imap:bounces', settings: {}, paused: false, host: null, createdAt: start };
const ownRule = { name: 'mine', rule: {} as never, who: 'ann', at: start };

export function newsContract(open: () => Promise<World>): void {
  const opened = eachWithStore(open);

  describe('news', () => {
    it('tell what another process has changed; a store of one process alone has none', {
      timeout: 20_000,
    }, async () => {
      const { store, other } = opened();
      const heard: NewsSubject[][] = [];
      let look = (): void => {};
      const until = (wanted: () => boolean): Promise<void> =>
        new Promise((resolve) => {
          look = () => {
            if (wanted()) resolve();
          };
          look();
        });
      const stop = other.onNews((subjects) => {
        heard.push([...subjects]);
        look();
      });
      if (store.kind === 'sqlite') {
        for (const [, , change] of changes) await change(store);
        expect(heard).toEqual([]);
        return;
      }
      // From here on it listens.
      await until(() => heard.length > 0);
      for (const [subject, what, change] of changes) {
        heard.length = 0;
        await change(store);
        await until(() => heard.length > 0);
        expect(heard[0], what).toEqual([subject]);
      }
      // Whoever begins to listen later is told that all may have changed, sooner than everybody is every few seconds.
      let told: ReadonlySet<NewsSubject> = new Set();
      const stopLater = other.onNews((subjects) => {
        told = subjects;
      });
      await expect
        .poll(() => [...told], { timeout: 3000 })
        .toEqual(expect.arrayContaining(['lanes', 'recalls', 'rules']));
      stopLater();
      stop();
    });
  });
}
