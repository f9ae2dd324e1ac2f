/** Rules about what becomes of mail: from the roll-ups of the last day, with the same intervals that the health view shows. */
import { type JudgedStore, judgedRatesOf } from '../health/judged-rates.ts';
import { defaultThresholds, type Rate, type RateThresholds, rateOf, ratesOf } from '../health/rates.ts';
import { windowOf } from '../health/window.ts';
import { basis, percent, whose } from '../health/words.ts';
import type { Dimension } from '../ledger/contributions.ts';
import type { Store } from '../store/store.ts';
import { type AlertRule, type Condition, downTo } from './condition.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const calm = 15 * minute;

/** `thresholds`: what rules begin with, and the least that says anything. */
export const rateRules = (store: JudgedStore, thresholds: RateThresholds = defaultThresholds): readonly AlertRule[] => [
  {
    name: 'list_hard_rate',
    description: 'Hard bounces of a list over a day: addresses that do not exist are being mailed',
    severity: 'warning',
    threshold: { byDefault: thresholds.hard, unit: 'share' },
    calm,
    look: (threshold, now) => breaches(store, { dimension: 'list', kind: 'hard', threshold, now, thresholds }),
  },
  {
    name: 'sender_soft_rate',
    description: 'Soft bounces of a sending domain over a day: receivers hold back or turn away what it sends',
    severity: 'warning',
    threshold: { byDefault: thresholds.soft, unit: 'share' },
    calm,
    look: (threshold, now) => breaches(store, { dimension: 'sender_domain', kind: 'soft', threshold, now, thresholds }),
  },
  {
    name: 'sender_complaint_rate',
    description: 'Complaints about a sending domain over a day: recipients say that its mail is spam',
    severity: 'warning',
    threshold: { byDefault: thresholds.complaints, unit: 'share' },
    calm,
    look: (threshold, now) =>
      breaches(store, { dimension: 'sender_domain', kind: 'complaints', threshold, now, thresholds }),
  },
  {
    name: 'unknown_share',
    description: 'Failures over a day that no rule explains',
    severity: 'warning',
    threshold: { byDefault: 0.1, unit: 'share' },
    calm,
    look: (threshold, now) => unexplained(store, threshold, now, thresholds.least),
  },
];

interface Asked {
  readonly dimension: Extract<Dimension, 'list' | 'sender_domain'>;
  readonly kind: 'hard' | 'soft' | 'complaints';
  readonly threshold: number;
  readonly now: number;
  readonly thresholds: RateThresholds;
}

const spoken = { hard: 'Hard bounces', soft: 'Soft bounces', complaints: 'Complaints' } as const;

const nextSteps = {
  hard: 'Stop mailing the list until it has been cleaned; see where the addresses came from.',
  soft: 'See which provider and reason stand out, and slow down or repair what they name.',
  complaints: 'Find the list that they complain of, stop it until you know why, and make leaving it easy.',
} as const;

/** Of what incidents do not hold: they have an alert of their own. */
async function breaches(
  store: JudgedStore,
  { dimension, kind, threshold, now, thresholds: others }: Asked,
): Promise<readonly Condition[]> {
  const thresholds = { ...others, [kind]: threshold };
  const { rates } = await judgedRatesOf(store, dimension, windowOf(day, now), thresholds);
  return rates.flatMap(({ counted, judged: { key, [kind]: rate } }): readonly Condition[] => {
    if (!isNear(rate)) return [];
    const apart = counted[kind].count === rate.count ? '' : ', incidents left out,';
    const subject = `${whose({ dimension, key })}${apart}`;
    return [
      {
        ...{ key, firing: rate.state === 'breached', value: rate.rate, nextStep: nextSteps[kind] },
        sentence: `${spoken[kind]} ${subject} are ${percent(rate.rate)} over a day (${basis(rate)}).`,
      },
    ];
  });
}

async function unexplained(
  store: Pick<Store, 'sums'>,
  threshold: number,
  now: number,
  least: number,
): Promise<readonly Condition[]> {
  const reasons = await ratesOf(store, 'reason', null, windowOf(day, now));
  const failed = ({ hard, soft }: { readonly hard: Rate; readonly soft: Rate }): number => hard.count + soft.count;
  const all = reasons.reduce((sum, each) => sum + failed(each), 0);
  const unknown = reasons.filter(({ key }) => key === 'undetermined').reduce((sum, each) => sum + failed(each), 0);
  const rate = rateOf(unknown, all, threshold, least);
  if (!isNear(rate)) return [];
  return [
    {
      ...{ key: '', firing: rate.state === 'breached', value: rate.rate },
      sentence: `${percent(rate.rate)} of the failures of a day are explained by no rule (${basis(rate)}).`,
      nextStep:
        'Look at the replies (`hearback bounces ls --reason undetermined`) and write rules of your own for them.',
    },
  ];
}

const isNear = ({ rate, n, threshold, state }: Rate): boolean =>
  state === 'breached' || (n > 0 && (rate ?? 0) > threshold * downTo);
