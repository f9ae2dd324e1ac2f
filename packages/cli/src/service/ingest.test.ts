/** What a mail server that pipes mail to us goes by: the exit code. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { ExitCode, Io } from '../io.ts';
import { ingestCommand } from './ingest.ts';

let server: Server | null = null;
afterEach(async () => {
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
  server = null;
});

const taken = { recorded: 1, repeated: 0, untrusted: 0, in_tray: false, notes: [] };

/** Answers every request with this; resolves with what was asked, and the exit code. */
async function ingest(status: number, mail: string, env: Record<string, string> = {}) {
  const asked: string[] = [];
  const listening = createServer((request, response) => {
    asked.push(request.url ?? '');
    request.resume().on('end', () => response.writeHead(status).end(JSON.stringify(status === 200 ? taken : {})));
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  return { asked, ...(await run(url, mail, env)) };
}

async function run(url: string, mail: string, env: Record<string, string> = {}, ...paths: string[]) {
  const [codes, out]: [ExitCode[], string[]] = [[], []];
  const output = { write: (text: string) => out.push(text) };
  const io = {
    ...{ process: { stdout: output, stderr: output }, stdout: output, stderr: output, env },
    stdin: (async function* () {
      yield Buffer.from(mail);
    })(),
    exit: (code: ExitCode) => codes.push(code),
  } as unknown as Io;
  await ingestCommand.call(io, { url }, ...paths);
  return { codes, out };
}

const mail = 'From: a@b.example\nSubject: Undelivered\n\nHello\n';

it.each([
  [200, 0],
  [400, 65],
  [413, 65],
  [401, 75],
  [403, 75],
  [404, 75],
  [500, 75],
  [503, 75],
])('the answer %i becomes %i', async (status, code) => {
  expect((await ingest(status, mail)).codes).toEqual([code]);
});

it('nobody answers: try again; no mail: bad data', async () => {
  expect((await run('http://127.0.0.1:1', mail)).codes).toEqual([75]);
  expect((await run('http://127.0.0.1:1', '')).codes).toEqual([65]);
  expect((await run('no address', mail)).codes).toEqual([75]);
});

it('a path that is not there is told in words; the good ones are handed in', async () => {
  const { codes, out } = await run('http://127.0.0.1:1', '', {}, '/nowhere/bounce.eml');
  expect([codes, out]).toEqual([[66], ['hearback: /nowhere/bounce.eml: no such file or folder\n']]);
  expect((await run('http://127.0.0.1:1', mail, {}, '/nowhere/bounce.eml', '-')).codes).toEqual([75]);
});

it('tells the address that the mail server says the mail came to', async () => {
  const { asked, out } = await ingest(200, mail, { ORIGINAL_RECIPIENT: 'b+x@bounces.example', RECIPIENT: 'bounce' });
  expect(asked).toEqual(['/v1/ingest?source=pipe&recipient=b%2Bx%40bounces.example']);
  // A mail server would mail what is said back to somebody.
  expect(out).toEqual([]);
});
