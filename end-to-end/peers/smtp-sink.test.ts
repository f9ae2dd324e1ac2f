/** Postfix's smtp-sink plays broken servers: what becomes of a message at each of them. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { handIn, letter } from './hand-in.ts';
import { freePort, type Running, start } from './peer.ts';
import { openPostOffice, type PostOffice } from './post-office.ts';
import { postfixProgram } from './postfix.ts';

interface Case {
  readonly options: readonly string[];
  readonly does: string;
  readonly state: 'delivered' | 'bounced' | 'deferred';
  /** Last reply or our words for the lack of one. */
  readonly reply: RegExp;
  readonly reason?: string;
  /** The final dot was sent, and nobody knows what the server did with it. */
  readonly ambiguous?: true;
  readonly content?: string;
}

const hard = /^500 5\.3\.0 /;
const soft = /^450 4\.3\.0 /;
const leaves = /^421 /;
const large = letter + 'one of the many lines of a large message\n'.repeat(100_000);

const cases: readonly Case[] = [
  { options: [], does: 'all is well', state: 'delivered', reply: /^250 / },
  { options: ['-e'], does: 'HELO only', state: 'delivered', reply: /^250 / },
  { options: ['-P'], does: 'a greeting behind a PIX', state: 'delivered', reply: /^250 / },
  { options: ['-p'], does: 'no PIPELINING', state: 'delivered', reply: /^250 / },
  { options: ['-8', '-E', '-N', '-a'], does: 'no extensions to speak of', state: 'delivered', reply: /^250 / },
  { options: ['-h', 'a.name.of.another.example'], does: 'another name', state: 'delivered', reply: /^250 / },
  { options: ['-w', '1'], does: 'DATA answered late', state: 'delivered', reply: /^250 / },
  { options: ['-H', '1'], does: 'the message read late', state: 'delivered', reply: /^250 /, content: large },

  { options: ['-f', 'CONNECT'], does: '5yz for a greeting', state: 'bounced', reply: hard },
  { options: ['-f', 'EHLO,HELO'], does: '5yz at EHLO and HELO', state: 'bounced', reply: hard },
  { options: ['-f', 'EHLO'], does: '5yz at EHLO, but HELO is taken', state: 'delivered', reply: /^250 / },
  { options: ['-f', 'MAIL'], does: '5yz at MAIL', state: 'bounced', reply: hard },
  { options: ['-f', 'RCPT'], does: '5yz at RCPT', state: 'bounced', reply: hard },
  { options: ['-f', 'DATA'], does: '5yz at DATA', state: 'bounced', reply: hard },
  { options: ['-f', '.'], does: '5yz at the dot', state: 'bounced', reply: hard },
  { options: ['-f', 'QUIT,RSET'], does: '5yz afterwards', state: 'delivered', reply: /^250 / },
  {
    ...{ options: ['-f', 'RCPT', '-B', '550 5.1.1 Unknown user'], does: 'words of its own' },
    ...{ state: 'bounced', reply: /^550 5\.1\.1 /, reason: 'user_unknown' },
  },

  { options: ['-r', 'CONNECT'], does: '4yz for a greeting', state: 'deferred', reply: soft },
  { options: ['-r', 'EHLO,HELO'], does: '4yz at EHLO and HELO', state: 'deferred', reply: soft },
  { options: ['-r', 'MAIL'], does: '4yz at MAIL', state: 'deferred', reply: soft },
  { options: ['-r', 'RCPT'], does: '4yz at RCPT', state: 'deferred', reply: soft },
  { options: ['-r', 'DATA'], does: '4yz at DATA', state: 'deferred', reply: soft },
  { options: ['-r', '.'], does: '4yz at the dot', state: 'deferred', reply: soft },
  {
    ...{ options: ['-r', 'RCPT', '-b', '452 4.2.2 Mailbox full'], does: 'words of its own' },
    ...{ state: 'deferred', reply: /^452 4\.2\.2 /, reason: 'mailbox_full' },
  },

  { options: ['-q', 'CONNECT'], does: 'hangs up at once', state: 'deferred', reply: leaves },
  { options: ['-q', 'EHLO'], does: 'hangs up at EHLO', state: 'deferred', reply: leaves },
  { options: ['-q', 'MAIL'], does: 'hangs up at MAIL', state: 'deferred', reply: leaves },
  { options: ['-q', 'RCPT'], does: 'hangs up at RCPT', state: 'deferred', reply: leaves },
  { options: ['-q', 'DATA'], does: 'hangs up at DATA', state: 'deferred', reply: leaves },
  { options: ['-q', '.'], does: 'hangs up at the dot', state: 'deferred', reply: leaves, ambiguous: true },
  { options: ['-q', 'QUIT'], does: 'hangs up at QUIT', state: 'delivered', reply: /^250 / },

  { options: ['-Q', 'CONNECT'], does: '421 for a greeting', state: 'deferred', reply: leaves },
  { options: ['-Q', 'EHLO'], does: '421 at EHLO', state: 'deferred', reply: leaves },
  { options: ['-Q', 'MAIL'], does: '421 at MAIL', state: 'deferred', reply: leaves },
  { options: ['-Q', 'RCPT'], does: '421 at RCPT', state: 'deferred', reply: leaves },
  { options: ['-Q', 'DATA'], does: '421 at DATA', state: 'deferred', reply: leaves },
  { options: ['-Q', '.'], does: '421 at the dot', state: 'deferred', reply: leaves },

  { options: ['-A', '0'], does: '550 together with 354', state: 'bounced', reply: /^550 This violates SMTP/ },
  { options: ['-A', '1'], does: '550 while it does not read', state: 'bounced', reply: /^550 /, content: large },
  {
    options: ['-p', '-W', 'MAIL:60'],
    does: 'silent at MAIL',
    state: 'deferred',
    reply: /^420 4\.4\.2 Timed out after 2 s/,
  },
  {
    options: ['-p', '-W', 'RCPT:60'],
    does: 'silent at RCPT',
    state: 'deferred',
    reply: /^420 4\.4\.2 Timed out after 2 s/,
  },
  {
    ...{ options: ['-W', '.:60'], does: 'silent at the dot', state: 'deferred', ambiguous: true },
    reply: /^420 4\.4\.2 Timed out after 2 s/,
  },
];

