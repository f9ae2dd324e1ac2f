import { returnPath } from '@hearback/bounce';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dsn, keys, messageId, personal, settings } from '../intake/mails.fixture.ts';
import type { Observation } from '../ledger/observation.ts';
import { openTestApi, type TestApi } from './api.fixture.ts';

let api: TestApi;
let headers: { readonly authorization: string };
let recorded: Observation[];
let known: Set<string>;
let store: Error | null;

beforeAll(async () => {
  api = await openTestApi({
    bodyLimit: 5_000_000,
    record: async (observations) => {
      if (store !== null) throw store;
      return observations.map((one) => {
        const id = `${one.sourceName} ${one.key}`;
        if (known.has(id)) return 'repeated';
        known.add(id);
        recorded.push(one);
        return one.authentic ? 'recorded' : 'untrusted';
      });
    },
  });
  headers = await api.authorization('ingest:write', 'events:read');
});
afterAll(() => api.close());
beforeEach(() => {
  [recorded, known, store] = [[], new Set(), null];
});

const problem = 'application/problem+json; charset=utf-8';
const jo = 'jo@there.example';
const signed = (): string =>
  returnPath.sign({ message: messageId, recipient: jo, domain: settings.domain, now: Date.now() }, keys);

const mail = (payload: Buffer, query: Record<string, string> = {}) =>
  api.app.inject({
    method: 'POST',
    url: '/v1/ingest',
    headers: { ...headers, 'content-type': 'message/rfc822' },
    query,
    payload,
  });
const batch = (payload: object) => api.app.inject({ method: 'POST', url: '/v1/ingest', headers, payload });

describe('a mail', () => {
  it('is recorded once, however often it is handed in', async () => {
    const query = { recipient: signed(), source: 'pipe:bounces' };
    const first = await mail(dsn(), query);
    expect([first.statusCode, first.json()]).toEqual([
      200,
      { recorded: 1, repeated: 0, untrusted: 0, in_tray: false, notes: [] },
    ]);
    expect((await mail(dsn(), query)).json()).toMatchObject({ recorded: 0, repeated: 1 });
    expect(recorded).toMatchObject([
      { sourceName: 'pipe:bounces', source: 'bounce_mail', recipient: jo, authentic: true },
    ]);
    expect(recorded[0]?.at).toBe(Date.UTC(2026, 10, 28, 8, 59));
  });

  it('about another recipient than the return path was signed for is kept without effect', async () => {
    const answer = await mail(dsn({ recipients: ['victim@there.example'] }), { recipient: signed() });
    expect(answer.json()).toMatchObject({ recorded: 0, untrusted: 1 });
  });

  it('that is no report lies in the tray; when that is full the sender keeps it', async () => {
    const letter = (n: number): Buffer => Buffer.concat([personal(), Buffer.from(String(n))]);
    for (const n of [1, 2, 1])
      expect((await mail(letter(n))).json()).toMatchObject({ in_tray: true, recorded: 0, notes: [expect.any(String)] });
    const refused = await mail(letter(3));
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '300']);
    expect(refused.json()).toMatchObject({ code: 'busy' });
  });

  it('is refused in words when its form is wrong', async () => {
    for (const [payload, query] of [
      [Buffer.alloc(0), {}],
      [dsn(), { source: 'no spaces' }],
      [dsn(), { other: 'x' }],
    ] as const) {
      const answer = await mail(payload, query);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([400, problem]);
    }
  });

  it('is not acknowledged when it could not be stored', async () => {
    store = new Error('the disk is gone');
    expect((await mail(dsn(), { recipient: signed() })).statusCode).toBe(500);
  });
});

