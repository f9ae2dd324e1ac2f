/**
 * The way of a bounce through the whole service: our server sends to simulated receivers that take the message and report by
 * mail later, to the signed return path, at our own SMTP port; what they say decides whom we mail next.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startReceivers, type World, type WorldEvent } from '@hearback/receivers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placesOf } from '../config/folder.ts';
import { loadConfig } from '../config/load.ts';
import type { WireEvent, WireSuppression } from '../http/wire.ts';
import { startHearback } from '../main.ts';
import { createLog } from '../observe/log.ts';
import type { Service } from '../serve.ts';

let folder: string;
let world: World;
let service: Service;
let socket: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-listening-'));
  world = await startReceivers({ rateLimits: false });
  const settings = {
    'server.hostname': 'mail.ours.example',
    'server.data': folder,
    'smtp.listeners.submission.port': '0',
    'http.enabled': 'false',
    'dns.servers': `${world.dns.address}:${world.dns.port}`,
    'delivery.port': String(world.smtpPort),
    'delivery.allow_networks': '127.0.0.0/8',
    'delivery.mta_sts': 'false',
    'delivery.dane': 'false',
    'return_path.domain': 'bounces.ours.example',
    'return_path.keys.0.secret': randomBytes(32).toString('base64'),
  };
  const set = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
  const { read } = loadConfig({ file: null, env: {}, set });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { config } = read;
  const places = placesOf(config, {});
  ({ socket } = places);
  const log = createLog({ level: 'error', mask: false, stream: process.stderr });
  service = await startHearback({ config, places, version: '1.2.3', log, inProcess: true });
  const port = service.ports.get('submission')?.port ?? 0;
  world.setReturnTo({ host: '127.0.0.1', port });
}, 30_000);
afterAll(async () => {
  world.setReturnTo(null);
  await service.stop();
  await world.close();
  rmSync(folder, { recursive: true });
});

interface Answered<T> {
  readonly status: number;
  readonly body: T;
}

function ask<T>(method: string, path: string, body?: object): Promise<Answered<T>> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const asked = request({ socketPath: socket, method, path, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk) => {
        text += String(chunk);
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) as T }));
    });
    asked.on('error', reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const send = (...to: readonly string[]) =>
  ask<{ id: string; code?: string; reply?: string }>('POST', '/v1/messages', {
    from: 'ann@ours.example',
    to,
    subject: 'Hello',
    text: 'Hello',
  });

type Posted = Extract<WorldEvent, { kind: 'mailed' }>;

/** Resolves when the receivers have posted so many letters about an address, with the answers they got. */
function posted(about: string, letters = 1): Promise<readonly Posted[]> {
  const seen: Posted[] = [];
  return new Promise((resolve) => {
    const unwatch = world.watch((event) => {
      if (event.kind !== 'mailed' || event.about !== about) return;
      seen.push(event);
      if (seen.length < letters) return;
      unwatch();
      resolve(seen);
    });
  });
}

const eventsOf = async (address: string): Promise<readonly WireEvent[]> =>
  (await ask<{ events: readonly WireEvent[] }>('GET', `/v1/addresses/${encodeURIComponent(address)}`)).body.events;
const entriesOf = async (address: string): Promise<readonly WireSuppression[]> =>
  (await ask<{ entries: readonly WireSuppression[] }>('GET', `/v1/suppressions/${encodeURIComponent(address)}`)).body
    .entries;

describe('a notice to the signed return path', () => {
  it('suppresses its recipient with evidence, and the next message to it is refused', async () => {
    const jo = 'jo@dsn.gmail.sim';
    const back = posted(jo);
    const { body: sent } = await send(jo);
    expect(await back).toMatchObject([{ accepted: true }]);

    const [entry, ...others] = await entriesOf(jo);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ scope: 'global', reason: 'user_unknown', who: null });
    expect(['provisional', 'confirmed']).toContain(entry?.state);
    const events = await eventsOf(jo);
    const bounce = events.find(({ type }) => type === 'bounce_received');
    expect(bounce).toMatchObject({
      message_id: sent.id,
      recipient: jo,
      sender: 'ann@ours.example',
      source: 'bounce_mail',
      source_name: 'smtp',
      correlated_by: 'return_path',
      trusted: true,
      verdict: { reason: 'user_unknown', action: 'suppress' },
    });
    expect(entry?.cause).toBe(bounce?.id);
    const next = await send(jo);
    expect([next.status, next.body.code]).toEqual([422, 'message_refused']);
  });

  it('that comes five times has one effect', async () => {
    const address = 'replay@gmail.sim';
    const back = posted(address, 5);
    await send(address);
    expect((await back).filter(({ accepted }) => accepted)).toHaveLength(5);
    const bounces = (await eventsOf(address)).filter(({ type }) => type === 'bounce_received');
    expect(bounces).toHaveLength(1);
    expect(await entriesOf(address)).toHaveLength(1);
  });

  it('by a complaint, too', async () => {
    const back = posted('fbl@gmail.sim');
    await send('fbl@gmail.sim');
    await back;
    expect(await entriesOf('fbl@gmail.sim')).toMatchObject([{ state: 'confirmed', reason: 'complaint' }]);
  });

  it('by an automatic reply never', async () => {
    const back = posted('ooo@gmail.sim');
    await send('ooo@gmail.sim');
    expect(await back).toMatchObject([{ accepted: true }]);
    expect((await eventsOf('ooo@gmail.sim')).map(({ type }) => type)).toContain('auto_reply_received');
    expect(await entriesOf('ooo@gmail.sim')).toEqual([]);
    expect((await send('ooo@gmail.sim')).status).toBe(202);
  });
});

describe('what must not be believed', () => {
  it('a notice about somebody whom the message was never for changes nothing', async () => {
    const back = posted('forged-dsn@gmail.sim');
    await send('forged-dsn@gmail.sim');
    await back;
    expect(await entriesOf('victim.of.forgery@gmail.sim')).toEqual([]);
    expect(await entriesOf('forged-dsn@gmail.sim')).toEqual([]);
    const told = await eventsOf('victim.of.forgery@gmail.sim');
    expect(told.map(({ type, trusted }) => [type, trusted])).toEqual([['bounce_received', false]]);
    expect((await send('victim.of.forgery@gmail.sim')).status).toBe(202);
  });

  it('a notice to a changed return path is refused at RCPT, and nothing is kept of it', async () => {
    const back = posted('forged-verp@gmail.sim');
    await send('forged-verp@gmail.sim');
    expect(await back).toMatchObject([{ accepted: false, answer: expect.stringMatching(/^550 5\.7\.1 /) }]);
    expect(await entriesOf('forged-verp@gmail.sim')).toEqual([]);
    expect((await eventsOf('forged-verp@gmail.sim')).map(({ type }) => type)).not.toContain('bounce_received');
  });
});
