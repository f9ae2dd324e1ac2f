/** What is taken in, what is refused and how, what a message brings along, and when the answer comes. */
import { generateKeyPairSync } from 'node:crypto';
import { createSigner } from '@hearback/smtp';
import { afterEach, describe, expect, test } from 'vitest';
import { createWorld, hour, minute, type SubmissionChange, submissionOf, type World } from './engine.fixture.ts';
import type { EngineDeps } from './ports.ts';
import { defaultSettings } from './settings.ts';

let world: World;
afterEach(() => world.end());

const bodyOf = (index = 0): string => Buffer.from(world.transactions[index]?.message.body ?? '').toString();
const received = (count: number, by = 'elsewhere.example'): string =>
  'Received: from a.example\r\n by '.concat(by, ' with SMTP; Tue, 24 Nov 2026 09:00:00 +0000\r\n').repeat(count);

test.each<['http' | 'smtp', boolean]>([
  ['http', false],
  ['smtp', true],
])('by %s: a field Bcc that reaches the recipients, %s', async (origin, isKept) => {
  world = await createWorld();
  const text = 'From: ann@sender.example\r\nTo: bob@there.example\r\nBcc: eve@there.example\r\n\r\nHi.\r\n';
  await world.submit(['bob@there.example', 'eve@there.example'], { text, submission: { origin } });
  await world.clock.rest();
  expect(bodyOf().includes('Bcc: eve@there.example')).toBe(isKept);
  expect(bodyOf()).toContain('To: bob@there.example\r\n');
});

describe('refused with', () => {
  const cases: readonly (readonly [
    reply: string,
    why: string,
    to: readonly string[],
    change: Partial<SubmissionChange>,
  ])[] = [
    ['552 5.3.4', 'too large', ['bob@there.example'], { text: `Subject: x\r\n\r\n${'x'.repeat(3000)}\r\n` }],
    ['554 5.5.1', 'no recipient', [], {}],
    ['452 4.5.3', 'too many recipients', Array.from({ length: 11 }, (_, index) => `u${index}@there.example`), {}],
    ['554 5.4.6', 'more than 20 Received fields', ['bob@there.example'], { text: `${received(21)}\r\nHi.\r\n` }],
    ['554 5.4.6', 'six times here', ['bob@there.example'], { text: `${received(6, 'out.example')}\r\nHi.\r\n` }],
    ['554 5.6.0', 'no duration', ['bob@there.example'], { text: 'X-Hearback-Max-Age: soon\r\n\r\nHi.\r\n' }],
    ['554 5.6.0', 'no schedule', ['bob@there.example'], { text: 'X-Hearback-Retry-Schedule: 1,2,x\r\n\r\nHi.\r\n' }],
    ['554 5.6.0', 'no number', ['bob@there.example'], { text: 'X-Hearback-Max-Attempts: -1\r\n\r\nHi.\r\n' }],
    ['554 5.6.0', 'no such field', ['bob@there.example'], { text: 'X-Hearback-Steam: a\r\n\r\nHi.\r\n' }],
    [
      '554 5.6.0',
      'label too long',
      ['bob@there.example'],
      { text: `X-Hearback-List: ${'x'.repeat(300)}\r\n\r\nHi.\r\n` },
    ],
  ];

  test.each(cases)('%s: %s', async (reply, _why, to, change) => {
    world = await createWorld({ settings: { largestMessage: 2900, mostRecipients: 10, mostReceived: 20 } });
    const answer = await world.submit(to, { ...change, text: change.text ?? 'Subject: x\r\n\r\nHi.\r\n' });
    expect(answer.kind === 'refused' && `${answer.code} ${answer.status}`).toBe(reply);
  });

  test('452 4.3.1: no room, and a store that fails', async () => {
    let hasRoom = false;
    world = await createWorld({ deps: { hasRoom: () => hasRoom } });
    expect(await world.submit(['bob@there.example'])).toMatchObject({ kind: 'refused', code: 452, status: '4.3.1' });
    hasRoom = true;
    const failing = { ...world.store, commit: () => Promise.reject(new Error('disk full')) };
    const engine = await world.another({ store: failing, hasRoom: () => true });
    expect(await engine.accept(submissionOf(['bob@there.example']))).toMatchObject({ code: 452, status: '4.3.1' });
    expect(engine.stats().inMemory).toBe(0);
  });
});

