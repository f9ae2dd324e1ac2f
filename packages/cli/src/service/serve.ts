/** `hearback serve`: the service in the foreground, until a signal ends it. */
import { exitCodes, type Io, startCodes } from '../io.ts';
import { version } from '../version.ts';
import { readConfiguration } from './configuration.ts';
import { pageFolder } from './page.ts';

export interface ServeFlags {
  readonly config?: string;
  readonly data?: string;
  readonly set?: readonly string[];
}

/** Milliseconds that a reader of the log has for its end. */
const longestFlush = 5000;

export async function serveCommand(this: Io, flags: ServeFlags): Promise<void> {
  const loaded = await readConfiguration(this, flags);
  if (loaded === null) return;
  const output = this.log;
  const { runHearback, StartError } = await import('@hearback/server');
  try {
    const end = await runHearback({
      config: loaded.config,
      places: loaded.places,
      settings: loaded.settings,
      version,
      page: pageFolder(),
      stdout: output,
      env: this.env,
      reload: (log) => {
        const again = loaded.again();
        if (again.problems.length > 0)
          log.error({ problems: again.problems }, 'The configuration has problems; not reloaded');
        return again.config;
      },
    });
    if (end.kind === 'store_failed') this.stderr.write(`hearback: the store has failed: ${end.why}\n`);
    this.exit(end.kind === 'stopped' ? exitCodes.ok : exitCodes.io);
    await output.flushed(longestFlush);
    // What a dead peer still holds open must not keep the process.
    process.exit();
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    this.stderr.write(`hearback: ${error.message}\n`);
    this.exit(startCodes[error.kind]);
  }
}
