/**
 * Who relays through us: the 33 forms by which strangers ask a server to hand on their mail, against the real receiver with
 * the real handler. None is handed on without permission.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { type Client, listen, noSenderParameters, type Receiver } from '@hearback/smtp';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Submission } from '../delivery/submission.ts';
import { createSubmissionHandler } from './handler.ts';
import { createPermission, type PermissionSettings } from './permission.ts';
import { asAnybody } from './sends-as.ts';

const ours = { name: 'mail.ours.example', ip: '127.0.0.1' };
const settings: PermissionSettings = {
  trustedNetworks: [],
  trusted: asAnybody,
  ownDomains: [ours.name, 'ours.example', 'bounces.ours.example', 'bücher.example'],
  postmaster: 'admin@elsewhere.example',
  users: [
    { name: 'ann', password: '', senders: ['ann@ours.example', '@news.ours.example'], authors: [], stream: null },
    { name: 'forms', password: '', senders: ['forms@ours.example'], authors: ['*'], stream: null },
    { name: 'team', password: '', senders: ['*'], authors: ['@ours.example'], stream: null },
    { name: 'root', password: '', senders: ['*'], authors: [], stream: 'system' },
  ],
};
let permission = createPermission(settings);
let accepted: Submission[] = [];
let receiver: Receiver;

const handler = createSubmissionHandler({
  permission: () => permission,
  accept: async (submission) => {
    accepted.push(submission);
    return { kind: 'accepted', id: 'msg_1', suppressed: [] };
  },
  full: () => null,
  log: pino({ level: 'silent' }),
});

beforeAll(async () => {
  receiver = await listen({ hostname: ours.name, address: '127.0.0.1', port: 0, tls: null }, handler);
});
afterAll(() => receiver.close());
beforeEach(() => {
  accepted = [];
  permission = createPermission(settings);
});

/** Replies of one dialogue, the last line of each; a command is sent when its predecessor was answered. */
async function dialogue(...commands: readonly (string | Buffer)[]): Promise<string[]> {
  const socket: Socket = connect(receiver.port, '127.0.0.1');
  const replies: string[] = [];
  const waiting = [...commands, 'QUIT'];
  createInterface({ input: socket }).on('line', (line) => {
    if (line[3] === '-') return;
    replies.push(line);
    const next = waiting.shift();
    if (next !== undefined) socket.write(Buffer.concat([Buffer.from(next), Buffer.from('\r\n')]));
  });
  await once(socket, 'close');
  return replies;
}

/** One message from a stranger: the replies to MAIL and RCPT, and what came of it. */
async function attempt(sender: string, recipient: string, parameters = '', smtputf8 = false) {
  const replies = await dialogue(
    'EHLO stranger.example',
    `MAIL FROM:<${sender}>${smtputf8 ? ' SMTPUTF8' : ''}`,
    `RCPT TO:${recipient}${parameters}`,
    'DATA',
    'Subject: x\r\n\r\nx\r\n.',
  );
  return { mail: replies[2] ?? '', rcpt: replies[3] ?? '' };
}

