/** From the ledger to an endpoint: a real store, real requests, time that stands still until the test lets it pass. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type VirtualClock, virtualClock } from '../delivery/virtual-clock.fixture.ts';
import { sharedDuties } from '../duty/duties.fixture.ts';
import type { Duties } from '../duty/duties.ts';
import { createFetch, type Fetch, refusalOf } from '../egress/fetch.ts';
import { createIds } from '../ledger/ids.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import { day, eventOf, hour, minute, start } from '../store/store.fixture.ts';
import type { Store, WebhookEndpoint } from '../store/store.ts';
import { createPublisher, type Publisher } from './publisher.ts';
import { isGenuine, openReceiver, type Receiver } from './receiver.fixture.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

let folder: string;
let store: Store;
let clock: VirtualClock;
let receiver: Receiver;
let publisher: Publisher;
let duties: Duties;
let webhooks: Webhooks;
let results: string[];
let allow: readonly string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-publish-'));
  clock = virtualClock(start);
  receiver = await openReceiver();
  results = [];
  allow = ['127.0.0.0/8'];
  await open();
});
afterEach(async () => {
  await publisher.stop();
  await duties.stop();
  await store.close();
  await receiver.close();
  rmSync(folder, { recursive: true });
});

async function open(): Promise<void> {
  store = await openSqliteStore({ file: join(folder, 'hearback.db'), inProcess: true, ballast: 0 });
  const send = createFetch({ allow });
  // Time stands still while a request is under way.
  const fetch: Fetch = (outgoing) => clock.during(send(outgoing));
  const ids = createIds();
  duties = sharedDuties(store, clock, 'one');
  const log = pino({ level: 'silent' });
  publisher = createPublisher({
    ...{ store, clock, ids, log, fetch, version: '1.2.3', random: () => 0 },
    duties,
    delivered: (result) => results.push(result),
  });
  const refusal = (url: string): string | null => refusalOf(url, allow);
  webhooks = createWebhooks({ store, clock, ids, fetch, version: '1.2.3', refusal, wake: publisher.changed });
  publisher.start();
}

/** As after kill -9: nothing is ended in order but the store's file. */
async function dieAndStart(): Promise<void> {
  await publisher.stop();
  await duties.stop();
  await store.close();
  await open();
}

const addHook = (types: readonly string[] = []): Promise<WebhookEndpoint> =>
  webhooks.add({ url: receiver.url, description: '', types });

async function happen(...recipients: readonly string[]): Promise<void> {
  for (const recipient of recipients)
    await store.commit({ events: [eventOf('delivered', { at: clock.now(), recipient, message_id: null })] });
  publisher.recorded();
  await settle();
}
/** Long enough for what is recorded to go out. */
const settle = (): Promise<void> => clock.pass(100);
const told = (): unknown[] => receiver.received.map(({ json }) => json.data['recipient']);

describe('what is told', () => {
  it('tells in order what happens after the endpoint was added, signed', async () => {
    await happen('before@there.example');
    const began = clock.now();
    const { secrets } = await addHook();
    await happen('a@there.example', 'b@there.example', 'c@there.example');
    expect(told()).toEqual(['a@there.example', 'b@there.example', 'c@there.example']);
    const [first] = receiver.received;
    expect(first?.json).toMatchObject({ type: 'message.delivered', timestamp: new Date(began).toISOString() });
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(3);
    for (const received of receiver.received) {
      expect(isGenuine(received, secrets[0]?.secret ?? '')).toBe(true);
      expect(isGenuine({ ...received, body: `${received.body} ` }, secrets[0]?.secret ?? '')).toBe(false);
    }
    expect(first?.timestamp).toBe(Math.floor(clock.now() / 1000));
  });

  it('tells an endpoint only the types that it wants', async () => {
    await addHook(['message.bounced']);
    await store.commit({
      events: [
        eventOf('delivered', { recipient: 'a@there.example' }),
        eventOf('bounced', { recipient: 'b@there.example' }),
        eventOf('accepted', { recipient: 'c@there.example' }),
      ],
    });
    publisher.recorded();
    await settle();
    expect(receiver.received.map(({ json }) => json.type)).toEqual(['message.bounced']);
  });

  it('brings a backlog that is longer than a window, each once and in order', async () => {
    const { id } = await addHook();
    await webhooks.change(id, { state: 'paused' });
    const events = Array.from({ length: 250 }, (_, n) => eventOf('delivered', { recipient: `n${n}@there.example` }));
    await store.commit({ events });
    await webhooks.change(id, { state: 'active' });
    await settle();
    expect(told()).toEqual(events.map(({ recipient }) => recipient));
  });
});

