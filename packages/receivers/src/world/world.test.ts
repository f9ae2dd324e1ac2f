import { type Reason, reasons } from '@hearback/bounce';
import { createResolver } from '@hearback/smtp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Clock } from '../clock.ts';
import { personalities } from '../personalities/index.ts';
import { mailedReasons } from '../personalities/personality.ts';
import { deliver, hostOf, type Inbox, sender, startInbox, verdictOf } from './sender.fixture.ts';
import { startReceivers, type World } from './world.ts';

/** A clock that tests wind on; what is due is called at once. */
function handClock(): Clock & { readonly wind: (milliseconds: number) => void } {
  let now = Date.UTC(2026, 10, 28, 12);
  let due: { readonly at: number; readonly call: () => void }[] = [];
  const ring = (): void => {
    const ripe = due.filter(({ at }) => at <= now);
    due = due.filter(({ at }) => at > now);
    for (const { call } of ripe) call();
  };
  return {
    now: () => now,
    after(milliseconds, call) {
      const entry = { at: now + milliseconds, call };
      due.push(entry);
      queueMicrotask(ring);
      return () => {
        due = due.filter((other) => other !== entry);
      };
    },
    wind(milliseconds) {
      now += milliseconds;
      ring();
    },
  };
}

let world: World;
let inbox: Inbox;
const clock = handClock();

beforeAll(async () => {
  inbox = await startInbox((to) => to !== sender && !to.startsWith('leave@'));
  world = await startReceivers({
    seed: 7,
    clock,
    returnTo: { host: '127.0.0.1', port: inbox.port },
    rateLimits: false,
  });
});
afterAll(async () => {
  await world.close();
  await inbox.close();
});

/** The reason that a sender hears: from the reply, or from the mail that comes back. */
async function heard(address: string): Promise<Reason | undefined> {
  const before = world.counts.mailed;
  const attempt = await deliver(world, address);
  if (attempt.outcome.kind !== 'delivered') return verdictOf(attempt).reason;
  await world.until(({ mailed }) => mailed > before);
  const report = inbox.reports.at(-1)?.report;
  return report?.auto_reply?.verdict.reason ?? report?.recipients[0]?.verdict.reason;
}

describe.each(['gmail.sim', 'm365.sim', 'yahoo.sim', 'qq.sim', 'company.sim'])('at %s', (domain) => {
  test.each(reasons)('%s is heard as that', async (reason) => {
    expect(await heard(`${reason}@${domain}`)).toBe(reason);
  });
});

test.each(personalities.map(({ id, domains }) => [id, domains[0] ?? ''] as const))(
  '%s takes mail, and mails in its own manner what it says later',
  async (_, domain) => {
    const { outcome } = await deliver(world, `ann@${domain}`);
    expect(outcome.kind).toBe('delivered');
    expect(await heard(`anybody@dsn.${domain}`)).toBe('user_unknown');
  },
);

test('its DNS names hosts of the real providers, on loopback', async () => {
  const { host, address } = await hostOf(world, 'gmail.sim');
  expect([host, address.startsWith('127.')]).toEqual(['gmail-smtp-in.l.google.com', true]);
  const resolver = createResolver({ servers: [world.dns], tryTimeout: 50, rounds: 1 });
  expect((await resolver.mx('gmial.sim')).kind).toBe('no_name');
  expect((await resolver.mx('domain-not-found.sim')).kind).toBe('no_name');
  expect(await resolver.mx('no-mx.gmail.sim')).toMatchObject({ kind: 'found', records: [{ exchange: '' }] });
  expect((await resolver.mx('servfail.sim')).kind).toBe('unanswered');
  expect((await resolver.mx('dns-timeout.sim')).kind).toBe('unanswered');
  expect((await resolver.mx('example.com')).kind).toBe('no_name');
});