const [v, x, ip, srv] = ['victim', 'foreign.example', ours.ip, ours.name];
type Form = readonly [sender: string, recipient: string, parameters?: string, smtputf8?: boolean];
const nmap: readonly Form[] = [
  ['', `<${v}@${x}>`],
  ['someone@stranger.example', `<${v}@${x}>`],
  [`someone@${srv}`, `<${v}@${x}>`],
  [`someone@[${ip}]`, `<${v}@${x}>`],
  [`someone@[${ip}]`, `<${v}%${x}@[${ip}]>`],
  [`someone@[${ip}]`, `<${v}%${x}@${srv}>`],
  [`someone@[${ip}]`, `<"${v}@${x}">`],
  [`someone@[${ip}]`, `<"${v}%${x}">`],
  [`someone@[${ip}]`, `<${v}@${x}@[${ip}]>`],
  [`someone@[${ip}]`, `<"${v}@${x}"@[${ip}]>`],
  [`someone@[${ip}]`, `<${v}@${x}@${srv}>`],
  [`someone@[${ip}]`, `<@[${ip}]:${v}@${x}>`],
  [`someone@[${ip}]`, `<@${srv}:${v}@${x}>`],
  [`someone@[${ip}]`, `<${x}!${v}>`],
  [`someone@[${ip}]`, `<${x}!${v}@[${ip}]>`],
  [`someone@[${ip}]`, `<${x}!${v}@${srv}>`],
];
const more: readonly Form[] = [
  ['', `<${v}@${x}.>`],
  ['', `<${v}@FOREIGN.EXAMPLE>`],
  ['', `<${v}@[192.0.2.1]>`],
  ['', `<${v}@[IPv6:2001:db8::1]>`],
  ['', `<${v}@${x} >`],
  ['', `<${v}@${x}\0>`],
  ['', `<${v}@${x}\t>`],
  ['', `${v}@${x} (c)`],
  ['', `<@a.example,@${srv}:${v}@${x}>`],
  ['', `<${srv}!${x}!${v}>`],
  ['', `<${v}%${x}%${srv}@${srv}>`],
  ['', `<${v}@${srv}@${x}>`],
  ['', `<${v}@ours。example>`, '', true],
  ['', `<${v}@οurs.example>`, '', true],
  ['', `<${v}%40${x}@ours.example>`],
  ['', '<>'],
  ['', `<b+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@${x}>`],
  ['', `<x@${x}>`, ` ORCPT=rfc822;${v}@${x}`],
  ['b+aaaa@bounces.ours.example', '<b+aaaa@bounces.ours.example>'],
];

describe('a stranger', () => {
  it.each([...nmap, ...more].map((form) => ({ form })))(
    'is relayed nowhere: $form',
    async ({ form: [sender, recipient, parameters, utf8] }) => {
      const { rcpt } = await attempt(sender, recipient, parameters, utf8);
      expect(rcpt).toMatch(/^(550 5\.7\.1|550 5\.1\.1|501 5\.[15]\.\d|553 5\.\d\.\d|500 5\.5\.\d|555 5\.5\.4) /);
      expect(accepted).toEqual([]);
    },
  );

  it('hears why', async () => {
    expect((await attempt('', `<${v}@${x}>`)).rcpt).toBe(
      '550 5.7.1 Relaying denied: log in, or send from a trusted network',
    );
  });

  it.each(['<postmaster>', '<Postmaster>', `<postmaster@${srv}>`, '<postmaster@OURS.example>'])(
    'reaches our postmaster as %s, at the address that was set, and gets no notices',
    async (recipient) => {
      expect((await attempt('someone@stranger.example', recipient)).rcpt).toMatch(/^250 /);
      expect(accepted.map(({ envelope }) => envelope.recipients.map(({ address }) => address))).toEqual([
        ['admin@elsewhere.example'],
      ]);
      expect(accepted[0]).toMatchObject({ notifiable: false, ours: false });
    },
  );

  it('reaches nobody as postmaster when none is set, nor another domain’s', async () => {
    expect((await attempt('', `<postmaster@${x}>`)).rcpt).toMatch(/^550 5\.7\.1 /);
    permission = createPermission({ ...settings, postmaster: null });
    expect((await attempt('', '<postmaster>')).rcpt).toMatch(/^550 5\.7\.1 /);
    expect(accepted).toEqual([]);
  });
});

