/** What is left of an address that was erased: counts, and that it is not mailed. */
import { createHash } from 'node:crypto';
import { explain } from '@hearback/bounce';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createForgetting } from '../ledger/erase.ts';
import { createSuppressionCheck } from '../ledger/suppression.ts';
import { eventOf } from '../store/store.fixture.ts';
import type { Store } from '../store/store.ts';
import { openTestApi, type TestApi } from './api.fixture.ts';

let api: TestApi;
beforeEach(async () => {
  api = await openTestApi();
});
afterEach(() => api.close());

const about = { sender: 'a@a.example', stream: 'default', list: null };
const gone = 'Jo.Gone@one.example';
const other = 'other@one.example';
const ask = async (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) =>
  (await api.operator.inject({ method, url, ...(payload === undefined ? {} : { payload }) })).json();

async function bounced(recipient: string): Promise<string> {
  const payload = { from: 'a@a.example', to: [recipient, 'stays@one.example'], text: 'x', list: 'weekly' };
  const { id } = await ask('POST', '/v1/messages', payload);
  const text = `550 5.1.1 <${recipient}> No such user here`;
  const event = eventOf('bounced', {
    ...{ at: Date.now(), message_id: id, recipient, list: 'weekly', verdict: explain(text) },
    reply: { code: 550, status: '5.1.1', text },
  });
  const said = `C: RCPT TO:<${recipient}>\nS: ${text}\nC: RCPT TO:<stays@one.example>`;
  await api.engine.recorder.record({
    events: [event],
    dialogues: [{ messageId: id, position: 0, at: Date.now(), attempt: 1, text: said }],
    raws: [{ event: event.id, at: Date.now(), octets: Buffer.from(`To: ${recipient}`) }],
  });
  return id;
}

const check = async (address: string) =>
  (await ask('POST', '/v1/suppressions/check', { addresses: [address] })).data[0];
const hard = async () => {
  const rows = await api.store.rollUps({ grain: 'daily', dimension: 'list', key: 'weekly', from: 0, to: Date.now() });
  return rows.reduce((sum, { counts }) => sum + counts.hard, 0);
};

test('its timeline, entries, mails and name in dialogues are gone; it stays unmailed, and counts stay', async () => {
  const id = await bounced(gone);
  await bounced(other);
  expect(await check(gone)).toMatchObject({ suppressed: true });
  const counted = await hard();
  const erased = await ask('DELETE', `/v1/addresses/${encodeURIComponent(gone.toUpperCase())}`);
  expect(erased).toMatchObject({ kept_unmailed: true });
  expect(erased.events).toBeGreaterThan(0);

  const left = await ask('GET', `/v1/addresses/${encodeURIComponent(gone)}`);
  expect(left).toMatchObject({ next: { sent: false }, entries: [], events: [], counts: {} });
  expect(await check(gone)).toMatchObject({ suppressed: true, entry: { address: null, reason: 'user_unknown' } });
  const dialogues = await ask('GET', `/v1/messages/${id}/dialogue`);
  expect(JSON.stringify(dialogues)).toContain('stays@one.example');
  expect(JSON.stringify(dialogues).toLowerCase()).not.toContain('jo.gone');
  const events = await ask('GET', '/v1/events?limit=1000');
  expect(JSON.stringify(events).toLowerCase()).not.toContain('jo.gone');
  expect(await hard()).toBe(counted);
  expect(await check(other)).toMatchObject({ suppressed: true, entry: { address: other } });
  expect((await ask('GET', '/v1/audit')).data[0]).toMatchObject({ what: 'address.erased', who: 'operator' });
});

test('its name is gone from dialogues and from what webhooks were told also where its domain is written as U-label', async () => {
  const named = 'jo.gone@bücher.example';
  const id = await bounced(named);
  const { id: endpoint } = await ask('POST', '/v1/webhooks', { url: 'https://hooks.example/a' });
  const delivery = {
    ...{ id: 'whd_1', endpoint, publication: 'evt_1', type: 'message.bounced', at: Date.now() },
    ...{ body: JSON.stringify({ data: { recipient: named } }), replay: false, attempts: 1, nextAt: Date.now() },
    state: 'delivered',
    ...{ lastAt: null, status: null, error: null, duration: null },
  } as const;
  await api.store.bringDeliveries([delivery], null);
  await ask('DELETE', `/v1/addresses/${encodeURIComponent('jo.gone@xn--bcher-kva.example')}`);
  const dialogues = JSON.stringify(await ask('GET', `/v1/messages/${id}/dialogue`));
  expect(dialogues).toContain('stays@one.example');
  expect(dialogues).not.toContain('jo.gone');
  expect(await api.store.delivery(delivery.id)).toBeNull();
  expect(await check(named)).toMatchObject({ suppressed: true });
});

