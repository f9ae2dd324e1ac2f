import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { logOutput } from './log-output.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** As process.stdout is on a file: an error ends nothing. */
class Disk extends Writable {
  full = false;
  readonly held: string[] = [];

  override _write(line: Buffer, _: string, done: (error: Error | null) => void): void {
    if (!this.full) this.held.push(line.toString());
    done(this.full ? new Error('no space left') : null);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    done(error);
    (this as unknown as { _undestroy(): void })._undestroy();
  }
}

test('the end of a log is waited for, and no longer than it may be', async () => {
  const written: (() => void)[] = [];
  const slow = new Writable({ write: (_chunk, _encoding, done) => void written.push(done) });
  const log = logOutput(slow, () => {});
  log.write('last\n');
  let waited = false;
  const flushed = log.flushed(60_000).then(() => {
    waited = true;
  });
  await log.flushed(1);
  expect(waited).toBe(false);
  for (let turns = 0; turns < 3; turns++) {
    written.shift()?.();
    await turn();
  }
  await flushed;
});

test('a disk that is full twice: said each time, and what was lost is counted where the log goes on', async () => {
  const disk = new Disk();
  const said: string[] = [];
  const log = logOutput(disk, (sentence) => said.push(sentence));
  const write = async (...lines: readonly string[]) => {
    for (const line of lines) {
      log.write(`${line}\n`);
      await turn();
    }
  };
  await write('first');
  for (const lost of [['a', 'b', 'c'], ['d']]) {
    disk.full = true;
    await write(...lost);
    disk.full = false;
    await write('next');
  }
  expect(said).toEqual(Array(2).fill('the log is lost (no space left); mail goes on'));
  const told = (lines: number) => expect.stringContaining(`{"level":"warn","lines":${lines},`);
  expect(disk.held).toEqual(['first\n', 'next\n', told(3), 'next\n', told(1)]);
});