describe('a trusted network', () => {
  beforeEach(() => {
    permission = createPermission({ ...settings, trustedNetworks: ['127.0.0.0/8'] });
  });

  it('hands in mail for anybody, and is told what became of it', async () => {
    expect((await attempt('ann@ours.example', `<${v}@${x}>`)).rcpt).toMatch(/^250 /);
    expect(accepted).toMatchObject([
      { submitter: null, notifiable: true, ours: true, envelope: { sender: 'ann@ours.example' } },
    ]);
  });

  it('that may send as some sends as nobody else, in the envelope and in the message', async () => {
    const trusted = { senders: ['@ours.example'], authors: [] };
    permission = createPermission({ ...settings, trustedNetworks: ['127.0.0.0/8'], trusted });
    expect((await attempt('eve@evil.example', `<${v}@${x}>`)).rcpt).toBe(
      '553 5.7.1 127.0.0.1 may not send as <eve@evil.example>',
    );
    const [open, end] = [['EHLO c', 'MAIL FROM:<ann@ours.example>', `RCPT TO:<${v}@${x}>`, 'DATA'], '\r\n\r\nx\r\n.'];
    expect((await dialogue(...open, `From: boss@bank.example${end}`))[5]).toBe(
      '550 5.7.1 127.0.0.1 may not send as <boss@bank.example>, which stands in From',
    );
    expect(accepted).toEqual([]);
    expect((await dialogue(...open, `From: boss@ours.example${end}`))[5]).toMatch(/^250 /);
    expect((await attempt('', `<${v}@${x}>`)).rcpt).toMatch(/^250 /);
    expect(accepted).toHaveLength(2);
  });

  it('finds no mailboxes here, by any name of ours', async () => {
    for (const recipient of [`<${v}%${x}@${srv}>`, '<jo@ours.example>', '<jo@xn--bcher-kva.example>'])
      expect((await attempt('', recipient)).rcpt).toBe('550 5.1.1 This server keeps no mailboxes');
    expect(accepted).toEqual([]);
  });
});

describe('a user', () => {
  const client = (user: string | null): Client => ({
    session: 's1',
    address: '203.0.113.9',
    port: 1,
    helo: 'h.example',
    esmtp: true,
    tls: null,
    user,
  });

  it.each([
    ['ann', 'ann@ours.example', true],
    ['ann', 'ANN@ours.example', true],
    ['ann', 'anyone@news.ours.example', true],
    ['ann', '', true],
    ['ann', 'eve@ours.example', false],
    ['ann', 'eve@evil-news.ours.example', false],
    ['ann', 'news.ours.example', false],
    ['root', 'who@ever.example', true],
  ])('%s as <%s>: %s', async (user, sender, may) => {
    const refusal = await handler.mail?.(sender, noSenderParameters, client(user));
    expect(refusal).toEqual(may ? null : { code: 553, status: '5.7.1', text: `${user} may not send as <${sender}>` });
  });

  const handIn = (user: string | null, head: string) => {
    const envelope = { ...noSenderParameters, sender: 'ann@ours.example', recipients: [] };
    const body = Buffer.from(`${head}\r\n\r\nFrom: boss@bank.example`);
    return handler.message({ envelope, body, receivedAt: 0 }, client(user));
  };

  it.each([
    ['ann', 'From: Boss <boss@bank.example>', 'boss@bank.example', 'From'],
    ['ann', 'From: ann@ours.example, "The boss" <boss@ours.example>', 'boss@ours.example', 'From'],
    ['ann', 'From: ann@ours.example\r\nFROM : boss@bank.example', 'boss@bank.example', 'From'],
    ['ann', 'From: ann@ours.example\r\nSender: boss@bank.example', 'boss@bank.example', 'Sender'],
    ['ann', 'From: ann@ours.example\r\nResent-From: boss@bank.example', 'boss@bank.example', 'Resent-From'],
    ['ann', 'From: boss@bank.example\r\nResent-From: ann@ours.example', 'boss@bank.example', 'From'],
    ['ann', 'From: boss@bank.example <ann@ours.example>', 'boss@bank.example', 'From'],
    ['team', 'From: boss@bank.example', 'boss@bank.example', 'From'],
  ])('%s may not send as another author: %s', async (user, head, address, field) => {
    const text = `${user} may not send as <${address}>, which stands in ${field}`;
    expect(await handIn(user, head)).toEqual({ code: 550, status: '5.7.1', text });
    expect(accepted).toEqual([]);
  });

  it.each([
    'From: <boss@bank.example> <ann@ours.example>',
    `Subject: ${'x'.repeat(300_000)}\r\nFrom: boss@bank.example`,
  ])('nor as nobody knows whom: %.60s', async (head) => {
    expect(await handIn('ann', head)).toMatchObject({ code: 550, status: '5.7.1' });
    expect(accepted).toEqual([]);
  });

  it.each([
    ['ann', 'From: "boss@bank.example" <ANN@Ours.example> (for boss@bank.example)\r\nReply-To: boss@bank.example'],
    ['ann', 'From: Ann <ann@ours.example>, x@news.ours.example\r\nSender: ann@ours.example'],
    ['ann', 'From: ann@ours.example\r\nResent-From: ann@ours.example\r\nResent-From: boss@bank.example'],
    ['ann', 'Subject: nobody named'],
    ['forms', 'From: visitor@elsewhere.example'],
    ['team', 'From: ann@ours.example'],
    ['root', 'From: boss@bank.example'],
    [null, 'From: boss@bank.example'],
  ])('%s may: %s', async (user, head) => {
    expect(await handIn(user, head)).toMatchObject({ code: 250 });
    expect(accepted).toHaveLength(1);
  });

  it('who is taken out of the settings may no longer', async () => {
    permission = createPermission({ ...settings, users: [] });
    const recipient = { address: 'v@foreign.example', notify: null, orcpt: null };
    expect(await handler.rcpt(recipient, '', client('ann'), [])).toMatchObject({ code: 550, status: '5.7.1' });
  });

  it.each([
    ['Subject: a\r\n\r\nX-Hearback-Stream: body', { stream: 'system' }],
    ['X-Hearback-Stream: news\r\n\r\n', {}],
  ])('has a stream, unless the message names one: %j', async (body, labels) => {
    const envelope = { ...noSenderParameters, sender: '', recipients: [] };
    await handler.message({ envelope, body: Buffer.from(body), receivedAt: 0 }, client('root'));
    expect(accepted).toMatchObject([{ labels, submitter: 'root' }]);
    expect(accepted[0]?.labels).toEqual(labels);
  });
});

