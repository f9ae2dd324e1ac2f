/** What becomes of each recipient when servers answer unevenly, break off, or are several. */
import { afterEach, describe, expect, test } from 'vitest';
import { createWorld, failure, hour, minute, mx, replyOf, routeTo, silence, type World } from './engine.fixture.ts';
import { defaultSettings } from './settings.ts';

let world: World;
afterEach(() => world.end());

const fifty = Array.from({ length: 50 }, (_, index) => `user${index}@there.example`);
const number = (address: string): number => Number(/^user(\d+)@/.exec(address)?.[1]);

test('more addresses that do not answer than one attempt tries: the next attempts come to those behind them', async () => {
  world = await createWorld({ settings: { hostsPerAttempt: 5 } });
  const dead = mx('dead.two.example', 10);
  const endpoints = Array.from({ length: 9 }, (_, index) => ({
    host: dead.host,
    address: `192.0.2.${200 + index}`,
    port: 25,
  }));
  world.routes = () => routeTo('two.example', { ...dead, endpoints }, mx('alive.two.example', 20));
  world.refuseConnection = (host) => (host === dead.host ? silence : null);
  await world.submit(['bob@there.example']);
  await world.clock.pass(4 * hour);
  expect(world.eventsOf('delivered')).toMatchObject([{ mx: { host: 'alive.two.example' } }]);
});

describe('recipients of one transaction', () => {
  test('go together, each with an event of its own', async () => {
    world = await createWorld();
    world.answer = (to) => (number(to) % 2 === 0 ? '250 2.1.5 Ok' : '550 5.1.1 User unknown');
    await world.submit(fifty);
    await world.clock.rest();
    expect(world.transactions).toHaveLength(1);
    expect(world.eventsOf('accepted')).toHaveLength(50);
    expect(world.eventsOf('delivered')).toHaveLength(25);
    expect(world.eventsOf('bounced').map(({ recipient }) => number(recipient ?? '') % 2)).toEqual(Array(25).fill(1));
  });

  test('a 421 at the 25th defers those that had no answer, and none of the others', async () => {
    world = await createWorld();
    const closing = failure('421 4.3.2 Closing', { elsewhere: true });
    world.answer = (to, _host, count) => (count === 0 && number(to) >= 24 ? closing : '250 2.1.5 Ok');
    await world.submit(fifty);
    await world.clock.rest();
    const numbers = (type: 'delivered' | 'deferred') =>
      world.eventsOf(type).map(({ recipient }) => number(recipient ?? ''));
    expect(numbers('delivered')).toEqual(fifty.map((_, index) => index).slice(0, 24));
    expect(numbers('deferred')).toEqual(fifty.map((_, index) => index).slice(24));
    await world.clock.pass(hour);
    expect(new Set(numbers('delivered')).size).toBe(50);
    expect(numbers('delivered')).toHaveLength(50);
  });

  test('a 421 at the 25th leaves those without an answer to the next host', async () => {
    world = await createWorld();
    const closing = failure('421 4.3.2 Closing', { elsewhere: true });
    world.routes = () => routeTo('two.example', mx('first.two.example', 10), mx('second-one.two.example', 20));
    world.answer = (to, host) => (host === 'first.two.example' && number(to) >= 24 ? closing : '250 2.1.5 Ok');
    await world.submit(fifty);
    await world.clock.rest();
    expect(world.transactions.map(({ message }) => message.recipients.length)).toEqual([50, 26]);
    expect(world.eventsOf('delivered').map(({ attempt }) => attempt)).toEqual(Array(50).fill(1));
  });

  test('those beyond what the server takes at once go in the next transaction, not in the next attempt', async () => {
    world = await createWorld();
    const taken = new Map<number, number>();
    world.answer = (_to, _host, transaction) => {
      const before = taken.get(transaction) ?? 0;
      taken.set(transaction, before + 1);
      return before < 10 ? '250 2.1.5 Ok' : '452 4.5.3 Too many recipients';
    };
    await world.submit(fifty);
    await world.clock.rest();
    expect(world.transactions.map(({ message }) => message.recipients.length)).toEqual([50, 10, 10, 10, 10]);
    expect(world.eventsOf('delivered')).toHaveLength(50);
    expect(world.eventsOf('deferred')).toEqual([]);
  });

  test('no more of them at once than the receiver bears', async () => {
    world = await createWorld({ settings: { limits: new Map([['*', { recipientsPerMessage: 20 }]]) } });
    await world.submit(fifty);
    await world.clock.rest();
    expect(world.transactions.map(({ message }) => message.recipients.length).toSorted()).toEqual([10, 20, 20]);
  });

  test('each domain gets its own, also where one site serves several', async () => {
    world = await createWorld();
    world.routes = () => routeTo('shared.example');
    await world.submit(['a@one.example', 'b@two.example', 'c@one.example']);
    await world.clock.rest();
    expect(
      world.transactions.map(({ message }) => message.recipients.map(({ address }) => address)).toSorted(),
    ).toEqual([['a@one.example', 'c@one.example'], ['b@two.example']]);
  });
});

