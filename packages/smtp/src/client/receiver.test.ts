/** The client against our own receiver: what goes in on one side comes out on the other. */
import { expect, test } from 'vitest';
import { certificate, openHouse } from '../receiver/house.fixture.ts';
import { connect } from './connect.ts';
import type { Connection, ConnectOptions } from './connection.ts';
import { messageTo, optionsFor } from './message.fixture.ts';

async function ready(port: number, changes: Partial<ConnectOptions>): Promise<Connection> {
  const result = await connect(optionsFor(port, changes));
  if (result.kind === 'failed') throw new Error(result.text);
  return result.connection;
}

test('an envelope with all its parameters arrives as it was sent, over TLS that is verified', async () => {
  const house = await openHouse();
  const connection = await ready(house.port, {
    tls: { kind: 'webpki', names: ['mx.house.example'], ca: [certificate.cert] },
  });
  expect(connection.tls?.verified).toBe('webpki');
  const message = {
    ...messageTo(),
    sender: 'jürgen@s.example',
    ret: 'headers',
    envid: 'QQ+2B314',
    recipients: [
      { address: 'ann@house.example', notify: ['success', 'failure'], orcpt: 'rfc822;list+2Bann@l.example' },
      { address: 'dömi@house.example', notify: ['never'], orcpt: null },
      { address: 'stranger@else.example', notify: null, orcpt: null },
    ],
    body: Buffer.from('Subject: Grüße\r\n\r\n.dots\r\n..and more\r\n.\r\nÄpfel\r\n'),
  } as const;
  const { outcomes, reusable } = await connection.send(message);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['delivered', 'delivered', 'failed']);
  expect(outcomes[0]).toMatchObject({ dsn: true });
  expect(outcomes[2]).toMatchObject({ stage: 'rcpt', reply: { code: 550, status: '5.7.1' } });
  expect(reusable).toBe(true);
  const [received] = house.messages;
  expect(received?.envelope).toMatchObject({
    sender: 'jürgen@s.example',
    ret: 'headers',
    eightBit: true,
    smtputf8: true,
    size: message.body.length,
    recipients: [
      { address: 'ann@house.example', notify: ['success', 'failure'], orcpt: 'rfc822;list+2Bann@l.example' },
      { address: 'dömi@house.example', notify: ['never'] },
    ],
  });
  expect(received?.envelope.envid).toBe('QQ+2B314');
  expect(Buffer.from(received?.body ?? []).equals(message.body)).toBe(true);
  await connection.quit();
  await house.ended(1);
});

test('who logs in may relay; many messages go over one connection', async () => {
  const house = await openHouse();
  const connection = await ready(house.port, {
    tls: { kind: 'encrypt' },
    auth: { user: 'ann', password: "ann's secret" },
  });
  for (let at = 1; at <= 30; at++) {
    const { outcomes } = await connection.send(messageTo(`r${at}@anywhere.example`));
    expect(outcomes[0]?.kind).toBe('delivered');
  }
  expect(connection.sent).toBe(30);
  expect(house.messages.map(({ envelope }) => envelope.recipients[0]?.address)).toEqual(
    Array.from({ length: 30 }, (_, at) => `r${at + 1}@anywhere.example`),
  );
  await connection.quit();
});

test('a message larger than a write arrives whole over TLS', async () => {
  const house = await openHouse();
  const connection = await ready(house.port, { tls: { kind: 'opportunistic' } });
  const body = Buffer.from(`Subject: big\r\n\r\n${'.a line of the message\r\n'.repeat(40_000)}`);
  const { outcomes } = await connection.send({ ...messageTo('ann@house.example'), body });
  expect(outcomes[0]?.kind).toBe('delivered');
  expect(Buffer.from(house.messages[0]?.body ?? []).equals(body)).toBe(true);
  await connection.quit();
});