describe('codes and stages', () => {
  test.each([
    ['550@gmail.sim', 'rcpt', 550, null],
    ['452@company.sim', 'rcpt', 452, null],
    ['5.1.1@company.sim', 'rcpt', 550, '5.1.1'],
    ['4.2.2@company.sim', 'rcpt', 452, '4.2.2'],
    ['data-554@gmail.sim', 'data', 554, null],
    ['eod-451@gmail.sim', 'body', 451, null],
    ['any@connect-421.gmail.sim', 'connect', 421, null],
    ['any@connect-554.sim', 'connect', 554, null],
    ['any@ehlo-500.sim', 'ehlo', 500, null],
    ['any@mailfrom-421.gmail.sim', 'mail', 421, null],
    ['any@mailfrom-5.7.1.sim', 'mail', 550, '5.7.1'],
    ['any@user-unknown.gmail.sim', 'rcpt', 550, '5.1.1'],
  ] as const)('%s', async (address, stage, code, status) => {
    const { outcome } = await deliver(world, address);
    expect(outcome).toMatchObject({ kind: 'failed', stage, reply: { code, status } });
  });

  test('a mailbox cannot fail before it is known, and says what can', async () => {
    const { outcome } = await deliver(world, 'mailfrom-421@gmail.sim');
    expect(outcome).toMatchObject({ stage: 'rcpt', reply: { code: 550 } });
    expect(outcome).toHaveProperty('text', expect.stringContaining('anybody@mailfrom-421.gmail.sim'));
  });

  test('STARTTLS refused', async () => {
    const { outcome } = await deliver(world, 'any@starttls-454.sim', { tls: 'opportunistic' });
    expect(outcome).toMatchObject({ kind: 'failed', stage: 'starttls', reply: { code: 454 } });
  });

  test('each recipient has its own answer', async () => {
    const { outcomes } = await deliver(world, [
      'ann@gmail.sim',
      'user_unknown@gmail.sim',
      'full@gmail.sim',
      'bob@gmail.sim',
    ]);
    expect(outcomes.map((one) => (one.kind === 'failed' ? one.reply?.code : one.kind))).toEqual([
      'delivered',
      550,
      452,
      'delivered',
    ]);
  });

  test('a foreign domain is not relayed', async () => {
    const { outcomes } = await deliver(world, ['ann@gmail.sim', 'ann@yahoo.sim']);
    expect(outcomes[1]).toMatchObject({ kind: 'failed', stage: 'rcpt' });
  });
});

describe('faults', () => {
  test.each([
    ['drop@gmail.sim', 'rcpt', 'reset'],
    ['rst@gmail.sim', 'rcpt', 'reset'],
    ['hang@gmail.sim', 'rcpt', 'timeout'],
    ['slow@gmail.sim', 'rcpt', 'timeout'],
    ['flood@gmail.sim', 'rcpt', 'protocol'],
    ['badmulti@gmail.sim', 'rcpt', 'protocol'],
    ['nofinal@gmail.sim', 'rcpt', 'timeout'],
    ['badcode@gmail.sim', 'rcpt', 'protocol'],
    ['data-drop@gmail.sim', 'data', 'reset'],
    ['any@hang.sim', 'connect', 'timeout'],
    ['any@drop.gmail.sim', 'connect', 'reset'],
    ['any@ehlo-rst.sim', 'ehlo', 'reset'],
    ['any@ehlo-hang.sim', 'ehlo', 'timeout'],
    ['any@mailfrom-drop.sim', 'mail', 'reset'],
  ] as const)('%s', async (address, stage, breakdown) => {
    const { outcome } = await deliver(world, address, { timeout: 150 });
    expect(outcome).toMatchObject({ kind: 'failed', stage, breakdown });
  });

  test('a lost reply to the final dot leaves the message in doubt', async () => {
    const { outcome } = await deliver(world, 'drop-after-dot@gmail.sim');
    expect(outcome.kind).toBe('ambiguous');
  });

  test('a broken farewell does not take the delivery back', async () => {
    const { outcome } = await deliver(world, 'quit-drop@gmail.sim');
    expect(outcome.kind).toBe('delivered');
    expect(world.of('quit-drop@gmail.sim').received).toBe(1);
  });

  test('garbage in an accepting reply is borne', async () => {
    expect((await deliver(world, 'garbage@gmail.sim')).outcome.kind).toBe('delivered');
  });

  test('nobody listens', async () => {
    const { outcome } = await deliver(world, 'any@connection-failure.sim', { timeout: 2000 });
    expect(outcome).toMatchObject({ kind: 'failed', stage: 'connect', reply: null });
  });
});

describe('TLS', () => {
  test('is offered, and its certificate is of the host', async () => {
    const { connection, outcome } = await deliver(world, 'ann@gmail.sim', { tls: 'opportunistic' });
    expect([outcome.kind, connection?.tls?.verified]).toEqual(['delivered', 'none']);
  });

  test('is broken', async () => {
    const { outcome } = await deliver(world, 'any@tls-broken.sim', { tls: 'opportunistic' });
    expect(outcome).toMatchObject({ kind: 'failed', breakdown: 'tls' });
  });

  test.each([
    ['drop@gmail.sim', 'rcpt', 'reset'],
    ['rst@gmail.sim', 'rcpt', 'reset'],
    ['flood@gmail.sim', 'rcpt', 'protocol'],
    ['badmulti@gmail.sim', 'rcpt', 'protocol'],
    ['badcode@gmail.sim', 'rcpt', 'protocol'],
    ['any@mailfrom-rst.sim', 'mail', 'reset'],
  ] as const)('and behind it %s', async (address, stage, breakdown) => {
    const { outcome, connection } = await deliver(world, address, { tls: 'opportunistic' });
    expect(connection?.tls).not.toBeNull();
    expect(outcome).toMatchObject({ kind: 'failed', stage, breakdown });
  });

  test('is missing', async () => {
    const { connection, outcome } = await deliver(world, 'any@tls-none.gmail.sim', { tls: 'opportunistic' });
    expect([outcome.kind, connection?.tls]).toEqual(['delivered', null]);
  });
});