describe('several hosts', () => {
  const two = routeTo('two.example', mx('first.two.example', 10), mx('second-one.two.example', 20));

  test('the next one is asked when the best does not answer, within the same attempt', async () => {
    world = await createWorld();
    world.routes = (domain) => (domain === 'two.example' ? two : routeTo(domain));
    world.refuseConnection = (host) => (host === 'first.two.example' ? silence : null);
    await world.submit(['bob@two.example']);
    await world.clock.rest();
    expect(world.transactions.map(({ host }) => host)).toEqual(['second-one.two.example']);
    expect(world.eventsOf('delivered')).toMatchObject([{ attempt: 1, mx: { host: 'second-one.two.example' } }]);
  });

  test('one that did not answer is tried last for a while', async () => {
    world = await createWorld({ settings: { idle: 0 } });
    world.routes = (domain) => (domain === 'two.example' ? two : routeTo(domain));
    world.refuseConnection = (host) => (host === 'first.two.example' ? silence : null);
    await world.submit(['bob@two.example']);
    await world.clock.rest();
    await world.submit(['carol@two.example']);
    await world.clock.rest();
    expect(world.opened.get('first.two.example')).toBe(1);
    await world.clock.pass(2 * minute);
    await world.submit(['dave@two.example']);
    await world.clock.rest();
    expect(world.opened.get('first.two.example')).toBe(2);
  });

  test('a refusal of the recipient is not asked for twice', async () => {
    world = await createWorld();
    world.routes = () => two;
    world.answer = () => '550 5.1.1 User unknown';
    await world.submit(['bob@two.example'], { from: '' });
    await world.clock.rest();
    expect(world.transactions).toHaveLength(1);
  });

  test('when none answers, the attempt failed once, whatever the number of hosts', async () => {
    world = await createWorld();
    world.routes = () => two;
    world.refuseConnection = () => silence;
    await world.submit(['bob@two.example']);
    await world.clock.rest();
    expect(world.eventsOf('deferred')).toMatchObject([
      { attempt: 1, stage: 'connect', verdict: { reason: 'connection_failure' } },
    ]);
  });

  test('a domain that takes no mail bounces without a connection', async () => {
    world = await createWorld();
    world.routes = (domain) =>
      domain === 'null.example' ? { kind: 'refused', text: '556 5.1.10 The domain takes no mail' } : routeTo(domain);
    await world.submit(['bob@null.example']);
    await world.clock.pass(minute);
    expect(world.opened.get('mx.null.example')).toBeUndefined();
    expect(world.eventsOf('bounced')).toMatchObject([{ verdict: { reason: 'no_mx' }, mx: null }]);
  });

  test('a resolver that does not answer is asked again later', async () => {
    world = await createWorld();
    let asked = 0;
    world.routes = (domain) =>
      asked++ === 0
        ? { kind: 'unanswered', text: '451 4.4.3 DNS lookup failed temporarily for slow.example' }
        : routeTo(domain);
    await world.submit(['bob@slow.example']);
    await world.clock.pass(hour);
    expect(world.eventsOf('deferred')).toMatchObject([{ verdict: { reason: 'dns_failure' } }]);
    expect(world.eventsOf('delivered')).toHaveLength(1);
  });
});

