/** How notices are told: so many an hour and no more, over restarts and in several processes; what ends the process is written differently. */
import { parse } from '@hearback/bounce';
import PostalMime from 'postal-mime';
import { afterEach, describe, expect, test } from 'vitest';
import { createWorld, hour, minute, start, submissionOf, type Transaction, type World } from './engine.fixture.ts';
import { defaultSettings } from './settings.ts';

let world: World;
afterEach(() => world.end());

const notices = (): readonly Transaction[] => world.transactions.filter(({ host }) => host === 'mx.sender.example');
const textOf = ({ message }: Transaction): string => Buffer.from(message.body).toString();

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
    world.answer = (to) => (to === 'refused@there.example' ? '550 5.1.1 User unknown' : '250 2.0.0 Ok');
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

  test('as a list, is half as long from the third death on, and told one by one when that does not help', async () => {
    const own = defaultSettings('out.example').notices;
    const told: string[][] = [];
    for (const deaths of [2, 3, 4, 5]) {
      const { writing } = after(deaths);
      world = await createWorld({ settings: { notices: { ...own, perHour: 1 } }, deps: { writing } });
      world.answer = (to) => (to.endsWith('there.example') ? '550 5.1.1 User unknown' : '250 2.0.0 Ok');
      for (const name of ['a', 'b', 'c', 'd', 'e']) await world.submit([`${name}@there.example`]);
      await world.clock.pass(minute);
      told.push(notices().flatMap((one) => [...new Set(textOf(one).match(/\b[a-e]@there\.example/g))]));
      if (deaths !== 5) await world.end();
    }
    expect(told).toEqual(
      [['a', 'b', 'c', 'd', 'e'], ['a', 'b'], ['a'], ['a']].map((names) =>
        names.map((name) => `${name}@there.example`),
      ),
    );
  });
});

test('a notice that may not be leased at present is stored all the same, and sent once there is a session', async () => {
  world = await createWorld({ settings: { lease: 4 * hour } });
  world.answer = (to) => (to.endsWith('there.example') ? '550 5.1.1 User unknown' : '250 2.0.0 Ok');
  await world.submit(['a@there.example', 'b@there.example']);
  await world.clock.pass(1000);
  // The store declares the session dead, as another process does that finds it silent.
  await world.store.closeSession();
  await world.clock.pass(minute);
  expect(world.eventsOf('accepted').map(({ recipient }) => recipient)).toContain('ann@sender.example');
  expect(notices()).toEqual([]);
  await world.clock.pass(2 * hour);
  expect(notices()).toHaveLength(1);
});

test('a notice that cannot be signed waits, and is not sent without a signature', async () => {
  let isBroken = false;
  const sign = async (): Promise<Uint8Array> => {
    if (isBroken) throw new Error('no such key');
    return Buffer.from('DKIM-Signature: v=1\r\n');
  };
  world = await createWorld({ deps: { sign } });
  world.answer = (to) => (to.endsWith('there.example') ? '550 5.1.1 User unknown' : '250 2.0.0 Ok');
  await world.submit(['bob@there.example']);
  isBroken = true;
  await world.clock.pass(hour);
  expect(notices()).toEqual([]);
  isBroken = false;
  await world.clock.pass(minute);
  expect(notices().map(textOf)).toEqual([expect.stringMatching(/^DKIM-Signature: v=1\r\n/)]);
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

  const inTheHour = (): readonly Transaction[] => toAnn().filter(({ at }) => at < start + hour);

  test('what is put off waits on the disk, and what the hour had is known: a process that takes over tells the rest, once', async () => {
    world = await createWorld({ settings: { safety: minute } });
    refuseAll();
    const addresses = await campaign(10);
    await world.clock.pass(minute);
    const more = await campaign(30, 10);
    await world.clock.pass(minute);
    await world.engine.stop();
    const engine = await world.another();
    await world.clock.pass(minute);
    await engine.accept(submissionOf(['nobody0040@there.example']));
    await world.clock.pass(50 * minute);
    expect(toAnn()).toHaveLength(10);
    await world.clock.pass(2 * hour);
    expect(inTheHour()).toHaveLength(10);
    expect(toAnn()).toHaveLength(20);
    expect(await toldOf()).toEqual([...addresses, ...more, 'nobody0040@there.example']);
  });

  test('two processes that write at the same time count together', async () => {
    world = await createWorld({ settings: { safety: minute } });
    refuseAll();
    const engines = [world.engine, await world.another()];
    const addresses = Array.from({ length: 60 }, (_, index) => `nobody${String(index).padStart(4, '0')}@there.example`);
    for (const [index, address] of addresses.entries()) {
      const engine = engines[index % 2];
      // Some together, some while others are being told.
      if (index % 8 === 0) await world.clock.pass(1000);
      await engine?.accept(submissionOf([address]));
    }
    await world.clock.pass(50 * minute);
    expect(inTheHour()).toHaveLength(10);
    await world.clock.pass(3 * hour);
    expect(await toldOf()).toEqual(addresses);
  });

  test('of two processes that write the last of the hour at the same time one waits', async () => {
    const own = defaultSettings('out.example').notices;
    let signing = 0;
    let release: () => void = () => {};
    const both = new Promise<void>((resolve) => {
      release = resolve;
    });
    const sign = async (message: Uint8Array): Promise<null> => {
      if (!/^From: .*@out\.example/m.test(Buffer.from(message).toString())) return null;
      if (++signing === 2) release();
      await both;
      return null;
    };
    world = await createWorld({ settings: { notices: { ...own, perHour: 1 } }, deps: { sign } });
    refuseAll();
    const engines = [world.engine, await world.another()];
    const addresses = ['nobody0@there.example', 'nobody1@there.example'];
    for (const [index, address] of addresses.entries()) await engines[index]?.accept(submissionOf([address]));
    await world.clock.pass(50 * minute);
    expect(signing).toBe(2);
    expect(toAnn()).toHaveLength(1);
    await world.clock.pass(hour);
    expect(await toldOf()).toEqual(addresses);
  });

  test('a sender who gets much other mail is counted all the same, an hour after as well', async () => {
    world = await createWorld();
    refuseAll();
    await campaign(10);
    await world.clock.pass(minute);
    for (let index = 0; index < 150; index++) await world.submit(['ann@sender.example'], { from: 'bob@there.example' });
    await world.clock.pass(minute);
    const before = toAnn().length;
    await campaign(2, 10);
    await world.clock.pass(50 * minute);
    expect(toAnn()).toHaveLength(before);
    await world.clock.pass(hour);
    expect(toAnn()).toHaveLength(before + 2);
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

  test('a delay that was put off is not told any more when the message has arrived meanwhile', async () => {
    const own = defaultSettings('out.example').notices;
    world = await createWorld({ settings: { notices: { ...own, perHour: 1 } } });
    let isFull = true;
    world.answer = (to) => (isFull && to.endsWith('there.example') ? '452 4.2.2 Mailbox full' : '250 2.0.0 Ok');
    const [first = ''] = await campaign(1);
    await world.clock.pass(2 * minute);
    await campaign(2, 1);
    await world.clock.pass(4 * hour + 2 * minute);
    expect(await world.store.noticesDue(Number.MAX_SAFE_INTEGER, 10)).toHaveLength(2);
    isFull = false;
    await world.engine.control.retry({ recipient: 'nobody0001@there.example' });
    await world.clock.pass(2 * hour);
    expect(await toldOf()).toEqual([first, 'nobody0002@there.example']);
    expect(await world.store.noticesDue(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
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
