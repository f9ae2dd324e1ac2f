import { explain } from '@hearback/bounce';
import { afterEach, describe, expect, test } from 'vitest';
import type { FaultyServerOptions, SpokenCommand } from '../faults/dialogue.ts';
import { type FaultyServer, startFaultyServer } from '../faults/server.ts';
import { connect } from './connect.ts';
import type { Connection, DialogueLine, Timeouts } from './connection.ts';
import { messageTo, optionsFor, patientTimeouts } from './message.fixture.ts';
import type { RecipientOutcome } from './transaction.ts';

const open: { server: FaultyServer; connection: Connection }[] = [];
afterEach(async () => {
  for (const { server, connection } of open.splice(0)) {
    connection.destroy();
    await server.close();
  }
});

async function start(
  options: FaultyServerOptions & { readonly pipelining?: boolean },
  timeouts: Partial<Timeouts> = {},
): Promise<{ server: FaultyServer; connection: Connection }> {
  const extensions = [...(options.pipelining === false ? [] : ['PIPELINING']), ...(options.extensions ?? ['8BITMIME'])];
  const server = await startFaultyServer({ ...options, extensions });
  const connected = await connect(optionsFor(server.port, { timeouts: { ...patientTimeouts, ...timeouts } }));
  if (connected.kind === 'failed') throw new Error(connected.text);
  open.push({ server, connection: connected.connection });
  return { server, connection: connected.connection };
}

const fifty = Array.from({ length: 50 }, (_, at) => `r${at + 1}@r.example`);

/** "delivered", or the text of what happened instead. */
const said = (outcome: RecipientOutcome | undefined): string =>
  outcome === undefined ? 'none' : outcome.kind === 'delivered' ? 'delivered' : `${outcome.kind}: ${outcome.text}`;

/** Runs of the same outcome: "24 delivered, 1 failed: 421 ...". */
function summary(outcomes: readonly RecipientOutcome[]): string {
  const runs: [number, string][] = [];
  for (const outcome of outcomes.map(said)) {
    const last = runs.at(-1);
    if (last?.[1] === outcome) last[0] += 1;
    else runs.push([1, outcome]);
  }
  return runs.map(([count, outcome]) => `${count} ${outcome}`).join(', ');
}

const atRcpt =
  (nth: number, reply: string) =>
  (command: SpokenCommand): string | undefined =>
    command.stage === 'rcpt' && command.nth === nth ? reply : undefined;

describe('what is written together', () => {
  test('with PIPELINING the commands in one write, body and dot in another', async () => {
    const { server, connection } = await start({});
    for (const name of ['a', 'b']) await connection.send(messageTo(`${name}@r.example`, 'x@r.example'));
    const commands = (name: string): string =>
      `MAIL FROM:<ann@sender.example>\r\nRCPT TO:<${name}@r.example>\r\nRCPT TO:<x@r.example>\r\nDATA\r\n`;
    const message = `${messageTo().body.toString()}.\r\n`;
    expect(server.chunks.slice(1)).toEqual([commands('a'), message, commands('b'), message]);
    expect(connection.sent).toBe(2);
    expect(server.connections).toBe(1);
  });

  test('without it each command waits for its reply', async () => {
    const { server, connection } = await start({ pipelining: false });
    await connection.send(messageTo('a@r.example', 'b@r.example'));
    expect(server.chunks.slice(1)).toEqual([
      'MAIL FROM:<ann@sender.example>\r\n',
      'RCPT TO:<a@r.example>\r\n',
      'RCPT TO:<b@r.example>\r\n',
      'DATA\r\n',
      `${messageTo().body.toString()}.\r\n`,
    ]);
  });
});

