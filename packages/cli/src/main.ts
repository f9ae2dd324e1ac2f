/** Entry of the `hearback` command: ties the process to the application. */
import module from 'node:module';
import { proposeCompletions, run } from '@stricli/core';
import { app } from './app.ts';
import { type ExitCode, exitCodes, type Io } from './io.ts';

// Where Node can (22.1 and later), what a command loads is compiled once and kept.
if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') module.enableCompileCache();

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.ok);
  process.stderr.write(`hearback: standard output: ${error.message}\n`);
  process.exit(exitCodes.io);
});

const io: Io = {
  process,
  stdout: process.stdout,
  // Opening standard input costs milliseconds; most commands never read it.
  get stdin() {
    return process.stdin;
  },
  stderr: process.stderr,
  env: process.env,
  exit(code: ExitCode) {
    process.exitCode = code;
  },
};

const words = process.argv.slice(2);
if (words[0] === 'complete') {
  // The completion scripts call `hearback complete -- WORD…`.
  for (const { completion } of await proposeCompletions(app, words.slice(2), io)) io.stdout.write(`${completion}\n`);
} else {
  await run(app, words, io);
}
// Stricli answers wrong usage with negative codes; the shell expects sysexits(3).
if (Number(process.exitCode) < 0)
  process.exitCode = Number(process.exitCode) <= -4 ? exitCodes.usage : exitCodes.software;
