/** The configuration for commands that work on this machine: read, or its problems told. */
import type { Config, Places, Setting } from '@hearback/server/config';
import { exitCodes, type Io } from '../io.ts';

export interface ConfigurationFlags {
  readonly config?: string;
  /** The same as --set server.data=FOLDER. */
  readonly data?: string;
  readonly set?: readonly string[];
}

export interface Configuration {
  readonly config: Config;
  readonly places: Places;
  readonly file: string | null;
  readonly settings: readonly Setting[];
  /** Reads it anew. */
  readonly again: () => { readonly config: Config | null; readonly problems: readonly string[] };
}

/** Null when there are problems: they have been told, and the exit code is set. */
export async function readConfiguration(io: Io, flags: ConfigurationFlags): Promise<Configuration | null> {
  const { loadConfig, placesOf, writeProblem } = await import('@hearback/server/config');
  const set = [...(flags.set ?? []), ...(flags.data === undefined ? [] : [`server.data=${flags.data}`])];
  const sources = { file: flags.config ?? null, env: io.env, set };
  const { file, read } = loadConfig(sources);
  if (!read.ok) {
    for (const problem of read.problems) io.stderr.write(`hearback: ${writeProblem(problem)}\n`);
    io.exit(exitCodes.configuration);
    return null;
  }
  const again: Configuration['again'] = () => {
    const { read: fresh } = loadConfig(sources);
    return fresh.ok
      ? { config: fresh.config, problems: [] }
      : { config: null, problems: fresh.problems.map(writeProblem) };
  };
  return { config: read.config, places: placesOf(read.config, io.env), file, settings: read.settings, again };
}
