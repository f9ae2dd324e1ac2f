/** The trend of hard and soft rates, of all mail or of a part of it, with the limits. */
import { useAsked } from '../api/asked.ts';
import { answer, api } from '../api/client.ts';
import { may } from '../api/session.ts';
import type { Incident } from '../api/shapes.ts';
import type { Note } from '../charts/notes.ts';
import { pointsOf } from '../charts/points.ts';
import { Trend } from '../charts/trend.tsx';
import { providerText, reasonText } from '../words/verdicts.ts';
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

/** Hours of one point: a week by the hour is more noise than line. */
const together = { '1h': 1, '24h': 1, '7d': 6, '30d': 24, '90d': 24 } as const;
const said = { 1: 'hour', 6: 'six hours', 24: 'day' } as const;

export function RatesOverTime({ title, dimension, of, window, hardLimit, softLimit }: RatesOverTimeProps) {
  const hours = together[window];
  const interval = hours === 24 ? 'day' : 'hour';
  const query = { dimension, ...(of === undefined ? {} : { key: of }), window, interval } as const;
  const series = useAsked(
    (signal) => answer(api.GET('/v1/stats/series', { params: { query }, signal })),
    [dimension, of, window],
    { live: true },
  );
  const isTold = may('incidents:read') && (dimension === 'all' || dimension === 'provider' || dimension === 'ip');
  const incidents = useAsked(
    async (signal) =>
      isTold ? (await answer(api.GET('/v1/incidents', { params: { query: { limit: 50 } }, signal }))).data : [],
    [isTold],
    { live: true },
  );
  const notes = (incidents.kind === 'there' ? incidents.data : [])
    .filter(({ provider, source_ip: ip }) => dimension === 'all' || (dimension === 'ip' ? ip : provider) === of)
    .map(noteOf);
  const path = `/v1/stats/series?${new URLSearchParams(query)}`;
  return (
    <Panel
      title={title}
      meaning={`Hard and soft bounces of what was attempted, by ${hours === 6 ? '' : 'the '}${said[hours]}.`}
      from={{ path, cli: `hearback health --window ${window}` }}
    >
      <Loaded
        asked={series}
        lines={7}
        isEmpty={({ data }) => data.every(({ counts }) => counts.attempted === 0)}
        empty={<Empty title="No mail in this window">A longer window may have some.</Empty>}
      >
        {({ data }) => {
          const points = pointsOf(data, interval === 'day' ? 1 : hours);
          const rates = (name: 'hard' | 'soft') =>
            points.map((point) => (point.attempted === 0 ? null : point[name] / point.attempted));
          return (
            <Trend
              label={title}
              at={points.map(({ at }) => at)}
              notes={notes}
              volume={points.map(({ attempted }) => attempted)}
              lines={[
                { name: 'hard', series: 3, values: rates('hard'), limit: hardLimit },
                { name: 'soft', series: 2, values: rates('soft'), limit: softLimit },
              ]}
            />
          );
        }}
      </Loaded>
    </Panel>
  );
}

function noteOf({ id, provider, reason, kind, from, until, opened_at: opened }: Incident): Note {
  const who = provider === null ? 'Several receivers' : providerText(provider);
  return {
    from: Date.parse(from ?? opened),
    until: until === null ? null : Date.parse(until),
    text: `${who} ${kind === 'receiver' ? 'refused everybody' : 'refused us'}: ${reasonText(reason)}`,
    href: `/incidents/${id}`,
  };
}
