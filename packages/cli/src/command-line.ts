/** Reads the words of the command line and runs the command that they name, or proposes words for the shell's completion. */
import { proposeCompletions, run } from '@stricli/core';
import { app } from './app.ts';
import { exitCodes, type Io } from './io.ts';

export async function runCommandLine(io: Io, words: readonly string[]): Promise<void> {
  if (words[0] === 'complete') {
    // The completion scripts call `hearback complete -- WORD…`.
    for (const { completion } of await proposeCompletions(app, words.slice(2), io)) io.stdout.write(`${completion}\n`);
  } else {
    await run(app, words, io);
  }
  // Stricli answers wrong usage with negative codes; the shell expects sysexits(3).
  if (Number(process.exitCode) < 0)
    process.exitCode = Number(process.exitCode) <= -4 ? exitCodes.usage : exitCodes.software;
}
