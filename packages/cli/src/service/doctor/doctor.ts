/** `hearback doctor`: everything that keeps mail from being taken, kept or sent, each with what to do about it. */
import { exitCodes, type Io, jsonLine, wantsColour } from '../../io.ts';
import { painter, printableLine } from '../../view/paint.ts';
import { type Configuration, type ConfigurationFlags, readConfiguration } from '../configuration.ts';
import { type Finding, fail, type Standing, wordsOf } from './finding.ts';
import { checkCertificates, checkRelay } from './listeners.ts';
import { checkClock, checkDisk, checkFlush, checkFolder } from './machine.ts';
import { checkDomains, checkEhloNames } from './names.ts';
import { checkPort25 } from './reach.ts';
import { checkStore } from './store.ts';

export interface DoctorFlags extends ConfigurationFlags {
  readonly json?: boolean;
  /** Domain whose servers are tried on port 25. */
  readonly probe?: string;
  /** Nothing that asks the network. */
  readonly offline?: boolean;
}

const tones = { ok: 'green', warn: 'yellow', fail: 'red' } as const;

export async function doctorCommand(this: Io, flags: DoctorFlags): Promise<void> {
  const configuration = await readConfiguration(this, flags);
  if (configuration === null) return;
  const paint = painter(wantsColour(this.stdout, this.env));
  let worst: Standing = 'ok';
  for await (const finding of findings(configuration, flags)) {
    if (finding.standing === 'fail' || worst === 'ok') worst = finding.standing;
    if (flags.json === true) this.stdout.write(jsonLine(finding));
    else this.stdout.write(line(finding, (standing) => paint(tones[standing], standing.padEnd(4))));
  }
  this.exit(worst === 'fail' ? exitCodes.no : exitCodes.ok);
}

const line = ({ check, standing, text, advice }: Finding, mark: (standing: Standing) => string): string =>
  `${mark(standing)}  ${printableLine(check).padEnd(24)} ${printableLine(text)}\n${advice === null ? '' : `      ${printableLine(`→ ${advice}`)}\n`}`;

/** In the order in which one would mend things. A check that breaks is a finding like the others. */
async function* findings(configuration: Configuration, flags: DoctorFlags): AsyncGenerator<Finding> {
  const { createDns } = await import('@hearback/server');
  const dns = createDns(configuration.config);
  const local: readonly Check[] = [
    ['data folder', () => checkFolder(configuration)],
    ['disk space', () => checkDisk(configuration)],
    ['fsync', () => checkFlush(configuration)],
    ['store', () => checkStore(configuration)],
    ['clock', checkClock],
    ['certificates', () => checkCertificates(configuration, Date.now())],
    ['open relay', () => checkRelay(configuration)],
  ];
  const remote: readonly Check[] = [
    ['names', () => checkEhloNames(configuration, dns)],
    ['domains', () => checkDomains(configuration, dns)],
    ['port 25 out', () => checkPort25(flags.probe ?? 'gmail.com', dns)],
  ];
  for (const [name, check] of flags.offline === true ? local : [...local, ...remote]) {
    try {
      yield* [await check()].flat();
    } catch (error) {
      yield fail(name, `could not be looked at: ${wordsOf(error)}`, 'see the error');
    }
  }
}

type Check = readonly [name: string, check: () => Promise<Finding | readonly Finding[]>];