describe.each([true, false])('recipients, pipelining %s', (pipelining) => {
  test('each has its own reply', async () => {
    const answers = ['250 ok', '550 5.1.1 unknown', '452 4.2.2 full', '251 will forward', '252 will try'];
    const { server, connection } = await start({
      pipelining,
      answer: ({ stage, nth }) => (stage === 'rcpt' ? `${answers[nth - 1]}\r\n` : undefined),
    });
    const { outcomes, reusable } = await connection.send(messageTo(...fifty.slice(0, 5)));
    expect(outcomes.map(said)).toEqual([
      'delivered',
      'failed: 550 5.1.1 unknown',
      'failed: 452 4.2.2 full',
      'delivered',
      'delivered',
    ]);
    expect(outcomes[1]).toMatchObject({
      stage: 'rcpt',
      elsewhere: false,
      breakdown: null,
      reply: { code: 550, status: '5.1.1' },
    });
    expect(outcomes[0]).toMatchObject({
      dsn: false,
      reply: { code: 250, status: '2.0.0', text: '250 2.0.0 Message accepted' },
    });
    expect(reusable).toBe(true);
    expect(server.taken[0]?.rcpts).toHaveLength(3);
  });

  test.each([1, 25, 50])('421 at RCPT %i of 50 by a server that stays', async (nth) => {
    const { server, connection } = await start({ pipelining, answer: atRcpt(nth, '421 4.7.0 Try later\r\n') });
    const { outcomes, reusable } = await connection.send(messageTo(...fifty));
    const before = nth > 1 ? `${nth - 1} delivered, ` : '';
    const unasked = pipelining ? `1 failed: 421 4.7.0 Try later` : `${51 - nth} failed: 421 4.7.0 Try later`;
    const after = pipelining && nth < 50 ? `, ${50 - nth} delivered` : '';
    expect(summary(outcomes)).toBe(`${before}${unasked}${after}`);
    expect(server.taken.flatMap(({ rcpts }) => rcpts)).toHaveLength(
      outcomes.filter(({ kind }) => kind === 'delivered').length,
    );
    expect(reusable).toBe(false);
  });

  test.each([1, 25, 50])(
    '421 at RCPT %i of 50 by a server that goes: who was refused before stays refused',
    async (nth) => {
      const { server, connection } = await start({
        pipelining,
        answer: ({ stage, nth: at, socket }) => {
          if (stage !== 'rcpt') return undefined;
          if (at === nth) {
            socket.end('421 4.3.2 Shutting down\r\n');
            return '';
          }
          return at === 10 ? '550 5.1.1 unknown\r\n' : undefined;
        },
      });
      const { outcomes } = await connection.send(messageTo(...fifty));
      expect(summary(outcomes)).toBe(
        nth === 1
          ? '50 failed: 421 4.3.2 Shutting down'
          : '9 failed: 421 4.3.2 Shutting down, 1 failed: 550 5.1.1 unknown, 40 failed: 421 4.3.2 Shutting down',
      );
      expect(
        outcomes.every((outcome) => outcome.kind === 'failed' && outcome.elsewhere === (outcome.reply?.code === 421)),
      ).toBe(true);
      expect(server.taken).toEqual([]);
    },
  );

  test.each(['450 4.2.0 busy', ...(pipelining ? ['550 5.1.1 unknown'] : [])])(
    'none accepted: no message, and the connection goes on: %s',
    async (reply) => {
      const { server, connection } = await start({
        pipelining,
        answer: ({ line }) => (line.includes('no') ? `${reply}\r\n` : undefined),
      });
      const first = await connection.send(messageTo('no1@r.example', 'no2@r.example'));
      expect(summary(first.outcomes)).toBe(`2 failed: ${reply}`);
      expect(first.reusable).toBe(true);
      expect(server.chunks.at(-1)).toBe('RSET\r\n'.repeat(pipelining && reply.startsWith('5') ? 2 : 1));
      expect(server.chunks.join('').includes('DATA')).toBe(pipelining);
      expect(summary((await connection.send(messageTo('yes@r.example'))).outcomes)).toBe('1 delivered');
      expect(server.taken).toHaveLength(1);
    },
  );

  test('552 is read as 452 where it means too many recipients, and is believed where it means a full mailbox', async () => {
    const answers = [
      '552 too many recipients',
      '552-5.5.3 too many\r\n552 5.5.3 recipients',
      '552 5.2.2 mailbox full',
      '552 Requested mail action aborted: exceeded storage allocation',
      '552 Quota exceeded (mailbox for user is full)',
    ];
    const { connection } = await start({
      pipelining,
      answer: ({ stage, nth }) => (stage === 'rcpt' ? `${answers[nth - 1]}\r\n` : undefined),
    });
    const { outcomes } = await connection.send(messageTo(...fifty.slice(0, answers.length)));
    expect(outcomes.map(said)).toEqual([
      'failed: 452 too many recipients',
      'failed: 452-4.5.3 too many\n452 4.5.3 recipients',
      'failed: 552 5.2.2 mailbox full',
      'failed: 552 Requested mail action aborted: exceeded storage allocation',
      'failed: 552 Quota exceeded (mailbox for user is full)',
    ]);
    expect(outcomes[0]).toMatchObject({ reply: { code: 552, text: '552 too many recipients' } });
    expect(
      outcomes.map((outcome) => outcome.kind === 'failed' && explain(outcome.text, { stage: 'rcpt' }).final),
    ).toEqual([false, false, true, true, true]);
  });

  test('MAIL refused stands for all', async () => {
    const { server, connection } = await start({
      pipelining,
      answer: ({ stage, line }) => (stage === 'mail' && line.includes('bad') ? '553 5.1.8 Bad sender\r\n' : undefined),
    });
    const refused = await connection.send({ ...messageTo('a@r.example', 'b@r.example'), sender: 'bad@sender.example' });
    expect(summary(refused.outcomes)).toBe('2 failed: 553 5.1.8 Bad sender');
    expect(refused.outcomes[0]).toMatchObject({ stage: 'mail' });
    expect(refused.reusable).toBe(true);
    expect(summary((await connection.send(messageTo('a@r.example'))).outcomes)).toBe('1 delivered');
    expect(server.taken).toHaveLength(1);
  });
});