describe('TLS', () => {
  const broken = failure('454 4.7.5 Handshake failed', {
    stage: 'starttls',
    reply: null,
    breakdown: 'tls',
    elsewhere: true,
  });

  test('that was only tried for is done without, over a new connection', async () => {
    world = await createWorld();
    world.refuseConnection = (_host, tls) => (tls === 'none' ? null : broken);
    await world.submit(['bob@old.example']);
    await world.clock.rest();
    expect(world.transactions.map(({ tls }) => tls)).toEqual(['none']);
    expect(world.eventsOf('delivered')).toMatchObject([{ tls: null }]);
  });

  test.each(['webpki', 'encrypt', 'dane'] as const)(
    'that the policy asks for (%s) is never done without',
    async (kind) => {
      world = await createWorld();
      const tls =
        kind === 'encrypt'
          ? ({ kind } as const)
          : kind === 'dane'
            ? ({ kind, records: [], names: [] } as const)
            : ({ kind, names: [] } as const);
      world.routes = (domain) => routeTo(domain, mx(`mx.${domain}`, 10, tls));
      world.refuseConnection = (_host, used) => (used === 'none' ? null : broken);
      await world.submit(['bob@strict.example']);
      await world.clock.rest();
      expect(world.transactions).toEqual([]);
      expect(world.eventsOf('deferred')).toMatchObject([{ verdict: { reason: 'tls_failure' } }]);
    },
  );

  test('a setting forbids plain text everywhere', async () => {
    world = await createWorld({ settings: { plainTextFallback: false } });
    world.refuseConnection = (_host, used) => (used === 'none' ? null : broken);
    await world.submit(['bob@old.example']);
    await world.clock.rest();
    expect(world.transactions).toEqual([]);
  });

  test('mail that must be protected does not use a connection that is not', async () => {
    world = await createWorld();
    const strict = mx('mx.shared.example', 10, { kind: 'encrypt' });
    world.routes = (domain) =>
      domain === 'strict.example' ? routeTo('shared.example', strict) : routeTo('shared.example');
    await world.submit(['a@open.example']);
    await world.clock.rest();
    await world.submit(['b@strict.example']);
    await world.clock.rest();
    expect(world.transactions.map(({ tls }) => tls)).toEqual(['opportunistic', 'encrypt']);
  });
});

test('a reply to the final dot that was lost is ambiguous, and the message is tried again', async () => {
  world = await createWorld();
  world.answer = (_to, _host, count) =>
    count === 0
      ? { kind: 'ambiguous', breakdown: 'reset', text: '421 4.4.2 The connection broke after the final dot' }
      : '250 2.0.0 Ok';
  await world.submit(['bob@there.example']);
  await world.clock.pass(hour);
  expect(world.eventsOf('deferred')).toMatchObject([{ ambiguous: true, attempt: 1 }]);
  expect(world.eventsOf('delivered')).toMatchObject([{ ambiguous: false, attempt: 2 }]);
});

test('a connection that the server closed meanwhile is no failed attempt', async () => {
  world = await createWorld({ settings: { idle: hour } });
  await world.submit(['a@there.example']);
  await world.clock.rest();
  const gone = failure('421 4.4.2 The connection was closed', {
    stage: 'mail',
    reply: null,
    breakdown: 'reset',
    elsewhere: true,
  });
  world.answer = (_to, _host, count) => (count === 1 ? gone : '250 2.0.0 Ok');
  await world.submit(['b@there.example']);
  await world.clock.rest();
  expect(world.opened.get('mx.there.example')).toBe(2);
  expect(world.eventsOf('deferred')).toEqual([]);
  expect(world.eventsOf('delivered')).toHaveLength(2);
});

