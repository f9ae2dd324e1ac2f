/** When Acme mailed whom in the two weeks before the demo. Everything follows from the seed and the instant of the start. */
import { chance } from '@hearback/receivers';
import { people } from '../campaign.ts';

export const hour = 3_600_000;
export const day = 24 * hour;

export interface Sender {
  readonly address: string;
  readonly stream: string;
  readonly list: string | null;
  /** IP address that it sends from. */
  readonly ip: string;
}

export const senders = {
  customers: { address: 'news@acme.example', stream: 'news', list: 'customers', ip: '192.0.2.10' },
  leads: { address: 'offers@promo.acme.example', stream: 'offers', list: 'old-leads', ip: '192.0.2.25' },
  receipts: { address: 'orders@shop.acme.example', stream: 'receipts', list: null, ip: '192.0.2.11' },
} as const satisfies Readonly<Record<string, Sender>>;
export type SenderName = keyof typeof senders;

/** One message to one recipient. */
export interface Letter {
  readonly id: string;
  readonly from: SenderName;
  readonly campaign: string;
  readonly recipient: string;
  readonly at: number;
}

/** Days before the start, hour of the day (UTC). */
const news = [
  { campaign: 'autumn', ago: 13, hour: 9 },
  { campaign: 'sale-preview', ago: 10, hour: 9 },
  { campaign: 'new-colours', ago: 6, hour: 9 },
  { campaign: 'gift-ideas', ago: 3, hour: 12 },
] as const;
const offers = [
  { campaign: 'win-back-1', ago: 12, hour: 7 },
  { campaign: 'win-back-2', ago: 9, hour: 7 },
  { campaign: 'win-back-3', ago: 7, hour: 14 },
  { campaign: 'win-back-4', ago: 5, hour: 7 },
  { campaign: 'win-back-5', ago: 2, hour: 14 },
  { campaign: 'win-back-6', ago: 1, hour: 15 },
] as const;

/** Orders in each hour of a day: few at night, most in the evening. */
const ordersByHour = [1, 1, 0, 0, 1, 1, 2, 3, 4, 5, 5, 5, 6, 5, 4, 4, 5, 6, 7, 9, 10, 8, 5, 2];

/** What the numbers in people's names begin with. */
const numbers = 100;

/** The list of customers, each of whom is mailed again and again. */
export const customersOf = (seed: number, count = 1000): readonly string[] =>
  people(chance(seed, 'history-customers'), count, 0, numbers);

/** Oldest first; everything before `until`. */
export function timetable(seed: number, until: number, customers = 1000, leads = 420): readonly Letter[] {
  const today = Math.floor(until / day) * day;
  const list = customersOf(seed, customers);
  const bought = people(chance(seed, 'history-leads'), leads * offers.length, 0.012, numbers);
  const mailings = [
    ...news.map((mailing) => ({ ...mailing, from: 'customers' as const, to: list, lasts: 3 * hour })),
    ...offers.map((mailing, n) => ({
      ...{ ...mailing, from: 'leads' as const, lasts: 5 * hour },
      to: bought.slice(n * leads, (n + 1) * leads),
    })),
  ];
  const letters = mailings.flatMap(({ campaign, ago, hour: begin, from, to, lasts }) => {
    const draws = chance(seed, campaign);
    const start = today - ago * day + begin * hour;
    return to.map((recipient, n): Letter => {
      const share = (n + draws.next()) / to.length;
      // Most go out at first; what receivers take slowly makes the tail.
      return { id: `${campaign}-${n}`, from, campaign, recipient, at: Math.floor(start + share ** 1.7 * lasts) };
    });
  });
  return [...letters, ...orders(seed, today, list)].filter(({ at }) => at < until).sort((a, b) => a.at - b.at);
}

function orders(seed: number, today: number, customers: readonly string[]): readonly Letter[] {
  const draws = chance(seed, 'history-orders');
  return Array.from({ length: 15 }, (_, ago) =>
    ordersByHour.flatMap((count, at) =>
      Array.from({ length: count }, (__, n): Letter => {
        const instant = Math.floor(today - ago * day + (at + draws.next()) * hour);
        const recipient = draws.of(customers);
        return { id: `order-${ago}-${at}-${n}`, from: 'receipts', campaign: 'orders', recipient, at: instant };
      }),
    ),
  ).flat();
}
