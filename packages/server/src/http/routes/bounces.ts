/** /v1/bounces: failures and complaints, from wherever they were heard, each with what its verdict rests on. */
import { trace } from '@hearback/bounce';
import { Type } from 'typebox';
import { type BounceSearch, type QueryField, queryFields, readBounceQuery, termOf } from '../../health/bounce-query.ts';
import { normalAddress } from '../../ledger/address-key.ts';
import type { LedgerEvent } from '../../ledger/event.ts';
import { isFailure } from '../../ledger/failure.ts';
import type { Api, App } from '../api.ts';
import { Problem } from '../errors.ts';
import { anyBounce, anyEvent, nullable, pageOf, paging, shortText, strict } from '../schemas.ts';
import { wireEvent } from '../wire.ts';
import { wrongField } from './queue.ts';

const tags = ['bounces'];
const config = { scope: 'events:read' } as const;

/** Fields of a search, as they stand in the address. */
export const searched = {
  q: Type.Optional(
    Type.String({
      maxLength: 2000,
      description: 'Query, such as `class:soft domain:yahoo.com since:24h` (docs/health.md)',
    }),
  ),
  class: Type.Optional(shortText('hard, soft, complaint or none; a deferral is soft')),
  type: Type.Optional(shortText('Type of the event')),
  recipient: Type.Optional(shortText('Address')),
  reason: Type.Optional(shortText('Reason of the verdict')),
  provider: Type.Optional(shortText('Receiver, such as google')),
  domain: Type.Optional(shortText('Domain of the recipient')),
  list: Type.Optional(shortText('List')),
  stream: Type.Optional(shortText('Stream')),
  campaign: Type.Optional(shortText('Campaign')),
  sender: Type.Optional(shortText('Domain of the envelope sender')),
  source: Type.Optional(shortText('Source, such as smtp_session')),
  code: Type.Optional(shortText('Code of the reply, such as 550 or 5.1.1')),
  since: Type.Optional(shortText('Instant (RFC 3339) from which on, or how long ago: 24h')),
  until: Type.Optional(shortText('Instant before which, or how long ago')),
};

/** Failures that facets are counted from: the latest ones. */
const mostCounted = 20_000;
const facetNames = [
  ...(['class', 'type', 'reason', 'provider', 'domain', 'list', 'stream', 'campaign', 'sender', 'ip'] as const),
  ...(['source', 'code', 'status'] as const),
] satisfies readonly QueryField[];

export function bounceRoutes(app: App, { store, now }: Api): void {
  app.get(
    '/v1/bounces',
    {
      config,
      schema: {
        summary:
          'Bounces, deferrals, expiries and complaints, the latest first; a page of a rare find may hold few, and `next` all the same',
        tags,
        querystring: strict({ ...searched, ...paging }),
        response: { 200: pageOf(anyBounce) },
      },
    },
    async ({ query: { after = null, limit = 100, ...query } }) => {
      const search = searchOf(query, now());
      const page = await store.failures(search, after, limit);
      const data = page.data.filter(({ event }) => isAbout(event, search));
      return {
        data: data.map(({ event, class: kind, reason }) => ({ ...wireEvent(event), class: kind, reason })),
        next: page.next,
      };
    },
  );
  app.get(
    '/v1/bounces/facets',
    {
      config,
      schema: {
        summary: 'What a search would find, counted by each of its fields',
        tags,
        querystring: strict(searched),
        response: {
          200: Type.Object({
            total: Type.Integer(),
            facets: Type.Record(Type.String(), Type.Array(Type.Object({ key: Type.String(), count: Type.Integer() }))),
            exact: Type.Boolean({
              description: `False: counted from the latest ${mostCounted} failures only, or without the words and without \`recovered\``,
            }),
          }),
        },
      },
    },
    async ({ query }) => {
      const columns = facetNames.map((name) => [queryFields[name].column]);
      const { total, exact, groups } = await store.failureGroups(searchOf(query, now()), columns, mostCounted);
      const facets = facetNames.map((name, index) => {
        const counted = (groups[index] ?? []).flatMap(({ values: [key], count }) =>
          key == null ? [] : [{ key, count }],
        );
        return [name, counted] as const;
      });
      return { total, facets: Object.fromEntries(facets), exact };
    },
  );
  app.get(
    '/v1/bounces/:id',
    {
      config,
      schema: {
        summary: 'One of them, with the steps that led to its verdict and the mail that it was read from',
        tags,
        params: Type.Object({ id: Type.String({ pattern: '^evt_[0-9a-f-]{32,36}$', description: 'Id of the event' }) }),
        response: {
          200: Type.Object({
            event: anyEvent,
            steps: Type.Array(
              Type.Object({
                ...{ step: Type.String(), rule: Type.String(), reason: Type.String(), confidence: Type.Number() },
                ...{ won: Type.Boolean(), why: Type.String() },
              }),
              { description: 'How the reply is read with the rules of now, the most believed first' },
            ),
            raw: nullable(Type.String({ description: 'The mail in base64, while it is kept' })),
          }),
        },
      },
    },
    async ({ params }) => {
      const event = await store.event(params.id);
      if (event === null || !isFailure(event)) throw new Problem('not_found', 'There is no such bounce');
      const raw = await store.raw(event.id);
      return {
        event: wireEvent(event),
        steps: stepsOf(event),
        raw: raw === null ? null : Buffer.from(raw).toString('base64'),
      };
    },
  );
}

/** The query, as if the single fields were terms of it. Throws a Problem that names what is wrong. */
export function searchOf(
  { q = '', ...fields }: Partial<Record<keyof typeof searched, string>>,
  now: number,
): BounceSearch {
  for (const [name, value] of [['q', q], ...Object.entries(fields)] as const) {
    const read = readBounceQuery(name === 'q' ? value : termOf(name, value), now);
    if (read.kind === 'problem') throw wrongField(`/querystring/${name}`, read.detail);
  }
  const terms = Object.entries(fields).map(([name, value]) => termOf(name, value));
  const whole = readBounceQuery([q, ...terms].join(' '), now);
  if (whole.kind === 'problem') throw wrongField('/querystring/q', whole.detail);
  return whole.search;
}

/** Hashes of two addresses may be one. */
export const isAbout = ({ recipient }: LedgerEvent, { address }: BounceSearch): boolean =>
  address === undefined || recipient === null || normalAddress(recipient) === address;

/** The verdict that stands may be older than the rules, or rest on what a provider said. */
const stepsOf = ({ reply, mx, stage }: LedgerEvent) =>
  reply === null
    ? []
    : trace(reply.text, { mx: mx?.host, stage: stage ?? undefined }).steps.map(
        ({ step, rule, reason, confidence, won, why }) => ({ step, rule, reason, confidence, won, why }),
      );