test('451 4.3.0: a key that cannot sign is no reason to send without a signature', async () => {
  world = await createWorld({ deps: { sign: () => Promise.reject(new Error('bad key')) } });
  expect(await world.submit(['bob@there.example'])).toMatchObject({ kind: 'refused', code: 451, status: '4.3.0' });
  await world.clock.pass(minute);
  expect(world.transactions).toEqual([]);
});

test('a message passes five times, as lists and forwarders make it', async () => {
  world = await createWorld();
  expect((await world.submit(['bob@there.example'], { text: `${received(5, 'out.example')}\r\nHi.\r\n` })).kind).toBe(
    'accepted',
  );
});

describe('a recipient who is named twice', () => {
  test('gets one copy, counts once, and is told of as both asked', async () => {
    world = await createWorld();
    const named = submissionOf(['bob@there.example', 'carol@there.example', 'bob@there.example', 'Bob@there.example']);
    const recipients = named.envelope.recipients.map((one, index) =>
      index === 2 ? { ...one, notify: ['success' as const], orcpt: 'rfc822;bobby@there.example' } : one,
    );
    await world.engine.accept({ ...named, envelope: { ...named.envelope, recipients } });
    await world.clock.rest();
    expect(world.transactions.flatMap(({ message }) => message.recipients)).toEqual([
      { address: 'bob@there.example', notify: ['success', 'failure', 'delay'], orcpt: 'rfc822;bobby@there.example' },
      { address: 'carol@there.example', notify: null, orcpt: null },
      // Only the receiver may say what upper case means in a local part (RFC 5321 §2.4).
      { address: 'Bob@there.example', notify: null, orcpt: null },
    ]);
    for (const type of ['accepted', 'delivered'] as const)
      expect(world.eventsOf(type).map(({ recipient }) => recipient)).toEqual([
        'bob@there.example',
        'carol@there.example',
        'Bob@there.example',
      ]);
  });

  test.each([
    [['never'], ['never'], ['never']],
    [['never'], ['delay'], ['delay']],
    [['success'], ['failure'], ['success', 'failure']],
    [null, ['never'], null],
    [['success'], null, ['success', 'failure', 'delay']],
    [null, ['delay'], ['failure', 'delay']],
    [['failure'], null, null],
  ] as const)('NOTIFY=%s and NOTIFY=%s are NOTIFY=%s', async (first, second, both) => {
    world = await createWorld();
    const named = submissionOf(['bob@there.example', 'bob@there.example']);
    const recipients = named.envelope.recipients.map((one, index) => ({
      ...one,
      notify: index === 0 ? first : second,
    }));
    await world.engine.accept({ ...named, envelope: { ...named.envelope, recipients } });
    await world.clock.rest();
    expect(world.transactions.flatMap(({ message }) => message.recipients.map(({ notify }) => notify))).toEqual([both]);
  });
});