describe('time', () => {
  test('greylisting ends', async () => {
    const first = await deliver(world, 'greylist@company.sim');
    expect(verdictOf(first)).toMatchObject({ reason: 'greylisted', final: false, retry_after: 300 });
    clock.wind(200_000);
    expect(verdictOf(await deliver(world, 'greylist@company.sim'))).toMatchObject({ retry_after: 100 });
    clock.wind(101_000);
    expect((await deliver(world, 'greylist@company.sim')).outcome.kind).toBe('delivered');
  });

  test('so does any trouble that has an end', async () => {
    expect(verdictOf(await deliver(world, 'rate_limited-for-20m@yahoo.sim')).reason).toBe('rate_limited');
    clock.wind(1_200_000);
    expect((await deliver(world, 'rate_limited-for-20m@yahoo.sim')).outcome.kind).toBe('delivered');
  });

  test('a late notice is late', async () => {
    const before = inbox.reports.length;
    await deliver(world, 'delayed-dsn@gmail.sim');
    expect(inbox.reports.length).toBe(before);
    const mailed = world.counts.mailed;
    clock.wind(4 * 3_600_000);
    await world.until((counts) => counts.mailed > mailed);
    expect(inbox.reports.at(-1)?.report.recipients[0]?.recipient).toBe('delayed-dsn@gmail.sim');
  });
});

describe('mail that comes back', () => {
  const reportOf = async (address: string, count = 1) => {
    const before = world.counts.mailed;
    await deliver(world, address);
    await world.until(({ mailed }) => mailed >= before + count);
    return inbox.reports.at(-1);
  };

  test('a notice has no sender and goes to the return path', async () => {
    expect(await reportOf('oob-qmail@company.sim')).toMatchObject({
      sender: '',
      to: sender,
      report: { kind: 'bounce', format: 'qmail', recipients: [{ recipient: 'oob-qmail@company.sim' }] },
    });
  });

  test.each([
    ['fbl@gmail.sim', 'feedback'],
    ['ooo@gmail.sim', 'auto_reply'],
    ['challenge@company.sim', 'challenge'],
    ['read-receipt@company.sim', 'disposition'],
    ['delay-notice@company.sim', 'delayed'],
    ['localized-ja@m365.sim', 'bounce'],
    ['nonstandard-dsn@company.sim', 'bounce'],
    ['no-original@company.sim', 'bounce'],
    ['any@fbl.yahoo.sim', 'feedback'],
    ['any@oob-exim.sim', 'bounce'],
    ['loop@company.sim', 'auto_reply'],
    ['replay@company.sim', 'bounce'],
    ['bomb@company.sim', 'bounce'],
  ])('%s', async (address, kind) => {
    const count = address.startsWith('replay') ? 5 : 1;
    expect((await reportOf(address, count))?.report.kind).toBe(kind);
  });

  test('a wish to leave goes to the list', async () => {
    expect((await reportOf('unsubscribe@company.sim'))?.to).toBe('leave@sender.example');
  });

  test('a forged notice accuses somebody to whom nothing was sent', async () => {
    const report = await reportOf('forged-dsn@gmail.sim');
    expect(report?.report.recipients[0]?.recipient).toBe('victim.of.forgery@gmail.sim');
  });

  test('a bent return path is refused, and the world can tell', async () => {
    const refused = world.counts.mailsRefused;
    await reportOf('forged-verp@gmail.sim');
    expect(world.counts.mailsRefused).toBe(refused + 1);
  });

  test('nothing answers mail without a sender', async () => {
    const { mailed } = world.counts;
    await deliver(world, 'ooo@gmail.sim', { from: '' });
    await reportOf('fbl@gmail.sim');
    expect(world.counts.mailed).toBe(mailed + 1);
  });

  test('mail goes back to loopback addresses only', async () => {
    await expect(startReceivers({ returnTo: { host: '192.0.2.1', port: 25 } })).rejects.toThrow(RangeError);
    expect(() => world.setReturnTo({ host: 'mx.example.org', port: 25 })).toThrow(RangeError);
  });
});

test('what was taken can be looked at', async () => {
  await deliver(world, 'ann.look@gmail.sim', { body: 'Subject: look\r\n\r\n..dots and all\r\n' });
  const last = world.messages.at(-1);
  expect([last?.sender, last?.recipients, Buffer.from(last?.body ?? []).toString()]).toEqual([
    sender,
    ['ann.look@gmail.sim'],
    'Subject: look\r\n\r\n..dots and all\r\n',
  ]);
});

test('the mailed reasons are those that no receiver says', () => {
  expect(mailedReasons.every((reason) => reasons.includes(reason))).toBe(true);
});