describe('an endpoint that fails', () => {
  it('is tried on the schedule, and what comes later waits behind the head', async () => {
    const { id } = await addHook();
    receiver.answer = () => ({ status: 500 });
    await happen('head@there.example');
    await happen('later@there.example');
    const began = clock.now();
    const attempts: number[] = [];
    receiver.answer = () => {
      attempts.push(clock.now() - began);
      return { status: 500 };
    };
    await clock.pass(100 * hour);
    expect(attempts.slice(0, 9).map((at) => Math.round(at / minute))).toEqual([
      0, 5, 35, 155, 455, 1055, 1895, 3095, 4535,
    ]);
    const { data } = await store.deliveries(id, { state: 'failed' }, null, 10);
    expect(data).toMatchObject([{ attempts: 10, status: 500, error: 'answered 500' }]);
    // Only after the head was given up was the next one tried.
    expect(told().indexOf('later@there.example')).toBe(10);
    expect(results.filter((result) => result === 'given_up')).toHaveLength(1);
  });

  it('is told all of it when it answers again', async () => {
    await addHook();
    receiver.answer = () => ({ status: 503 });
    await happen('a@there.example', 'b@there.example');
    receiver.answer = () => ({ status: 200 });
    await clock.pass(minute);
    expect(told()).toEqual(['a@there.example', 'a@there.example', 'b@there.example']);
    const [first, second] = receiver.received;
    expect(second?.id).toBe(first?.id);
    expect(second?.timestamp).toBeGreaterThan(first?.timestamp ?? 0);
    expect((await store.webhooks())[0]?.failingSince).toBeNull();
  });

  it('is not followed to where it redirects', async () => {
    const { id } = await addHook();
    receiver.answer = () => ({ status: 302, headers: { Location: '/elsewhere' } });
    await happen('a@there.example');
    expect(receiver.received).toHaveLength(1);
    const { data } = await store.deliveries(id, {}, null, 10);
    expect(data).toMatchObject([{ state: 'waiting', status: 302, error: 'answered 302: redirects are not followed' }]);
  });

  it('is asked no more after 410, until somebody makes it active again', async () => {
    const { id } = await addHook();
    receiver.answer = () => ({ status: 410 });
    await happen('a@there.example');
    await happen('b@there.example');
    await clock.pass(30 * day);
    expect(told()).toEqual(['a@there.example']);
    expect(await store.webhook(id)).toMatchObject({ state: 'disabled', why: expect.stringContaining('410') });
    receiver.answer = () => ({ status: 204 });
    await webhooks.change(id, { state: 'active' });
    await settle();
    expect(told()).toEqual(['a@there.example', 'a@there.example', 'b@there.example']);
  });

  it('is disabled after five days in which it took nothing', async () => {
    const { id } = await addHook();
    receiver.answer = () => ({ status: 500 });
    await happen('a@there.example', 'b@there.example');
    await clock.pass(5 * day - hour);
    expect((await store.webhook(id))?.state).toBe('active');
    await clock.pass(2 * day);
    expect(await store.webhook(id)).toMatchObject({ state: 'disabled', why: expect.stringContaining('five days') });
    const before = receiver.received.length;
    await clock.pass(30 * day);
    expect(receiver.received).toHaveLength(before);
  });

  it('is not disabled, and waits no longer, because a clock jumped five days ahead and was put right', async () => {
    const { id } = await addHook();
    receiver.answer = () => ({ status: 500 });
    await happen('a@there.example');
    clock.jump(5 * day);
    await clock.pass(50 * minute);
    expect(receiver.received.length).toBeGreaterThan(3);
    expect((await store.webhook(id))?.state).toBe('active');
    clock.jump(-5 * day);
    receiver.answer = () => ({ status: 204 });
    await happen('b@there.example');
    await clock.pass(5 * hour);
    expect(told().slice(-2)).toEqual(['a@there.example', 'b@there.example']);
  });

  it.each([
    [429, {}, minute],
    [503, { 'Retry-After': '120' }, 2 * minute],
    [502, { 'Retry-After': '10' }, minute],
    [500, { 'Retry-After': new Date(start + 10 * minute).toUTCString() }, 10 * minute],
    [500, { 'Retry-After': 'soon' }, 5000],
  ])('that answers %i %j is left alone for %i ms', async (status, headers, wait) => {
    await addHook();
    receiver.answer = () => ({ status, headers });
    await happen('a@there.example');
    await clock.pass(wait - 2000);
    expect(receiver.received).toHaveLength(1);
    await clock.pass(3000);
    expect(receiver.received).toHaveLength(2);
  });
});

