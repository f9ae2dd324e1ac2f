/**
 * SMTP smuggling: what some server takes for the end of a message must not end it here, or else what follows is a second
 * message that nobody was asked about. Each sequence in plain text and over TLS, in one write and octet by octet.
 */
import { describe, expect, it } from 'vitest';
import { openHouse } from './house.fixture.ts';
import { Talker } from './script.fixture.ts';

const sequences: readonly (readonly [sequence: string, answer: RegExp])[] = [
  ['\n.\n', /^521 5\.5\.2 /],
  ['\n.\r', /^521 5\.5\.2 /],
  ['\r.\n', /^521 5\.5\.2 /],
  ['\r.\r', /^521 5\.5\.2 /],
  ['\n.\r\n', /^521 5\.5\.2 /],
  ['\r.\r\n', /^521 5\.5\.2 /],
  ['\r\n.\r\r\n', /^521 5\.5\.2 /],
  ['\r\r\n.\r\r\n', /^521 5\.5\.2 /],
  // No line break stands alone here: this is one message up to its real end, and that has a NUL.
  ['\r\n\0.\r\n', /^554 5\.6\.0 /],
];
const second = 'MAIL FROM:<boss@house.example>\r\nRCPT TO:<bob@house.example>\r\nDATA\r\nsmuggled\r\n.\r\n';

describe.each([['plain text', false] as const, ['TLS', true] as const])('over %s', (_, implicitTls) => {
  it.each(sequences)('%j ends no message', async (sequence, answer) => {
    for (const pieces of [(text: string) => [text], (text: string) => [...text]]) {
      const house = await openHouse({ implicitTls });
      const talker = await Talker.connect({ port: house.port, implicitTls });
      await talker.reply();
      talker.send('EHLO client.example\r\n');
      await talker.reply();
      talker.send('MAIL FROM:<ann@client.example>\r\nRCPT TO:<bob@house.example>\r\nDATA\r\n');
      for (let replies = 0; replies < 3; replies++) await talker.reply();
      for (const piece of pieces(`Subject: first\r\n\r\nfirst${sequence}${second}`)) talker.send(piece);
      expect(await talker.reply()).toMatch(answer);
      await talker.leave();
      talker.destroy();
      await house.ended(1);
      expect(house.messages).toEqual([]);
    }
  });
});
