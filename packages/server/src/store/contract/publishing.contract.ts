/** Endpoints, their cursor into the events, and what waits for them. */
import { describe, expect, it } from 'vitest';
import type { World } from '../store.contract.ts';
import { accepting, eventOf, idsAt, minute, start } from '../store.fixture.ts';
import type { Store, WebhookDelivery, WebhookEndpoint } from '../store.ts';
import { eachWithStore } from './world.ts';

export function publishingContract(open: () => Promise<World>): void {
  const opened = eachWithStore(open);

  describe('webhooks', () => {
    it('are kept with all that they have, changed and removed', async () => {
      const { store, other } = opened();
      const endpoint = endpointOf({ types: ['message.bounced'], description: 'shop' });
      await store.addWebhook(endpoint);
      expect(await other.webhooks()).toEqual([endpoint]);
      const secrets = [
        { secret: 'whsec_b', until: null },
        { secret: 'whsec_a', until: start + minute },
      ];
      const change = { types: [], secrets, state: 'disabled', why: 'gone', failingSince: start } as const;
      expect(await store.changeWebhook(endpoint.id, change)).toBe(true);
      expect(await store.webhook(endpoint.id)).toEqual({ ...endpoint, ...change });
      await store.changeWebhook(endpoint.id, { why: null, failingSince: null });
      expect(await store.webhook(endpoint.id)).toMatchObject({ why: null, failingSince: null, state: 'disabled' });
      expect(await store.removeWebhook(endpoint.id)).toBe(true);
      expect(await store.removeWebhook(endpoint.id)).toBe(false);
      expect(await store.webhook(endpoint.id)).toBeNull();
    });
  });

  describe('events behind a cursor', () => {
    it('come in the order of recording, of the types asked for, and tell where to go on', async () => {
      const { store, other } = opened();
      await happen(store, 'before@a.example');
      const from = await store.newestEvent();
      await store.commit({
        events: [
          eventOf('delivered', { recipient: 'one@a.example' }),
          eventOf('deferred', { recipient: 'no@a.example' }),
          eventOf('delivered', { recipient: 'two@a.example' }),
        ],
      });
      await happen(other, 'three@a.example');
      const first = await behind(store, from, 2);
      expect(first.recipients).toEqual(['one@a.example', 'two@a.example']);
      const second = await behind(store, first.upTo, 2);
      expect(second.recipients).toEqual(['three@a.example']);
      expect(second.upTo).toBe(await store.newestEvent());
      expect(await store.eventsBehind(second.upTo, ['delivered'], 2)).toEqual({ events: [], upTo: second.upTo });
    });

    it('are passed over when no type is wanted', async () => {
      const { store } = opened();
      await happen(store, 'a@a.example');
      expect(await store.eventsBehind(0, [], 10)).toEqual({ events: [], upTo: await store.newestEvent() });
    });

    it('are not passed over where the ones before were erased, or swept', async () => {
      const { store } = opened();
      await happen(store, 'first@a.example');
      const erased = eventOf('delivered', { recipient: 'erased@a.example' });
      await store.commit({ events: [erased] });
      const endpoint = endpointOf({ cursor: await store.newestEvent() });
      await store.addWebhook(endpoint);
      const none = { dialogues: [], deliveries: [], kept: [], listed: [] };
      await store.erase({ ...none, events: [erased.id], entry: { key: '00'.repeat(32), recipient: 1 } });
      await happen(store, 'next@a.example');
      const cursor = async () => (await store.webhook(endpoint.id))?.cursor ?? 0;
      expect((await behind(store, await cursor(), 10)).recipients).toEqual(['next@a.example']);
      await store.bringDeliveries([], { endpoint: endpoint.id, to: await store.newestEvent() });
      const before = start + minute;
      await store.sweep({ now: start, dialogues: before, messages: before, events: before, idempotency: before }, 10);
      await happen(store, 'last@a.example');
      expect((await behind(store, await cursor(), 10)).recipients).toEqual(['last@a.example']);
    });

    it('are not passed over by whoever had read up to some that were erased', async () => {
      const { store } = opened();
      await happen(store, 'first@a.example');
      const erased = ['a', 'b', 'c'].map(() => eventOf('delivered', { recipient: 'erased@a.example' }));
      await store.commit({ events: erased });
      const cursor = await store.newestEvent();
      const none = { dialogues: [], deliveries: [], kept: [], listed: [], events: erased.map(({ id }) => id) };
      await store.erase({ ...none, entry: { key: '00'.repeat(32), recipient: 1 } });
      await happen(store, 'next@a.example');
      await happen(store, 'last@a.example');
      expect((await behind(store, cursor, 10)).recipients).toEqual(['next@a.example', 'last@a.example']);
      expect(await store.numberOf(erased[0]?.id ?? '')).toBeNull();
    });

    it('are found by the last that was seen, by an instant, and for one message', async () => {
      const { store } = opened();
      const about = accepting().accept.message.id;
      const events = [minute, 3 * minute, 2 * minute, 4 * minute].map((later) =>
        eventOf('delivered', { at: start + later, message_id: later === 2 * minute ? about : null }),
      );
      await store.commit({ events });
      const from = (await store.numberOf(events[1]?.id ?? '')) ?? 0;
      const { events: found } = await store.eventsBehind(from, ['delivered'], 10);
      expect(found).toEqual(events.slice(2));
      await settled(store);
      const since = await store.numberBefore(start + 2 * minute);
      expect((await store.eventsBehind(since, ['delivered'], 10)).events).toEqual(events.slice(1));
      expect(await store.numberBefore(start + 60 * minute)).toBe(await store.newestEvent());
      expect((await store.eventsBehind(0, ['delivered'], 10, about)).events).toEqual(events.slice(2, 3));
    });

    it('come by pages in that order, however far apart, also those since an instant', async () => {
      const { store } = opened();
      const about = accepting().accept.message.id;
      const events = [3, 1, 4, 2].map((later) =>
        eventOf(later === 4 ? 'bounced' : 'delivered', { at: start + later * minute, message_id: about }),
      );
      for (const event of events) await store.commit({ events: [event] });
      const pages = async (filter: Parameters<Store['eventsOnward']>[1], size: number) => {
        const ids: string[] = [];
        for (let after = 0; ; ) {
          const { events, next, resume } = await store.eventsOnward(after, filter, size);
          ids.push(...events.map(({ id }) => id));
          if (next === null) return { ids, resume };
          after = next;
        }
      };
      const [a, , b, c] = events.map(({ id }) => id);
      const all = events.map(({ id }) => id);
      const newest = await settled(store);
      for (const size of [1, 2, 4]) {
        expect(await pages({}, size)).toEqual({ ids: all, resume: newest });
        expect(await pages({ unsettled: true }, size)).toEqual({ ids: all, resume: newest });
        expect((await pages({ since: start + 2 * minute, messageId: about }, size)).ids).toEqual([a, b, c]);
        expect(await pages({ type: 'bounced' }, size)).toEqual({ ids: [b], resume: newest });
      }
      await happen(store, 'next@a.example');
      await settled(store);
      const { events: next } = await store.eventsOnward(newest, {}, 10);
      expect(next).toMatchObject([{ recipient: 'next@a.example' }]);
    });

    it('begin anew when all have been deleted', async () => {
      const { store, damage } = opened();
      await happen(store, 'a@a.example');
      const before = await store.newestEvent();
      await damage('delete from events');
      const { upTo } = await store.eventsBehind(before, ['delivered'], 10);
      const page = await store.eventsOnward(before, {}, 10);
      await happen(store, 'b@a.example');
      expect((await behind(store, upTo, 10)).recipients).toEqual(['b@a.example']);
      expect((await store.eventsOnward(page.resume, {}, 10)).events).toMatchObject([{ recipient: 'b@a.example' }]);
    });
  });

  describe('deliveries', () => {
    it('are brought once, in order, together with the cursor; a replay comes again', async () => {
      const { store, other } = opened();
      const endpoint = endpointOf();
      await store.addWebhook(endpoint);
      const [a, b] = [deliveryOf(endpoint, 'evt_a'), deliveryOf(endpoint, 'evt_b')];
      await store.bringDeliveries([a, b], { endpoint: endpoint.id, to: 7 });
      await other.bringDeliveries([deliveryOf(endpoint, 'evt_b')], { endpoint: endpoint.id, to: 8 });
      await store.bringDeliveries([deliveryOf(endpoint, 'evt_a', { replay: true })], null);
      const waiting = await store.waitingDeliveries(endpoint.id, 10);
      expect(waiting.map(({ publication, replay }) => [publication, replay])).toEqual([
        ['evt_a', false],
        ['evt_b', false],
        ['evt_a', true],
      ]);
      expect(waiting[0]).toEqual(a);
      expect((await store.webhook(endpoint.id))?.cursor).toBe(8);
    });

    it('are settled with what that means for their endpoint, and listed latest first', async () => {
      const { store } = opened();
      const endpoint = endpointOf();
      await store.addWebhook(endpoint);
      const [a, b, c] = ['a', 'b', 'c'].map((id) => deliveryOf(endpoint, id));
      if (a === undefined || b === undefined || c === undefined) throw new Error('three are made');
      await store.bringDeliveries([a, b, c], null);
      const outcome = { attempts: 1, nextAt: start + minute, lastAt: start, status: 500, error: 'answered 500' };
      await store.settleDeliveries(
        [
          { ...outcome, id: a.id, state: 'delivered', status: 200, error: null, duration: 12 },
          { ...outcome, id: b.id, state: 'waiting', duration: 7 },
        ],
        { id: endpoint.id, change: { failingSince: start } },
      );
      expect(await store.delivery(b.id)).toEqual({ ...b, ...outcome, state: 'waiting', duration: 7 });
      expect((await store.waitingDeliveries(endpoint.id, 10)).map(({ id }) => id)).toEqual([b.id, c.id]);
      expect((await store.webhook(endpoint.id))?.failingSince).toBe(start);
      const page = await store.deliveries(endpoint.id, {}, null, 2);
      expect(page.data.map(({ id }) => id)).toEqual([c.id, b.id]);
      expect((await store.deliveries(endpoint.id, {}, page.next, 2)).data.map(({ id }) => id)).toEqual([a.id]);
      expect((await store.deliveries(endpoint.id, { state: 'delivered' }, null, 2)).data).toHaveLength(1);
      await store.removeWebhook(endpoint.id);
      expect(await store.delivery(a.id)).toBeNull();
    });

    it('are found by what they tell of, at whichever endpoint, without what was sent again', async () => {
      const { store, other } = opened();
      const [shop, crm] = [endpointOf(), endpointOf()];
      for (const endpoint of [shop, crm]) {
        await store.addWebhook(endpoint);
        await store.bringDeliveries([deliveryOf(endpoint, 'evt_a'), deliveryOf(endpoint, 'evt_b')], null);
      }
      await store.bringDeliveries([deliveryOf(shop, 'evt_a', { replay: true })], null);
      const found = await other.deliveriesOf(['evt_a', 'evt_of_nobody']);
      expect(found.map(({ endpoint, publication, replay }) => [endpoint, publication, replay])).toEqual([
        [shop.id, 'evt_a', false],
        [crm.id, 'evt_a', false],
      ]);
      expect(await store.deliveriesOf([])).toEqual([]);
    });

    it('that wait are never swept, others by age and by number', async () => {
      const { store } = opened();
      const endpoint = endpointOf();
      await store.addWebhook(endpoint);
      const made = [
        deliveryOf(endpoint, 'old', { state: 'delivered', at: start - minute }),
        deliveryOf(endpoint, 'old and waiting', { at: start - minute }),
        ...['1', '2', '3'].map((id) => deliveryOf(endpoint, id, { state: 'delivered' })),
      ];
      await store.bringDeliveries(made, null);
      expect(await store.sweepDeliveries(start, 2)).toBe(2);
      const { data } = await store.deliveries(endpoint.id, {}, null, 10);
      expect(data.map(({ publication }) => publication)).toEqual(['3', '2', 'old and waiting']);
    });
  });
}

