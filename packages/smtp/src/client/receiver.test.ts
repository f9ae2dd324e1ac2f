/** The client against our own receiver: what goes in on one side comes out on the other. */
import { describe, expect, test } from 'vitest';
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

describe('implicit TLS (RFC 8314)', () => {
  const implicitly = (port: number) => ({ host: 'mx.house.example', address: '127.0.0.1', port, implicitTls: true });

  test('the greeting comes encrypted, nothing is said about STARTTLS, and a password may go', async () => {
    const house = await openHouse({ implicitTls: true });
    const lines: string[] = [];
    const connection = await ready(house.port, {
      endpoint: implicitly(house.port),
      tls: { kind: 'webpki', names: ['mx.house.example'], ca: [certificate.cert] },
      auth: { user: 'ann', password: "ann's secret" },
      onLine: ({ text }) => lines.push(text),
    });
    expect(connection.tls).toMatchObject({ protocol: 'TLSv1.3', verified: 'webpki' });
    const { outcomes } = await connection.send(messageTo('anyone@else.example'));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['delivered']);
    expect(house.messages.map(({ client }) => [client.user, client.tls !== null])).toEqual([['ann', true]]);
    expect(lines.join('\n')).not.toContain('STARTTLS');
  });

  test.each(['none', 'opportunistic', 'encrypt'] as const)(
    '%s leaves the certificate unverified, not the line open',
    async (kind) => {
      const house = await openHouse({ implicitTls: true });
      const connection = await ready(house.port, { endpoint: implicitly(house.port), tls: { kind } });
      expect(connection.tls).toMatchObject({ verified: 'none' });
    },
  );

  test('a certificate for another name, and a server that speaks in plain text, are failures of TLS', async () => {
    const secure = await openHouse({ implicitTls: true });
    const names = ['other.example'];
    const strict = { kind: 'webpki' as const, names, ca: [certificate.cert] };
    expect(await connect(optionsFor(secure.port, { endpoint: implicitly(secure.port), tls: strict }))).toMatchObject({
      ...{ kind: 'failed', breakdown: 'tls', elsewhere: true },
      text: expect.stringContaining('not for other.example'),
    });
    const plain = await openHouse();
    const lines: string[] = [];
    const refused = await connect(
      optionsFor(plain.port, {
        endpoint: implicitly(plain.port),
        tls: { kind: 'encrypt' },
        onLine: ({ who }) => lines.push(who),
      }),
    );
    expect(refused).toMatchObject({ kind: 'failed', breakdown: 'tls' });
    expect(lines).not.toContain('C');
  });
});
