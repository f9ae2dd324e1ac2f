/** /v1/queue: what waits, where and why; and the brakes. */
import { Type } from 'typebox';
import { parseDuration } from '../../config/units.ts';
import { pausedDomains } from '../../queue/pause.ts';
import { whatHolds } from '../../queue/what-holds.ts';
import type { Selection } from '../../store/store.ts';
import type { Api, App } from '../api.ts';
import { Problem } from '../errors.ts';
import { instant } from '../instant.ts';
import { keptAnswer } from '../kept-answer.ts';
import {
  changed,
  entry,
  lane,
  laneState,
  nullable,
  pageOf,
  paging,
  selection,
  shortText,
  strict,
  time,
} from '../schemas.ts';
import { wireEntry, wireLane, wireLaneState } from '../wire.ts';

const tags = ['queue'];
const read = { scope: 'queue:read' } as const;
const write = { scope: 'queue:write' } as const;

const shape = Type.Object({
  at: time,
  counts: Type.Object({
    waiting: Type.Integer(),
    due: Type.Integer(),
    held: Type.Integer(),
    leased: Type.Integer(),
    oldest: nullable(time),
  }),
  /** Upper ends of the columns in minutes; the last column has none. */
  columns: Type.Array(nullable(Type.Integer())),
  domains: Type.Array(
    Type.Object({
      domain: Type.String(),
      ages: Type.Array(Type.Integer(), { description: 'Recipients by age, as `columns` says' }),
      total: Type.Integer(),
      why: nullable(
        Type.String({
          description:
            'The reply that most of them wait for (of the hundred that have waited longest), or what holds the domain or its lane, and why',
        }),
      ),
    }),
  ),
});
const columns = [5, 10, 20, 40, 80, 160, 320, 640, 1280, null];

interface Asked {
  readonly message_id?: string;
  readonly recipient?: string;
  readonly domain?: string;
  readonly lane?: string;
  readonly stream?: string;
  readonly campaign?: string;
  readonly sender?: string;
  readonly older_than?: string;
  readonly younger_than?: string;
}

function selectionOf(asked: Asked, now: number): Selection {
  const { message_id, recipient, domain, lane: name, stream, campaign, sender } = asked;
  return {
    ...{ messageId: message_id, recipient, domain, lane: name, stream, campaign, sender },
    acceptedBefore: ago('older_than', asked.older_than, now),
    acceptedSince: ago('younger_than', asked.younger_than, now),
  };
}

function ago(field: string, duration: string | undefined, now: number): number | undefined {
  if (duration === undefined) return undefined;
  const length = parseDuration(duration);
  if (length === null) throw wrongField(`/${field}`, 'must be a duration such as "15m" or "1h30m"');
  return now - length;
}

/** Most domains that pages and `hearback top` ask for again and again. */
const usualTop = 50;

export function queueRoutes(app: App, api: Api): void {
  const { store, control, now } = api;
  const picture = async (top: number) => {
    const at = now();
    const [counts, domains] = await Promise.all([store.counts(at), store.shape(at, top)]);
    return { at, counts, domains };
  };
  const usual = keptAnswer(() => picture(usualTop), control.changes);
  app.get(
    '/v1/queue',
    {
      config: read,
      schema: {
        summary:
          'How much waits, by domain and age; of a very long queue as it was at `at`, a few seconds ago or when somebody acted on it last',
        tags,
        querystring: strict({
          top: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 20, description: 'Most domains' })),
        }),
        response: { 200: shape },
      },
    },
    async ({ query }) => {
      const { top = 20 } = query;
      const { at, counts, domains } = await (top <= usualTop ? usual() : picture(top));
      const lanes = control.lanes();
      const paused = pausedDomains(lanes);
      const oldest = counts.oldest === null ? null : instant(counts.oldest);
      return {
        at: instant(at),
        counts: { ...counts, oldest },
        columns,
        domains: domains.slice(0, top).map(({ lane, ...row }) => ({
          ...row,
          ages: [...row.ages],
          why: paused.get(row.domain) ?? whatHolds(lane, lanes) ?? row.why,
        })),
      };
    },
  );

  app.get(
    '/v1/queue/entries',
    {
      config: read,
      schema: {
        summary: 'Lists waiting recipients',
        tags,
        querystring: strict({ ...selection, ...paging }),
        response: { 200: pageOf(entry) },
      },
    },
    async ({ query }) => {
      const page = await store.entries(selectionOf(query, now()), query.after ?? null, query.limit ?? 100);
      return { data: page.data.map(wireEntry), next: page.next };
    },
  );

  app.get(
    '/v1/queue/lanes',
    {
      config: read,
      schema: {
        summary: 'Lanes that send, or are held back',
        tags,
        response: { 200: Type.Object({ lanes: Type.Array(lane), brakes: Type.Array(laneState) }) },
      },
    },
    async () => ({
      lanes: control.lanes().map(wireLane),
      brakes: (await store.laneStates()).map(wireLaneState),
    }),
  );
  brakeRoutes(app, api);
  actionRoutes(app, api);
}

