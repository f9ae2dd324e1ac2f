/** The engine with the real client, a real receiver and a real store, over loopback and on the system's clock. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from '@hearback/bounce';
import {
  connect,
  createSigner,
  type FaultyServer,
  listen,
  type MxHost,
  type ReceivedMessage,
  type Receiver,
  type ReceiverHandler,
  startFaultyServer,
} from '@hearback/smtp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LedgerEvent } from '../ledger/event.ts';
import { createIds } from '../ledger/ids.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import type { Store } from '../store/store.ts';
import { systemClock } from './clock.ts';
import { submissionOf } from './engine.fixture.ts';
import { createEngine, type Engine } from './engine.ts';
import { defaultSettings } from './settings.ts';

let folder: string;
let store: Store;
let engine: Engine;
let receiver: Receiver;
/** Of old.example: it has no extension but the one. */
let old: FaultyServer;
const { privateKey } = generateKeyPairSync('ed25519');
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const signer = createSigner({ keys: [{ domain: 'sender.example', selector: 'hb', privateKey: pem }] });
const arrived: ReceivedMessage[] = [];
const events: LedgerEvent[] = [];
let seen: () => void = () => {};

const handler: ReceiverHandler = {
  rcpt: ({ address }) => (address.startsWith('nobody') ? { code: 550, status: '5.1.1', text: 'User unknown' } : null),
  message: (message) => {
    arrived.push(message);
    seen();
    return { code: 250, status: '2.0.0', text: 'Taken' };
  },
};

/** Resolves when the condition holds; looked at after each event and arrival. */
const until = (condition: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    seen = () => {
      if (condition()) resolve();
    };
    seen();
  });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-delivery-'));
  arrived.length = 0;
  events.length = 0;
  receiver = await listen({ hostname: 'mx.there.example', address: '127.0.0.1', port: 0, tls: null }, handler);
  store = await openSqliteStore({ file: join(folder, 'store.db'), inProcess: true, ballast: 0 });
  old = await startFaultyServer({ extensions: ['PIPELINING'] });
  const hosts = (name: string, port: number): readonly MxHost[] => [
    {
      ...{ host: name, preference: 10, endpoints: [{ host: name, address: '127.0.0.1', port }] },
      tls: { kind: 'opportunistic' },
    },
  ];
  engine = createEngine({
    ...{ store, connect, clock: systemClock(), ids: createIds(), random: Math.random },
    settings: defaultSettings('out.example'),
    log: {
      debug: () => {},
      info: () => {},
      warn: () => {},
      error: (fields, text) => expect.fail(`${text} ${JSON.stringify(fields)}`),
    },
    ...signer,
    route: async (domain) => ({
      ...{ kind: 'hosts', site: domain, expiresAt: Number.MAX_SAFE_INTEGER },
      hosts: hosts(`mx.${domain}`, domain === 'old.example' ? old.port : receiver.port),
    }),
  });
  engine.control.watch((told) => {
    events.push(...told);
    seen();
  });
  await engine.start();
});

afterEach(async () => {
  await engine.drain();
  await receiver.close();
  await old.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

test('a message arrives as it was handed in, once, with its envelope', async () => {
  const text = 'From: ann@sender.example\r\nSubject: Dots\r\n\r\n.\r\n..two\r\nEnd\r\n';
  await engine.accept(submissionOf(['bob@there.example', 'carol@there.example'], { text }));
  await until(() => events.filter(({ type }) => type === 'delivered').length === 2);
  expect(arrived).toHaveLength(1);
  expect(arrived[0]?.envelope.sender).toBe('ann@sender.example');
  expect(arrived[0]?.envelope.recipients.map(({ address }) => address)).toEqual([
    'bob@there.example',
    'carol@there.example',
  ]);
  expect(
    Buffer.from(arrived[0]?.body ?? '')
      .toString()
      .endsWith(text.slice(text.indexOf('From'))),
  ).toBe(true);
});

test('a server without 8BITMIME gets 7 bits, signed as they are sent; the dialogue says so', async () => {
  const fields = 'From: ann@sender.example\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n';
  const accepted = await engine.accept(
    submissionOf(['bob@old.example'], { text: `${fields}\r\nViele Grüße, und ein Satz dahinter.\r\n` }),
  );
  await until(() => events.some(({ type }) => type === 'delivered'));
  const [header = '', body = ''] = (old.taken[0]?.data ?? '').split(/(?<=\r\n)\r\n/);
  expect(body).toBe('Viele Gr=C3=BC=C3=9Fe, und ein Satz dahinter.\r\n');
  const signatures = header.match(/^DKIM-Signature:.*(?:\r\n[ \t].*)*/gim) ?? [];
  expect(signatures).toHaveLength(1);
  const signedBody = /\bbh=([^;]*)/.exec((signatures[0] ?? '').replaceAll(/\s/g, ''))?.[1];
  expect(signedBody).toBe(createHash('sha256').update(body).digest('base64'));
  const [dialogue] = await store.dialogues(accepted.kind === 'accepted' ? accepted.id : '');
  expect(dialogue?.text).toContain('-: our DKIM signature made anew for it\n');
});

test('a refusal comes back as a notice that a reader of notices understands', async () => {
  const accepted = await engine.accept(submissionOf(['nobody@there.example']));
  await until(() => arrived.length === 1);
  expect(arrived[0]?.envelope).toMatchObject({ sender: '', recipients: [{ address: 'ann@sender.example' }] });
  const report = parse(arrived[0]?.body ?? '');
  expect(report).toMatchObject({
    kind: 'bounce',
    recipients: [{ recipient: 'nobody@there.example', code: 550, status: '5.1.1' }],
  });
  const [dialogue] = await store.dialogues(accepted.kind === 'accepted' ? accepted.id : '');
  expect(dialogue?.text).toMatch(
    /^S: 220 mx\.there\.example[\s\S]*C: RCPT TO:<nobody@there\.example>[\s\S]*S: 550 5\.1\.1 User unknown\n/,
  );
});

test('two hundred messages go over few connections', async () => {
  await Promise.all(
    Array.from({ length: 200 }, (_, index) => engine.accept(submissionOf([`user${index}@there.example`]))),
  );
  await until(() => events.filter(({ type }) => type === 'delivered').length === 200);
  expect(new Set(arrived.map(({ envelope }) => envelope.recipients[0]?.address)).size).toBe(200);
  expect(receiver.connections).toBeLessThanOrEqual(10);
  await engine.drain();
  expect(engine.stats()).toMatchObject({ inMemory: 0, bodyOctets: 0, running: 0, connections: 0 });
});
