/**
 * New mail for as long as the demo runs, one letter after the other: mostly orders, news to new customers, now and then an
 * offer to the bought list. Everything but the pace of the machine follows from the seed.
 */
import { type Chance, chance, type Population } from '@hearback/receivers';
import type { PacedClock } from '@hearback/server';
import { type Mailing, people } from './campaign.ts';
import { pause } from './pause.ts';
import { handIn, type Letter, Refused, type Submission } from './submit.ts';

const minute = 60_000;
/** Between two letters, of the demo's time. */
const meanWait = 1.5 * minute;

/** What the numbers in people's names begin with. */
const numbers = 200;

type Kind = Omit<Mailing, 'recipients'>;

const kinds: readonly (readonly [upTo: number, kind: Kind])[] = [
  [
    0.55,
    {
      ...{ sender: 'orders@shop.acme.example', stream: 'receipts', list: null, campaign: 'orders' },
      ...{ subject: 'Your order', profile: 'demo-receipts' },
    },
  ],
  [
    0.85,
    {
      ...{ sender: 'news@acme.example', stream: 'news', list: 'customers', campaign: 'welcome' },
      ...{ subject: 'Welcome to Acme', profile: 'demo-customers' },
    },
  ],
  [
    1,
    {
      ...{ sender: 'offers@promo.acme.example', stream: 'offers', list: 'old-leads', campaign: 'last-call' },
      ...{ subject: 'Last call', profile: 'demo-leads' },
    },
  ],
];

export interface Trickle {
  /** The fates of its recipients, for the receivers. */
  readonly population: Population;
  /**
   * `sent` is called after each letter, with how many there were. Resolves when the signal says to stop; rejects when the
   * server takes nothing more.
   */
  readonly run: (
    to: Submission,
    clock: PacedClock,
    signal: AbortSignal,
    sent: (letters: number) => Promise<void>,
  ) => Promise<void>;
}

export function createTrickle(seed: number): Trickle {
  const profiles = new Map<string, string>();
  const draws = chance(seed, 'trickle');
  return {
    population: (address) => profiles.get(address) ?? null,
    async run(to, clock, signal, sent) {
      for (let n = 0; !signal.aborted; n += 1) {
        await pause(clock, -Math.log(1 - draws.next()) * meanWait, signal);
        const letter = letterOf(draws, chance(seed, `trickle-${n}`));
        profiles.set(letter.recipient, letter.mailing.profile);
        if (signal.aborted) return;
        await handIn([letter].values(), to, signal).catch(unlessRefused);
        await sent(n + 1);
      }
    },
  };
}

/** Whoever looks at the demo may have stopped mail to somebody, or from somebody. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof Refused)) throw error;
}

function letterOf(draws: Chance, ofPeople: Chance): Letter {
  const draw = draws.next();
  const [, kind] = kinds.find(([upTo]) => draw < upTo) ?? draws.of(kinds);
  const [recipient = ''] = people(ofPeople, 1, kind.list === 'old-leads' ? 0.015 : 0, numbers);
  return { mailing: { ...kind, recipients: [recipient] }, recipient };
}