test('what webhooks have been told of it is forgotten, what waits to be told is not told, and others keep theirs', async () => {
  const { id: endpoint } = await ask('POST', '/v1/webhooks', { url: 'https://hooks.example/a' });
  const sha256 = createHash('sha256').update(gone.toLowerCase()).digest('hex');
  const told = ['delivered', 'waiting', 'waiting', 'waiting', 'waiting'] as const;
  const bodies = [{ recipient: gone.toLowerCase() }, { reply: `550 <${gone}>.` }, { address_sha256: sha256 }];
  const kept = [{ recipient: `x.${gone}` }, { recipient: `${gone}.br` }];
  const deliveries = [...bodies, ...kept].map((data, index) => ({
    ...{ id: `whd_${index}`, endpoint, publication: `evt_${index}`, type: 'message.bounced', at: Date.now() },
    ...{ body: JSON.stringify({ data }), state: told[index] ?? 'waiting', replay: false, attempts: 0 },
    ...{ nextAt: Date.now() + 3_600_000, lastAt: null, status: null, error: null, duration: null },
  }));
  await api.store.bringDeliveries(deliveries, null);
  await ask('DELETE', `/v1/addresses/${encodeURIComponent(gone)}`);
  const left = await api.store.deliveries(endpoint, {}, null, 10);
  expect(left.data.map(({ id }) => id).toSorted()).toEqual(['whd_3', 'whd_4']);
});

test('what keeps it unmailed is no hash that anybody could try addresses on', async () => {
  await bounced(gone);
  await ask('DELETE', `/v1/addresses/${encodeURIComponent(gone)}`);
  const sha256 = createHash('sha256').update(gone.toLowerCase()).digest('hex');
  expect((await ask('GET', '/v1/suppressions')).data).toEqual([]);
  expect(JSON.stringify(await check(gone))).not.toContain(sha256);
  const [kept] = await api.ruling.forgetting.find([gone]);
  expect(kept?.map(({ key }) => key)).not.toContain(sha256);
});

test('an address that was mailed is mailed after it was erased; one that was not can be let go', async () => {
  const deferred = new Promise<void>((resolve) => {
    const unwatch = api.engine.control.watch((events) => {
      if (!events.some(({ type }) => type === 'deferred')) return;
      unwatch();
      resolve();
    });
  });
  await ask('POST', '/v1/messages', { from: 'a@a.example', to: [other], text: 'x' });
  await deferred;
  expect(await ask('DELETE', `/v1/addresses/${other}`)).toMatchObject({
    ...{ cancelled: 1, being_sent: 0, kept_unmailed: false },
  });
  expect(JSON.stringify(await ask('GET', '/v1/events?limit=1000'))).not.toContain(other);
  expect(await check(other)).toMatchObject({ suppressed: false });
  await bounced(gone);
  await ask('DELETE', `/v1/addresses/${encodeURIComponent(gone)}`);
  expect(await ask('DELETE', `/v1/suppressions/${encodeURIComponent(gone)}?why=asked`)).toEqual({ released: true });
  expect(await check(gone)).toMatchObject({ suppressed: false });
});

test('another process of the same store mails it no more from the moment on in which it was erased', async () => {
  const shared = { ...api.store, kind: 'postgres' } as const;
  const another = createForgetting({ store: shared, key: 'of this test', now: Date.now });
  const mayMail = createSuppressionCheck(shared, Date.now, another);
  const mailed = async () => (await mayMail([gone], about))[0] === null;
  expect(await mailed()).toBe(true);
  await bounced(gone);
  await ask('DELETE', `/v1/addresses/${encodeURIComponent(gone)}`);
  expect(await mailed()).toBe(false);
});

test('what comes while it is erased is erased with it, and keeps it unmailed', async () => {
  await bounced(other);
  const { store, engine } = api;
  let came = false;
  const suppressionsAbout: Store['suppressionsAbout'] = async (recipients) => {
    const found = await store.suppressionsAbout(recipients);
    if (came) return found;
    came = true;
    // Right behind the look: a list is imported on which it stands, and it accepts a message.
    const url = `/v1/suppressions/${encodeURIComponent(gone)}`;
    await api.operator.inject({ method: 'PUT', url, payload: { reason: 'complaint' } });
    await engine.recorder.record({ events: [eventOf('delivered', { at: Date.now(), recipient: gone })] });
    return found;
  };
  const forgetting = createForgetting({ store: { ...store, suppressionsAbout }, key: null, now: Date.now });
  expect(await forgetting.erase(gone, [])).toMatchObject({ kept: 1 });
  const left = await ask('GET', `/v1/addresses/${encodeURIComponent(gone)}`);
  expect(left).toMatchObject({ entries: [], events: [] });
  const mayMail = createSuppressionCheck(store, Date.now, forgetting);
  expect(await mayMail([gone], about)).toMatchObject([{ reason: 'complaint' }]);
});

test('whoever is being checked while it is erased is found', async () => {
  await bounced(gone);
  const { forgetting } = api.ruling;
  // All that could be known of it is read when nothing of it is there any more.
  const suppressionsAbout: Store['suppressionsAbout'] = async (recipients) => {
    await forgetting.erase(gone, []);
    return api.store.suppressionsAbout(recipients);
  };
  const mayMail = createSuppressionCheck({ suppressionsAbout }, Date.now, forgetting);
  expect(await mayMail([gone], about)).toMatchObject([{ reason: 'user_unknown' }]);
});