describe('a process that ends in the middle', () => {
  it('loses nothing and keeps the order', async () => {
    await addHook();
    receiver.answer = ({ json }) => ({ status: json.data['recipient'] === 'c@there.example' ? 500 : 204 });
    await happen('a@there.example', 'b@there.example', 'c@there.example', 'd@there.example');
    await dieAndStart();
    await store.commit({ events: [eventOf('delivered', { recipient: 'e@there.example' })] });
    receiver.answer = () => ({ status: 204 });
    await clock.pass(minute);
    expect([...new Set(told())]).toEqual(['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@there.example`));
    expect(told().filter((recipient) => recipient === 'a@there.example')).toHaveLength(1);
  });

  it('leaves an endpoint to another one that has it, and takes over when that one is silent', async () => {
    const { id } = await addHook();
    await settle();
    await publisher.stop();
    await store.leaveDuty(`webhook:${id}`, 'one');
    await clock.pass(2 * minute);
    expect(await store.takeDuty(`webhook:${id}`, 'another', clock.now(), clock.now() + minute)).toBe(true);
    publisher.start();
    await happen('a@there.example');
    expect(told()).toEqual([]);
    await clock.pass(3 * minute);
    expect(told()).toEqual(['a@there.example']);
  });
});

describe('what people do', () => {
  it('tests an endpoint at once, past what waits', async () => {
    const { id, secrets } = await addHook();
    receiver.answer = ({ json }) => ({ status: json.type === 'webhook.test' ? 200 : 500 });
    await happen('a@there.example');
    expect(await webhooks.test(id)).toMatchObject({ type: 'webhook.test', state: 'delivered', status: 200 });
    const tested = receiver.received.find(({ json }) => json.type === 'webhook.test');
    expect(tested !== undefined && isGenuine(tested, secrets[0]?.secret ?? '')).toBe(true);
    receiver.answer = () => ({ status: 404 });
    expect(await webhooks.test(id)).toMatchObject({ state: 'failed', status: 404, error: 'answered 404' });
  });

  it('sends one again under the same webhook-id', async () => {
    const { id } = await addHook();
    await happen('a@there.example', 'b@there.example');
    const { data } = await store.deliveries(id, {}, null, 10);
    const first = data.find(({ body }) => body.includes('a@there'));
    expect(await webhooks.replay(first?.id ?? '')).toMatchObject({ replay: true, state: 'waiting' });
    await settle();
    expect(told()).toEqual(['a@there.example', 'b@there.example', 'a@there.example']);
    expect(receiver.received[2]?.id).toBe(receiver.received[0]?.id);
  });

  it('sends again what happened since an instant', async () => {
    await happen('old@there.example');
    await clock.pass(hour);
    await happen('a@there.example', 'b@there.example');
    const { id } = await addHook();
    expect(await webhooks.replaySince(id, start + hour)).toEqual({ queued: 2, next: null });
    await settle();
    expect(told()).toEqual(['a@there.example', 'b@there.example']);
  });

  it('signs with the old and the new secret until the old one has run out', async () => {
    const { id, secrets } = await addHook();
    const before = secrets[0]?.secret ?? '';
    const after = (await webhooks.rotate(id, hour))?.secrets[0]?.secret ?? '';
    expect(after).not.toBe(before);
    await happen('a@there.example');
    await clock.pass(hour);
    await happen('b@there.example');
    const [during, later] = receiver.received;
    if (during === undefined || later === undefined) throw new Error('two were sent');
    expect([isGenuine(during, before), isGenuine(during, after)]).toEqual([true, true]);
    expect([isGenuine(later, before), isGenuine(later, after)]).toEqual([false, true]);
  });

  it.each([
    ['removed', (id: string) => webhooks.remove(id)],
    ['paused', (id: string) => webhooks.change(id, { state: 'paused' })],
    ['moved', (id: string) => webhooks.change(id, { url: 'http://127.0.0.1:9/' })],
  ])('sends nothing more of a backlog once its endpoint is %s', async (_, change) => {
    const { id } = await addHook();
    receiver.answer = () => {
      void change(id);
      return { status: 204 };
    };
    await happen('a@there.example', 'b@there.example', 'c@there.example');
    expect(told()).toEqual(['a@there.example']);
  });

  it.each([
    ['its address is corrected', () => ({ url: `${receiver.url}/right` })],
    ['it is made active, though it was', () => ({ state: 'active' as const })],
  ])('tries at once what has failed when %s', async (_, change) => {
    const { id } = await addHook();
    receiver.answer = () => ({ status: 404 });
    await happen('a@there.example', 'b@there.example');
    await clock.pass(2 * minute);
    receiver.answer = () => ({ status: 204 });
    await webhooks.change(id, change());
    await settle();
    expect(told()).toEqual(['a@there.example', 'a@there.example', 'a@there.example', 'b@there.example']);
  });

  it('asks the right address at once when it is corrected while the wrong one is asked', async () => {
    const { id } = await addHook();
    const [refused, happened] = ['a@there.example', 'b@there.example'];
    receiver.answer = () => {
      receiver.answer = () => ({ status: 204 });
      void webhooks.change(id, { url: `${receiver.url}/right` });
      return { status: 404 };
    };
    await happen(refused, happened);
    expect(told()).toEqual([refused, refused, happened]);
  });

  it('forgets what waits for an endpoint that is removed', async () => {
    const { id } = await addHook();
    receiver.answer = () => ({ status: 500 });
    await happen('a@there.example', 'b@there.example');
    expect(await webhooks.remove(id)).toBe(true);
    receiver.answer = () => ({ status: 204 });
    await clock.pass(day);
    expect(receiver.received).toHaveLength(1);
    expect((await store.deliveries(id, {}, null, 10)).data).toEqual([]);
  });
});

it('asks nothing of an endpoint in our own network', async () => {
  await publisher.stop();
  await store.close();
  allow = [];
  await open();
  const { id } = await addHook();
  await happen('a@there.example');
  expect(receiver.received).toEqual([]);
  expect((await store.deliveries(id, {}, null, 10)).data).toMatchObject([
    { state: 'waiting', status: null, error: '127.0.0.1 is no public address' },
  ]);
});