test('each attempt keeps its dialogue, without local parts where that is set', async () => {
  const dialogue = { keep: 'all', limit: 10_000, maskAddresses: true } as const;
  world = await createWorld({ settings: { dialogue } });
  world.answer = (_to, _host, count) =>
    count === 0 ? '450 4.7.1 bob.lee@there.example is greylisted' : '250 2.0.0 Ok';
  const accepted = await world.submit(['bob.lee@there.example']);
  await world.clock.pass(hour);
  const kept = await world.store.dialogues(accepted.kind === 'accepted' ? accepted.id : '');
  expect(kept.map(({ attempt }) => attempt)).toEqual([1, 2]);
  expect(kept[0]?.text).toContain('S: 450 4.7.1 b***@there.example is greylisted');
  expect(kept[0]?.text).not.toContain('bob.lee');
});

test('the return path is signed for each recipient, who then has a transaction of their own', async () => {
  const returnPath = { domain: 'bounces.example', keys: [{ id: 1, secret: new Uint8Array(32).fill(7) }] as const };
  world = await createWorld({ settings: { returnPath } });
  await world.submit(['a@there.example', 'b@there.example']);
  await world.submit(['c@there.example'], { from: '' });
  await world.clock.rest();
  const senders = world.transactions.map(({ message }) => [message.recipients.length, message.sender] as const);
  expect(senders.map(([count]) => count)).toEqual([1, 1, 1]);
  expect(new Set(senders.map(([, sender]) => sender)).size).toBe(3);
  expect(senders.filter(([, sender]) => /^b\+[a-z2-7]{57}@bounces\.example$/.test(sender))).toHaveLength(2);
  expect(senders.some(([, sender]) => sender === '')).toBe(true);
});

test('the source gives the address to send from and the family of the addresses to send to', async () => {
  const sources = new Map([['default', { name: 'default', address: '198.51.100.7', ehlo: 'seven.example' }]]);
  world = await createWorld({ settings: { ...defaultSettings('out.example'), sources } });
  const six = {
    ...mx('six.there.example', 5),
    endpoints: [{ host: 'six.there.example', address: '2001:db8::1', port: 25 }],
  };
  world.routes = (domain) => routeTo(domain, six, mx('four.there.example', 10));
  await world.submit(['bob@there.example']);
  await world.clock.rest();
  expect(world.opened.get('six.there.example')).toBeUndefined();
  expect(world.eventsOf('delivered')).toMatchObject([
    { source_ip: '198.51.100.7', mx: { host: 'four.there.example' } },
  ]);
});

test('replies become what they are, also with a multi-line text', async () => {
  world = await createWorld();
  world.answer = () => failure('550-5.7.1 Blocked\n550 5.7.1 by policy', { reply: replyOf('550 5.7.1 Blocked') });
  await world.submit(['bob@there.example']);
  await world.clock.rest();
  expect(world.eventsOf('bounced')[0]?.reply?.text).toBe('550-5.7.1 Blocked\n550 5.7.1 by policy');
});

test('a server that says much is not quoted for ever: neither in the ledger nor to senders', async () => {
  world = await createWorld();
  const much = (reply: string): string => `${reply} ${'blah '.repeat(12_000)}`;
  world.answer = (to) => {
    if (to === 'ann@sender.example') return '250 2.0.0 Ok';
    return much(to.startsWith('refused') ? '550 5.1.1 User unknown' : '250 2.0.0 Ok');
  };
  await world.submit(['taken@there.example', 'refused@there.example']);
  await world.clock.pass(minute);
  const texts = [...world.eventsOf('delivered'), ...world.eventsOf('bounced')].map(({ reply }) => reply?.text ?? '');
  expect(texts).toHaveLength(3);
  expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(4096);
  expect(world.eventsOf('bounced')[0]?.verdict).toMatchObject({ reason: 'user_unknown' });
  expect(world.transactions.at(-1)?.message.body.length).toBeLessThan(10_000);
});
