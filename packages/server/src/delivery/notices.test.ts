/** RFC 3461, 3464, 3834: who is told what, by what kind of message. */
import { generateKeyPairSync } from 'node:crypto';
import { parse } from '@hearback/bounce';
import { createSigner, type Notify } from '@hearback/smtp';
import PostalMime from 'postal-mime';
import { afterEach, describe, expect, test } from 'vitest';
import {
  createWorld,
  day,
  failure,
  hour,
  minute,
  routeTo,
  start,
  type Transaction,
  type World,
} from './engine.fixture.ts';
import { defaultSettings } from './settings.ts';
import { virtualClock } from './virtual-clock.fixture.ts';

let world: World;
afterEach(() => world.end());

const notices = (): readonly Transaction[] => world.transactions.filter(({ host }) => host === 'mx.sender.example');
const textOf = ({ message }: Transaction): string => Buffer.from(message.body).toString();
const actions = (): readonly string[] =>
  notices().flatMap((one) => [...textOf(one).matchAll(/^Action: (\w+)/gm)].map(([, action = '']) => action));

const answers: Readonly<Record<string, string>> = {
  'taken@there.example': '250 2.0.0 Ok',
  'passed-on@there.example': '250 2.0.0 Ok, DSN',
  'refused@there.example': '550 5.1.1 User unknown',
  'slow@there.example': '452 4.2.2 Mailbox full',
};

describe('NOTIFY', () => {
  const cases: readonly (readonly [
    notify: readonly Notify[] | null,
    taken: readonly string[],
    passedOn: readonly string[],
    refused: readonly string[],
    slow: readonly string[],
  ])[] = [
    [null, [], [], ['failed'], ['delayed', 'failed']],
    [['never'], [], [], [], []],
    [['failure'], [], [], ['failed'], ['failed']],
    [['delay'], [], [], [], ['delayed']],
    [['success'], ['relayed'], [], [], []],
    [['success', 'failure'], ['relayed'], [], ['failed'], ['failed']],
    [['failure', 'delay'], [], [], ['failed'], ['delayed', 'failed']],
    [['success', 'failure', 'delay'], ['relayed'], [], ['failed'], ['delayed', 'failed']],
  ];
  const cells = cases.flatMap(([notify, ...expected]) =>
    Object.keys(answers).map(
      (to, index) => [notify?.join(',') ?? 'not given', to, notify, expected[index] ?? []] as const,
    ),
  );

  test.each(cells)('%s, %s', async (_name, to, notify, expected) => {
    world = await createWorld();
    world.answer = (recipient) => answers[recipient] ?? '250 2.0.0 Ok';
    const retry = { schedule: [0, 3 * hour], maxAge: 6 * hour };
    await world.submit([to], { recipient: { notify }, submission: { retry } });
    await world.clock.pass(day);
    expect(actions()).toEqual(expected);
  });
});

