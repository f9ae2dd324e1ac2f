/** Overview: is all well, what is wrong, whose fault is it, what to do; first in a sentence, then in figures. */
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { Head } from '../../parts/head.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { RatesOverTime } from '../../parts/rates-over-time.tsx';
import { windowName } from '../../parts/window-picker.tsx';
import { Findings } from '../health/findings.tsx';
import { Rates } from '../health/rates.tsx';
import { Verdict } from '../health/verdict.tsx';
import { Causes } from './causes.tsx';
import { Latest } from './latest.tsx';
import { NoMailYet } from './no-mail-yet.tsx';
import { Totals } from './totals.tsx';
import { Worst } from './worst.tsx';

export default function Overview() {
  const window = windowName();
  const health = useAsked(
    (signal) => answer(api.GET('/v1/health', { params: { query: { window } }, signal })),
    [window],
    {
      live: true,
    },
  );
  return (
    <div class="stack">
      {health.kind === 'there' ? null : <Head title="Overview" />}
      <Loaded
        asked={health}
        lines={6}
        isEmpty={({ counts, before }) => counts.attempted + before.counts.attempted === 0}
        empty={<NoMailYet />}
      >
        {(data) => (
          <>
            <Verdict health={data} />
            <Findings findings={data.findings} />
            <Rates health={data} />
            <RatesOverTime
              title="Rates over time"
              dimension="all"
              window={window}
              hardLimit={data.hard.threshold}
              softLimit={data.soft.threshold}
            />
            <div class="grid">
              <Causes window={window} counts={data.counts} />
              <Worst />
            </div>
            <div class="grid">
              <Totals health={data} />
              <Latest />
            </div>
          </>
        )}
      </Loaded>
    </div>
  );
}
