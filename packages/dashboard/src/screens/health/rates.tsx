/** The three figures that say how healthy sending is, each against its limit. */

import type { Health } from '../../api/shapes.ts';
import { RateCard } from '../../parts/rate-card.tsx';
import { linkTo } from '../../router/place.ts';
import { count, percent } from '../../words/figures.ts';

export interface RatesProps {
  readonly health: Health;
  /** `q` of the bounces behind them, of a part; not given: of all mail. */
  readonly bounces?: string;
}

export function Rates({ health, bounces }: RatesProps) {
  const { hard, soft, complaints, before, soft_without_incidents: without } = health;
  const behind = (kind: string, part: string): string =>
    bounces === undefined && part !== ''
      ? linkTo(part)
      : linkTo('/bounces', { q: `${bounces ?? ''} class:${kind}`.trim() });
  return (
    <div class="grid cards">
      <RateCard
        title="List health"
        meaning="Hard bounces: the address is at fault."
        rate={hard}
        before={before.hard.rate}
        href={behind('hard', '/lists')}
      />
      <RateCard
        title="Sender health"
        meaning="Soft bounces: the sending is at fault."
        rate={soft}
        before={before.soft.rate}
        href={behind('soft', '/senders')}
        note={
          without === null
            ? null
            : `${percent(without.rate)} without the ${count(soft.count - without.count)} of incidents`
        }
      />
      <RateCard
        title="Complaints"
        meaning="People who called it spam."
        rate={complaints}
        before={before.complaints.rate}
        href={behind('complaint', '')}
      />
    </div>
  );
}
