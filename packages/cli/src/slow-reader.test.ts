/** A reader that is slower than what is written: nothing is written that would pile up in this process. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { explainCommand } from './commands/explain.ts';
import { parseCommand } from './commands/parse.ts';
import type { Io, Output } from './io.ts';
import { incidentAddresses } from './service/incidents.ts';
import { listKeys } from './service/key.ts';
import { exportAll } from './service/suppress-lists.ts';
import { tailCommand } from './service/tail.ts';
import { toldEvent } from './service/told-event.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearback-slow-'));
const [mbox, replies] = [join(folder, 'mbox'), join(folder, 'replies.jsonl')];
writeFileSync(mbox, 'From jo@a.example Mon Nov 30 09:00:00 2026\nFrom: jo@a.example\n\nHello\n\n'.repeat(2));
writeFileSync(replies, '{"reply":"550 5.1.1 User unknown"}\n'.repeat(2));

const key = { id: 'key_1', name: 'shop', scopes: [], created_at: '2026-11-29T09:15:00Z', last_used_at: null };
const row = { address: 'jo@a.example', state: 'bounced', last_at: '2026-11-29T09:15:00Z' };

/** Every answer has two entries. The stream of events ends behind them, and who comes for more may not. */
let url: string;
let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.headers['last-event-id'] !== undefined) response.writeHead(403).end('{}');
    else if (request.url?.startsWith('/v1/events')) {
      response.setHeader('Content-Type', 'text/event-stream');
      response.end(`id: 1\ndata: ${JSON.stringify(toldEvent)}\n\n`.repeat(2));
    } else if (request.url?.includes('export')) {
      response.write('first line\n', () => setImmediate(() => response.end('second line\n')));
    } else {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ data: request.url?.includes('keys') ? [key, key] : [row, row], next: null }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await new Promise((resolve) => server.close(resolve));
});

test.each<[string, (io: Io) => Promise<void>]>([
  ['tail', (io) => tailCommand.call(io, { url })],
  ['key ls', (io) => listKeys.call(io, { url, json: true })],
  ['incidents addresses', (io) => incidentAddresses.call(io, { url }, 'inc_1')],
  ['suppress export', (io) => exportAll.call(io, { url })],
  ['parse', (io) => parseCommand.call(io, {}, mbox)],
  ['explain --jsonl', (io) => explainCommand.call(io, { jsonl: true }, replies)],
])('%s waits for it', async (_, command) => {
  const seen: string[] = [];
  const stdout: Output = {
    write() {
      seen.push('written');
      return false;
    },
    once(_, read) {
      setImmediate(() => {
        seen.push('read');
        read();
      });
    },
  };
  const stderr = { write: () => {} };
  await command({ process: { stdout, stderr }, stdout, stderr, env: {}, exit() {} } as unknown as Io);
  expect(seen).toEqual(['written', 'read', 'written', 'read']);
});
