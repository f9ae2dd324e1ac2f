/** Whatever is sent, in whatever pieces: well-formed replies, no relaying, nothing left behind. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openHouse } from './house.fixture.ts';
import { Talker } from './script.fixture.ts';

const fragments = [
  'EHLO client.example\r\n',
  'HELO client.example\r\n',
  'MAIL FROM:<ann@client.example>\r\n',
  'MAIL FROM:<\xc3\xa9@client.example> SMTPUTF8 SIZE=10\r\n',
  'RCPT TO:<bob@house.example>\r\n',
  'RCPT TO:<v@x.example>\r\n',
  'DATA\r\n',
  'RSET\r\n',
  'AUTH PLAIN\r\n',
  'NOOP\r\n',
  'QUIT\r\n',
  '.\r\n',
  '\r\n.\r\n',
  '..\r\n',
  '\r\n',
  '\n',
  '\r',
  '\0',
  '<>',
  'x'.repeat(600),
  'y'.repeat(70_000),
  'Subject: x\r\n\r\n',
];

describe('a hostile client', () => {
  it('gets replies and leaves nothing behind', async () => {
    const house = await openHouse({ limits: { messageSize: 100_000, linger: 50, connectionsPerAddress: 1000 } });
    const piece = fc.constantFrom(...fragments);
    let dialogues = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(piece, { minLength: 1, maxLength: 4 }), { maxLength: 12 }), async (writes) => {
        const talker = await Talker.connect(house);
        const heard = [await talker.reply()];
        for (const write of writes) talker.send(write.join(''));
        heard.push(...(await talker.leave()));
        talker.destroy();
        dialogues += 1;
        await house.ended(dialogues);
        for (const line of heard) expect(line).toMatch(/^[2345][0-5][0-9][ -]/);
        expect(house.receiver).toMatchObject({ connections: 0, memory: 0 });
      }),
      { numRuns: 150 },
    );
    expect(house.errors).toEqual([]);
    const recipients = house.messages.flatMap(({ envelope }) => envelope.recipients.map(({ address }) => address));
    expect(recipients.every((address) => address === 'bob@house.example')).toBe(true);
  });

  it('that goes on in plain text after 220 is not heard, neither before nor after the handshake', async () => {
    const house = await openHouse();
    const talker = await Talker.connect(house);
    await talker.reply();
    talker.send('STARTTLS\r\n');
    expect(await talker.reply()).toBe('220 2.0.0 Go ahead');
    talker.send('EHLO injected.example\r\n');
    expect((await talker.leave()).join('')).not.toMatch(/[2345]\d\d[ -]/);
    await house.ended(1);
    expect(house.receiver.connections).toBe(0);
    talker.destroy();
  });
});