test('NOTIFY=NEVER to a server without DSN: the sender stays the envelope sender (RFC 3461 §5.2.2 d)', async () => {
  const { server, connection } = await start({ pipelining: false });
  await connection.send({ ...messageTo(), recipients: [{ address: 'a@r.example', notify: ['never'], orcpt: null }] });
  expect(server.chunks.slice(1, 3)).toEqual(['MAIL FROM:<ann@sender.example>\r\n', 'RCPT TO:<a@r.example>\r\n']);
});

describe.each([true, false])('503 to MAIL, pipelining %s', (pipelining) => {
  const mailAt = (nth: number, reply: string) => {
    let mails = 0;
    return ({ stage }: SpokenCommand): string | undefined => (stage === 'mail' && ++mails === nth ? reply : undefined);
  };

  test('on a connection that is out of step: nothing is known of the message, and another connection may do', async () => {
    const answer = mailAt(2, '503 5.5.1 Sender already given\r\n');
    const { server, connection } = await start({ pipelining, answer });
    expect(summary((await connection.send(messageTo('a@r.example'))).outcomes)).toBe('1 delivered');
    const { outcomes, reusable } = await connection.send(messageTo('b@r.example', 'c@r.example'));
    expect(summary(outcomes)).toBe(
      '2 failed: 421 4.5.0 Protocol violation: MAIL refused as out of sequence: 503 5.5.1 Sender already given',
    );
    expect(outcomes[0]).toMatchObject({ stage: 'mail', breakdown: 'protocol', elsewhere: true });
    expect(reusable).toBe(false);
    expect(server.taken).toHaveLength(1);
  });

  test('that wants a log-in is an answer like any other', async () => {
    const { connection } = await start({ pipelining, answer: mailAt(1, '503 5.7.0 Authentication required\r\n') });
    const { outcomes } = await connection.send(messageTo('a@r.example'));
    expect(outcomes).toMatchObject([{ reply: { code: 503, status: '5.7.0' }, elsewhere: false }]);
  });
});

describe('pipelined DATA that cannot be taken back', () => {
  test.each(['554 5.5.1 No valid recipients', '503 5.5.1 RCPT first'])('no recipient, %s', async (reply) => {
    const { server, connection } = await start({
      answer: ({ stage }) =>
        stage === 'rcpt' ? '550 5.1.1 unknown\r\n' : stage === 'data' ? `${reply}\r\n` : undefined,
    });
    const { outcomes, reusable } = await connection.send(messageTo('a@r.example'));
    expect(summary(outcomes)).toBe('1 failed: 550 5.1.1 unknown');
    expect(reusable).toBe(true);
    expect(server.chunks.at(-1)).toBe('RSET\r\nRSET\r\n');
  });

  test('no recipient, and 354 all the same: nothing but the dot is sent', async () => {
    const { server, connection } = await start({
      answer: ({ stage, line }) =>
        line.includes('no')
          ? '550 5.1.1 unknown\r\n'
          : stage === 'data'
            ? '354 go on\r\n'
            : stage === 'dot' && !served
              ? '554 5.5.1 No recipients\r\n'
              : undefined,
    });
    let served = false;
    const { outcomes, reusable } = await connection.send(messageTo('no@r.example'));
    expect(summary(outcomes)).toBe('1 failed: 550 5.1.1 unknown');
    expect(server.chunks.at(-1)).toBe('.\r\n');
    expect(reusable).toBe(true);
    served = true;
    expect(summary((await connection.send(messageTo('a@r.example'))).outcomes)).toBe('1 delivered');
  });

  test('MAIL refused, and everything else accepted all the same', async () => {
    const { server, connection } = await start({
      answer: ({ stage }) =>
        stage === 'mail'
          ? '451 4.7.1 Greylisted\r\n'
          : stage === 'rcpt'
            ? '250 ok\r\n'
            : stage === 'data'
              ? '354 go on\r\n'
              : undefined,
    });
    const { outcomes, reusable } = await connection.send(messageTo('a@r.example', 'b@r.example'));
    expect(summary(outcomes)).toBe('2 failed: 451 4.7.1 Greylisted');
    expect(server.taken.map(({ data }) => data)).toEqual(['']);
    expect(reusable).toBe(true);
  });
});

