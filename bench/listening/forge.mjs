/**
 * Forged reports, each over a connection of its own, as they come from servers everywhere that were sent mail in our name. In a
 * thread of its own, so that who hands in true ones meanwhile does not wait for it. With a `rate` (a second, of all that are at it)
 * one waits for the instant of the next.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const steps = [
  () => 'EHLO mx.elsewhere.example\r\n',
  () => 'MAIL FROM:<>\r\n',
  (path) => `RCPT TO:<${path}>\r\n`,
  () => 'QUIT\r\n',
];

/** Another server each, as a server tells them apart by their addresses. */
let server = 0;
const nextServer = () => `127.${1 + ((server >> 8) % 250)}.${server++ % 250}.1`;

/** Return paths, one after the other, for so many seconds. Answers how many were refused, in how many milliseconds. */
export async function forge({ port, paths, atOnce, rate, seconds }) {
  const worker = new Worker(new URL(import.meta.url), { workerData: { port, paths, atOnce, rate, seconds } });
  const [result] = await once(worker, 'message');
  return result;
}

async function forgeHere({ port, paths, atOnce, rate, seconds }) {
  const began = performance.now();
  let begun = 0;
  let count = 0;
  const one = async () => {
    while (performance.now() < began + seconds * 1000) {
      const number = begun++;
      const wait = rate === null ? 0 : began + (number * 1000) / rate - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      await refused(port, paths[number % paths.length]);
      count++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return { count, took: performance.now() - began };
}

/** Fails unless the path is refused for good. */
function refused(port, path) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: nextServer(), noDelay: true });
    let step = 0;
    socket.on('data', (chunk) => {
      const text = chunk.toString('latin1');
      // The last line of a reply has a space behind its code.
      if (!/^\d{3} [^\n]*\n$/m.test(text)) return;
      if (step === 4) return socket.end();
      if (step === 3 ? !text.startsWith('550') : !text.startsWith('2')) return reject(new Error(text));
      socket.write(steps[step++](path));
    });
    socket.on('error', reject);
    socket.on('close', resolve);
  });
}

if (!isMainThread) parentPort.postMessage(await forgeHere(workerData));
