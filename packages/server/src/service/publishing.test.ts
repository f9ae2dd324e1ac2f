/**
 * From a bounce to a program that is told, and from trouble to a person, through the whole service: simulated receivers at one
 * end, an endpoint that checks signatures at the other.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startReceivers, type World } from '@hearback/receivers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { placesOf } from '../config/folder.ts';
import { loadConfig } from '../config/load.ts';
import { startHearback } from '../main.ts';
import { createLog } from '../observe/log.ts';
import { isGenuine, openReceiver, type Received, type Receiver } from '../publish/receiver.fixture.ts';
import type { Service } from '../serve.ts';

let folder: string;
let world: World;
let service: Service;
let socket: string;
let receiver: Receiver;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-publishing-'));
  world = await startReceivers({ rateLimits: false });
  receiver = await openReceiver();
  const settings = {
    ...{ 'server.hostname': 'mail.ours.example', 'server.data': folder, 'smtp.listeners.submission.port': '0' },
    ...{ 'http.enabled': 'false', 'dns.servers': `${world.dns.address}:${world.dns.port}` },
    ...{ 'delivery.port': String(world.smtpPort), 'delivery.allow_networks': '127.0.0.0/8' },
    ...{ 'delivery.mta_sts': 'false', 'delivery.dane': 'false', 'webhooks.allow_networks': '127.0.0.0/8' },
    ...{ 'alerts.channels.chat.kind': 'slack', 'alerts.channels.chat.url': `${receiver.url}/chat` },
    ...{ 'alerts.channels.ops.kind': 'email', 'alerts.channels.ops.to': 'ops@gmail.sim' },
  };
  const set = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
  const { read } = loadConfig({ file: null, env: {}, set });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { config } = read;
  const places = placesOf(config, {});
  ({ socket } = places);
  const log = createLog({ level: 'error', mask: false, stream: process.stderr });
  service = await startHearback({ config, places, version: '1.2.3', log, inProcess: true });
}, 30_000);
afterAll(async () => {
  await service.stop();
  await receiver.close();
  await world.close();
  rmSync(folder, { recursive: true });
});

function ask<T>(method: string, path: string, body?: object): Promise<T> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const asked = request({ socketPath: socket, method, path, headers }, async (answer) => {
      let text = '';
      for await (const chunk of answer) text += String(chunk);
      resolve(JSON.parse(text) as T);
    });
    asked.on('error', reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** Resolves when the endpoint has been told this. */
function told(isIt: (received: Received) => boolean): Promise<Received> {
  return new Promise((resolve) => {
    const known = receiver.received.find(isIt);
    if (known !== undefined) return resolve(known);
    receiver.answer = (received) => {
      if (isIt(received)) resolve(received);
      return { status: 204 };
    };
  });
}

it('a bounce is told with what it means, and then the suppression that follows from it', async () => {
  const { secret } = await ask<{ secret: string }>('POST', '/v1/webhooks', { url: receiver.url });
  const { id } = await ask<{ id: string }>('POST', '/v1/messages', {
    ...{ from: 'ann@ours.example', to: ['user_unknown@gmail.sim'], subject: 'Hello', text: 'Hello' },
  });
  const suppressed = await told(({ json }) => json.type === 'address.suppressed');
  expect(suppressed.json.data).toMatchObject({ recipient: 'user_unknown@gmail.sim' });
  const about = receiver.received.filter(({ json }) => json.data['message_id'] === id);
  expect(about.map(({ json }) => json.type).slice(0, 2)).toEqual(['message.accepted', 'message.bounced']);
  // What was taken is written down by the time that anything newer is sent.
  const later = { from: 'ann@ours.example', to: ['jo@gmail.sim'], subject: 'Hello', text: 'Hello' };
  const next = await ask<{ id: string }>('POST', '/v1/messages', later);
  await told(({ json }) => json.type === 'message.accepted' && json.data['message_id'] === next.id);
  const { data } = await ask<{ data: readonly object[] }>('GET', `/v1/deliveries?message_id=${id}`);
  expect(data.slice(0, 2)).toMatchObject([
    { type: 'message.accepted', state: 'delivered', status: 204, url: receiver.url },
    { type: 'message.bounced', state: 'delivered', status: 204, event_id: about[1]?.json.data['event_id'] },
  ]);
  const ofAddress = await ask<{ data: readonly object[] }>('GET', '/v1/deliveries?address=USER_UNKNOWN@gmail.sim');
  expect(ofAddress.data).toEqual(expect.arrayContaining([expect.objectContaining({ type: 'address.suppressed' })]));
  expect(about[1]?.json.data).toMatchObject({
    ...{ class: 'hard', reason: 'user_unknown', smtp: 550, enhanced: '5.1.1', count_toward: 'list_hard_rate' },
    provider: 'google',
  });
  expect(receiver.received.every((received) => isGenuine(received, secret))).toBe(true);
  const metrics = await new Promise<string>((resolve, reject) => {
    request({ socketPath: socket, path: '/metrics' }, async (answer) => {
      let text = '';
      for await (const chunk of answer) text += String(chunk);
      resolve(text);
    })
      .on('error', reject)
      .end();
  });
  expect(metrics).toMatch(/^hearback_webhook_deliveries_total\{result="delivered"\} [1-9]/m);
  expect(metrics).toMatch(/^hearback_bounces_total\{class="hard",reason="user_unknown",source="smtp_session"\} 1$/m);
});

it('channels are told: by mail through our own queue, and by an incoming webhook', async () => {
  const mailed = new Promise((resolve) => {
    const unwatch = world.watch((event) => {
      if (!JSON.stringify(event).includes('ops@gmail.sim')) return;
      unwatch();
      resolve(event);
    });
  });
  expect(await ask('POST', '/v1/alert-channels/ops/test')).toEqual({ channel: 'ops', told: true, error: null });
  await mailed;
  const { data } = await ask<{ data: { subject: string; sender: string }[] }>('GET', '/v1/messages?limit=10');
  // The notice of what bounced before may have come meanwhile.
  expect(data).toContainEqual(expect.objectContaining({ subject: '[mail.ours.example] Test: test', sender: '' }));
  expect(await ask('POST', '/v1/alert-channels/chat/test')).toMatchObject({ told: true });
  expect(receiver.received.map(({ body }) => body).join()).toContain('*[mail.ours.example] Test: test*');
});