describe('replies that do not answer what they seem to', () => {
  test('one too many: the recipient behind it is not taken for refused', async () => {
    const { server, connection } = await start({
      answer: ({ stage, nth }) =>
        stage === 'mail'
          ? '250 ok\r\n250 ok twice\r\n'
          : stage === 'rcpt' && nth === 2
            ? '550 5.1.1 unknown\r\n'
            : undefined,
    });
    const { outcomes, reusable } = await connection.send(messageTo('a@r.example', 'b@r.example', 'c@r.example'));
    expect(outcomes.map((outcome) => outcome.kind === 'failed' && outcome.breakdown)).toEqual([
      'protocol',
      'protocol',
      'protocol',
    ]);
    expect(reusable).toBe(false);
    expect(server.taken).toEqual([]);
  });

  test('421 to MAIL by a server that says no more: nothing more is waited for', async () => {
    const { connection } = await start({
      answer: ({ stage }) => (stage === 'mail' ? '421 4.3.2 Shutting down\r\n' : stage === 'rcpt' ? '' : undefined),
    });
    const { outcomes } = await connection.send(messageTo('a@r.example', 'b@r.example'));
    expect(summary(outcomes)).toBe('2 failed: 421 4.3.2 Shutting down');
  });

  test('one too many, and a refusal falls to DATA', async () => {
    const { connection } = await start({
      answer: ({ stage, nth }) =>
        stage === 'mail'
          ? '250 ok\r\n250 ok twice\r\n'
          : stage === 'rcpt' && nth === 2
            ? '550 5.1.1 unknown\r\n'
            : undefined,
    });
    const { outcomes } = await connection.send(messageTo('a@r.example', 'b@r.example'));
    expect(outcomes.map((outcome) => outcome.kind === 'failed' && outcome.breakdown)).toEqual(['protocol', 'protocol']);
  });

  test('one too few: nobody is taken for refused by the reply to another', async () => {
    const { server, connection } = await start({
      answer: ({ stage, nth }) =>
        stage === 'mail'
          ? ''
          : stage === 'rcpt' && nth === 2
            ? '550 5.1.1 unknown\r\n'
            : stage === 'rcpt'
              ? '250 ok\r\n'
              : stage === 'data'
                ? '354 go on\r\n'
                : undefined,
    });
    const { outcomes } = await connection.send(messageTo('a@r.example', 'b@r.example'));
    expect(outcomes.map((outcome) => outcome.kind === 'failed' && outcome.breakdown)).toEqual(['protocol', 'protocol']);
    expect(server.taken).toEqual([]);
  });

  test('the beginning of one came before the command: it does not answer it', async () => {
    const { server, connection } = await start({
      pipelining: false,
      answer: ({ stage, nth }) =>
        stage !== 'rcpt' ? undefined : nth === 1 ? '250 ok\r\n550 5.1.1 un' : 'known\r\n250 ok\r\n',
    });
    const { outcomes, reusable } = await connection.send(messageTo('a@r.example', 'b@r.example'));
    expect(outcomes.map((outcome) => outcome.kind === 'failed' && outcome.breakdown)).toEqual(['protocol', 'protocol']);
    expect(reusable).toBe(false);
    expect(server.taken).toEqual([]);
  });

  test.each(['451 4.3.0 Trouble', '550 5.7.1 Spam'])(
    '%s to the message, and a yes behind it: nobody knows',
    async (no) => {
      const { connection } = await start({
        answer: ({ stage }) => (stage === 'dot' ? `${no}\r\n250 2.0.0 Queued\r\n` : undefined),
      });
      const { outcomes, reusable } = await connection.send(messageTo('a@r.example'));
      expect(outcomes[0]).toMatchObject({ kind: 'ambiguous', breakdown: 'protocol' });
      expect(reusable).toBe(false);
    },
  );

  test('a yes before the message was sent is none', async () => {
    const { server, connection } = await start({
      answer: ({ stage }) => (stage === 'data' ? '354 go on\r\n250 2.0.0 Queued\r\n' : undefined),
    });
    const { outcomes } = await connection.send(messageTo('a@r.example'));
    expect(outcomes[0]).toMatchObject({ kind: 'failed', breakdown: 'protocol' });
    expect(server.taken).toEqual([]);
  });

  test.each(['421 4.3.2 Shutting down', '451 4.3.0 Trouble', '550 5.7.1 Not you'])(
    'together with 354, before the message: %s',
    async (words) => {
      const { server, connection } = await start({
        answer: ({ stage }) => (stage === 'data' ? `354 go on\r\n${words}\r\n` : undefined),
      });
      const { outcomes, reusable } = await connection.send(messageTo('a@r.example', 'b@r.example'));
      expect(summary(outcomes)).toBe(`2 failed: ${words}`);
      expect(outcomes[0]).toMatchObject({ stage: 'body', elsewhere: words.startsWith('421') });
      expect(reusable).toBe(false);
      expect(server.taken).toEqual([]);
    },
  );

  test('a yes in the middle of a message that was not sent whole is none', async () => {
    const { connection } = await start({ answer: stuckAt('250 2.0.0 Queued\r\n') });
    const { outcomes, reusable } = await connection.send({ ...messageTo('a@r.example'), body: big });
    expect(outcomes[0]).toMatchObject({ kind: 'failed', stage: 'body', breakdown: 'protocol' });
    expect(reusable).toBe(false);
  });
});