test('of one message each recipient is told of as was asked for it, at once or after days, and nobody else', async () => {
  world = await createWorld();
  const domain = 'there.example';
  world.answer = (to) => {
    if (to.startsWith('gone')) return '550 5.1.1 User unknown';
    if (to.startsWith('full')) return '452 4.2.2 Mailbox full';
    return to.startsWith('passed') ? '250 2.0.0 Ok, DSN' : '250 2.0.0 Ok';
  };
  const asked: Readonly<Record<string, readonly Notify[] | null>> = {
    'gone-usual': null,
    'gone-never': ['never'],
    'gone-success': ['success'],
    'gone-failure': ['failure'],
    'full-usual': null,
    'full-never': ['never'],
    'full-delay': ['delay'],
    'full-failure': ['failure'],
    'taken-usual': null,
    'taken-never': ['never'],
    'taken-success': ['success', 'failure'],
    'passed-success': ['success'],
  };
  const recipients = Object.entries(asked).map(([name, notify]) => ({
    address: `${name}@${domain}`,
    notify,
    orcpt: `rfc822;first-${name}@old.example`,
  }));
  await world.submit([], { envelope: { recipients, envid: 'QQ314159', ret: 'full' } });
  await world.clock.pass(6 * day);
  const told = notices().map((notice) => {
    const text = textOf(notice);
    const names = (field: string): readonly string[] =>
      [...text.matchAll(new RegExp(`^${field}: rfc822; ([\\w-]+)@`, 'gm'))].map(([, name = '']) => name).toSorted();
    expect(names('Original-Recipient')).toEqual(names('Final-Recipient').map((name) => `first-${name}`));
    expect(text).toMatch(/^Original-Envelope-Id: QQ314159\r$/m);
    const [, action = ''] = /^Action: (\w+)/m.exec(text) ?? [];
    // RFC 3461 §4.3: RET is about failures.
    expect(text.includes('\r\n\r\nHi.\r\n')).toBe(action === 'failed');
    // What was not asked for stands in no part of it.
    expect(text).not.toContain('-never@');
    const when = notice.at < start + day ? 'first day' : 'last day';
    return { when, action, names: names('Final-Recipient') };
  });
  expect(told.toSorted((a, b) => (`${a.when} ${a.action}` < `${b.when} ${b.action}` ? -1 : 1))).toEqual([
    { when: 'first day', action: 'delayed', names: ['full-delay', 'full-usual'] },
    { when: 'first day', action: 'failed', names: ['gone-failure', 'gone-usual'] },
    { when: 'first day', action: 'relayed', names: ['taken-success'] },
    { when: 'last day', action: 'failed', names: ['full-failure', 'full-usual'] },
  ]);
});

describe('nobody is told of', () => {
  test('mail from <>, nor of a notice that fails itself', async () => {
    world = await createWorld();
    world.answer = () => '550 5.1.1 User unknown';
    await world.submit(['bob@there.example'], { from: '' });
    await world.submit(['carol@there.example']);
    await world.clock.pass(day);
    expect(notices()).toHaveLength(1);
    const [notice] = world.eventsOf('bounced').filter(({ recipient }) => recipient === 'ann@sender.example');
    expect(notice).toMatchObject({ sender: '', stream: 'notices' });
    expect(world.transactions).toHaveLength(3);
  });

  test('mail that a stranger handed in: there is no backscatter', async () => {
    world = await createWorld();
    world.answer = () => '550 5.1.1 User unknown';
    await world.submit(['bob@there.example'], { submission: { notifiable: false } });
    await world.clock.pass(day);
    expect(world.eventsOf('bounced')).toHaveLength(1);
    expect(notices()).toEqual([]);
  });
});

test.each(['Auto-Submitted: auto-generated', 'Precedence: bulk', 'List-Id: <news.sender.example>'])(
  'automatic mail (%s): a failure is told as of all mail, a delay only where NOTIFY=DELAY asks for it',
  async (field) => {
    world = await createWorld();
    world.answer = (to) => answers[to] ?? '250 2.0.0 Ok';
    const submission = { retry: { schedule: [0, 3 * hour], maxAge: 6 * hour } };
    const text = `From: ann@sender.example\r\n${field}\r\n\r\nHi.\r\n`;
    await world.submit(['slow@there.example'], { text, submission });
    await world.clock.pass(day);
    expect(actions()).toEqual(['failed']);
    await world.submit(['slow@there.example'], { text, submission, recipient: { notify: ['delay'] } });
    await world.clock.pass(day);
    expect(actions()).toEqual(['failed', 'delayed']);
  },
);

