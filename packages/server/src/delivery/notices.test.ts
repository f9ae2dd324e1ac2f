/** RFC 3461, 3464, 3834: who is told what, by what kind of message. */
import { parse } from '@hearback/bounce';
import type { Notify } from '@hearback/smtp';
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

describe('a notice that ends the process while it is written', () => {
  /** As a later life finds it, after so many deaths. */
  const after = (deaths: number) => {
    const seen: string[] = [];
    const begin = (name: string) => {
      seen.push(`${name} begins`);
      return () => seen.push(`${name} ends`);
    };
    return { seen, writing: { deathsOf: () => deaths, begin, close: () => {} } };
  };
  const tell = async (deaths: number): Promise<readonly string[]> => {
    const { seen, writing } = after(deaths);
    world = await createWorld({ deps: { writing } });
    world.answer = (to) => answers[to] ?? '250 2.0.0 Ok';
    const text = 'From: ann@sender.example\r\nSubject: What kills\r\n\r\nHi.\r\n';
    await world.submit(['refused@there.example'], { text });
    await world.clock.pass(minute);
    return seen;
  };

  test('is named while it is, and whole for two deaths', async () => {
    expect(await tell(2)).toEqual([expect.stringMatching(/^[0-9a-f]{32} begins$/), expect.stringMatching(/ ends$/)]);
    expect(notices().map(textOf)).toEqual([expect.stringContaining('Subject: What kills')]);
  });

  test('is written without the message from the third on: the sender is told all the same', async () => {
    await tell(3);
    const [text = ''] = notices().map(textOf);
    expect(text).toContain('Final-Recipient: rfc822; refused@there.example');
    expect(text).not.toContain('What kills\r\n\r\nHi.');
    expect(parse(Buffer.from(text)).recipients).toMatchObject([{ verdict: { reason: 'user_unknown' } }]);
  });

  test('is given up when that ends it three times too, with an event that says so', async () => {
    expect(await tell(6)).toEqual([]);
    expect(notices()).toEqual([]);
    const [dropped] = world.eventsOf('suppressed_send');
    expect(dropped?.reply?.text).toBe('No notice: it could not be written.');
  });
});

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

  test('about the only recipient does not wait for others', async () => {
    world = await createWorld();
    world.answer = (to) => answers[to] ?? '250 2.0.0 Ok';
    await world.submit(['refused@there.example']);
    await world.clock.pass(1000);
    expect(notices()).toHaveLength(1);
  });

  test('is signed for the domain of its From', async () => {
    const signed: string[] = [];
    const sign = async (_body: Uint8Array, domain: string): Promise<Uint8Array> => {
      signed.push(domain);
      return Buffer.from(`DKIM-Signature: v=1; d=${domain}\r\n`);
    };
    world = await createWorld({ deps: { sign } });
    world.answer = (to) => answers[to] ?? '250 2.0.0 Ok';
    await world.submit(['refused@there.example']);
    await world.clock.pass(minute);
    expect(signed).toEqual(['sender.example', 'out.example']);
    expect(textOf(notices()[0] as Transaction)).toMatch(/^DKIM-Signature: v=1; d=out\.example\r\n/);
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

describe('beyond ten notices an hour', () => {
  const toAnn = (): readonly Transaction[] =>
    notices().filter(({ message }) => message.recipients[0]?.address === 'ann@sender.example');
  /** Recipients of all mails to the sender, single notices and lists, in the words of another program. */
  const toldOf = async (): Promise<readonly string[]> => {
    const told = await Promise.all(
      toAnn().map(async ({ message }) => {
        const { attachments } = await PostalMime.parse(message.body);
        const table = attachments.find(({ mimeType }) => mimeType === 'text/csv');
        if (table === undefined) return parse(message.body).recipients.map(({ recipient }) => recipient ?? '');
        const rows = Buffer.from(table.content as ArrayBuffer)
          .toString()
          .trimEnd()
          .split('\r\n')
          .slice(1);
        return rows.map((row) => row.split(',')[4] ?? '');
      }),
    );
    return told.flat().toSorted();
  };
  const refuseAll = (): void => {
    world.answer = (to) => (to.endsWith('there.example') ? '550 5.1.1 User unknown' : '250 2.0.0 Ok');
  };
  const campaign = async (count: number, from = 0): Promise<readonly string[]> => {
    const addresses = Array.from(
      { length: count },
      (_, index) => `nobody${String(from + index).padStart(4, '0')}@there.example`,
    );
    for (const [index, address] of addresses.entries())
      await world.submit([address], { text: `From: ann@sender.example\r\nSubject: Offer ${index}\r\n\r\nHi.\r\n` });
    return addresses;
  };

  test('the last of the hour lists all that is due: nothing is lost, nobody is flooded', async () => {
    world = await createWorld();
    refuseAll();
    const addresses = await campaign(200);
    await world.submit(['nobody@there.example'], { from: 'carol@sender.example' });
    await world.clock.pass(3 * hour);
    expect(await toldOf()).toEqual(addresses);
    expect(toAnn().filter(({ at }) => at < start + hour)).toHaveLength(10);
    expect(toAnn().length).toBeLessThanOrEqual(12);
    expect(notices()).toHaveLength(toAnn().length + 1);
    expect(world.eventsOf('suppressed_send')).toEqual([]);
  });

  test('the list is for people: each message by its subject, each recipient with what happened and the answer', async () => {
    world = await createWorld();
    refuseAll();
    await campaign(20);
    await world.clock.pass(2 * hour);
    const [list] = toAnn().filter(({ message }) => !textOf({ message } as Transaction).includes('multipart/report'));
    if (list === undefined) throw new Error('no list was sent');
    expect(list.message.sender).toBe('');
    const { text = '', subject, headers } = await PostalMime.parse(list.message.body);
    expect(subject).toBe('What became of 11 of your messages');
    expect(headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }));
    expect(text).toContain('Offer 19 (Tue, 24 Nov 2026');
    expect(text).toContain('nobody0019@there.example: There is no such mailbox.');
    expect(text).toContain('mx.there.example: 550 5.1.1 User unknown');
  });

  test('what is put off waits on the disk: a process that takes over tells the rest, once', async () => {
    world = await createWorld({ settings: { safety: minute } });
    refuseAll();
    const addresses = await campaign(10);
    await world.clock.pass(minute);
    const more = await campaign(30, 10);
    await world.clock.pass(minute);
    expect(toAnn()).toHaveLength(10);
    await world.engine.stop();
    await world.another();
    await world.clock.pass(2 * hour);
    // It knows of no notice before its own.
    expect(toAnn()).toHaveLength(20);
    expect(await toldOf()).toEqual([...addresses, ...more]);
  });

  test('a delay is put off like a failure', async () => {
    world = await createWorld();
    world.answer = (to) => (to.endsWith('there.example') ? '452 4.2.2 Mailbox full' : '250 2.0.0 Ok');
    await campaign(12);
    await world.clock.pass(4 * hour + 2 * minute);
    await campaign(0);
    await world.clock.pass(2 * hour);
    const told = await toldOf();
    expect(new Set(told).size).toBe(12);
    expect(told).toHaveLength(12);
    expect(toAnn()).toHaveLength(10);
  });

  test('an hour later there are notices again', async () => {
    world = await createWorld();
    refuseAll();
    await campaign(10);
    await world.clock.pass(2 * hour);
    await campaign(1, 10);
    await world.clock.pass(minute);
    expect(toAnn().map(textOf)).toEqual(Array.from({ length: 11 }, () => expect.stringContaining('multipart/report')));
  });

  test('what strangers wrote adds no line and no formula to a list', async () => {
    const own = defaultSettings('out.example').notices;
    world = await createWorld({ settings: { notices: { ...own, perHour: 1 } } });
    world.answer = (to) =>
      to.endsWith('there.example') ? '550 5.1.1 =cmd("x")\n550 5.1.1 \u202eevil\r\n--b' : '250 Ok';
    for (const name of ['a', 'b'])
      await world.submit([`${name}@there.example`], {
        text: 'From: ann@sender.example\r\nSubject: =?utf-8?q?=3D1+1=0D=0ABcc=3A_x?=\r\n\r\nHi.\r\n',
      });
    await world.clock.pass(2 * hour);
    const [list] = toAnn();
    const { attachments, headers, text = '' } = await PostalMime.parse(list?.message.body ?? '');
    expect(headers.map(({ key }) => key)).not.toContain('bcc');
    expect(text).not.toMatch(/^Bcc|^--b|\u202e/m);
    const table = Buffer.from(attachments[0]?.content as ArrayBuffer).toString();
    expect(table.trimEnd().split('\r\n')).toHaveLength(3);
    expect(table).toContain(",'=1+1 Bcc: x,");
  });
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
