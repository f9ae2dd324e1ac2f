/** /v1/alerts: what is wrong, who has seen it, what is to be told and what is not. */
import { Type } from 'typebox';
import { alertData } from '../../alerts/alert-data.ts';
import type { RuleView } from '../../alerts/alerts.ts';
import { isInForce } from '../../alerts/transitions.ts';
import { parseDuration } from '../../config/units.ts';
import type { Alert, Silence } from '../../store/store.ts';
import type { Api, App } from '../api.ts';
import { Problem } from '../errors.ts';
import { instant } from '../instant.ts';
import { nullable, pageOf, paging, shortText, strict, time } from '../schemas.ts';
import { wrongField } from './queue.ts';

const tags = ['alerts'];
const read = { scope: 'alerts:read' } as const;
const write = { scope: 'alerts:write' } as const;
const word = nullable(Type.String());
const figure = nullable(Type.Number());

const state = Type.Enum(['open', 'acknowledged', 'resolved']);
const severity = Type.Enum(['critical', 'warning']);
const alert = Type.Object({
  ...{ id: Type.String(), rule: Type.String() },
  key: Type.String({ description: 'What it is about within the rule; may be empty' }),
  ...{ severity, sentence: Type.String(), next_step: Type.String(), state, opened_at: time },
  ...{ acknowledged_at: nullable(time), acknowledged_by: word, resolved_at: nullable(time) },
  resolved_by: nullable(Type.String({ description: 'Null: the condition ended by itself' })),
  ...{ value: figure, threshold: figure },
  notifications: Type.Integer({ description: 'Channels told so far, of its beginning and its end' }),
});
const rule = Type.Object({
  ...{ name: Type.String(), description: Type.String(), severity, enabled: Type.Boolean() },
  threshold: figure,
  default_threshold: figure,
  unit: nullable(Type.Enum(['share', 'seconds', 'octets'])),
});
const silence = Type.Object({
  id: Type.String(),
  rule: nullable(Type.String({ description: 'Null: every rule' })),
  key: nullable(Type.String({ description: 'Null: every key' })),
  ...{ until: time, why: Type.String(), by: Type.String(), created_at: time },
});
const channel = Type.Object({ name: Type.String(), kind: Type.Enum(['email', 'slack']), severity });

const one = Type.Object({ id: Type.String({ pattern: '^alt_[0-9a-f-]{36}$', description: 'Id of the alert' }) });

export function alertRoutes(app: App, api: Api): void {
  const { store, alerts } = api;
  app.get(
    '/v1/alerts',
    {
      config: read,
      schema: {
        summary: 'Lists alerts, the latest first',
        tags,
        querystring: strict({ state: Type.Optional(state), ...paging }),
        response: { 200: pageOf(alert) },
      },
    },
    async ({ query }) => {
      const { after = null, limit = 100, state: wanted } = query;
      const page = await store.alerts({ state: wanted }, after, limit);
      return { data: page.data.map(alertData), next: page.next };
    },
  );
  app.get(
    '/v1/alerts/:id',
    { config: read, schema: { summary: 'One alert', tags, params: one, response: { 200: alert } } },
    async ({ params }) => alertData(found(await store.alert(params.id))),
  );
  app.post(
    '/v1/alerts/:id/acknowledge',
    {
      config: write,
      schema: { summary: 'Says that somebody is at it', tags, params: one, response: { 200: alert } },
    },
    async ({ params, caller }) => alertData(found(await alerts.acknowledge(params.id, caller.name))),
  );
  app.post(
    '/v1/alerts/:id/resolve',
    {
      config: write,
      schema: {
        summary: 'Ends an alert; it opens again when its condition still stands at the next look',
        tags,
        params: one,
        response: { 200: alert },
      },
    },
    async ({ params, caller }) => alertData(found(await alerts.resolve(params.id, caller.name))),
  );
  ruleRoutes(app, api);
  silenceRoutes(app, api);
  channelRoutes(app, api);
}

function ruleRoutes(app: App, { alerts }: Api): void {
  app.get(
    '/v1/alert-rules',
    { config: read, schema: { summary: 'Lists the rules with what is set', tags, response: { 200: pageOf(rule) } } },
    async () => ({ data: (await alerts.rules()).map(wireRule), next: null }),
  );
  app.put(
    '/v1/alert-rules/:name',
    {
      config: write,
      schema: {
        summary: 'Switches a rule on or off, or sets its threshold; null: as it is from the start',
        tags,
        params: Type.Object({ name: Type.String({ maxLength: 100, description: 'Name of the rule' }) }),
        body: strict({
          enabled: Type.Optional(Type.Boolean()),
          threshold: Type.Optional(nullable(Type.Number({ description: 'In the unit of the rule' }))),
        }),
        response: { 200: rule },
      },
    },
    async ({ params, body }) => {
      const set = await alerts.setRule(params.name, body);
      if (set === 'threshold')
        throw wrongField('/threshold', 'must be more than 0, a share at most 1; not every rule has one');
      if (set === null) throw new Problem('not_found', 'There is no such rule');
      return wireRule(set);
    },
  );
}

