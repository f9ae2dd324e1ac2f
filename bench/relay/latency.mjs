/**
 * How long a submitter waits for its 250: `node latency.mjs PORT MESSAGES SESSIONS SIZE` prints milliseconds from the
 * final dot to the reply, as JSON. Each session waits for each reply, as smtp-source does, and begins the next message at once.
 */
import { connect } from 'node:net';

const [port, messages, sessions, size] = process.argv.slice(2).map(Number);
const line = 'What the mail world says back, in lines of an ordinary length, again and again.\r\n';
const body = Buffer.from(
  `From: <news@source.example>\r\nTo: <ann.somebody@sink.example>\r\nDate: Mon, 01 Jan 2024 00:00:00 +0000\r\nMessage-Id: <1@source.example>\r\n\r\n${line.repeat(Math.ceil(size / line.length))}.\r\n`,
);
const waits = [];
let left = messages;

const session = () =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let step = 0;
    let sent = 0;
    const steps = [
      () => 'EHLO source.example\r\n',
      () => {
        if (left-- <= 0) return null;
        return 'MAIL FROM:<news@source.example>\r\n';
      },
      () => 'RCPT TO:<ann.somebody@sink.example>\r\n',
      () => 'DATA\r\n',
      () => {
        sent = performance.now();
        return body;
      },
    ];
    socket.on('data', (chunk) => {
      const text = chunk.toString('latin1');
      // The last line of a reply has a space behind its code.
      if (!/^\d{3} [^\n]*\n$/m.test(text)) return;
      if (!/^[23]/.test(text)) return reject(new Error(text));
      if (step === steps.length) {
        waits.push(performance.now() - sent);
        step = 1;
      }
      const next = steps[step++]();
      if (next !== null) return socket.write(next);
      socket.removeAllListeners('data');
      socket.resume().end('QUIT\r\n');
    });
    socket.on('error', reject);
    socket.on('close', resolve);
  });

await Promise.all(Array.from({ length: sessions }, session));
waits.sort((a, b) => a - b);
const at = (share) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))];
console.log(JSON.stringify({ count: waits.length, p50: at(0.5), p99: at(0.99) }));