describe('a failure notice', () => {
  test('comes from <>, is true to RFC 3464 and 3834, and says what happened', async () => {
    world = await createWorld();
    world.answer = (to) => answers[to] ?? '250 2.0.0 Ok';
    const envelope = { envid: 'QQ+2B314159', ret: 'headers' } as const;
    const recipient = { orcpt: 'rfc822;Bob+2BJones@there.example' };
    await world.submit(['refused@there.example'], { envelope, recipient });
    await world.clock.pass(minute);
    const [notice] = notices();
    expect(notice?.message).toMatchObject({
      sender: '',
      recipients: [{ address: 'ann@sender.example', notify: ['never'] }],
    });
    const text = textOf(notice as Transaction);
    expect(text).toMatch(/^From: "Mail Delivery System" <mailer-daemon@out\.example>\r$/m);
    expect(text).toMatch(/^To: <ann@sender\.example>\r$/m);
    expect(text).toMatch(/^Auto-Submitted: auto-replied\r$/m);
    expect(text).toMatch(/^Original-Envelope-Id: QQ\+314159\r$/m);
    expect(text).toMatch(/^Original-Recipient: rfc822; Bob\+Jones@there\.example\r$/m);
    expect(text).toMatch(/^Remote-MTA: dns; mx\.there\.example\r$/m);
    expect(text).toMatch(/^Diagnostic-Code: smtp; 550 5\.1\.1 User unknown\r$/m);
    expect(text).toContain('There is no such mailbox.');
    expect(text).not.toContain('Hi.');
    expect(parse(notice?.message.body ?? '')).toMatchObject({
      kind: 'bounce',
      recipients: [{ recipient: 'refused@there.example', code: 550, verdict: { reason: 'user_unknown' } }],
    });
  });

  test.each([
    [
      'what the server lacks',
      { breakdown: 'unsupported', text: '550 5.6.7 SMTPUTF8 is required, but was not offered' },
    ],
    ['a server that is silent for good', { breakdown: 'timeout', text: '420 4.4.2 Timed out after 300 s' }],
  ] as const)('does not pass our own words off as an answer: %s', async (_what, change) => {
    world = await createWorld();
    world.answer = (to) =>
      to === 'bob@there.example' ? failure(change.text, { ...change, reply: null, stage: 'mail' }) : '250 2.0.0 Ok';
    await world.submit(['bob@there.example'], { submission: { retry: { maxAge: 6 * hour } } });
    await world.clock.pass(day);
    expect(notices().length).toBeGreaterThan(0);
    for (const text of notices().map((one) => textOf(one).replaceAll('\r\n ', ' '))) {
      expect(text).toContain(`Diagnostic-Code: x-hearback; ${change.text}`);
      expect(text).toContain('What our server noted at mx.there.example:');
      expect(text).not.toContain('answered');
    }
  });

  test('does not tell which name servers we ask, nor from where we send', async () => {
    world = await createWorld();
    world.routes = (domain) =>
      domain === 'there.example'
        ? {
            kind: 'unanswered',
            text: '451 4.4.3 DNS lookup failed temporarily for there.example: 10.0.0.53: SERVFAIL; ::1: timed out',
          }
        : routeTo(domain);
    await world.submit(['bob@there.example'], { submission: { retry: { maxAttempts: 1 } } });
    await world.clock.pass(day);
    const [text = ''] = notices().map(textOf);
    expect(text.replaceAll('\r\n ', ' ')).toContain(
      'Diagnostic-Code: x-hearback; 451 4.4.3 DNS lookup failed temporarily for there.example: SERVFAIL; timed out',
    );
    expect(text).not.toMatch(/10\.0\.0\.53|::1/);
  });

  test('names neither other recipients, nor what labels were for us, nor any address of a machine', async () => {
    world = await createWorld();
    world.answer = (to) => answers[to] ?? '250 2.0.0 Ok';
    const inside = 'X-Hearback-Campaign: secret-plan\r\nX-Hearback-Tags: vip\r\n';
    const accepted = await world.submit(['refused@there.example', 'taken@there.example', 'hidden@there.example'], {
      text: `From: ann@sender.example\r\nTo: refused@there.example\r\n${inside}Subject: Hello\r\n\r\nHi.\r\n`,
    });
    expect(accepted.kind).toBe('accepted');
    await world.clock.pass(hour);
    const text = textOf(notices()[0] as Transaction);
    expect(text).toContain('Final-Recipient: rfc822; refused@there.example');
    expect(text).toContain('Subject: Hello');
    expect(text).not.toMatch(/taken@|hidden@|secret-plan|X-Hearback|vip/i);
    expect(text).not.toMatch(/\b(?:\d{1,3}\.){3}\d{1,3}\b/);
  });

  test('returns the whole message where RET=FULL asks for it', async () => {
    world = await createWorld();
    world.answer = (to) => answers[to] ?? '250 2.0.0 Ok';
    await world.submit(['refused@there.example'], { envelope: { ret: 'full' } });
    await world.clock.pass(minute);
    expect(textOf(notices()[0] as Transaction)).toContain('\r\n\r\nHi.\r\n');
  });

  test('returns one of 8 bits whole, and is itself of 7', async () => {
    world = await createWorld();
    world.answer = (to) => answers[to] ?? '250 2.0.0 Ok';
    const type = 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit';
    const text = `From: ann@sender.example\r\nMIME-Version: 1.0\r\n${type}\r\n\r\nViele Grüße.\r\n`;
    await world.submit(['refused@there.example'], { text, envelope: { ret: 'full', eightBit: true } });
    await world.clock.pass(minute);
    const [notice] = notices();
    expect(textOf(notice as Transaction)).toMatch(/^[\t\r\n -~]*$/);
    const { attachments } = await PostalMime.parse(notice?.message.body ?? '', { forceRfc822Attachments: true });
    const returned = attachments.find(({ mimeType }) => mimeType === 'message/rfc822');
    expect((await PostalMime.parse(returned?.content ?? '')).text?.trim()).toBe('Viele Grüße.');
  });

  test('about an international address can go to a server that knows none (RFC 6533)', async () => {
    world = await createWorld();
    world.answer = (to) => (to === 'ann@sender.example' ? '250 2.0.0 Ok' : '550 5.1.1 Kein Empfänger');
    const recipient = { orcpt: 'utf-8;d\\x{F6}rte@there.example' };
    const text = 'From: ann@sender.example\r\nTo: dörte@there.example\r\nSubject: Grüße\r\n\r\nHi.\r\n';
    await world.submit(['dörte@there.example'], { text, envelope: { smtputf8: true, eightBit: true }, recipient });
    await world.clock.pass(minute);
    const [notice] = notices();
    expect(notice?.message).toMatchObject({ smtputf8: false, eightBit: false });
    expect(textOf(notice as Transaction)).toMatch(/^[\t\r\n -~]*$/);
    expect(parse(notice?.message.body ?? '')).toMatchObject({
      recipients: [{ recipient: 'dörte@there.example', original_recipient: 'dörte@there.example' }],
      message: { subject: 'Grüße' },
      problems: [],
    });
  });

  test('is one for all recipients that fail together, also at different servers', async () => {
    world = await createWorld();
    world.answer = (to) => (to.startsWith('refused') ? '550 5.1.1 User unknown' : '250 2.0.0 Ok');
    await world.submit(['refused1@one.example', 'refused2@one.example', 'refused@two.example', 'taken@two.example']);
    await world.clock.pass(minute);
    expect(notices()).toHaveLength(1);
    const parsed = parse(notices()[0]?.message.body ?? '');
    expect(parsed.recipients.map(({ recipient }) => recipient).toSorted()).toEqual([
      'refused1@one.example',
      'refused2@one.example',
      'refused@two.example',
    ]);
  });

  test('is one for those that fail within the time of collecting, however far apart', async () => {
    // One after the other, four seconds apart.
    const limits = new Map([['*', { connections: 1, recipientsPerMessage: 1, rate: 0.25 }]]);
    world = await createWorld({ settings: { limits } });
    world.answer = (to) => (to.startsWith('refused') ? '550 5.1.1 User unknown' : '250 2.0.0 Ok');
    await world.submit(['refused1@one.example', 'refused2@one.example', 'refused3@one.example']);
    await world.clock.pass(minute);
    expect(world.transactions.map(({ at }) => at - start)).toEqual([0, 4000, 8000, 10_000]);
    expect(parse(notices()[0]?.message.body ?? '').recipients).toHaveLength(3);
  });

  test('about the only recipient does not wait for others', async () => {
    world = await createWorld();
    world.answer = (to) => answers[to] ?? '250 2.0.0 Ok';
    await world.submit(['refused@there.example']);
    await world.clock.pass(1000);
    expect(notices()).toHaveLength(1);
  });

  test('is signed for the domain of its From', async () => {
    const privateKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const { sign } = createSigner({ keys: [{ domain: 'out.example', selector: 's', privateKey }] });
    // Keys work in a thread of their own, which the clock has to wait for.
    const clock = virtualClock(start);
    world = await createWorld({ clock, deps: { sign: (message) => clock.during(sign(message)) } });
    world.answer = (to) => answers[to] ?? '250 2.0.0 Ok';
    await world.submit(['refused@there.example']);
    await world.clock.pass(minute);
    expect(textOf(notices()[0] as Transaction)).toMatch(/^DKIM-Signature: .*\r\n d=out\.example; s=s;\r\n/);
  });

  test('is tried again like any mail, but given up earlier', async () => {
    world = await createWorld();
    world.answer = (to) => (to === 'ann@sender.example' ? '452 4.2.2 Mailbox full' : '550 5.1.1 User unknown');
    await world.submit(['bob@there.example']);
    await world.clock.pass(6 * day);
    const [expired] = world.eventsOf('expired');
    expect(expired).toMatchObject({ recipient: 'ann@sender.example', sender: '' });
    const age = (expired?.at ?? 0) - (world.eventsOf('accepted')[0]?.at ?? 0);
    expect(age).toBeGreaterThan(20 * hour);
    expect(age).toBeLessThanOrEqual(24 * hour);
  });
});

