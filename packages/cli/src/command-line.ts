/** Reads the words of the command line and runs the command that they name, or proposes words for the shell's completion. */
import { proposeCompletions, type RouteMap, run } from '@stricli/core';
import { app } from './app.ts';
import { exitCodes, type Io } from './io.ts';

type RoutingTarget = typeof app.root | NonNullable<ReturnType<RouteMap<Io>['getRoutingTargetForInput']>>;

export async function runCommandLine(io: Io, words: readonly string[]): Promise<void> {
  if (words[0] === 'complete') {
    // The completion scripts call `hearback complete -- WORD…`.
    for (const { completion } of await proposeCompletions(app, words.slice(2), io)) io.stdout.write(`${completion}\n`);
  } else {
    await run(app, words, io);
  }
  if (Number(process.exitCode) <= -4)
    io.stderr.write(`hearback: see \`${['hearback', ...commandIn(words), '--help'].join(' ')}\`\n`);
  // Stricli answers wrong usage with negative codes; the shell expects sysexits(3).
  if (Number(process.exitCode) < 0)
    process.exitCode = Number(process.exitCode) <= -4 ? exitCodes.usage : exitCodes.software;
}

/** The words that name a command, or a group of them. */
function commandIn(words: readonly string[]): readonly string[] {
  let target: RoutingTarget = app.root;
  for (const [index, word] of words.entries()) {
    const next: RoutingTarget | undefined =
      'getRoutingTargetForInput' in target ? target.getRoutingTargetForInput(word) : undefined;
    if (next === undefined) return words.slice(0, index);
    target = next;
  }
  return words;
}
