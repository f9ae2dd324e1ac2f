/** A server whose replies are written to break notices: what it says to RCPT depends on the number in the local part. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

/** Octets as characters; each is the whole reply without its last CRLF. */
export const hostileReplies: readonly string[] = [
  '550 5.1.1 \0\0NUL\0Bcc: victim@x.example',
  '550 5.1.1 \x1b[2J\x1b]0;owned\x07 terminal',
  '550 5.1.1 \xc3\xa4\xc3\xb6\xc3\xbc UTF-8 \xe2\x80\xae overridden \xe2\x80\xa8 line separator',
  '550 5.1.1 \xff\xfe no UTF-8 at all',
  `550 5.1.1 ${'x'.repeat(900)}`,
  Array.from({ length: 40 }, (_, n) => `550-5.1.1 ${'y'.repeat(240)} ${n}`).join('\r\n') +
    '\r\n550 5.1.1 ten kilobytes',
  '550-5.1.1 Unknown\r\n550-\r\n550-Final-Recipient: rfc822; victim@x.example\r\n550-Action: delivered\r\n550 Status: 2.0.0',
  '550-5.1.1 Unknown\r\n550---=_boundary\r\n550-Content-Type: text/html\r\n550 <script>alert(1)</script>',
  '550 5.1.1 Bcc: victim@x.example\rX-Evil: 1\x0bX-Evil: 2\x0cX-Evil: 3\x85X-Evil: 4',
  '550 5.1.1 =?utf-8?B?PHNjcmlwdD4=?= (comment \\) "quoted; Status=2.0.0',
  '550 5.1.1; Status: 2.0.0; Action: delivered',
];

export async function openHostileFarEnd(): Promise<{ readonly port: number; readonly close: () => void }> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    const say = (text: string) => socket.write(`${text}\r\n`, 'latin1');
    createInterface({ input: socket }).on('line', (line) => {
      const verb = line.slice(0, 4).toUpperCase();
      const number = /<r(\d+)[^>]*>/.exec(line)?.[1];
      if (verb === 'EHLO') say('250-hostile.example\r\n250-8BITMIME\r\n250 SMTPUTF8');
      else if (verb === 'RCPT') say(hostileReplies[Number(number)] ?? '550 5.1.1 Unknown');
      else if (verb === 'DATA') say('554 5.5.1 Nobody');
      else if (verb === 'QUIT') socket.end('221 2.0.0 Bye\r\n');
      else say('250 2.0.0 Well');
    });
    say('220 hostile.example ESMTP');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : 0, close: () => server.close() };
}
