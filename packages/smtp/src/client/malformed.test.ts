/** Every way not to be a reply, at every stage: the connection ends, and behind the dot the message is ambiguous. */
import { expect, test } from 'vitest';
import { startFaultyServer } from '../faults/server.ts';
import type { FaultStage } from '../faults/stage.ts';
import { connect } from './connect.ts';
import { messageTo, optionsFor } from './message.fixture.ts';

const malformed: readonly (readonly [name: string, octets: string])[] = [
  ['no code', 'Welcome\r\n'],
  ['two digits', '25 ok\r\n'],
  ['four digits', '2500 ok\r\n'],
  ['a code out of range', '999 ok\r\n'],
  ['a preliminary reply', '150 wait\r\n'],
  ['HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
  ['TLS', '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03\r\n'],
  ['a code that changes', '250-one\r\n550 two\r\n'],
  ['a code that vanishes', '250-one\r\ntwo\r\n'],
  ['lines without end', '250-more\r\n'.repeat(200)],
  ['long lines without end', `250-${'x'.repeat(4000)}\r\n`.repeat(20)],
  ['NUL', '\0'.repeat(70_000)],
];

const stages: readonly FaultStage[] = ['banner', 'ehlo', 'mail', 'rcpt', 'data', 'dot'];

const cells = stages.flatMap((stage) => malformed.map(([name, octets]) => [name, stage, octets] as const));

test.concurrent.for(cells)('%s in answer to %s', async ([, stage, octets], { expect }) => {
  const server = await startFaultyServer({ answer: (command) => (command.stage === stage ? octets : undefined) });
  const connected = await connect(optionsFor(server.port));
  const outcome =
    connected.kind === 'failed' ? connected : (await connected.connection.send(messageTo('a@r.example'))).outcomes[0];
  if (connected.kind === 'ready') await connected.connection.ended;
  await server.close();
  expect(outcome).toMatchObject({
    kind: stage === 'dot' ? 'ambiguous' : 'failed',
    breakdown: 'protocol',
    text: expect.stringMatching(/^421 4\.5\.0 Protocol violation: [ -~]+$/),
  });
});

test('a reply whose last line never comes is silence', async () => {
  const server = await startFaultyServer({
    extensions: [],
    answer: ({ stage }) => (stage === 'mail' ? '250-wait\r\n250-for\r\n250' : undefined),
  });
  const options = optionsFor(server.port);
  const connected = await connect({ ...options, timeouts: { ...options.timeouts, mail: 50 } });
  if (connected.kind === 'failed') throw new Error(connected.text);
  const { outcomes } = await connected.connection.send(messageTo('a@r.example'));
  expect(outcomes[0]).toMatchObject({ kind: 'failed', breakdown: 'timeout', stage: 'mail' });
  await server.close();
});
