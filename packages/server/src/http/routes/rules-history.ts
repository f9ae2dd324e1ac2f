/** /v1/rules/diff and apply: what rules would change of the past, the run that changes it, and the way back. */
import { Type } from 'typebox';
import { diff } from '../../rules/diff.ts';
import { ruleSet } from '../../rules/own-rules.ts';
import type { Change } from '../../rules/reread.ts';
import type { Job } from '../../store/store.ts';
import type { Api, App } from '../api.ts';
import { Problem } from '../errors.ts';
import { ratesShape, wireRates } from '../health-shapes.ts';
import { instant } from '../instant.ts';
import type { Scope } from '../keys.ts';
import { pageOf, paging, shortText, strict, time } from '../schemas.ts';
import { readInstant } from './events.ts';
import { saveRules } from './own-rules.ts';
import { namedRules, readRules } from './rule-schemas.ts';

const tags = ['rules'];
const read = { scope: 'rules:read' } as const;
const write = { scope: 'rules:write' } as const;
const since = Type.Optional(Type.String({ maxLength: 40, description: 'Instant (RFC 3339); 30 days ago by default' }));
const why = Type.Optional(Type.String({ maxLength: 500, description: 'For people' }));
const usual = 30 * 86_400_000;
/** Of the 60 seconds that a request has. */
const longest = 40_000;

const listed = Type.Object({
  count: Type.Integer(),
  addresses: Type.Array(Type.Object({ address: Type.String(), reason: Type.String() })),
});
const changedRates = Type.Object({ key: Type.String(), before: ratesShape, after: ratesShape });
const count = Type.Optional(Type.Integer());
const run = Type.Object({
  id: Type.String(),
  state: Type.Enum(['running', 'done', 'failed', 'undone']),
  ...{ who: Type.String(), why: Type.String(), started_at: time, touched_at: time },
  detail: Type.Object(
    {
      since: Type.Optional(time),
      rules: Type.Optional(Type.String({ description: 'Version of the rules' })),
      ...{ read: count, changed: count, undone: count },
      problem: Type.Optional(Type.String()),
    },
    { additionalProperties: true },
  ),
});
const params = Type.Object({ id: Type.String({ pattern: '^rcl_[0-9a-f-]{36}$', description: 'Id of the run' }) });