describe('the reply to the final dot', () => {
  const submit = async (
    outcome: () => Promise<Awaited<ReturnType<Parameters<typeof createSubmissionHandler>[0]['accept']>>>,
  ) => {
    const { message } = createSubmissionHandler({
      permission: () => permission,
      accept: outcome,
      full: () => null,
      log: pino({ level: 'silent' }),
    });
    const envelope = { ...noSenderParameters, sender: '', recipients: [] };
    const client: Client = {
      session: '',
      address: '192.0.2.1',
      port: 1,
      helo: null,
      esmtp: true,
      tls: null,
      user: 'root',
    };
    const { code, status, text } = await message({ envelope, body: Buffer.from(''), receivedAt: 0 }, client);
    return `${code} ${status} ${text}`;
  };

  it('names the message', async () => {
    expect(await submit(async () => ({ kind: 'accepted', id: 'msg_7', suppressed: [] }))).toBe(
      '250 2.0.0 Queued as msg_7',
    );
    expect(await submit(async () => ({ kind: 'accepted', id: 'msg_7', suppressed: ['a@b'] }))).toBe(
      '250 2.0.0 Queued as msg_7, 1 suppressed recipient left out',
    );
  });

  it('is the refusal', async () => {
    expect(await submit(async () => ({ kind: 'refused', code: 452, status: '4.3.1', text: 'Full' }))).toBe(
      '452 4.3.1 Full',
    );
  });

  it('is temporary when the store fails: nothing was promised', async () => {
    const reply = await submit(() => Promise.reject(new Error('disk I/O error')));
    expect(reply).toMatch(/^451 4\.3\.0 /);
    expect(reply).not.toContain('disk');
  });
});
