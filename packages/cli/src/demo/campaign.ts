/**
 * What the demo sends: 3,000 messages of three senders to two lists, one looked after and one bought years ago, and
 * receipts. Everything follows from the seed.
 */
import { type Chance, chance, type Profile } from '@hearback/receivers';

export interface Mailing {
  /** Envelope and header sender. */
  readonly sender: string;
  readonly stream: string;
  readonly list: string | null;
  readonly campaign: string;
  readonly subject: string;
  readonly recipients: readonly string[];
  /** Name of the mixture that decides what becomes of its recipients. */
  readonly profile: string;
}

/** Shares of recipients, see `Profile` of the receivers. A passing trouble that is over soon counts as a soft bounce all the same; what is mailed back (ooo, oob, fbl) comes after a delivery. */
export const profiles: Readonly<Record<string, Profile>> = {
  'demo-customers': {
    user_unknown: 0.004,
    user_disabled: 0.001,
    mailbox_full: 0.002,
    greylist: 0.005,
    'receiver_temporary_failure-for-10m': 0.002,
    ooo: 0.012,
    departed: 0.002,
    oob: 0.002,
    fbl: 0.0015,
  },
  'demo-leads': {
    user_unknown: 0.085,
    user_disabled: 0.025,
    mailbox_full_inactive: 0.02,
    mailbox_full: 0.02,
    spam_content: 0.03,
    blocked_by_recipient: 0.006,
    recipient_restricted: 0.006,
    greylist: 0.02,
    'rate_limited-for-20m': 0.01,
    'oob-mailbox-full': 0.004,
    'nonstandard-dsn': 0.004,
    fbl: 0.006,
  },
  'demo-receipts': { user_unknown: 0.002, mailbox_full: 0.004, greylist: 0.004, auto_acknowledgement: 0.004 },
  'demo-slow': { 'rate_limited-for-4h': 0.6 },
  'demo-denied': { 'user_unknown-for-2h': 1 },
};

/** Of a hundred recipients. */
const domains: readonly (readonly [domain: string, share: number])[] = [
  ['gmail.sim', 38],
  ['outlook.sim', 14],
  ['yahoo.sim', 12],
  ['icloud.sim', 7],
  ['contoso.sim', 7],
  ['gmx.sim', 5],
  ['comcast.sim', 4],
  ['orange.sim', 4],
  ['company.sim', 5],
  ['qq.sim', 2],
  ['mailru.sim', 2],
];

/** Typing errors of an old list; nobody has these domains. */
export const misspelt: readonly string[] = ['gmial.sim', 'hotmial.sim', 'yaho.sim'];

const first = [
  'ada',
  'ben',
  'chloe',
  'dan',
  'elif',
  'femi',
  'gina',
  'hugo',
  'ines',
  'jo',
  'kenji',
  'lena',
  'mia',
  'noor',
  'omar',
  'petra',
  'quinn',
  'rosa',
  'sam',
  'tariq',
  'uma',
  'vera',
  'wei',
  'yara',
  'zoe',
];
const last = [
  'adams',
  'berg',
  'costa',
  'diaz',
  'evans',
  'fischer',
  'garcia',
  'haas',
  'ito',
  'jones',
  'kaya',
  'lee',
  'meyer',
  'novak',
  'okoye',
  'patel',
  'rossi',
  'santos',
  'tanaka',
  'weber',
];

/**
 * Addresses, each once; `typos`: the share whose domain nobody has. Their numbers begin with `from`: those of the history and
 * of what comes later are other people's, for whom mail is not stopped yet.
 */
export function people(draws: Chance, count: number, typos = 0, from = 10): readonly string[] {
  const known = new Set<string>();
  while (known.size < count) {
    const domain = draws.next() < typos ? draws.of(misspelt) : domainOf(draws);
    known.add(`${draws.of(first)}.${draws.of(last)}${Math.floor(draws.next() * 90) + from}@${domain}`);
  }
  return [...known];
}

function domainOf(draws: Chance): string {
  const draw = draws.next() * 100;
  let sum = 0;
  for (const [domain, share] of domains) {
    sum += share;
    if (draw < sum) return domain;
  }
  return 'company.sim';
}

/** `size`: messages in all; 3,000 when left out. */
export function campaign(seed: number, size = 3000): readonly Mailing[] {
  const leads = Math.round(size * 0.3);
  const receipts = Math.round(size * 0.1);
  const mailing = (
    profile: string,
    count: number,
    typos: number,
    rest: Omit<Mailing, 'recipients' | 'profile'>,
  ): Mailing => ({
    ...rest,
    profile,
    recipients: people(chance(seed, profile), count, typos),
  });
  return [
    mailing('demo-customers', size - leads - receipts, 0, {
      sender: 'news@acme.example',
      stream: 'news',
      list: 'customers',
      campaign: 'november',
      subject: 'What is new in November',
    }),
    mailing('demo-leads', leads, 0.015, {
      sender: 'offers@promo.acme.example',
      stream: 'offers',
      list: 'old-leads',
      campaign: 'black-friday',
      subject: 'Everything must go',
    }),
    mailing('demo-receipts', receipts, 0, {
      sender: 'orders@shop.acme.example',
      stream: 'receipts',
      list: null,
      campaign: 'orders',
      subject: 'Your order',
    }),
  ];
}

/** The fate of an address, for the receivers: the mixture of the mailing that it is in. */
export function populationOf(mailings: readonly Mailing[]): (address: string) => string | null {
  const profileOf = new Map(
    mailings.flatMap(({ recipients, profile }) => recipients.map((address) => [address, profile])),
  );
  return (address) => profileOf.get(address) ?? null;
}
