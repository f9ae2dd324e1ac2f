/** Own rules over the API: they are held to their examples, speak at once, and correct what was recorded. */
import { explain } from '@hearback/bounce';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRecord } from '../ledger/observe.ts';
import { eventOf, messageOf, start } from '../store/store.fixture.ts';
import { openTestApi, type TestApi } from './api.fixture.ts';

let api: TestApi;
beforeEach(async () => {
  api = await openTestApi();
});
afterEach(() => api.close());

const ask = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) => {
  const answer = await api.operator.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
};
const retired = {
  reason: 'user_disabled',
  pattern: 'this mailbox retired',
  source: 'our partner',
  examples: ['550 This mailbox retired in May'],
};

test('a saved rule decides its example, is listed before the shipped ones, and is gone when removed', async () => {
  const before = await ask('POST', '/v1/rules/test', { reply: '550 This mailbox retired in May' });
  expect(before.body.verdict.rule).not.toBe('own/retired');
  const saved = await ask('PUT', '/v1/own-rules/retired', retired);
  expect(saved).toMatchObject({ status: 200, body: { rule: { id: 'own/retired', who: 'operator' }, takes: [] } });
  const after = await ask('POST', '/v1/classify', { reply: '550 This mailbox retired in May' });
  expect(after.body.verdict).toMatchObject({ rule: 'own/retired', reason: 'user_disabled' });
  expect(after.body.steps[0]).toMatchObject({ rule: 'own/retired', won: true });
  const listed = await ask('GET', '/v1/rules?limit=2');
  expect(listed.body.data[0]).toMatchObject({ id: 'own/retired', own: true, examples: retired.examples });
  expect(listed.body.data[1].own).toBe(false);
  expect((await ask('GET', '/v1/rules/own%2Fretired')).body.pattern).toBe('this mailbox retired');
  expect((await ask('DELETE', '/v1/own-rules/retired')).status).toBe(204);
  expect((await ask('GET', '/v1/own-rules/retired')).status).toBe(404);
  const audited = await ask('GET', '/v1/audit');
  expect(audited.body.data.map(({ what, subject }: { what: string; subject: string }) => [what, subject])).toEqual([
    ['rule.removed', 'retired'],
    ['rule.saved', 'retired'],
  ]);
});

test('what can be slow, decides not its own example, or has none, is refused with the reason', async () => {
  const refused = async (change: object) => (await ask('PUT', '/v1/own-rules/x', { ...retired, ...change })).body;
  expect(await refused({ pattern: '(a+)+b' })).toMatchObject({ code: 'rule_refused' });
  expect((await refused({ examples: ['550 5.1.1 user unknown'] })).errors[0].detail).toContain('is decided by');
  expect((await refused({ examples: [] })).errors[0].detail).toContain('has no example');
  expect(
    (await ask('PUT', '/v1/own-rules/x', { reason: 'user_disabled', examples: ['x'] })).body.errors[0].detail,
  ).toBe('neither pattern nor code nor status');
  expect((await ask('GET', '/v1/own-rules')).body.data).toEqual([]);
});

test('a rule that takes the examples of shipped ones is told of it before it is saved', async () => {
  const greedy = { reason: 'spam_content', pattern: 'user unknown', examples: ['550 5.1.1 user unknown'] };
  const { body } = await ask('POST', '/v1/rules/lint', { rules: [{ name: 'greedy', ...greedy }] });
  expect(body.ok).toBe(true);
  expect(body.rules[0].takes.length).toBeGreaterThan(0);
  expect(body.rules[0].takes[0].example.toLowerCase()).toContain('user unknown');
});

test('rules are tried without being saved', async () => {
  const tried = { reply: '550 This mailbox retired in May', rules: [{ name: 'retired', ...retired }] };
  const { body } = await ask('POST', '/v1/rules/test', tried);
  expect(body.verdict.rule).toBe('own/retired');
  expect((await ask('POST', '/v1/rules/test', { reply: tried.reply })).body.verdict.rule).not.toBe('own/retired');
});

test('a mail is classified without being recorded', async () => {
  await ask('PUT', '/v1/own-rules/retired', retired);
  const mail = [
    'From: MAILER-DAEMON@mx.example.net',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b\r\nContent-Type: text/plain\r\n\r\nNo.',
    '--b\r\nContent-Type: message/delivery-status\r\n',
    'Reporting-MTA: dns; mx.example.net\r\n',
    'Final-Recipient: rfc822; jo@example.net\r\nAction: failed\r\nStatus: 5.0.0',
    'Diagnostic-Code: smtp; 550 This mailbox retired in May\r\n',
    '--b--',
  ].join('\r\n');
  const answer = await api.operator.inject({
    ...{ method: 'POST', url: '/v1/classify', payload: mail },
    headers: { 'content-type': 'message/rfc822' },
  });
  expect(answer.json()).toMatchObject({
    verdict: { rule: 'own/retired' },
    report: { kind: 'bounce', recipients: [{ recipient: 'jo@example.net' }] },
  });
  expect((await api.store.events({}, null, 10)).data).toEqual([]);
});

