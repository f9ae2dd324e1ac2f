/** Health as the API writes it, and the schemas that say so. */
import { Type } from 'typebox';
import type { Finding } from '../health/finding.ts';
import type { Health } from '../health/health.ts';
import type { PartRow } from '../health/parts.ts';
import { noCounts, type Rate, type Rates, ratesFrom } from '../health/rates.ts';
import type { Point } from '../health/series.ts';
import type { TopRow } from '../health/top.ts';
import type { Window } from '../health/window.ts';
import type { Counts } from '../ledger/contributions.ts';
import { instant } from './instant.ts';
import { nullable, time } from './schemas.ts';

const number = Type.Integer();
const countsShape = Type.Object(
  {
    ...{ attempted: number, delivered: number, soft: number, recovered: number, soft_final: number },
    ...{ hard: number, complaints: number },
  },
  {
    description:
      'Message-recipients. `soft` had at least one soft bounce; `recovered` of those were delivered later, `soft_final` were given up',
  },
);
const state = Type.Enum(['ok', 'watch', 'breached', 'not_enough_mail']);
const rateShape = Type.Object({
  rate: nullable(Type.Number({ description: '0 to 1; null for no mail' })),
  count: number,
  n: number,
  interval: Type.Array(Type.Number(), {
    minItems: 2,
    maxItems: 2,
    description: 'Lower and upper end of the 95 % interval (Wilson)',
  }),
  threshold: Type.Number(),
  state,
});
const rates = { hard: rateShape, soft: rateShape, complaints: rateShape };
export const ratesShape = Type.Object({ counts: countsShape, ...rates });
const windowShape = Type.Object({ from: time, to: time });
const word = nullable(Type.String());

const findingShape = Type.Object({
  severity: Type.Enum(['breached', 'watch', 'info']),
  kind: Type.String(),
  sentence: Type.String(),
  next_step: Type.String(),
  fault: Type.Enum(['list', 'sender', 'receiver', 'network', 'unknown', 'none']),
  dimension: Type.String({ description: 'all, list, sender_domain, ip, stream or provider' }),
  key: Type.String(),
  ...{ provider: word, reason: word },
  template: nullable(Type.String({ description: 'Of the reply that most of the latest ones share' })),
  count: Type.Integer({ description: 'Recipients that it is about' }),
  incident_id: nullable(Type.String({ description: 'The incident that it tells of' })),
  query: Type.String({ description: '`q` of GET /v1/bounces' }),
});

export const healthShape = Type.Object({
  window: windowShape,
  state,
  sentence: Type.String(),
  unknown: Type.Object(
    { count: number, n: number, share: nullable(Type.Number()) },
    { description: 'Recipients whose failure no rule understands, of those that failed' },
  ),
  counts: countsShape,
  ...rates,
  soft_without_incidents: Type.Union([rateShape, Type.Null()], {
    description:
      'Soft bounces without those that incidents hold, by which senders are judged; null where they hold none',
  }),
  before: Type.Object({ counts: countsShape, ...rates }, { description: 'The window of the same length before' }),
  findings: Type.Array(findingShape, { description: 'The weightiest first' }),
});

export const partShape = Type.Object({
  key: Type.String(),
  counts: countsShape,
  ...rates,
  sparkline: Type.Array(Type.Number(), {
    maxItems: 48,
    description: 'Shares over the window: hard of a list, soft of a sender, both of a provider',
  }),
  top_reason: word,
});

export const topShape = Type.Object({
  data: Type.Array(Type.Object({ key: Type.String(), counts: countsShape, ...rates, before: nullable(countsShape) })),
});

export const seriesShape = Type.Object({
  interval: Type.Enum(['hour', 'day']),
  data: Type.Array(Type.Object({ at: time, counts: countsShape })),
});

const wireCounts = ({ softFinal, ...counts }: Counts) => ({ ...counts, soft_final: softFinal });
const wireRate = ({ interval, ...rate }: Rate) => ({ ...rate, interval: [...interval] });
export const wireRates = ({ counts, hard, soft, complaints }: Rates) => ({
  counts: wireCounts(counts),
  ...{ hard: wireRate(hard), soft: wireRate(soft), complaints: wireRate(complaints) },
});
const wireWindow = ({ from, to }: Window) => ({ from: instant(from), to: instant(to) });
const wireFinding = (finding: Finding) => ({ ...finding });

export const wireHealth = ({ state: standing, now, before, ...health }: Health) => ({
  window: wireWindow(health.window),
  ...{ state: standing, sentence: health.sentence, unknown: health.unknown },
  ...wireRates(now),
  soft_without_incidents: health.softWithout === null ? null : wireRate(health.softWithout),
  before: wireRates(before ?? ratesFrom('', noCounts, health.thresholds)),
  findings: health.findings.map(wireFinding),
});

export const wirePart = ({ sparkline, topReason, ...row }: PartRow) => ({
  key: row.key,
  ...wireRates(row),
  sparkline: [...sparkline],
  top_reason: topReason,
});

export const wireTop = ({ before, ...row }: TopRow) => ({
  key: row.key,
  ...wireRates(row),
  before: before === null ? null : wireCounts(before),
});

export const wirePoint = ({ at, counts }: Point) => ({ at: instant(at), counts: wireCounts(counts) });

export type WireHealth = ReturnType<typeof wireHealth>;
export type WirePart = ReturnType<typeof wirePart>;
export type WireFinding = ReturnType<typeof wireFinding>;
