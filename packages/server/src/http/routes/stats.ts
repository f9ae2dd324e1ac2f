/** /v1/stats: counts over time, and the keys that have the most of something. */
import { Type } from 'typebox';
import { seriesOf } from '../../health/series.ts';
import { topOf } from '../../health/top.ts';
import { lengthOf } from '../../health/window.ts';
import { type Dimension, dailyOnly, dimensions, hour } from '../../ledger/contributions.ts';
import type { Api, App } from '../api.ts';
import { seriesShape, topShape, wirePoint, wireTop } from '../health-shapes.ts';
import { shortText, strict } from '../schemas.ts';
import { readWindow, windowFields } from '../window.ts';
import { wrongField } from './queue.ts';

const tags = ['health'];
const config = { scope: 'health:read' } as const;

/** "provider|reason" is provider_reason in a query. */
const dimensionNames = dimensions.map((name) => name.replace('|', '_'));
const read = (name: string): Dimension => dimensions[dimensionNames.indexOf(name)] ?? 'all';

const longestByHour = 72 * hour;
const mostPoints = 2000;
const sorts = ['attempted', 'hard', 'soft', 'complaints'] as const;

export function statsRoutes(app: App, { store, now, thresholds }: Api): void {
  app.get(
    '/v1/stats/series',
    {
      config,
      schema: {
        summary: 'Counts by hour or day, every one of the window',
        tags,
        querystring: strict({
          dimension: Type.Optional(Type.Enum(dimensionNames, { description: 'What is counted by; all by default' })),
          key: Type.Optional(Type.String({ maxLength: 1000, description: 'Which of it, such as the name of a list' })),
          interval: Type.Optional(Type.Enum(['hour', 'day'], { description: 'Hours up to three days by default' })),
          ...windowFields,
        }),
        response: { 200: seriesShape },
      },
    },
    async ({ query: { dimension: name = 'all', key, interval, ...query } }) => {
      const dimension = read(name);
      if (dimension !== 'all' && key === undefined) throw wrongField('/querystring/key', `says which ${name}`);
      const window = readWindow(query, now());
      const byDay = dailyOnly.has(dimension);
      if (byDay && interval === 'hour')
        throw wrongField('/querystring/interval', `must be day: ${name} is counted by the day`);
      const wanted = interval ?? (byDay || window.to - window.from > longestByHour ? 'day' : 'hour');
      const grain = wanted === 'hour' ? 'hourly' : 'daily';
      if ((window.to - window.from) / lengthOf[grain] > mostPoints)
        throw wrongField('/querystring/interval', `makes more than ${mostPoints} points`);
      const points = await seriesOf(store, dimension, dimension === 'all' ? '' : (key ?? ''), window, grain);
      return { interval: wanted, data: points.map(wirePoint) };
    },
  );

  app.get(
    '/v1/stats/top',
    {
      config,
      schema: {
        summary: 'The keys that have the most of something, beside the window before',
        tags,
        querystring: strict({
          dimension: Type.Enum(
            dimensionNames.filter((name) => name !== 'all'),
            { description: 'What is counted by' },
          ),
          sort: Type.Optional(Type.Enum([...sorts], { description: 'The most of what; attempted by default' })),
          key: Type.Optional(shortText('Only this key; of provider_reason and the like, only this provider')),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 10, description: 'Most keys' })),
          ...windowFields,
        }),
        response: { 200: topShape },
      },
    },
    async ({ query: { dimension, sort: order = 'attempted', key, limit = 10, ...query } }) => {
      const window = readWindow(query, now());
      const rows = await topOf(store, { dimension: read(dimension), window, order, limit, key }, thresholds);
      return { data: rows.map(wireTop) };
    },
  );
}
