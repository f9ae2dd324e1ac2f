/**
 * SMTP sessions that hand in one report after the other, and how long each waits for the 250 to its final dot. With a `rate`
 * (a second, of all sessions) a session waits for the instant of the next report; without one it begins at once.
 */
import { connect } from 'node:net';

/** `next`: the next report with the return path it goes to, or null at the end. Answers count, milliseconds and waits. */
export async function handIn({ port, sessions, rate, next }) {
  const waits = [];
  const began = performance.now();
  let begun = 0;
  const session = () =>
    new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let step = 0;
      let sent = 0;
      let report = null;
      const steps = [
        () => 'EHLO mx.receiver.example\r\n',
        () => 'MAIL FROM:<>\r\n',
        () => `RCPT TO:<${report.returnPath}>\r\n`,
        () => 'DATA\r\n',
        () => {
          sent = performance.now();
          return report.octets;
        },
      ];
      const begin = () => {
        report = next();
        if (report === null) {
          socket.removeAllListeners('data');
          socket.resume().end('QUIT\r\n');
          return;
        }
        step = 2;
        socket.write(steps[1]());
      };
      const due = () => {
        if (rate === null) return begin();
        const wait = began + (begun++ * 1000) / rate - performance.now();
        if (wait <= 0) begin();
        else setTimeout(begin, wait);
      };
      socket.on('data', (chunk) => {
        const text = chunk.toString('latin1');
        // The last line of a reply has a space behind its code.
        if (!/^\d{3} [^\n]*\n$/m.test(text)) return;
        if (!/^[23]/.test(text)) return reject(new Error(text));
        if (step === 0) return socket.write(steps[step++]());
        if (step === 1) return due();
        if (step < steps.length) return socket.write(steps[step++]());
        waits.push(performance.now() - sent);
        due();
      });
      socket.on('error', reject);
      socket.on('close', resolve);
    });
  await Promise.all(Array.from({ length: sessions }, session));
  const took = performance.now() - began;
  waits.sort((a, b) => a - b);
  const at = (share) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0;
  return { count: waits.length, took, p50: at(0.5), p99: at(0.99) };
}
