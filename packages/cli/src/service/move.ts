/** `hearback move`: the store in SQLite is looked through, then brought into PostgreSQL, whole or not at all. */
import { exitCodes, type Io, jsonLine, startCodes } from '../io.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { refuse, type StoreFlags } from './store.ts';
import { exists } from './store-file.ts';

export async function move(this: Io, flags: StoreFlags): Promise<void> {
  const loaded = await readConfiguration(this, flags);
  if (loaded === null) return;
  const { config, places } = loaded;
  if (config.store.url === null)
    return refuse(this, exitCodes.configuration, 'store.url is not set: it names the PostgreSQL database to move into');
  if (!(await exists(places.database)))
    return refuse(
      this,
      exitCodes.noInput,
      `there is no store at ${places.database}; --data or server.data tells where`,
    );
  const { StartError, StoreError } = await import('@hearback/server');
  try {
    await carry(this, loaded, flags.json === true);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    const isUnsure = error.cause instanceof StoreError && error.cause.applied === null;
    const what = isUnsure
      ? 'it is not known whether all was moved; run it again, which moves nothing twice'
      : 'nothing was moved';
    refuse(this, startCodes[error.kind], `${what}: ${error.message}`);
  }
}

async function carry(io: Io, { config, places }: Configuration, json: boolean): Promise<void> {
  const { moveToPostgres, verifyStore } = await import('@hearback/server');
  const [damage] = await verifyStore({ ...config, store: { ...config.store, url: null } }, places, true);
  if (damage !== undefined)
    return refuse(io, exitCodes.badData, `nothing was moved: ${places.database} is damaged: ${damage}`);
  const isTerminal = io.stderr.isTTY === true;
  const { rows, kept, trouble } = await moveToPostgres(config, places, (table, count) => {
    if (isTerminal) io.stderr.write(`\r\u001b[K${table} ${count.toLocaleString('en')}`);
  });
  if (isTerminal) io.stderr.write('\r\u001b[K');
  if (json) io.stdout.write(jsonLine({ rows, kept }));
  else for (const [table, count] of Object.entries(rows)) if (count > 0) io.stdout.write(`${table}\t${count}\n`);
  const moved = 'everything is in PostgreSQL';
  if (kept === null)
    return refuse(io, exitCodes.io, `${moved}, but ${places.database} is to be taken away: ${trouble}`);
  io.stderr.write(`hearback: ${moved}; the file is kept as ${kept}, which nobody reads any more\n`);
}