export function rulesHistoryRoutes(app: App, { store, ruling, now, thresholds }: Api): void {
  const { rules, history, audit } = ruling;
  app.post(
    '/v1/rules/diff',
    {
      config: read,
      schema: {
        summary:
          'What of the past would be another with these rules in the place of their namesakes; nothing is changed. Samples are shown with events:read, addresses with suppressions:read',
        tags,
        body: strict({ rules: Type.Optional(namedRules), since }),
        response: {
          200: Type.Object({
            rules: Type.String({ description: 'Version of the rules' }),
            since: time,
            until: Type.Union([time, Type.Null()]),
            read: Type.Integer({ description: 'Events that were read' }),
            complete: Type.Boolean({ description: 'False: there was more than could be read' }),
            changed: Type.Integer({ description: 'Events with another verdict' }),
            by_reason: Type.Array(Type.Object({ from: Type.String(), to: Type.String(), count: Type.Integer() })),
            samples: Type.Array(
              Type.Object({
                ...{ id: Type.String(), at: time, recipient: Type.Union([Type.String(), Type.Null()]) },
                ...{ reply: Type.String(), from: Type.String(), to: Type.String(), rule: Type.String() },
              }),
            ),
            suppressed: listed,
            released: listed,
            all_addresses: Type.Boolean({ description: 'False: more addresses than were looked at' }),
            lists: Type.Array(changedRates),
            senders: Type.Array(changedRates),
          }),
        },
      },
    },
    async ({ body, caller }) => {
      const may = <T>(scope: Scope, shown: T[]): T[] => (caller.scopes.has(scope) ? shown : []);
      const given = await rules.with(readRules(body.rules ?? []));
      const began = performance.now();
      const limits = { most: longest, elapsed: () => performance.now() - began };
      const from = readInstant(body.since) ?? now() - usual;
      const found = await diff({ store, now, policy: ruling.policy, thresholds }, ruleSet(given), from, limits);
      const { reading, byReason, samples, suppressed, released, lists, senders } = found;
      return {
        ...{
          rules: found.version,
          since: instant(from),
          until: reading.until === null ? null : instant(reading.until),
        },
        ...{ read: reading.read, complete: reading.complete, changed: found.changed, by_reason: [...byReason] },
        samples: may('events:read', samples.map(wireChange)),
        suppressed: {
          count: suppressed.count,
          addresses: may('suppressions:read', suppressed.addresses.map(wireListed)),
        },
        released: { count: released.count, addresses: may('suppressions:read', released.addresses.map(wireListed)) },
        all_addresses: found.allAddresses,
        lists: lists.map(({ key, before, after }) => ({ key, before: wireRates(before), after: wireRates(after) })),
        senders: senders.map(({ key, before, after }) => ({ key, before: wireRates(before), after: wireRates(after) })),
      };
    },
  );
  app.post(
    '/v1/rules/apply',
    {
      config: write,
      schema: {
        summary: 'Corrects the past by the own rules of now, behind the request; with rules these are saved first',
        tags,
        body: strict({ rules: Type.Optional(namedRules), since, why }),
        response: { 202: run },
      },
    },
    async ({ body, caller }, reply) => {
      const given = readRules(body.rules ?? []);
      if (given.length > 0) await saveRules(ruling, given, caller.name);
      const from = readInstant(body.since) ?? now() - usual;
      const job = await history.apply(rules.current(), from, { who: caller.name, why: body.why ?? '' });
      await audit(caller.name, 'rules.applied', job.id, { since: instant(from), rules: rules.current().version });
      return reply.code(202).send(wireJob(job));
    },
  );
  app.get(
    '/v1/reclassifications',
    {
      config: read,
      schema: {
        summary: 'Runs over the past, the latest first',
        tags,
        querystring: strict(paging),
        response: { 200: pageOf(run) },
      },
    },
    async ({ query: { after = null, limit = 100 } }) => {
      const page = await store.jobs('reclassify', after, limit);
      return { data: page.data.map(wireJob), next: page.next };
    },
  );
  app.get(
    '/v1/reclassifications/:id',
    { config: read, schema: { summary: 'How far a run is', tags, params, response: { 200: run } } },
    async ({ params: { id } }) => {
      const job = await store.job(id);
      if (job === null) throw new Problem('not_found', 'There is no such run');
      return wireJob(job);
    },
  );
  app.post(
    '/v1/reclassifications/:id/undo',
    {
      config: write,
      schema: {
        summary: 'Takes back whatever a run corrected, behind the request',
        tags,
        params,
        body: strict({ why: Type.Optional(shortText('For people')) }),
        response: { 202: run },
      },
    },
    async ({ params: { id }, body, caller }, reply) => {
      const job = await history.undo(id, { who: caller.name, why: body.why ?? '' });
      if (job === null) throw new Problem('nothing_to_undo', 'There is no such run, it is not over, or it is undone');
      await audit(caller.name, 'rules.undone', id, { why: body.why ?? '' });
      return reply.code(202).send(wireJob(job));
    },
  );
}

const wireListed = ({ address, reason }: { readonly address: string; readonly reason: string }) => ({
  address,
  reason,
});

const wireChange = ({ event, from, to }: Change) => ({
  ...{ id: event.id, at: instant(event.at), recipient: event.recipient, reply: event.reply?.text ?? '' },
  ...{ from: from.last_transient ?? from.reason, to: to.last_transient ?? to.reason, rule: to.rule },
});

export const wireJob = ({ id, state, who, why: because, startedAt, touchedAt, detail }: Job) => ({
  ...{ id, state, who, why: because, started_at: instant(startedAt), touched_at: instant(touchedAt) },
  detail: wireDetail(detail),
});

const wireDetail = ({ since, ...rest }: Job['detail']): Record<string, unknown> =>
  typeof since === 'number' ? { since: instant(since), ...rest } : rest;