/** More than the system holds on to when nobody reads. */
const big = Buffer.from(`Subject: big\r\n\r\n${`${'x'.repeat(98)}\r\n`.repeat(300_000)}`);

/** Reads no further behind DATA, says that, and falls silent. */
const stuckAt =
  (words: string) =>
  ({ stage, socket }: SpokenCommand): string | undefined => {
    if (stage !== 'data') return undefined;
    socket.write('354 go on\r\n');
    socket.pause();
    socket.removeAllListeners('data');
    if (words !== '') setImmediate(() => setImmediate(() => socket.write(words)));
    return '';
  };

describe('a message that is not sent whole', () => {
  test('refused midway: the refusal counts', async () => {
    const { connection } = await start({ answer: stuckAt('552 5.3.4 Message too big\r\n') });
    const { outcomes, reusable } = await connection.send({ ...messageTo('a@r.example', 'b@r.example'), body: big });
    expect(summary(outcomes)).toBe('2 failed: 552 5.3.4 Message too big');
    expect(outcomes[0]).toMatchObject({ stage: 'body', elsewhere: false });
    expect(reusable).toBe(false);
  });

  test('421 midway: deferred', async () => {
    const { connection } = await start({ answer: stuckAt('421 4.3.1 Disk full\r\n') });
    const { outcomes } = await connection.send({ ...messageTo('a@r.example'), body: big });
    expect(outcomes[0]).toMatchObject({ kind: 'failed', stage: 'body', elsewhere: true, text: '421 4.3.1 Disk full' });
  });

  test('nobody reads it: a time-out, and not ambiguous', async () => {
    const { connection } = await start({ answer: stuckAt('') }, { block: 100 });
    const { outcomes } = await connection.send({ ...messageTo('a@r.example'), body: big });
    expect(outcomes[0]).toMatchObject({
      kind: 'failed',
      stage: 'body',
      breakdown: 'timeout',
      text: '420 4.4.2 Timed out after 0.1 s while sending the message',
    });
  });

  test('the connection breaks: not ambiguous', async () => {
    const { connection } = await start({
      answer: ({ stage, socket }) => {
        if (stage !== 'data') return undefined;
        socket.write('354 go on\r\n', () => socket.resetAndDestroy());
        return '';
      },
    });
    const { outcomes } = await connection.send({ ...messageTo('a@r.example'), body: big });
    expect(outcomes[0]).toMatchObject({ kind: 'failed', breakdown: 'reset', elsewhere: true });
  });

  test('a big message that is read arrives', async () => {
    const { server, connection } = await start({});
    const body = Buffer.from(`Subject: x\r\n\r\n${'.dot\r\nline\r\n'.repeat(50_000)}`);
    expect(summary((await connection.send({ ...messageTo('a@r.example'), body })).outcomes)).toBe('1 delivered');
    expect(server.taken[0]?.data.replace(/^\./gm, '')).toBe(body.toString());
  });
});

