/** Contracts: "Retry". Five days pass on a clock that the test moves. */
import { defaultRetryPolicy } from '@hearback/bounce';
import { afterEach, describe, expect, test } from 'vitest';
import {
  createWorld,
  day,
  failure,
  hour,
  minute,
  replyOf,
  start,
  type World,
  type WorldOptions,
} from './engine.fixture.ts';
import { defaultSettings } from './settings.ts';

let world: World;
afterEach(() => world.end());

const exactly = { ...defaultSettings('out.example').defaults, retry: { ...defaultRetryPolicy, jitter: 0 } };
const begin = async (options: WorldOptions = {}): Promise<void> => {
  world = await createWorld({ ...options, settings: { defaults: exactly, ...options.settings } });
};
const attemptsTo = (domain: string): readonly number[] =>
  world.transactions.filter(({ host }) => host === `mx.${domain}`).map(({ at }) => at - start);

describe.each([
  ['auth', '535 5.7.8 Authentication failed', 'another password'],
  ['auth', '525 5.7.13 User account disabled', 'another account'],
  ['starttls', '554 5.7.3 Unable to initialize security subsystem', 'a certificate'],
] as const)('what is said at %s, "%s"', (stage, text, mended) => {
  test(`is about no message: the queue waits for ${mended}`, async () => {
    await begin();
    const refused = failure(text, { stage, reply: replyOf(text), elsewhere: false });
    world.refuseConnection = () => refused;
    await world.submit(['ann@one.example', 'bob@one.example']);
    await world.clock.pass(hour);
    expect(world.eventsOf('bounced')).toEqual([]);
    expect(world.eventsOf('deferred')[0]).toMatchObject({ stage, reply: { text }, verdict: { final: false } });
    world.refuseConnection = () => null;
    await world.clock.pass(6 * hour);
    expect(world.eventsOf('delivered').map(({ recipient }) => recipient)).toEqual([
      'ann@one.example',
      'bob@one.example',
    ]);
  });
});

