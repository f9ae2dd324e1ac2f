import { describe, expect, it } from 'vitest';
import { kumomta } from './kumomta.ts';

const now = Date.UTC(2026, 10, 28, 9);
const context = { sourceName: 'kumo', now };
const read = (body: unknown) =>
  kumomta.read(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), context);

const record = {
  ...{ type: 'Bounce', id: '1d98076abbbc11ed940250ebf67f93bd', sender: 'news@news.ours.example' },
  ...{ recipient: 'jo@there.example', queue: 'spring:tenant@there.example', timestamp: now / 1000 - 60 },
  response: {
    ...{ code: 550, enhanced_code: { class: 5, subject: 1, detail: 1 }, content: 'No such user' },
  },
  peer_address: { name: 'mx.there.example.', addr: '192.0.2.7' },
};

it('takes only who knows the credentials', () => {
  const request = { headers: { authorization: 'Bearer t-1' }, rawBody: new Uint8Array(), url: '/' };
  expect(kumomta.verify(request, { tokens: ['t-1'] }, now)).toEqual({ ok: true });
  expect(kumomta.verify(request, { tokens: ['t-2'] }, now)).toMatchObject({ ok: false });
  expect(kumomta.verify(request, {}, now)).toMatchObject({ ok: false });
});

it('hears a bounce as its receiver said it', () => {
  expect(read(record)).toMatchObject({
    kind: 'heard',
    observations: [
      {
        ...{ source: 'webhook', sourceName: 'kumo', type: 'bounced', recipient: 'jo@there.example', at: now - 60_000 },
        ...{ reply: { code: 550, status: '5.1.1' }, verdict: { reason: 'user_unknown' }, labels: { list: 'spring' } },
        ...{ mx: { host: 'mx.there.example' }, identifiers: { remote: record.id }, authentic: true },
      },
    ],
  });
});

it('is the same event alone, in a list, on a line and sent again', () => {
  const other = { ...record, type: 'Delivery', recipient: 'an@there.example' };
  const keysOf = (body: unknown): readonly string[] => {
    const heard = read(body);
    return heard.kind === 'heard' ? heard.observations.map(({ key }) => key) : [];
  };
  const [alone] = keysOf(record);
  expect(keysOf([other, record])[1]).toBe(alone);
  expect(keysOf(`${JSON.stringify(other)}\n${JSON.stringify(record)}\n`)[1]).toBe(alone);
  expect(keysOf([other, record])[0]).not.toBe(alone);
});

it('knows what says nothing from what is nothing', () => {
  expect(read({ ...record, type: 'Reception' })).toMatchObject({ kind: 'nothing' });
  expect(read({ hello: 1 })).toMatchObject({ kind: 'not_understood' });
  expect(read('hello')).toMatchObject({ kind: 'not_understood' });
  expect(read('[]')).toMatchObject({ kind: 'nothing' });
  expect(read('{"type":"Bounce"')).toMatchObject({ kind: 'not_understood' });
});

describe('a feedback report', () => {
  const feedback = (report: Record<string, unknown>) =>
    read({ type: 'Feedback', id: 'f-1', timestamp: now / 1000, feedback_report: report });

  it.each([
    ['names', { feedback_type: 'abuse', original_rcpto_to: ['jo@there.example'] }],
    ['names in angle brackets', { original_rcpto_to: ['<jo@there.example>'] }],
    [
      'redacts, and the trace header names',
      { original_rcpto_to: ['redacted@there.example'], supplemental_trace: { recipient: 'jo@there.example' } },
    ],
  ])('is heard of whom it %s', (_, report) => {
    expect(feedback(report)).toMatchObject({
      kind: 'heard',
      observations: [{ type: 'feedback_received', recipient: 'jo@there.example', verdict: { reason: 'complaint' } }],
    });
  });

  it('of a checker is no complaint', () => {
    const report = { feedback_type: 'auth-failure', original_rcpto_to: ['jo@there.example'] };
    expect(feedback(report)).toMatchObject({ kind: 'nothing' });
  });
});
