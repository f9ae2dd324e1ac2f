/** What is said of a service that is none, of another version, or somebody else's. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { ExitCode, Io } from '../io.ts';
import { listKeys } from './key.ts';
import { Unreachable } from './problem.ts';
import { withService } from './run.ts';

let server: Server | null = null;
afterEach(async () => {
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
  server = null;
});

async function told(command: (io: Io) => Promise<void>) {
  const [codes, lines]: [ExitCode[], string[]] = [[], []];
  const stderr = { write: (line: string) => lines.push(line) };
  await command({
    process: { stderr },
    stderr,
    stdout: stderr,
    env: {},
    exit: (code: ExitCode) => codes.push(code),
  } as unknown as Io);
  return { codes, lines };
}

async function answered(status: number, body: string) {
  const listening = createServer((_, response) => response.writeHead(status).end(body));
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return told((io) => listKeys.call(io, { url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}` }));
}

it.each([
  [
    'a path that it does not have',
    404,
    { code: 'no_such_path', detail: 'There is no such path' },
    'There is no such path',
  ],
  [
    'a field that it does not have',
    400,
    { code: 'invalid_request', errors: [{ pointer: '/querystring/list', detail: 'is no field of this request' }] },
    'list is no field of this request',
  ],
])('a service of another version: %s', async (_, status, problem, said) => {
  const { codes, lines } = await answered(status, JSON.stringify(problem));
  expect(lines).toEqual([
    `hearback: ${said}\n`,
    expect.stringMatching(/^hearback: the service is of another version than this command, which is \d/),
  ]);
  expect(codes).toEqual([69]);
});

it('what is no hearback has not answered that there is no such thing', async () => {
  expect(await answered(404, '<html>Not Found</html>')).toEqual({ codes: [69], lines: ['hearback: HTTP 404\n'] });
});

it('a socket that is not for this user', async () => {
  const denied = Object.assign(new Error('denied'), { code: 'EACCES' });
  const { codes, lines } = await told((io) =>
    withService(io, { url: 'http://127.0.0.1' }, () =>
      Promise.reject(new Unreachable({ kind: 'socket', path: '/run/hb.sock' }, denied)),
    ),
  );
  expect(lines.join('')).toMatch(/\/run\/hb\.sock \(EACCES\); it is for the service's own user and root/);
  expect(codes).toEqual([77]);
});