describe('a message that is refused for the time being', () => {
  test('is tried after 15 m, 30 m, 1 h, 2 h, 4 h and then every 6 h until it is five days old', async () => {
    await begin();
    world.answer = (to) => (to === 'bob@full.example' ? '452 4.2.2 Mailbox full' : '250 2.0.0 Ok');
    await world.submit(['bob@full.example']);
    await world.clock.pass(6 * day);
    const waits = [
      0,
      15 * minute,
      30 * minute,
      hour,
      2 * hour,
      4 * hour,
      ...Array.from({ length: 18 }, () => 6 * hour),
    ];
    const expected = waits.map((_, index) => waits.slice(0, index + 1).reduce((sum, wait) => sum + wait, 0));
    expect(attemptsTo('full.example').slice(0, expected.length)).toEqual(expected);
    // The last one is brought forward to the deadline.
    expect(attemptsTo('full.example').at(-1)).toBe(5 * day);
  });

  test('strays by at most a tenth of each wait where jitter is left on', async () => {
    world = await createWorld();
    world.answer = (to) => (to.endsWith('full.example') ? '452 4.2.2 Mailbox full' : '250 2.0.0 Ok');
    const to = Array.from({ length: 20 }, (_, index) => `user${index}@full.example`);
    for (const one of to) await world.submit([one]);
    await world.clock.pass(20 * minute);
    const second = attemptsTo('full.example').slice(20);
    expect(second).toHaveLength(20);
    expect(Math.min(...second)).toBeGreaterThanOrEqual(13.5 * minute);
    expect(Math.max(...second)).toBeLessThanOrEqual(16.5 * minute);
    expect(new Set(second).size).toBeGreaterThan(15);
  });

  test('comes again in one transaction for all its recipients at a domain, and ends in one notice', async () => {
    world = await createWorld();
    world.answer = (to) => (to.endsWith('full.example') ? '452 4.2.2 Mailbox full' : '250 2.0.0 Ok');
    const to = Array.from({ length: 20 }, (_, index) => `user${index}@full.example`);
    await world.submit(to, { submission: { retry: { maxAge: day } } });
    await world.clock.pass(2 * day);
    const attempts = world.transactions.filter(({ host }) => host === 'mx.full.example');
    expect(attempts.length).toBeGreaterThan(5);
    for (const { message } of attempts) expect(message.recipients).toHaveLength(20);
    const notices = world.transactions.filter(({ message }) => message.sender === '');
    expect(
      notices.map(
        ({ message }) =>
          Buffer.from(message.body)
            .toString()
            .match(/^Subject: \w+/m)?.[0],
      ),
    ).toEqual(['Subject: Delayed', 'Subject: Undeliverable']);
  });

  test('expires with every attempt and the reason that most of them gave', async () => {
    await begin();
    world.answer = (to, _host, count) =>
      to !== 'bob@full.example' ? '250 2.0.0 Ok' : count < 3 ? '450 4.7.1 Greylisted' : '452 4.2.2 Mailbox full';
    await world.submit(['bob@full.example']);
    await world.clock.pass(6 * day);
    const [expired] = world.eventsOf('expired');
    const count = attemptsTo('full.example').length;
    expect(world.eventsOf('expired')).toHaveLength(1);
    expect(world.eventsOf('bounced')).toEqual([]);
    expect(expired).toMatchObject({
      attempt: count,
      dominant_reason: 'mailbox_full',
      verdict: { reason: 'message_expired', bounce: 'hard', last_transient: 'mailbox_full', final: true },
    });
    expect(expired?.attempts).toHaveLength(count);
    expect(expired?.attempts?.map(({ reason }) => reason).slice(0, 4)).toEqual([
      'greylisted',
      'greylisted',
      'greylisted',
      'mailbox_full',
    ]);
    expect(await world.store.counts(world.clock.now())).toMatchObject({ waiting: 0, leased: 0 });
  });

  test.each<[string, number, number]>([
    ['the wait before its first attempt', 10 * minute, 5 * day],
    ['at its age of an hour at the latest', 2 * hour, hour],
  ])('waits %s', async (_, first, maxAge) => {
    await begin();
    world.answer = (_to, _host, count) => (count === 0 ? '450 4.2.0 Later' : '250 2.0.0 Ok');
    const schedule = [first, 30 * minute];
    const retry = { schedule, maxAge, jitter: 0 };
    await world.submit(['bob@there.example'], { submission: { retry } });
    await world.clock.pass(day);
    expect(attemptsTo('there.example')).toEqual([Math.min(first, maxAge), ...(maxAge > hour ? [40 * minute] : [])]);
    expect(world.engine.stats()).toMatchObject({ inMemory: 0, bodyOctets: 0 });
  });

  test('says when it is tried again, and is', async () => {
    await begin();
    world.answer = (_to, _host, count) => (count === 0 ? '450 4.7.1 Greylisted' : '250 2.0.0 Ok');
    await world.submit(['bob@grey.example']);
    await world.clock.pass(hour);
    expect(world.eventsOf('deferred')).toMatchObject([{ attempt: 1, next_attempt_at: start + 15 * minute }]);
    expect(world.eventsOf('delivered')).toMatchObject([{ attempt: 2, at: start + 15 * minute }]);
  });

  test('waits as long as the receiver asks', async () => {
    await begin();
    world.answer = (_to, _host, count) => (count === 0 ? '451 4.7.1 Try again in 3 hours' : '250 2.0.0 Ok');
    await world.submit(['bob@grey.example']);
    await world.clock.pass(4 * hour);
    const [, second = 0] = attemptsTo('grey.example');
    expect(second).toBeGreaterThanOrEqual(3 * hour);
    expect(second).toBeLessThan(3 * hour + minute);
  });

  test('obeys what it says itself', async () => {
    await begin();
    world.answer = (to) => (to.endsWith('full.example') ? '452 4.2.2 Mailbox full' : '250 2.0.0 Ok');
    const text = 'X-Hearback-Retry-Schedule: 0, 1m, 2m\r\nX-Hearback-Max-Attempts: 4\r\nSubject: Soon\r\n\r\nHi.\r\n';
    await world.submit(['bob@full.example'], { text });
    await world.clock.pass(day);
    expect(attemptsTo('full.example')).toEqual([0, minute, 3 * minute, 5 * minute]);
    expect(world.eventsOf('expired')).toMatchObject([{ attempt: 4, at: start + 5 * minute }]);
  });
});

describe('what decides is the verdict, not the first digit', () => {
  test('a 5yz that is a rate limit is tried again', async () => {
    await begin();
    world.answer = (_to, _host, count) => (count === 0 ? '550 Connection frequency limited' : '250 2.0.0 Ok');
    await world.submit(['bob@qq.example']);
    await world.clock.pass(hour);
    expect(world.eventsOf('deferred')).toMatchObject([{ verdict: { reason: 'rate_limited', final: false } }]);
    expect(world.eventsOf('delivered')).toHaveLength(1);
  });

  test('a 5yz is final', async () => {
    await begin();
    world.answer = (to) => (to.startsWith('nobody') ? '550 5.1.1 User unknown' : '250 2.0.0 Ok');
    await world.submit(['nobody@there.example']);
    await world.clock.pass(day);
    expect(attemptsTo('there.example')).toEqual([0]);
    expect(world.eventsOf('bounced')).toMatchObject([
      {
        verdict: { reason: 'user_unknown', bounce: 'hard' },
        dominant_reason: 'user_unknown',
        attempts: [{ code: 550 }],
      },
    ]);
  });
});

