/** /v1/bounces: failures and complaints, from wherever they were heard, each with what its verdict rests on. */
import { trace } from '@hearback/bounce';
import { Type } from 'typebox';
import type { EventType, LedgerEvent } from '../../ledger/event.ts';
import type { Api, App } from '../api.ts';
import { Problem } from '../errors.ts';
import { anyEvent, nullable, pageOf, paging, shortText, strict } from '../schemas.ts';
import { wireEvent } from '../wire.ts';
import { readInstant } from './events.ts';

const failures = ['bounced', 'expired', 'bounce_received', 'feedback_received'] as const satisfies readonly EventType[];
const tags = ['bounces'];
const config = { scope: 'events:read' } as const;

/** Events read for one page: a page may have fewer entries than asked for, and go on all the same. */
const mostRead = 10_000;
const atOnce = 1000;

interface Filter {
  readonly type?: (typeof failures)[number];
  readonly recipient?: string;
  readonly reason?: string;
  readonly provider?: string;
  readonly list?: string;
  readonly stream?: string;
}

export function bounceRoutes(app: App, { store }: Api): void {
  app.get(
    '/v1/bounces',
    {
      config,
      schema: {
        summary: 'Bounces, expiries and complaints, oldest first',
        tags,
        querystring: strict({
          type: Type.Optional(Type.Enum([...failures])),
          recipient: Type.Optional(shortText('Address')),
          reason: Type.Optional(shortText('Reason of the verdict')),
          provider: Type.Optional(shortText('Receiver, such as google')),
          list: Type.Optional(shortText('List')),
          stream: Type.Optional(shortText('Stream')),
          since: Type.Optional(Type.String({ maxLength: 40, description: 'Instant (RFC 3339) from which on' })),
          ...paging,
        }),
        response: { 200: pageOf(anyEvent) },
      },
    },
    async ({ query }) => {
      const { since, after = null, limit = 100, ...filter } = query;
      const asked = { since: readInstant(since), type: filter.type };
      const data: LedgerEvent[] = [];
      let next: string | null = after;
      for (let read = 0; read < mostRead && data.length < limit; ) {
        // No more than are still wanted: what follows belongs to the next page.
        const wanted = filter.type === undefined ? atOnce : limit - data.length;
        const page = await store.events(asked, next, Math.min(wanted, atOnce));
        const found = page.data.filter((event) => matches(event, filter));
        const taken = found.slice(0, limit - data.length);
        data.push(...taken);
        next = taken.length < found.length ? (taken.at(-1)?.id ?? next) : page.next;
        if (next === null) break;
        read += page.data.length;
      }
      return { data: data.map(wireEvent), next };
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

/** The verdict that stands may be older than the rules, or rest on what a provider said. */
const stepsOf = ({ reply, mx, stage }: LedgerEvent) =>
  reply === null
    ? []
    : trace(reply.text, { mx: mx?.host, stage: stage ?? undefined }).steps.map(
        ({ step, rule, reason, confidence, won, why }) => ({ step, rule, reason, confidence, won, why }),
      );

const isFailure = ({ type }: LedgerEvent): boolean => (failures as readonly EventType[]).includes(type);

function matches(event: LedgerEvent, { type, recipient, reason, provider, list, stream }: Filter): boolean {
  if (type === undefined ? !isFailure(event) : event.type !== type) return false;
  if (recipient !== undefined && event.recipient?.toLowerCase() !== recipient.toLowerCase()) return false;
  if (reason !== undefined && event.verdict?.reason !== reason) return false;
  if (provider !== undefined && event.verdict?.provider !== provider) return false;
  return (list === undefined || event.list === list) && (stream === undefined || event.stream === stream);
}
