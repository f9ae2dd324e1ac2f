/** The trend of hard and soft rates, of all mail or of a part of it, with the limits. */
import { useAsked } from '../api/asked.ts';
import { answer, api } from '../api/client.ts';
import type { Counts } from '../api/shapes.ts';
import { Trend } from '../charts/trend.tsx';
import { Empty, Loaded } from './loaded.tsx';
import { Panel } from './panel.tsx';
import type { WindowName } from './window-picker.tsx';

export type PartDimension = 'all' | 'list' | 'sender_domain' | 'ip' | 'stream' | 'provider';

export interface RatesOverTimeProps {
  readonly title: string;
  readonly dimension: PartDimension;
  /** Which part; not of `all`. */
  readonly of?: string;
  readonly window: WindowName;
  /** 0 to 1 */
  readonly hardLimit: number;
  readonly softLimit: number;
}

export function RatesOverTime({ title, dimension, of, window, hardLimit, softLimit }: RatesOverTimeProps) {
  const interval = window === '30d' || window === '90d' ? 'day' : 'hour';
  const query = { dimension, ...(of === undefined ? {} : { key: of }), window, interval } as const;
  const series = useAsked(
    (signal) => answer(api.GET('/v1/stats/series', { params: { query }, signal })),
    [dimension, of, window],
    { live: true },
  );
  const path = `/v1/stats/series?${new URLSearchParams(query)}`;
  return (
    <Panel
      title={title}
      meaning={`Hard and soft bounces of what was attempted, by the ${interval}.`}
      from={{ path, cli: `hearback health --window ${window}` }}
    >
      <Loaded
        asked={series}
        lines={7}
        isEmpty={({ data }) => data.every(({ counts }) => counts.attempted === 0)}
        empty={<Empty title="No mail in this window">A longer window may have some.</Empty>}
      >
        {({ data }) => (
          <Trend
            label={title}
            at={data.map(({ at }) => Date.parse(at))}
            volume={data.map(({ counts }) => counts.attempted)}
            lines={[
              {
                name: 'hard',
                series: 3,
                values: data.map(({ counts }) => rateOf(counts, counts.hard)),
                limit: hardLimit,
              },
              {
                name: 'soft',
                series: 2,
                values: data.map(({ counts }) => rateOf(counts, counts.soft)),
                limit: softLimit,
              },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  );
}

const rateOf = ({ attempted }: Counts, part: number): number | null => (attempted === 0 ? null : part / attempted);
