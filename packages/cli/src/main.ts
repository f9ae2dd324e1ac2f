/**
 * Entry of the `hearback` command: ties the process to the application. The usual question, `hearback explain 'a reply'`, has
 * no flags to read and is answered without loading what reads them.
 */
import module from 'node:module';
import { type ExitCode, exitCodes, type Io } from './io.ts';
import { logOutput } from './log-output.ts';

// Where Node can (22.1 and later), what a command loads is compiled once and kept.
if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') module.enableCompileCache();

/** A reader that has seen enough (`| head`) is no error. */
function endWithOutput(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(exitCodes.ok);
  process.stderr.write(`hearback: standard output: ${error.message}\n`);
  process.exit(exitCodes.io);
}
process.stdout.on('error', endWithOutput);
// Nobody is left who could be told.
process.stderr.on('error', () => {});

const io: Io = {
  process,
  stdout: process.stdout,
  // Opening standard input costs milliseconds; most commands never read it.
  get stdin() {
    return process.stdin;
  },
  stderr: process.stderr,
  get log() {
    process.stdout.off('error', endWithOutput);
    return logOutput(process.stdout, (sentence) => process.stderr.write(`hearback: ${sentence}\n`));
  },
  env: process.env,
  exit(code: ExitCode) {
    process.exitCode = code;
  },
};

async function answer(words: readonly string[]): Promise<void> {
  const [command, question = '-', ...others] = words;
  if (command === 'explain' && !question.startsWith('-') && others.length === 0)
    await (await import('./commands/explain.ts')).explainCommand.call(io, {}, question);
  else await (await import('./command-line.ts')).runCommandLine(io, words);
}

void answer(process.argv.slice(2));