describe('smtp-sink', () => {
  const sinks: Running[] = [];
  let office: PostOffice;

  beforeAll(async () => {
    const { program, env } = postfixProgram('smtp-sink');
    const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
    const routes = await Promise.all(
      cases.map(async ({ options }, index) => {
        const port = await freePort();
        const running = await start(
          [program, ...user, ...options, `127.0.0.1:${port}`, '100'],
          env,
          port,
          'connection',
        );
        sinks.push(running);
        return `[delivery.domains."case${index}.example"]\nhost = "127.0.0.1"\nport = ${port}\ntls = "none"\n`;
      }),
    );
    const timeouts = 'mail = "2s"\nrcpt = "2s"\ndata = "5s"\ndot = "2s"\nquit = "1s"';
    office = await openPostOffice(
      9,
      `${routes.join('')}[delivery.timeouts]\n${timeouts}\n[retry]\nschedule = ["0", "1h"]\n`,
    );
  }, 60_000);
  afterAll(async () => {
    await office?.close();
    await Promise.all(sinks.map(({ stop }) => stop()));
  });

  it.concurrent.for(cases.map((one, index) => ({ ...one, index, flags: one.options.join(' ') })))(
    '$flags: $does: $state',
    async ({ index, state, reply, reason, ambiguous = false, content }, { expect }) => {
      const id = await handIn(office.smtp, {
        to: [`ann@case${index}.example`],
        ...(content === undefined ? {} : { content }),
      });
      const fate = async () => (await office.fates(id))[0];
      const settled = async () => {
        const now = await fate();
        return now !== undefined && (now.attempts > 0 || now.state !== 'queued');
      };
      await expect.poll(settled, { timeout: 40_000, interval: 200 }).toBe(true);
      expect(await fate()).toMatchObject({ state, attempts: 1, reply: expect.stringMatching(reply) });
      if (reason !== undefined) expect((await fate())?.reason).toBe(reason);
      expect((await office.events(id)).some((event) => event.ambiguous)).toBe(ambiguous);
    },
  );
});
