import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Io } from '../io.ts';
import { tailCommand } from './tail.ts';
import { toldEvent } from './told-event.fixture.ts';

test('tail ends by itself after as many events as were asked for, while the stream goes on', async () => {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/event-stream');
    response.write(`id: 1\ndata: ${JSON.stringify(toldEvent)}\n\n`.repeat(3));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const gone = new Promise<void>((resolve) => server.on('connection', (socket) => socket.on('close', () => resolve())));
  onTestFinished(() => void server.close());
  const lines: unknown[] = [];
  const stdout = { write: (line: unknown) => lines.push(line) };
  const io = { stdout, stderr: { write: () => {} }, env: {}, exit() {} } as unknown as Io;
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await tailCommand.call(io, { url, limit: 2 });
  expect(lines).toHaveLength(2);
  await gone;
});