describe('the message as it leaves', () => {
  test('has Received on top, and Date and Message-ID where they were missing', async () => {
    world = await createWorld();
    const accepted = await world.submit(['bob@there.example'], { text: 'Subject: x\r\n\r\nHi.\r\n' });
    await world.clock.rest();
    const id = accepted.kind === 'accepted' ? accepted.id : '';
    expect(bodyOf()).toMatch(
      /^Received: by out\.example with HTTP id msg_[\w-]+;\r\n\tTue, 24 Nov 2026 09:00:00 \+0000\r\n/,
    );
    expect(bodyOf()).toContain(`Message-ID: <${id}@out.example>\r\n`);
    expect(bodyOf()).toMatch(/\r\nDate: Tue, 24 Nov 2026 09:00:00 \+0000\r\nSubject: x\r\n\r\nHi\.\r\n$/);
    expect((await world.store.message(id))?.headerMessageId).toBe(`<${id}@out.example>`);
  });

  test('names the client that handed it in by SMTP', async () => {
    world = await createWorld();
    const client = {
      ...{ session: 's1', address: '203.0.113.5', port: 4711, helo: 'laptop.example', esmtp: true, user: 'ann' },
      tls: { protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' },
    };
    await world.submit(['bob@there.example'], { submission: { client, origin: 'smtp' } });
    await world.clock.rest();
    expect(bodyOf()).toMatch(
      /^Received: from laptop\.example \(\[203\.0\.113\.5\]\)\r\n\tby out\.example with ESMTPSA id /,
    );
  });

  test('keeps every octet of what it had', async () => {
    world = await createWorld();
    const text =
      'Date: Tue, 24 Nov 2026 08:00:00 +0000\r\nMessage-ID: <a@b>\r\nX-Odd:  two  blanks\t\r\n\r\n.\r\n..\r\n\u00e9\r\n';
    await world.submit(['bob@there.example'], { text });
    await world.clock.rest();
    expect(bodyOf().endsWith(text)).toBe(true);
  });
});

describe('a line that SMTP does not carry', () => {
  const long = 'word '.repeat(400).trim();
  const typed = (type: string, ...lines: readonly string[]): string =>
    ['From: ann@sender.example', 'MIME-Version: 1.0', `Content-Type: ${type}`, '', ...lines, ''].join('\r\n');

  test('is encoded before the message is signed and stored, and the ledger says so', async () => {
    const signed: string[] = [];
    const sign: EngineDeps['sign'] = async (body) => {
      signed.push(Buffer.from(body).toString('latin1'));
      return Buffer.from('DKIM-Signature: v=1\r\n');
    };
    world = await createWorld({ deps: { sign } });
    const theirs = 'DKIM-Signature: v=1; d=other.example; s=s1\r\n';
    await world.submit(['bob@there.example'], { text: `${theirs}${typed('text/html; charset=utf-8', long)}` });
    await world.clock.rest();
    const sent = bodyOf();
    expect(Math.max(...sent.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(sent.endsWith(signed[0] ?? '-')).toBe(true);
    expect(sent.replaceAll('=\r\n', '')).toContain(long);
    expect(world.eventsOf('accepted')[0]?.reply?.text).toBe(
      'Encoded anew, for it had a line of 1999 octets, of which SMTP carries 998; ' +
        'the DKIM signature of other.example (selector s1) may not hold any more',
    );
  });

  test('is refused where its part is signed as it stands', async () => {
    world = await createWorld();
    const text = typed('multipart/signed; boundary=b', '--b', '', long, '--b--');
    expect(await world.submit(['bob@there.example'], { text })).toEqual({
      kind: 'refused',
      code: 554,
      status: '5.6.0',
      text:
        'The message has a line of 1999 octets, of which SMTP carries 998, and cannot be encoded: ' +
        'a long line in multipart/signed',
    });
  });

  test('of 998 octets is none', async () => {
    world = await createWorld();
    const text = typed('multipart/signed; boundary=b', '--b', '', 'x'.repeat(998), '--b--');
    await world.submit(['bob@there.example'], { text });
    await world.clock.rest();
    expect(bodyOf()).toContain(`\r\n${'x'.repeat(998)}\r\n`);
    expect(world.eventsOf('accepted')[0]?.reply).toBeNull();
  });
});

describe('labels', () => {
  const fields =
    'X-Hearback-Stream: news\r\nX-HEARBACK-LIST: weekly\r\nx-hearback-campaign: c1\r\nX-Hearback-Tags: a,\r\n b\r\n';

  test('are read from the header and cut out of it', async () => {
    world = await createWorld();
    await world.submit(['bob@there.example'], {
      text: `From: a@b\r\n${fields}Subject: x\r\n\r\nX-Hearback-List: stays\r\n`,
    });
    await world.clock.rest();
    expect(world.eventsOf('delivered')).toMatchObject([
      { stream: 'news', list: 'weekly', campaign: 'c1', tags: ['a', 'b'] },
    ]);
    expect(bodyOf()).toMatch(/From: a@b\r\nSubject: x\r\n\r\nX-Hearback-List: stays\r\n$/);
  });

  test('of the submission go before', async () => {
    world = await createWorld();
    const submission = { labels: { stream: 'receipts', tags: [] } };
    await world.submit(['bob@there.example'], { text: `${fields}\r\nHi.\r\n`, submission });
    await world.clock.rest();
    expect(world.eventsOf('delivered')).toMatchObject([{ stream: 'receipts', list: 'weekly', tags: [] }]);
  });

  test('choose the stream’s source and policy', async () => {
    const sources = new Map([
      ['default', { name: 'default', address: null, ehlo: 'out.example' }],
      ['bulk', { name: 'bulk', address: '198.51.100.9', ehlo: 'bulk.example' }],
    ]);
    const streams = new Map([['news', { sources: ['bulk'], delayNoticeAfter: null }]]);
    world = await createWorld({ settings: { sources, streams } });
    world.answer = (to) => (to.endsWith('there.example') ? '450 4.7.1 Greylisted' : '250 2.0.0 Ok');
    await world.submit(['bob@there.example'], { text: `${fields}\r\nHi.\r\n` });
    await world.clock.pass(6 * hour);
    expect(world.eventsOf('deferred')[0]).toMatchObject({ source_ip: '198.51.100.9' });
    expect(world.eventsOf('delayed_notice')).toEqual([]);
  });
});

describe('a suppressed recipient', () => {
  const suppressed = async (addresses: readonly string[]) =>
    addresses.map((address) =>
      address.startsWith('dead') ? { reason: 'user_unknown', why: 'Two hard bounces.' } : null,
    );

  test('is left out, with an event; the others get the message', async () => {
    world = await createWorld({ deps: { suppressed } });
    const accepted = await world.submit(['dead@there.example', 'bob@there.example']);
    await world.clock.pass(minute);
    expect(accepted).toMatchObject({ kind: 'accepted', suppressed: ['dead@there.example'] });
    expect(world.transactions.map(({ message }) => message.recipients.map(({ address }) => address))).toEqual([
      ['bob@there.example'],
    ]);
    expect(world.eventsOf('suppressed_send')).toMatchObject([{ recipient: 'dead@there.example' }]);
    expect(world.eventsOf('accepted')).toMatchObject([{ recipient: 'bob@there.example' }]);
  });

  test('alone: nothing is sent and nothing waits', async () => {
    world = await createWorld({ deps: { suppressed } });
    expect((await world.submit(['dead@there.example'])).kind).toBe('accepted');
    await world.clock.pass(minute);
    expect(world.transactions).toEqual([]);
    expect(await world.store.counts(world.clock.now())).toMatchObject({ waiting: 0, leased: 0 });
  });

  test('that is the only one: the message is taken once under its key, as any other', async () => {
    world = await createWorld({ deps: { suppressed } });
    const submit = (fingerprint: string) =>
      world.submit(['dead@there.example'], { submission: { idempotency: { key: 'k', fingerprint } } });
    const first = await submit('f');
    expect(first).toMatchObject({ kind: 'accepted', suppressed: ['dead@there.example'] });
    expect(await submit('f')).toEqual({ kind: 'repeated', id: first.kind === 'accepted' ? first.id : null });
    expect(await submit('g')).toEqual({ kind: 'mismatched' });
    await world.clock.pass(hour);
    expect(world.eventsOf('suppressed_send')).toHaveLength(1);
    expect(world.transactions).toEqual([]);
    expect(await world.store.verify(true)).toEqual([]);
    expect(world.engine.stats()).toMatchObject({ inMemory: 0, bodyOctets: 0 });
  });

  describe('where suppression is told', () => {
    const { defaults } = defaultSettings('out.example');
    const refusing = () =>
      createWorld({ deps: { suppressed }, settings: { defaults: { ...defaults, suppressed: 'refuse' } } });
    const notices = () => world.transactions.filter(({ message }) => message.sender === '');

    test('makes a message for nobody else fail', async () => {
      world = await refusing();
      const answer = await world.submit(['dead@there.example', 'dead2@there.example']);
      expect(answer).toEqual({
        ...{ kind: 'refused', code: 550, status: '5.7.1' },
        text: 'dead@there.example and 1 more: Suppressed (user_unknown): Two hard bounces.',
      });
      expect(world.events).toEqual([]);
    });

    test('does not keep the message from the others; by SMTP the sender gets a notice of failure', async () => {
      world = await refusing();
      const submission = { origin: 'smtp' } as const;
      const answer = await world.submit(['dead@there.example', 'bob@there.example'], { submission });
      expect(answer).toMatchObject({ kind: 'accepted', suppressed: ['dead@there.example'] });
      await world.clock.pass(minute);
      expect(world.eventsOf('delivered').map(({ recipient }) => recipient)).toContain('bob@there.example');
      expect(world.eventsOf('suppressed_send')).toMatchObject([{ recipient: 'dead@there.example' }]);
      const text = notices().map(({ message }) => Buffer.from(message.body).toString())[0] ?? '';
      expect(text).toContain('Final-Recipient: rfc822; dead@there.example\r\nAction: failed\r\nStatus: 5.7.1\r\n');
      expect(text).toContain('Earlier mail to this address failed, so we did not send this one.');
      expect(text).not.toContain('bob@there.example');
    });

    test('by HTTP the answer tells it, and after NOTIFY=NEVER nothing does', async () => {
      world = await refusing();
      const to = ['dead@there.example', 'bob@there.example'];
      expect(await world.submit(to)).toMatchObject({ kind: 'accepted', suppressed: ['dead@there.example'] });
      await world.submit(to, { submission: { origin: 'smtp' }, recipient: { notify: ['never'] } });
      await world.clock.pass(minute);
      expect(world.eventsOf('delivered')).toHaveLength(2);
      expect(notices()).toEqual([]);
    });
  });
});

test('the same key gives the same message; with other content nothing is taken', async () => {
  world = await createWorld();
  const idempotency = { key: 'k1', fingerprint: 'f1' };
  const first = await world.submit(['bob@there.example'], { submission: { idempotency } });
  const again = await world.submit(['bob@there.example'], { submission: { idempotency } });
  const other = await world.submit(['bob@there.example'], {
    submission: { idempotency: { key: 'k1', fingerprint: 'f2' } },
  });
  await world.clock.rest();
  expect(again).toEqual({ kind: 'repeated', id: first.kind === 'accepted' ? first.id : '' });
  expect(other).toEqual({ kind: 'mismatched' });
  expect(world.transactions).toHaveLength(1);
  expect(world.engine.stats().inMemory).toBe(0);
});

test('the subject is stored for people, the author’s domain signs', async () => {
  const privateKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const keys = ['bank.example', 'sender.example'].map((domain) => ({ domain, selector: 's', privateKey }));
  world = await createWorld({ deps: { sign: createSigner({ keys }).sign } });
  const text =
    'From: "Evil <x@bank.example>" (<y@bank.example>) <ann@sender.example>\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\nHi.\r\n';
  const accepted = await world.submit(['bob@there.example'], { text });
  await world.clock.rest();
  const message = await world.store.message(accepted.kind === 'accepted' ? accepted.id : '');
  expect(message?.subject).toBe('Grüße');
  expect(bodyOf().match(/\bd=[^;]+/g)).toEqual(['d=sender.example']);
});

test('what a stranger writes to our postmaster is not signed as ours, and its fields are not obeyed', async () => {
  const privateKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const keys = [{ domain: 'sender.example', selector: 's', privateKey }];
  world = await createWorld({ deps: { sign: createSigner({ keys }).sign } });
  const text = 'From: boss@sender.example\r\nX-Hearback-List: news\r\nX-Hearback-No: 1\r\n\r\nPay this.\r\n';
  const submission = { origin: 'smtp', submitter: null, notifiable: false, ours: false } as const;
  const accepted = await world.submit(['admin@there.example'], { text, submission });
  await world.clock.rest();
  expect(await world.store.message(accepted.kind === 'accepted' ? accepted.id : '')).toMatchObject({ list: null });
  expect(bodyOf()).toMatch(/^Received: /);
  expect(bodyOf()).not.toMatch(/DKIM-Signature|X-Hearback/);
});
