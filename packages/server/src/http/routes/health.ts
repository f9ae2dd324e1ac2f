/** /v1/health, /v1/lists, /v1/senders, /v1/providers: am I healthy, what is wrong, whose fault is it, what to do. */
import { Type } from 'typebox';
import type { SubjectDimension } from '../../health/facts.ts';
import { healthOf } from '../../health/health.ts';
import { partRowsOf } from '../../health/parts.ts';
import type { Api, App } from '../api.ts';
import { healthShape, partShape, wireHealth, wirePart } from '../health-shapes.ts';
import { readPlace, writePlace } from '../place.ts';
import { pageOf, paging, shortText, strict } from '../schemas.ts';
import { readWindow, type WindowQuery, windowFields } from '../window.ts';

const tags = ['health'];
const config = { scope: 'health:read' } as const;
const named = Type.Object({ name: shortText('Name; one that is `.` or `..` alone with `%252E` for each dot') });
const wanted = {
  ...paging,
  name: Type.Optional(shortText('Only those whose name has this in it, in whichever case')),
};
interface PageQuery extends WindowQuery {
  readonly after?: string;
  readonly limit?: number;
  readonly name?: string;
}
const by = {
  by: Type.Optional(
    Type.Enum(['sender_domain', 'ip', 'stream'], { description: 'What a sender is; its domain by default' }),
  ),
};

export function healthRoutes(app: App, { store, now, thresholds }: Api): void {
  const health = async (dimension: SubjectDimension | null, name: string, query: WindowQuery) => {
    const subject = dimension === null ? null : { dimension, key: readName(name) };
    return wireHealth(await healthOf(store, subject, readWindow(query, now()), thresholds));
  };
  const page = async (dimension: SubjectDimension, { after: cursor, limit = 100, name, ...query }: PageQuery) => {
    const after = cursor === undefined ? null : readPlace(cursor);
    const asked = { after, limit, name };
    const { rows, more } = await partRowsOf(store, dimension, readWindow(query, now()), asked, thresholds);
    const last = rows.at(-1);
    const next = more && last !== undefined ? writePlace({ attempted: last.counts.attempted, key: last.key }) : null;
    return { data: rows.map(wirePart), next };
  };

  app.get(
    '/v1/health',
    {
      config,
      schema: {
        summary: 'Whether all mail is well, what is wrong, whose fault it is and what to do',
        tags,
        querystring: strict(windowFields),
        response: { 200: healthShape },
      },
    },
    ({ query }) => health(null, '', query),
  );

  for (const [path, dimension, one, many] of [
    ['lists', 'list', 'a list', 'Lists'],
    ['providers', 'provider', 'a receiving provider', 'Receiving providers'],
  ] as const) {
    app.get(
      `/v1/${path}`,
      {
        config,
        schema: {
          summary: `${many} with their rates, the most mail first`,
          tags,
          querystring: strict({ ...windowFields, ...wanted }),
          response: { 200: pageOf(partShape) },
        },
      },
      ({ query }) => page(dimension, query),
    );
    app.get(
      `/v1/${path}/:name/health`,
      {
        config,
        schema: {
          summary: `Health of ${one}`,
          tags,
          params: named,
          querystring: strict(windowFields),
          response: { 200: healthShape },
        },
      },
      ({ params, query }) => health(dimension, params.name, query),
    );
  }

  app.get(
    '/v1/senders',
    {
      config,
      schema: {
        summary: 'Sending domains, addresses or streams with their rates, the most mail first',
        tags,
        querystring: strict({ ...by, ...windowFields, ...wanted }),
        response: { 200: pageOf(partShape) },
      },
    },
    ({ query: { by: dimension = 'sender_domain', ...query } }) => page(dimension, query),
  );
  app.get(
    '/v1/senders/:name/health',
    {
      config,
      schema: {
        summary: 'Health of a sending domain, address or stream',
        tags,
        params: named,
        querystring: strict({ ...by, ...windowFields }),
        response: { 200: healthShape },
      },
    },
    ({ params, query: { by: dimension = 'sender_domain', ...query } }) => health(dimension, params.name, query),
  );
}

/** What is a dot or two leads elsewhere in a path, however it is escaped (WHATWG URL §4.1): it comes escaped once more. */
const readName = (name: string): string => (/^(?:%2e){1,2}$/i.test(name) ? decodeURIComponent(name) : name);