describe('behind the final dot', () => {
  test('silence is ambiguous', async () => {
    const { connection } = await start({ answer: ({ stage }) => (stage === 'dot' ? '' : undefined) }, { dot: 60 });
    const { outcomes, reusable } = await connection.send(messageTo('a@r.example', 'b@r.example'));
    expect(outcomes).toEqual(
      [1, 2].map(() => ({
        kind: 'ambiguous',
        breakdown: 'timeout',
        text: '420 4.4.2 Timed out after 0.06 s while waiting for the reply to the final dot; the message may have been delivered',
      })),
    );
    expect(reusable).toBe(false);
  });

  test('who was refused before is not ambiguous', async () => {
    const { connection } = await start({
      answer: ({ stage, nth, socket }) => {
        if (stage === 'dot') socket.resetAndDestroy();
        return stage === 'rcpt' && nth === 1 ? '550 5.1.1 unknown\r\n' : undefined;
      },
    });
    const { outcomes } = await connection.send(messageTo('a@r.example', 'b@r.example'));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['failed', 'ambiguous']);
  });

  test('a connection that breaks at QUIT does not undo a delivery', async () => {
    const { connection } = await start({ fault: { stage: 'quit', kind: 'rst' } });
    const { outcomes } = await connection.send(messageTo('a@r.example'));
    await connection.quit();
    expect(summary(outcomes)).toBe('1 delivered');
  });
});

describe('between messages', () => {
  test('a server that closes is noticed, and the next message is for another', async () => {
    let hangUp = (): void => {};
    const { connection } = await start({
      answer: ({ socket }) => {
        hangUp = () => void socket.end('421 4.4.2 Idle too long\r\n');
        return undefined;
      },
    });
    await connection.send(messageTo('a@r.example'));
    hangUp();
    await connection.ended;
    const { outcomes, reusable } = await connection.send(messageTo('b@r.example'));
    expect(outcomes[0]).toMatchObject({
      kind: 'failed',
      stage: 'mail',
      elsewhere: true,
      text: '421 4.4.2 Idle too long',
    });
    expect(reusable).toBe(false);
  });

  test('a refusal that nobody asked for refuses no message', async () => {
    let speak = (): void => {};
    const { connection } = await start({
      answer: ({ socket }) => {
        speak = () => void socket.write('550 5.7.1 Go away\r\n');
        return undefined;
      },
    });
    speak();
    await connection.ended;
    const { outcomes } = await connection.send(messageTo('b@r.example'));
    expect(outcomes[0]).toMatchObject({ kind: 'failed', breakdown: 'protocol', elsewhere: true, reply: null });
  });
});

test('the dialogue of a message goes to who sends it', async () => {
  const { connection } = await start({ extensions: ['DSN'] });
  const lines: DialogueLine[] = [];
  const before = Date.now();
  const { outcomes, duration } = await connection.send(messageTo('a@r.example'), (line) => lines.push(line));
  expect(lines.map(({ who, text }) => `${who} ${text}`)).toEqual([
    'C MAIL FROM:<ann@sender.example>',
    'C RCPT TO:<a@r.example> ORCPT=rfc822;a@r.example',
    'C DATA',
    'S 250 2.1.0 Sender accepted',
    'S 250 2.1.5 Recipient accepted',
    'S 354 End with a dot on a line by itself',
    '- message of 52 octets sent',
    'S 250 2.0.0 Message accepted',
  ]);
  expect(lines.every(({ at }) => at >= before)).toBe(true);
  expect(duration).toBeGreaterThan(0);
  expect(outcomes[0]).toMatchObject({ kind: 'delivered', dsn: true });
  await connection.send(messageTo('b@r.example'));
  expect(lines).toHaveLength(8);
});

test('a message that this server cannot take costs it no word', async () => {
  const { server, connection } = await start({ extensions: ['SIZE 10'] });
  const { outcomes, reusable } = await connection.send(messageTo('a@r.example', 'b@r.example'));
  expect(summary(outcomes)).toMatch(/^2 failed: 552 5\.3\.4 /);
  expect(reusable).toBe(true);
  expect(server.chunks).toHaveLength(1);
});