describe('the delay notice', () => {
  const delays = (): readonly number[] =>
    world.transactions
      .filter(({ message }) => Buffer.from(message.body).includes('Action: delayed'))
      .map(({ at }) => at - start);

  test('goes out once, after four hours', async () => {
    await begin();
    world.answer = (to) => (to.endsWith('full.example') ? '452 4.2.2 Mailbox full' : '250 2.0.0 Ok');
    await world.submit(['bob@full.example']);
    await world.clock.pass(3 * day);
    expect(delays()).toHaveLength(1);
    expect(delays()[0]).toBeGreaterThanOrEqual(4 * hour);
    expect(delays()[0]).toBeLessThan(4 * hour + 2 * minute);
    expect(world.eventsOf('delayed_notice')).toMatchObject([{ recipient: 'bob@full.example' }]);
  });

  test('is not sent about mail that was delivered meanwhile', async () => {
    await begin();
    world.answer = (to, _host, count) =>
      to.endsWith('grey.example') && count < 2 ? '450 4.7.1 Greylisted' : '250 2.0.0 Ok';
    await world.submit(['bob@grey.example']);
    await world.clock.pass(day);
    expect(delays()).toEqual([]);
  });

  test('is sent for a message that no attempt was made for, as its lane is suspended', async () => {
    await begin();
    await world.engine.control.pause('full.example', null, 'ann', 'repairs');
    await world.submit(['bob@full.example']);
    await world.clock.pass(6 * hour);
    expect(attemptsTo('full.example')).toEqual([]);
    expect(delays()).toHaveLength(1);
  });
});

describe('time in a suspended lane', () => {
  test('uses up no attempts and makes the message no older', async () => {
    await begin();
    world.answer = (to) => (to.endsWith('full.example') ? '452 4.2.2 Mailbox full' : '250 2.0.0 Ok');
    await world.submit(['bob@full.example']);
    await world.clock.pass(minute);
    await world.engine.control.pause('full.example', null, 'ann', 'repairs');
    await world.clock.pass(2 * day);
    expect(attemptsTo('full.example')).toHaveLength(1);
    await world.engine.control.resume('full.example', 'ann');
    await world.clock.pass(4 * day);
    expect(world.eventsOf('expired')).toEqual([]);
    await world.clock.pass(2 * day);
    const [expired] = world.eventsOf('expired');
    expect((expired?.at ?? 0) - start).toBe(7 * day);
  });

  test('ends at last: what waits in a lane that nobody resumes expires unattempted, and says why', async () => {
    await begin();
    await world.engine.control.pause('full.example', null, 'ann', 'repairs');
    await world.submit(['bob@full.example']);
    await world.clock.pass(9 * day);
    expect(world.eventsOf('expired')).toEqual([]);
    await world.clock.pass(1.1 * day);
    expect(world.eventsOf('expired')).toMatchObject([
      { attempt: null, attempts: [], verdict: { reason: 'message_expired' } },
    ]);
    expect(world.eventsOf('expired')[0]?.reply?.text).toContain('repairs');
    expect(world.transactions.some(({ message }) => Buffer.from(message.body).includes('Action: failed'))).toBe(true);
  });

  test('makes no message useful for longer than its sender said: it ends in its time, and is not sent at the release', async () => {
    await begin();
    await world.engine.control.pause('full.example', null, 'ann', 'repairs');
    const submission = { retry: { maxAge: 10 * minute } };
    await world.submit(['code@full.example'], { submission });
    await world.submit(['letter@full.example']);
    await world.clock.pass(12 * minute);
    const [expired, ...others] = world.eventsOf('expired');
    expect(others).toEqual([]);
    expect(expired).toMatchObject({
      recipient: 'code@full.example',
      attempt: null,
      verdict: { reason: 'message_expired' },
    });
    expect((expired?.at ?? 0) - start).toBeLessThanOrEqual(11 * minute);
    await world.engine.control.resume('full.example', 'ann');
    await world.clock.pass(hour);
    const tried = world.transactions.flatMap(({ host, message }) =>
      host === 'mx.full.example' ? message.recipients : [],
    );
    expect(tried).toMatchObject([{ address: 'letter@full.example' }]);
  });

  test('counts for an age of its own from the first: what is released too late is not tried any more', async () => {
    await begin();
    world.answer = (to) => (to.endsWith('full.example') ? '452 4.2.2 Mailbox full' : '250 2.0.0 Ok');
    await world.submit(['code@full.example'], {
      submission: { retry: { maxAge: 2 * hour, schedule: [0, 90 * minute] } },
    });
    await world.clock.pass(minute);
    // Nobody looks for what is overdue while another process has the entries.
    await world.engine.stop();
    world.clock.jump(3 * hour);
    await world.another();
    await world.clock.pass(2 * hour);
    expect(attemptsTo('full.example')).toHaveLength(1);
    expect(world.eventsOf('expired')).toMatchObject([{ recipient: 'code@full.example' }]);
  });
});