test('a clock that is ahead for a while makes no mail late', async () => {
  world = await createWorld();
  world.answer = (to) => (to.endsWith('there.example') ? '450 4.2.1 Try later' : '250 2.0.0 Ok');
  await world.submit(['bob@there.example']);
  await world.clock.pass(minute);
  world.clock.jump(5 * hour);
  await world.clock.pass(50 * minute);
  world.clock.jump(-5 * hour);
  await world.clock.pass(3 * hour);
  expect(actions()).toEqual([]);
  await world.clock.pass(hour);
  expect(actions()).toEqual(['delayed']);
});

test('who is to be told while a clock is ahead is told in time, also when it has been put right', async () => {
  const own = defaultSettings('out.example').notices;
  world = await createWorld({ settings: { safety: 20 * minute, notices: { ...own, collect: 10 * minute } } });
  world.answer = (to) => answers[to] ?? '250 2.0.0 Ok';
  await world.clock.pass(minute);
  world.clock.jump(300 * day);
  await world.submit(['refused@there.example', 'slow@there.example']);
  await world.clock.pass(11 * minute);
  expect(actions()).toEqual(['failed']);
  await world.submit(['refused@there.example', 'slow@there.example']);
  await world.clock.pass(minute);
  world.clock.jump(-300 * day);
  await world.clock.pass(hour);
  expect(actions()).toEqual(['failed', 'failed']);
});

test('words and the collecting time are settings', async () => {
  const own = defaultSettings('out.example').notices;
  const words = {
    ...own.words,
    sender: 'Zustelldienst',
    reasons: { undetermined: { what: 'Geht nicht.', advice: 'Ruf an.' } },
  };
  world = await createWorld({ settings: { notices: { ...own, words, collect: hour } } });
  world.answer = (to) => (to.endsWith('there.example') ? '550 5.1.1 User unknown' : '250 2.0.0 Ok');
  await world.submit(['a@there.example', 'b@there.example']);
  await world.clock.pass(50 * minute);
  expect(notices()).toEqual([]);
  await world.clock.pass(20 * minute);
  expect(textOf(notices()[0] as Transaction)).toMatch(/Geht nicht\./);
});

test('the content of a message is kept until its notice is written', async () => {
  world = await createWorld();
  world.answer = (to) => (to === 'ann@sender.example' ? '250 2.0.0 Ok' : '550 5.1.1 User unknown');
  await world.submit(['a@there.example', 'b@there.example'], { envelope: { ret: 'full' } });
  await world.clock.pass(minute);
  expect(textOf(notices()[0] as Transaction)).toContain('Subject: Hello');
});
