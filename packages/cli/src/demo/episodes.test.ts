/** What goes wrong at Acme, against a server that writes down what it is asked, and a mail server that takes everything. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createListener, type Server as Listener } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pacedClock } from '@hearback/server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { populationOf } from './campaign.ts';
import { episodeFates, playEpisodes } from './episodes.ts';

interface Asked {
  readonly what: string;
  readonly body: unknown;
}
interface Told {
  readonly recipient: string;
  readonly type: string;
  readonly source_ip: string;
  readonly reply: { readonly text: string } | null;
}

let folder: string;
let api: Server;
let mail: Listener;
let asked: Asked[];
let mailed: string[];
/** Followers of the events that are not told yet of an incident. */
let followers: ServerResponse[];
let opened: number;

const customers = ['outlook.sim', 'yahoo.sim', 'qq.sim', 'gmx.sim', 'gmail.sim'].flatMap((domain) =>
  Array.from({ length: 100 }, (_, n) => `someone${n}@${domain}`),
);
const suppressed = 'someone0@outlook.sim';
const to = (domain: string): number => mailed.filter((address) => address.endsWith(`@${domain}`)).length;

/** The server has seen enough of a wave. */
function open(): void {
  opened += 1;
  for (const response of followers.splice(0))
    response.write(
      `data: ${JSON.stringify({ id: `evt_${opened}`, type: 'incident_opened', incident_id: `inc_${opened}` })}\n\n`,
    );
}

function answerTo(what: string, body: unknown): object {
  if (what === 'POST /v1/suppressions/check')
    return {
      data: (body as { addresses: readonly string[] }).addresses.map((address) => ({
        ...{ address, suppressed: address === suppressed },
      })),
    };
  if (what === 'GET /v1/alerts?state=open')
    return {
      data: [
        { id: 'alert_1', rule: 'queue_age' },
        { id: 'alert_2', rule: 'list_hard_rate' },
      ],
    };
  return {};
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-episodes-'));
  asked = [];
  mailed = [];
  followers = [];
  opened = 0;
  api = createServer(async (request, response) => {
    const what = `${request.method} ${request.url}`;
    if (what === 'GET /v1/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      followers.push(response);
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body: unknown = chunks.length === 0 ? null : JSON.parse(Buffer.concat(chunks).toString());
    asked.push({ what, body });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answerTo(what, body)));
    if (what === 'POST /v1/ingest' && opened === 1) open();
  });
  mail = createListener((socket) => {
    let text = '';
    let isBody = false;
    socket.write('220 demo\r\n');
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      for (let end = text.indexOf('\r\n'); end !== -1; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        if (isBody && line !== '.') continue;
        const isData = line === 'DATA';
        isBody = isData;
        const recipient = /^RCPT TO:<([^>]+)>/.exec(line)?.[1];
        if (recipient !== undefined) mailed.push(recipient);
        socket.write(isData ? '354 go on\r\n' : line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n');
        if (line === '.' && opened === 0 && to('outlook.sim') === 80) open();
      }
    });
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => api.listen(join(folder, 'socket'), resolve));
  await new Promise<void>((resolve) => mail.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  api.closeAllConnections();
  await Promise.all([api, mail].map((each) => new Promise((resolve) => each.close(resolve))));
  rmSync(folder, { recursive: true });
});

const play = (signal: AbortSignal): Promise<void> =>
  playEpisodes({
    ...{
      socket: join(folder, 'socket'),
      submission: { host: '127.0.0.1', port: (mail.address() as AddressInfo).port },
    },
    ...{ clock: pacedClock(10_000_000), seed: 1, customers, programs: 'http://127.0.0.1:1', signal },
  });
const bodiesOf = (what: string): readonly unknown[] =>
  asked.filter((each) => each.what === what).map(({ body }) => body);

test('a receiver denies its customers, another slows them down, and nobody else is met by it', () => {
  const fateOf = populationOf(episodeFates(customers));
  expect(customers.filter((address) => fateOf(address) === 'demo-denied')).toEqual(
    customers.filter((address) => address.endsWith('@outlook.sim')),
  );
  expect(customers.filter((address) => fateOf(address) === 'demo-slow')).toHaveLength(100);
  expect(fateOf('someone1@gmail.sim')).toBeNull();
});

test('the wave is mailed to those who may be, and its incident is closed; the blocklisting stays open', async () => {
  await play(AbortSignal.timeout(20_000));
  expect(to('outlook.sim')).toBe(80);
  expect(mailed).not.toContain(suppressed);
  expect(asked.filter(({ what }) => what.startsWith('POST /v1/incidents')).map(({ what }) => what)).toEqual([
    'POST /v1/incidents/inc_1/close',
  ]);
  expect(opened).toBe(2);
});

test('one receiver refuses the offers for a blocklist, the others take them, all from one address', async () => {
  await play(AbortSignal.timeout(20_000));
  const events = bodiesOf('POST /v1/ingest').flatMap((body) => (body as { events: readonly Told[] }).events);
  const refused = events.filter(({ type }) => type === 'bounced');
  expect(refused).toHaveLength(80);
  expect(new Set(refused.map(({ recipient }) => recipient.split('@')[1]))).toEqual(new Set(['gmx.sim']));
  expect(events.some(({ type, recipient }) => type === 'delivered' && recipient.endsWith('@gmx.sim'))).toBe(false);
  expect(new Set(events.map(({ source_ip: ip }) => ip)).size).toBe(1);
});

test('a lane is paused before mail comes to it, an alert is seen, a rule silenced, programs are told', async () => {
  await play(AbortSignal.timeout(20_000));
  expect(bodiesOf('POST /v1/queue/pause')).toMatchObject([{ lane: 'qq.sim' }]);
  expect(to('qq.sim')).toBe(24);
  expect(bodiesOf('POST /v1/alerts/alert_2/acknowledge')).toHaveLength(1);
  expect(bodiesOf('POST /v1/silences')).toMatchObject([{ rule: 'unknown_share' }]);
  expect(bodiesOf('POST /v1/webhooks')).toHaveLength(3);
});

test('whoever stops the demo in the middle stops it, without an error', async () => {
  const stop = new AbortController();
  api.once('request', () => stop.abort());
  await play(stop.signal);
  expect(mailed).toEqual([]);
});
