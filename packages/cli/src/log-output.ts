/**
 * Standard output of what runs for years. Whoever reads it may go, stop reading, or be a disk that is full: nothing waits for
 * it, and so much is kept for it and no more. What is lost is counted, and told where the log goes on.
 */
import type { Writable } from 'node:stream';
import { jsonLine, type Output } from './io.ts';

/** Octets that wait for a reader. */
export const mostWaiting = 1 << 20;

export interface LogOutput extends Output {
  /** Resolves when nothing waits for a reader any more, or after so many milliseconds. */
  readonly flushed: (within: number) => Promise<void>;
}

/** `tell`: hears in a sentence, once until lines are written again, that they cannot be. */
export function logOutput(stream: Writable, tell: (sentence: string) => void): LogOutput {
  let lost = 0;
  let told = false;
  stream.on('error', ({ message }) => {
    if (!told) tell(`the log is lost (${message}); mail goes on`);
    told = true;
  });
  const put = (line: string | Uint8Array, lines: number): void => {
    stream.write(line, (error) => {
      if (error) lost += lines;
      else if (stream.writableLength === 0) goOn();
    });
  };
  const goOn = (): void => {
    told = false;
    if (lost === 0) return;
    const lines = lost;
    lost = 0;
    const msg = 'Lines of the log were lost: it could not be written, or nobody read it';
    put(jsonLine({ level: 'warn', lines, ts: new Date().toISOString(), msg }), lines);
  };
  return {
    write(line) {
      if (stream.writableLength > mostWaiting) lost += 1;
      else put(line, 1);
    },
    flushed: (within) =>
      new Promise((resolve) => {
        const late = setTimeout(resolve, within);
        stream.write('', () => {
          clearTimeout(late);
          resolve();
        });
      }),
  };
}