const happen = (store: Store, recipient: string) => store.commit({ events: [eventOf('delivered', { recipient })] });

/** The newest, once no other process's transaction keeps it back. */
async function settled(store: Store): Promise<number> {
  const newest = await store.newestEvent();
  for (let asked = 0; asked < 100; asked++)
    if ((await store.eventsBehind(newest - 1, [], 1)).upTo === newest) return newest;
  throw new Error('it is kept back');
}

/** Another process's transaction may hold an answer back for a moment: it is asked again, as the publisher does. */
async function behind(store: Store, after: number, limit: number) {
  for (let asked = 0; asked < 100; asked++) {
    const { events, upTo } = await store.eventsBehind(after, ['delivered'], limit);
    if (events.length > 0) return { recipients: events.map(({ recipient }) => recipient), upTo };
  }
  throw new Error('no event came');
}

const endpointOf = (change: Partial<WebhookEndpoint> = {}): WebhookEndpoint => ({
  ...{ id: idsAt(start).make('wh_', start), url: 'https://shop.example/hook', description: '', types: [] },
  ...{ secrets: [{ secret: 'whsec_a', until: null }], state: 'active', why: null, createdAt: start, cursor: 0 },
  failingSince: null,
  ...change,
});

const deliveryOf = (
  endpoint: WebhookEndpoint,
  publication: string,
  change: Partial<WebhookDelivery> = {},
): WebhookDelivery => ({
  ...{ id: idsAt(start).make('whd_', start), endpoint: endpoint.id, publication, type: 'message.bounced', body: '{}' },
  ...{ at: start, state: 'waiting', replay: false, attempts: 0, nextAt: start, lastAt: null, status: null },
  ...{ error: null, duration: null },
  ...change,
});
