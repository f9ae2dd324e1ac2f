/**
 * Everything that keeps mail from being taken, kept or sent, each with what to do about it; in the order in which one would
 * mend things. `hearback doctor` and the page ask the same.
 */
import type { Resolver } from '@hearback/smtp';
import type { Examined } from './examined.ts';
import { checkFiles } from './files.ts';
import { type Finding, fail, ok, wordsOf } from './finding.ts';
import { checkPostmaster, checkRelay } from './listeners.ts';
import { checkClock, checkDisk, checkFlush, checkFolder } from './machine.ts';
import { checkDomains, checkEhloNames } from './names.ts';
import { checkPort25 } from './reach.ts';
import { checkSecrets } from './secrets.ts';
import { checkServed } from './served.ts';
import { checkSharedKeys } from './webhooks.ts';

export interface Examination extends Examined {
  readonly dns: Resolver;
  /** What "on disk" is worth, from whoever holds the store. */
  readonly store: () => Promise<Finding>;
  /** What the service that runs cannot open of its secrets. */
  readonly unopened?: readonly string[];
  /** Nothing that asks the network. */
  readonly offline?: boolean;
  /** Domain whose servers are tried on port 25. */
  readonly probe?: string | undefined;
}

type Check = readonly [name: string, check: () => Promise<Finding | readonly Finding[]>];

/** A check that breaks is a finding like the others. */
export async function* examine({
  dns,
  store,
  unopened = [],
  offline = false,
  probe,
  ...house
}: Examination): AsyncGenerator<Finding> {
  const local: readonly Check[] = [
    ['data folder', () => checkFolder(house)],
    ['disk space', () => checkDisk(house)],
    ['fsync', () => checkFlush(house)],
    ['store', store],
    ['secrets', () => checkSecrets(house, unopened)],
    ['clock', checkClock],
    ['files', () => checkFiles(house, Date.now())],
    ['served', () => checkServed(house)],
    ['open relay', () => checkRelay(house)],
    ['postmaster', async () => checkPostmaster(house)],
    ['webhooks', async () => checkSharedKeys(house)],
  ];
  const remote: readonly Check[] = [
    ['names', () => checkEhloNames(house, dns)],
    ['domains', () => checkDomains(house, dns)],
    ['port 25 out', () => checkPort25(probe ?? 'gmail.com', dns)],
  ];
  for (const [name, check] of offline ? local : [...local, ...remote]) {
    try {
      yield* [await check()].flat();
    } catch (error) {
      yield fail(name, `could not be looked at: ${wordsOf(error)}`, 'see the error');
    }
  }
}

export interface Guarantee {
  readonly durable: boolean;
  readonly text: string;
}

/** `where`: who says so, "service running". */
export const judgeGuarantee = ({ durable, text }: Guarantee, where: string): Finding =>
  durable
    ? ok('store', `${text}; ${where}`)
    : fail('store', `${text}: accepted mail can be lost when the power goes`, 'undo what weakens the commit');