function brakeRoutes(app: App, { control, ruling, now }: Api): void {
  const laneName = shortText('A lane, a site or a domain');
  app.post(
    '/v1/queue/pause',
    {
      config: write,
      schema: {
        summary: 'Sends nothing more there; what waits grows no older',
        tags,
        body: strict({
          lane: laneName,
          for: Type.Optional(
            Type.String({ maxLength: 50, description: 'Duration such as "1h"; left out: until resumed' }),
          ),
          why: Type.Optional(Type.String({ maxLength: 500, description: 'For people' })),
        }),
        response: { 200: changed },
      },
    },
    async ({ body, caller }) => {
      const lasts = body.for === undefined ? null : parseDuration(body.for);
      if (body.for !== undefined && lasts === null)
        throw wrongField('/for', 'must be a duration such as "15m" or "1h30m"');
      const until = lasts === null ? null : now() + lasts;
      const paused = await control.pause(body.lane, until, caller.name, body.why ?? 'paused by hand');
      await ruling.audit(caller.name, 'queue.paused', body.lane, body);
      return { changed: paused };
    },
  );
  app.post(
    '/v1/queue/resume',
    {
      config: write,
      schema: { summary: 'Sends there again', tags, body: strict({ lane: laneName }), response: { 200: changed } },
    },
    async ({ body, caller }) => {
      const resumed = await control.resume(body.lane, caller.name);
      await ruling.audit(caller.name, 'queue.resumed', body.lane);
      return { changed: resumed };
    },
  );
}

export const wrongField = (pointer: string, detail: string): Problem =>
  new Problem('invalid_request', 'The request does not have its form', { errors: [{ pointer, detail }] });

export const actions = {
  retry: 'Tries again now',
  hold: 'Holds back until released',
  release: 'Lets go what was held',
  cancel: 'Takes out of the queue; nobody is told',
  expire: 'Gives up now; senders are told',
} as const;

export async function act(
  { control, ruling }: Api,
  action: keyof typeof actions,
  chosen: Selection,
  who: string,
): Promise<{ changed: number; being_sent?: number }> {
  const done = await control[action](chosen, who);
  const acted = typeof done === 'number' ? { changed: done } : { changed: done.changed, being_sent: done.beingSent };
  await ruling.audit(who, `queue.${action}`, 'waiting recipients', { ...chosen, ...acted });
  return acted;
}

function actionRoutes(app: App, api: Api): void {
  for (const [action, summary] of Object.entries(actions) as [keyof typeof actions, string][]) {
    app.post(
      `/v1/queue/${action}`,
      {
        config: write,
        schema: {
          summary: `${summary}: all recipients that the selection chooses`,
          tags,
          body: strict({
            ...selection,
            all: Type.Optional(Type.Literal(true, { description: 'Needed when nothing else is chosen' })),
          }),
          response: { 200: changed },
        },
      },
      async ({ body, caller }) => {
        const { all, ...chosen } = body;
        if (Object.keys(chosen).length === 0 && all !== true)
          throw wrongField('', 'chooses everything; say "all": true when that is meant');
        return act(api, action, selectionOf(chosen, api.now()), caller.name);
      },
    );
  }
}