function silenceRoutes(app: App, { store, alerts, now }: Api): void {
  app.get(
    '/v1/silences',
    {
      config: read,
      schema: { summary: 'Lists silences that have not ended', tags, response: { 200: pageOf(silence) } },
    },
    async () => ({
      data: (await store.silences()).filter((each) => isInForce(each, now())).map(wireSilence),
      next: null,
    }),
  );
  app.post(
    '/v1/silences',
    {
      config: write,
      schema: {
        summary: 'Tells nobody of certain alerts for a while; they are still listed',
        tags,
        body: strict({
          rule: Type.Optional(shortText('Rule; left out: every one')),
          key: Type.Optional(Type.String({ maxLength: 1000, description: 'Key; left out: every one' })),
          all: Type.Optional(
            Type.Boolean({ description: 'Every alert; what names neither rule nor key has to say so' }),
          ),
          for: Type.Optional(Type.String({ maxLength: 50, description: 'Duration such as "2h"; or until' })),
          until: Type.Optional(Type.String({ maxLength: 40, description: 'Instant (RFC 3339)' })),
          why: Type.Optional(Type.String({ maxLength: 500, description: 'For people' })),
        }),
        response: { 201: silence },
      },
    },
    async ({ body, caller }, reply) => {
      if ((body.all === true) === (body.rule !== undefined || body.key !== undefined))
        throw wrongField('', 'needs rule or key, or all: true for every alert');
      const made = await alerts.silence({
        rule: await knownRule(body.rule),
        key: body.key ?? null,
        until: endOf(body, now()),
        why: body.why ?? '',
        by: caller.name,
      });
      return reply.code(201).send(wireSilence(made));
    },
  );
  app.delete(
    '/v1/silences/:id',
    {
      config: write,
      schema: {
        summary: 'Ends a silence',
        tags,
        params: Type.Object({ id: Type.String({ maxLength: 100, description: 'Id of the silence' }) }),
        response: { 204: Type.Null({ description: 'What still stands is told at the next look' }) },
      },
    },
    async ({ params }, reply) => {
      if (!(await store.removeSilence(params.id))) throw new Problem('not_found', 'There is no such silence');
      return reply.code(204).send(null);
    },
  );

  async function knownRule(name: string | undefined): Promise<string | null> {
    if (name === undefined) return null;
    if (!(await alerts.rules()).some((each) => each.name === name)) throw wrongField('/rule', 'is no rule');
    return name;
  }
}

function endOf({ for: lasts, until }: { readonly for?: string; readonly until?: string }, now: number): number {
  if ((lasts === undefined) === (until === undefined)) throw wrongField('', 'needs for or until');
  const length = lasts === undefined ? null : parseDuration(lasts);
  if (lasts !== undefined && (length === null || length === 0))
    throw wrongField('/for', 'must be a duration such as "15m" or "1h30m"');
  const end = length === null ? Date.parse(until ?? '') : now + length;
  if (!(end > now)) throw wrongField('/until', 'must be an instant that is still to come (RFC 3339)');
  return end;
}

function channelRoutes(app: App, { alerts }: Api): void {
  app.get(
    '/v1/alert-channels',
    {
      config: read,
      schema: { summary: 'Lists the channels of the configuration', tags, response: { 200: pageOf(channel) } },
    },
    async () => ({ data: [...alerts.channels()], next: null }),
  );
  app.post(
    '/v1/alert-channels/:name/test',
    {
      config: write,
      schema: {
        summary: 'Tells a channel something harmless, at once',
        tags,
        params: Type.Object({ name: Type.String({ maxLength: 100, description: 'Name of the channel' }) }),
        response: { 200: Type.Object({ channel: Type.String(), told: Type.Boolean(), error: word }) },
      },
    },
    async ({ params }) => {
      const tested = await alerts.test(params.name);
      if (tested === null) throw new Problem('not_found', 'There is no such channel');
      return { channel: params.name, told: tested.error === null, error: tested.error };
    },
  );
}

const wireRule = ({ byDefault, ...view }: RuleView) => ({ ...view, default_threshold: byDefault });

const wireSilence = ({ createdAt, until, ...rest }: Silence) => ({
  ...rest,
  until: instant(until),
  created_at: instant(createdAt),
});

export type WireAlertRule = ReturnType<typeof wireRule>;
export type WireSilence = ReturnType<typeof wireSilence>;

function found(given: Alert | null): Alert {
  if (given === null) throw new Problem('not_found', 'There is no such alert');
  return given;
}
