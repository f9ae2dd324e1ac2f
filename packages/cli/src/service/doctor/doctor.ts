/** `hearback doctor`: everything that keeps mail from being taken, kept or sent, each with what to do about it. */
import type { Finding, Standing } from '@hearback/server';
import { exitCodes, type Io, jsonLine, wantsColour } from '../../io.ts';
import { painter } from '../../view/paint.ts';
import { type Configuration, type ConfigurationFlags, readConfiguration } from '../configuration.ts';
import { findingLine } from './finding-line.ts';
import { checkStore } from './store.ts';

export interface DoctorFlags extends ConfigurationFlags {
  readonly json?: boolean;
  /** Domain whose servers are tried on port 25. */
  readonly probe?: string;
  /** Nothing that asks the network. */
  readonly offline?: boolean;
}

export async function doctorCommand(this: Io, flags: DoctorFlags): Promise<void> {
  const configuration = await readConfiguration(this, flags);
  if (configuration === null) return;
  const paint = painter(wantsColour(this.stdout, this.env));
  let worst: Standing = 'ok';
  for await (const finding of findings(configuration, flags)) {
    if (finding.standing === 'fail' || worst === 'ok') worst = finding.standing;
    if (flags.json === true) this.stdout.write(jsonLine(finding));
    else this.stdout.write(findingLine(finding, paint));
  }
  this.exit(worst === 'fail' ? exitCodes.no : exitCodes.ok);
}

async function* findings(configuration: Configuration, { offline, probe }: DoctorFlags): AsyncGenerator<Finding> {
  const { createDns, examine } = await import('@hearback/server');
  const { config, places } = configuration;
  yield* examine({
    ...{ config, places, dns: createDns(config), offline: offline === true, probe },
    store: () => checkStore(configuration),
  });
}