test('what sources report is read by own rules, in the place of what the source said', async () => {
  await ask('PUT', '/v1/own-rules/retired', retired);
  const { rules } = api.ruling;
  const record = createRecord({
    ...{ store: api.store, recorder: api.engine.recorder, verify: () => null, now: () => start },
    rules: () => rules.current().book,
  });
  const common = {
    ...({ source: 'log', sourceName: 'log:x', type: 'bounced', originalRecipient: null } as const),
    ...{ at: start, identifiers: {} },
    ...{ labels: {}, sender: null, stage: null, mx: null, sourceIp: null, authentic: true },
  } as const;
  const reply = (text: string) => ({ code: 550, status: null, text });
  const said = explain('550 5.7.1 spam');
  await record([
    { ...common, key: '1', recipient: 'a@one.example', reply: reply('550 This mailbox retired in May'), verdict: said },
    { ...common, key: '2', recipient: 'b@one.example', reply: reply('550 5.1.1 unknown user'), verdict: said },
  ]);
  const { data } = await api.store.events({ type: 'bounced' }, null, 10);
  expect(data.map(({ recipient, verdict }) => [recipient, verdict?.rule]).toSorted()).toEqual([
    ['a@one.example', 'own/retired'],
    ['b@one.example', said.rule],
  ]);
});

test('a verdict is corrected by hand, with all that follows from it, and the correction taken back', async () => {
  const address = 'jo@one.example';
  const bounce = eventOf('bounced', {
    ...{
      message_id: messageOf().id,
      recipient: address,
      list: 'weekly',
      reply: { code: 550, status: null, text: '550 no' },
    },
    verdict: explain('550 5.1.1 No such user here'),
  });
  await api.engine.recorder.record({ events: [bounce] });
  const isSuppressed = async () =>
    (await ask('POST', '/v1/suppressions/check', { addresses: [address] })).body.data[0].suppressed as boolean;
  expect(await isSuppressed()).toBe(true);
  const found = async (q: string) => {
    const { body } = await ask('GET', `/v1/bounces?q=${encodeURIComponent(q)}`);
    const { body: facets } = await ask('GET', `/v1/bounces/facets?q=${encodeURIComponent(q)}`);
    expect(facets.total).toBe(body.data.length);
    return body.data.map(({ class: kind, reason }: { class: string; reason: string }) => [kind, reason]);
  };
  expect(await found('class:hard reason:user_unknown')).toEqual([['hard', 'user_unknown']]);
  const corrected = await ask('POST', `/v1/bounces/${bounce.id}/reclassify`, { reason: 'spam_content', why: 'ours' });
  expect(await found('class:soft reason:spam_content')).toEqual([['soft', 'spam_content']]);
  expect(await found('reason:user_unknown')).toEqual([]);
  expect(corrected.body).toMatchObject({
    event: { id: bounce.id, verdict: { reason: 'spam_content', rule: 'by_hand', confidence: 1 } },
    correction: { type: 'reclassified', reclassification: { event: bounce.id, who: 'operator', why: 'ours' } },
  });
  expect(await isSuppressed()).toBe(false);
  const undone = await ask('POST', `/v1/bounces/${bounce.id}/undo`, {});
  expect(undone.body).toMatchObject({ event: { verdict: { reason: 'user_unknown' } }, correction: null });
  expect(await found('class:hard reason:user_unknown')).toEqual([['hard', 'user_unknown']]);
  expect(await found('reason:spam_content')).toEqual([]);
  expect(await isSuppressed()).toBe(true);
  expect(await ask('POST', `/v1/bounces/${bounce.id}/undo`, {})).toMatchObject({
    ...{ status: 409, body: { code: 'nothing_to_undo' } },
  });
  const why = await ask('GET', `/v1/suppressions/${address}`);
  expect(why.body.changes.map(({ to, who }: { to: string | null; who: string | null }) => [to, who])).toEqual([
    ['confirmed', null],
    [null, 'operator'],
    ['confirmed', 'operator'],
  ]);
});

const day = 86_400_000;
const fishing = { reason: 'user_disabled', pattern: 'gone fishing', examples: ['554 Gone fishing in May'] };