describe('a batch of events', () => {
  const bounced = { key: '1', type: 'bounced', recipient: jo, reply: '550 5.1.1 user unknown' };

  it('gets its verdicts from the replies, and counts once', async () => {
    const events = [
      bounced,
      { ...bounced, key: '2', reply: '452 4.2.2 mailbox full', remote_id: 'q1', list: 'weekly', tags: ['a'] },
      { ...bounced, key: '3', type: 'deferred', reply: '421 4.7.0 try again later', mx: { host: 'mx.there.example' } },
      { key: '4', type: 'delivered', recipient: jo, at: '2026-11-28T08:00:00Z' },
      { key: '5', type: 'feedback_received', recipient: jo },
      { key: '6', type: 'expired', recipient: jo },
      { key: '7', type: 'bounced', recipient: jo, reason: 'user_unknown' },
      { key: '8', type: 'bounce_received', recipient: jo, reply: '550 5.1.1 user unknown', message_id: messageId },
    ];
    expect((await batch({ source: 'powermta', events })).json()).toMatchObject({ recorded: 8, notes: [] });
    expect((await batch({ source: 'powermta', events })).json()).toMatchObject({ recorded: 0, repeated: 8 });
    expect(recorded.map(({ type, verdict }) => [type, verdict?.reason ?? null, verdict?.final ?? null])).toEqual([
      ['bounced', 'user_unknown', true],
      ['expired', 'message_expired', true],
      ['deferred', expect.any(String), false],
      ['delivered', null, null],
      ['feedback_received', 'complaint', true],
      ['expired', 'message_expired', true],
      ['bounced', 'user_unknown', true],
      ['bounce_received', 'user_unknown', true],
    ]);
    expect(recorded[1]).toMatchObject({
      source: 'api',
      sourceName: 'powermta',
      identifiers: { remote: 'q1' },
      labels: { list: 'weekly', tags: ['a'] },
      reply: { code: 452, status: '4.2.2' },
    });
    expect(recorded[3]?.at).toBe(Date.UTC(2026, 10, 28, 8));
  });

  it('counts where it is right, and names what is wrong', async () => {
    const answer = await batch({
      events: [bounced, { ...bounced, recipient: 'nobody' }, { ...bounced, at: '1066-10-14' }],
    });
    // The tray of this test is full, so that the batch is to come again; what was right is recorded all the same.
    expect(answer.statusCode).toBe(503);
    expect(recorded).toHaveLength(1);
  });

  it('has a form', async () => {
    const wrong: readonly [object, string][] = [
      [{ events: [] }, '/events'],
      [{ events: [{ ...bounced, colour: 'red' }] }, '/events/0/colour'],
      [{ events: [{ ...bounced, type: 'opened' }] }, '/events/0/type'],
      [{ events: [{ type: 'bounced', recipient: jo }] }, '/events/0'],
      [{ events: Array(10_001).fill(bounced) }, '/events'],
    ];
    for (const [payload, pointer] of wrong) {
      const answer = await batch(payload);
      expect(answer.statusCode).toBe(400);
      const { errors } = answer.json<{ errors: { pointer: string }[] }>();
      expect(errors.map((error) => error.pointer)).toContainEqual(expect.stringContaining(pointer));
    }
    expect(recorded).toEqual([]);
  });

  it('may have 10,000 events', async () => {
    const events = Array.from({ length: 10_000 }, (_, n) => ({ key: String(n), type: 'delivered', recipient: jo }));
    expect((await batch({ events })).json()).toMatchObject({ recorded: 10_000 });
  });
});

describe("a provider's webhook", () => {
  const basic = `Basic ${Buffer.from('post:mark').toString('base64')}`;
  const event = {
    RecordType: 'Bounce',
    ID: 42,
    Type: 'HardBounce',
    MessageID: '883953f4-6105-42a2-a16a-77a8eac79483',
    Email: jo,
    BouncedAt: '2026-11-28T08:00:00Z',
    Details: 'smtp;550 5.1.1 user unknown',
  };
  const post = (name: string, payload: string, authorization = basic) =>
    api.app.inject({
      method: 'POST',
      url: `/v1/ingest/providers/${name}`,
      headers: { authorization, 'content-type': 'application/json' },
      payload,
    });

  it('is heard when it proves who it is, and once', async () => {
    const first = await post('shop', JSON.stringify(event));
    expect([first.statusCode, first.json()]).toMatchObject([200, { recorded: 1 }]);
    expect((await post('shop', JSON.stringify(event))).json()).toMatchObject({ recorded: 0, repeated: 1 });
    expect(recorded).toMatchObject([{ source: 'webhook', sourceName: 'shop', type: 'bounced', recipient: jo }]);
  });

  it('is not heard without proof, by another name, or where none is configured', async () => {
    const answers = await Promise.all([
      post('shop', JSON.stringify(event), `Basic ${Buffer.from('post:office').toString('base64')}`),
      post('mailgun', '{"signature":{"timestamp":"1","token":"x","signature":"00"}}'),
      post('ses', 'no SNS message'),
      post('postmark', JSON.stringify(event)),
    ]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 400, 404]);
    for (const answer of answers) expect(answer.headers['content-type']).toBe(problem);
    expect(recorded).toEqual([]);
  });

  it('may have any content type, and its octets are what counts', async () => {
    const answer = await api.app.inject({
      method: 'POST',
      url: '/v1/ingest/providers/shop',
      headers: { authorization: basic, 'content-type': 'text/plain' },
      payload: JSON.stringify({ ...event, ID: 43 }),
    });
    expect(answer.json()).toMatchObject({ recorded: 1 });
  });

  it('without anything to record is answered with 200', async () => {
    const open = { RecordType: 'Open', Recipient: jo, MessageID: event.MessageID, ReceivedAt: event.BouncedAt };
    expect((await post('shop', JSON.stringify(open))).json()).toMatchObject({ recorded: 0, in_tray: false });
  });
});

it('/v1/sources tells what came from where', async () => {
  const mayRead = await api.authorization('sources:read');
  const answer = (await api.app.inject({ url: '/v1/sources', headers: mayRead })).json<{
    data: { name: string; kind: string; recorded: number; refused: number; last_error: { text: string } | null }[];
    in_tray: number;
  }>();
  expect(answer.in_tray).toBe(2);
  const byName = new Map(answer.data.map((source) => [source.name, source]));
  expect(byName.get('pipe:bounces')).toMatchObject({ kind: 'bounce_mail', recorded: 1, refused: 0, last_error: null });
  expect(byName.get('shop')).toMatchObject({ kind: 'webhook', recorded: 2, refused: 1 });
  expect(byName.get('shop')?.last_error?.text).toBe('The credentials are wrong.');
});
