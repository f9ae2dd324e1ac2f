/** The scenarios to choose from, as data; a test holds each to the grammar of `read.ts`. */
import { reasons } from '@hearback/bounce';
import { mailedReasons } from '../personalities/personality.ts';
import { attacks, dnsFaults, faults, tlsFaults } from './scenario.ts';

export interface MenuEntry {
  /** What stands in the address: "user_unknown". */
  readonly name: string;
  readonly group: string;
  readonly where: 'mailbox' | 'domain';
  /** Another stage can be put in front: "data-user_unknown". */
  readonly staged: boolean;
}

const mailed: ReadonlySet<string> = new Set(mailedReasons);

const inMailbox = (group: string, names: readonly string[], staged = false): readonly MenuEntry[] =>
  names.map((name) => ({ name, group, where: 'mailbox', staged }));
const inDomain = (group: string, names: readonly string[]): readonly MenuEntry[] =>
  names.map((name) => ({ name, group, where: 'domain', staged: false }));

export const menu: readonly MenuEntry[] = [
  ...inMailbox('Takes it', ['ok']),
  ...inMailbox('Takes it later', ['greylist', '451-for-20m', 'rate_limited-for-2h', 'mailbox_full-for-1d']),
  ...inMailbox(
    'Refuses it, for a reason',
    reasons.filter((reason) => !mailed.has(reason)),
    true,
  ),
  ...inMailbox('Refuses it, by number', ['421', '450', '452', '550', '552', '554', '5.1.1', '5.2.2', '5.7.1'], true),
  ...inMailbox('Breaks the protocol', [...faults, 'drop-after-dot'], true),
  ...inMailbox('Mails back later', [
    ...['dsn', 'nonstandard-dsn', 'localized-de', 'localized-ja', 'no-original', 'delayed-dsn', 'delay-notice'],
    ...['oob-postfix', 'oob-exim-mailbox-full', 'oob-qmail', 'ooo', 'auto_acknowledgement', 'departed', 'challenge'],
    ...['fbl', 'read-receipt', 'unsubscribe'],
  ]),
  ...inMailbox('Attacks', attacks),
  ...inDomain('Trouble with TLS', tlsFaults),
  ...inDomain('Trouble with DNS', dnsFaults),
  ...inDomain('A mixture', ['mix', 'healthy', 'sick']),
];
