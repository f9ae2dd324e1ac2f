/** `message ls`, as people and programs read it; and how every list says that there is nothing. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { ExitCode, Io } from '../io.ts';
import { listBounces } from './bounces.ts';
import { listKeys } from './key.ts';
import { type ListFlags, list } from './message.ts';

let server: Server | null = null;
afterEach(async () => {
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
  server = null;
});

const message = {
  id: 'msg_01940000-0000-7000-8000-000000000000',
  accepted_at: '2026-11-29T09:15:00.000Z',
  sender: 'news@ours.example',
  subject: 'News\u001b[2J',
  foreign_message: null,
  recipient_count: 3,
  recipients: [
    { recipient: 'ann@one.example', state: 'delivered' },
    { recipient: 'bob@one.example', state: 'bounced' },
    { recipient: 'eve@one.example', state: 'delivered' },
  ],
  outcomes: { bounced: 1, delivered: 2 },
};
const elsewhere = {
  ...{ ...message, id: null, foreign_message: 'log 4F2A', subject: null, sender: null, recipient_count: 1 },
  ...{ recipients: [{ recipient: 'ann@one.example', state: 'deferred' }], outcomes: { deferred: 1 } },
};

/** Runs it against a service that has these entries. */
async function run<F>(
  command: (this: Io, flags: F & { url: string }) => Promise<void>,
  flags: F,
  data: readonly object[],
) {
  const asked: string[] = [];
  const listening = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ data, next: null }));
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  const [codes, out, err]: [ExitCode[], string[], string[]] = [[], [], []];
  const stdout = { write: (text: string) => out.push(text) };
  const stderr = { write: (text: string) => err.push(text) };
  const exit = (code: ExitCode) => codes.push(code);
  await command.call({ process: { stdout, stderr }, stdout, stderr, env: {}, exit } as unknown as Io, {
    ...flags,
    url,
  });
  return { asked: new URL(asked[0] ?? '', url).searchParams, codes, out: out.join(''), err: err.join('') };
}

it('says to whom each went and what became of it, and obeys nothing that stands in it', async () => {
  const { out, err, codes } = await run<ListFlags>(list, {}, [message, elsewhere]);
  expect(out).toBe(
    [
      'msg_01940000-0000-7000-8000-000000000000  2026-11-29 09:15:00  1 bounced, 2 delivered  ',
      'ann@one.example and 2 more  <news@ours.example>  News\ufffd[2J\n',
      'log 4F2A  2026-11-29 09:15:00  deferred   ann@one.example\n',
    ].join(''),
  );
  expect([err, codes]).toEqual(['', [0]]);
});

it('asks for what its flags say, and tells of one recipient what became of that one', async () => {
  const flags = { recipient: 'Bob@one.example', outcome: 'bounced', since: '24h', list: 'news' } as const;
  const bob = { ...message, recipients: [{ recipient: 'bob@one.example', state: 'bounced' }] };
  const { asked, out } = await run<ListFlags>(list, flags, [bob]);
  expect(Object.fromEntries(asked)).toEqual({ ...flags, limit: '50' });
  expect(out).toContain('09:15:00  bounced    bob@one.example and 2 more');
});

it('as JSON writes each as it came, a line each', async () => {
  const { out } = await run<ListFlags>(list, { json: true }, [message, elsewhere]);
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([message, elsewhere]);
});

it('every list says alike that there is none, beside what programs read', async () => {
  const told = [
    await run<ListFlags>(list, {}, []),
    await run<ListFlags>(list, { recipient: 'nobody@one.example', json: true }, []),
    await run(listBounces, {}, []),
    await run(listKeys, {}, []),
  ];
  expect(told.map(({ out, err, codes }) => [out, err, codes])).toEqual([
    ['', 'hearback: no messages\n', [0]],
    ['', 'hearback: no such messages\n', [0]],
    ['', 'hearback: no bounces\n', [0]],
    ['', 'hearback: no keys; `hearback key new NAME` makes one\n', [0]],
  ]);
});
