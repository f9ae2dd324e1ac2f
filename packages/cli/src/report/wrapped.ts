/**
 * Lines of a log that each stand in an object of JSON: `journalctl -o json`, and Docker's json-file. Unwrapped they are what
 * syslog would have written, and what the container did.
 */
import { wholeLines } from './whole-lines.ts';

export async function* unwrapped(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const first = await chunks.next();
  if (first.done === true) return;
  const all = rejoin(first.value, chunks);
  if (!isWrapped(first.value)) yield* all;
  else for await (const block of wholeLines(all)) yield Buffer.from(block.toString().split('\n').map(lineOf).join(''));
}

async function* rejoin(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

function isWrapped(head: Buffer): boolean {
  const start = head.toString('latin1', 0, 4000);
  return start.startsWith('{"log":"') || (start.startsWith('{') && start.includes('"__REALTIME_TIMESTAMP"'));
}

function lineOf(json: string): string {
  let entry: Readonly<Record<string, unknown>>;
  try {
    entry = JSON.parse(json);
  } catch {
    return '';
  }
  const { log, MESSAGE: message, SYSLOG_IDENTIFIER: program, _PID: pid, _HOSTNAME: host } = entry;
  if (typeof log === 'string') return log;
  // What is no UTF-8 comes as the numbers of its octets.
  const said = Array.isArray(message) ? Buffer.from(message).toString() : message;
  const at = Number(entry['__REALTIME_TIMESTAMP']) / 1000;
  if (typeof said !== 'string' || !(at >= 0 && at < lastInstant)) return '';
  return `${new Date(at).toISOString()} ${host} ${program}[${pid}]: ${said.replaceAll('\n', ' ')}\n`;
}

/** Beyond it there is no date (ECMA-262 §21.4.1.1). */
const lastInstant = 8.64e15;
