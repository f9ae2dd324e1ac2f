/** The three figures that say how healthy sending is, each against its limit. */

import type { Health } from '../../api/shapes.ts';
import { RateCard } from '../../parts/rate-card.tsx';
import { windowName } from '../../parts/window-picker.tsx';
import { linkTo } from '../../router/place.ts';
import { count, percent } from '../../words/figures.ts';

export interface RatesProps {
  readonly health: Health;
  /** `q` of the bounces of a part; not given: of all mail. */
  readonly part?: string;
}

export function Rates({ health, part }: RatesProps) {
  const { hard, soft, complaints, before, soft_without_incidents: without } = health;
  const bounces = (kind: string): string =>
    linkTo('/bounces', { q: `${part ?? ''} class:${kind} since:${windowName()}`.trim() });
  // Of all mail, the next question is whose it was.
  const parts = (path: string, kind: string): string => (part === undefined ? linkTo(path) : bounces(kind));
  return (
    <div class="grid cards">
      <RateCard
        title="List health"
        meaning="Hard bounces: the address is at fault."
        rate={hard}
        before={before.hard.rate}
        href={parts('/lists', 'hard')}
        counted={bounces('hard')}
      />
      <RateCard
        title="Sender health"
        meaning="Soft bounces: the sending is at fault."
        rate={soft}
        before={before.soft.rate}
        href={parts('/senders', 'soft')}
        counted={bounces('soft')}
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
        href={bounces('complaint')}
        counted={bounces('complaint')}
      />
    </div>
  );
}