/** Bounces of the last days whose words only an own rule understands, and one that a shipped rule does. */
async function bouncesOfThePast(count: number): Promise<void> {
  const at = Date.now() - day;
  const bounce = (recipient: string, text: string) =>
    eventOf('bounced', {
      ...{ at, message_id: messageOf({ acceptedAt: at }).id, recipient, list: 'weekly', source: 'smtp_session' },
      ...{
        sender: 'news@sender.example',
        reply: { code: Number(text.slice(0, 3)), status: null, text },
        verdict: explain(text),
      },
    });
  const events = Array.from({ length: count }, (_, n) => bounce(`a${n}@one.example`, `554 Gone fishing in ${n}`));
  events.push(bounce('known@one.example', '550 5.1.1 No such user here'));
  for (const event of events) await api.engine.recorder.record({ events: [event] });
}

const suppressedOf = async (addresses: readonly string[]): Promise<readonly boolean[]> => {
  const { body } = await ask('POST', '/v1/suppressions/check', { addresses });
  return body.data.map(({ suppressed }: { suppressed: boolean }) => suppressed);
};
const hardOf = async (): Promise<number> => {
  const rows = await api.store.rollUps({
    ...{ grain: 'daily', dimension: 'list' },
    key: 'weekly',
    from: 0,
    to: Date.now(),
  });
  return rows.reduce((sum, { counts }) => sum + counts.hard, 0);
};

test('what a rule would change of the past is told before, done behind the request, and undone', async () => {
  await bouncesOfThePast(7);
  const addresses = ['a0@one.example', 'known@one.example'];
  const named = { name: 'fishing', ...fishing };
  const before = await hardOf();
  const { body: told } = await ask('POST', '/v1/rules/diff', { rules: [named] });
  expect(told).toMatchObject({
    ...{ complete: true, changed: 7, all_addresses: true, released: { count: 0 }, suppressed: { count: 7 } },
    by_reason: [{ to: 'user_disabled', count: 7 }],
    lists: [{ key: 'weekly', before: { hard: { count: before, n: 8 } }, after: { hard: { count: 8, n: 8 } } }],
    senders: [{ key: 'sender.example', after: { hard: { count: 8 } } }],
  });
  expect(told.samples[0]).toMatchObject({
    to: 'user_disabled',
    rule: 'own/fishing',
    reply: '554 Gone fishing in 0',
  });
  const payload = { rules: [named] };
  for (const [scopes, sampled, listed] of [
    [['rules:read'], 0, 0],
    [['rules:read', 'events:read'], 7, 0],
    [['rules:read', 'suppressions:read'], 0, 7],
  ] as const) {
    const headers = await api.authorization(...scopes);
    const seen = (await api.app.inject({ method: 'POST', url: '/v1/rules/diff', headers, payload })).json();
    expect([seen.samples.length, seen.suppressed.addresses.length, seen.suppressed.count]).toEqual([
      sampled,
      listed,
      7,
    ]);
  }
  expect(await suppressedOf(addresses)).toEqual([false, true]);
  expect(await hardOf()).toBe(before);

  const begun = await ask('POST', '/v1/rules/apply', { rules: [named], why: 'we asked them' });
  expect(begun).toMatchObject({ status: 202, body: { state: 'running', who: 'operator', why: 'we asked them' } });
  await api.ruling.history.quiet();
  const run = `/v1/reclassifications/${begun.body.id}`;
  expect((await ask('GET', run)).body).toMatchObject({ state: 'done', detail: { changed: 7 } });
  expect(await suppressedOf(addresses)).toEqual([true, true]);
  expect(await hardOf()).toBe(8);
  expect((await ask('POST', '/v1/rules/diff', {})).body.changed).toBe(0);

  expect((await ask('POST', `${run}/undo`, {})).status).toBe(202);
  await api.ruling.history.quiet();
  expect((await ask('GET', '/v1/reclassifications')).body.data[0]).toMatchObject({ state: 'undone' });
  expect(await suppressedOf(addresses)).toEqual([false, true]);
  expect(await hardOf()).toBe(before);
  expect((await ask('POST', `${run}/undo`, {})).body.code).toBe('nothing_to_undo');
});

test('a rule that is gone gives back what it decided; what a person said stands whatever rules say', async () => {
  await ask('PUT', '/v1/own-rules/fishing', fishing);
  await bouncesOfThePast(2);
  await ask('POST', '/v1/rules/apply', {});
  await api.ruling.history.quiet();
  const { data } = await api.store.events({ type: 'bounced' }, null, 10);
  const [first] = data.filter(({ recipient }) => recipient === 'a0@one.example');
  await ask('POST', `/v1/bounces/${first?.id}/reclassify`, { reason: 'user_unknown', why: 'called' });
  await ask('DELETE', '/v1/own-rules/fishing');
  const { body } = await ask('POST', '/v1/rules/diff', {});
  expect(body.samples.map(({ recipient, from }: { recipient: string; from: string }) => [recipient, from])).toEqual([
    ['a1@one.example', 'user_disabled'],
  ]);
});
