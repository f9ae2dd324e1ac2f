/** Reads the words of the command line and runs the command that they name, or proposes words for the shell's completion. */
import { proposeCompletions, type RouteMap, run } from '@stricli/core';
import { applicationOf } from './application.ts';
import { exitCodes, type Io } from './io.ts';
import { readerRoutes } from './readers-app.ts';

type App = ReturnType<typeof applicationOf>;
type RoutingTarget = App['root'] | NonNullable<ReturnType<RouteMap<Io>['getRoutingTargetForInput']>>;

export async function runCommandLine(io: Io, asked: readonly string[]): Promise<void> {
  // As git and others understand it.
  const words = asked[0] === 'help' ? [...asked.slice(1), '--help'] : asked;
  const app = await appFor(words);
  if (words[0] === 'complete') {
    // The completion scripts call `hearback complete -- WORD…`.
    for (const { completion } of await proposeCompletions(app, words.slice(2), io)) io.stdout.write(`${completion}\n`);
  } else {
    // What Stricli says of wrong words is held back until it is known that the next step belongs to it.
    const said: string[] = [];
    const process = Object.create(io.process, { stderr: { value: { write: (text: string) => said.push(text) } } });
    await run(app, words, Object.create(io, { process: { value: process } }));
    const talk = said.join('');
    io.stderr.write(isWrongUsage() ? `${talk.trimEnd()}; see \`${helpFor(app, words)}\`\n` : talk);
  }
  // Stricli answers with negative codes; the shell expects sysexits(3).
  if (Number(process.exitCode) < 0) process.exitCode = isWrongUsage() ? exitCodes.usage : exitCodes.software;
}

/** The commands about the service are many; a reader does not wait for what they say of themselves. */
const appFor = async ([command = '']: readonly string[]): Promise<App> =>
  Object.hasOwn(readerRoutes, command) ? applicationOf(readerRoutes) : (await import('./app.ts')).app;

const isWrongUsage = (): boolean => Number(process.exitCode) <= -4;

const helpFor = (app: App, words: readonly string[]): string =>
  ['hearback', ...commandIn(app, words), '--help'].join(' ');

/** The words that name a command, or a group of them. */
function commandIn(app: App, words: readonly string[]): readonly string[] {
  let target: RoutingTarget = app.root;
  for (const [index, word] of words.entries()) {
    const next: RoutingTarget | undefined =
      'getRoutingTargetForInput' in target ? target.getRoutingTargetForInput(word) : undefined;
    if (next === undefined) return words.slice(0, index);
    target = next;
  }
  return words;
}
