/** /v1/incidents: waves of bounces that are not the addresses' fault, whom they hold, and giving those back. */
import { Readable } from 'node:stream';
import { type Static, Type } from 'typebox';
import { csvLine } from '../../compose/csv.ts';
import { type IncidentState, releasedAt, releasedShare } from '../../ledger/incident.ts';
import type { IncidentView } from '../../ledger/incident-views.ts';
import { nextStepOf, sentenceOf } from '../../ledger/incident-words.ts';
import type { IncidentAddress } from '../../store/store.ts';
import type { Api, App } from '../api.ts';
import { Problem } from '../errors.ts';
import { instant } from '../instant.ts';
import { nullable, pageOf, paging, strict, time } from '../schemas.ts';

const tags = ['incidents'];
const read = { scope: 'incidents:read' } as const;
const write = { scope: 'incidents:write' } as const;
const word = nullable(Type.String());
const share = (description: string) => Type.Number({ minimum: 0, maximum: 1, description });
const count = (description: string) => Type.Integer({ description });

const incident = Type.Object({
  id: Type.String(),
  kind: Type.Enum(['receiver', 'sender'], {
    description: 'receiver: it refuses addresses that work; sender: it refuses us',
  }),
  provider: nullable(Type.String({ description: 'Null: several' })),
  reason: Type.String(),
  template: word,
  source_ip: nullable(Type.String({ description: 'Of a sender: the address that mail left from' })),
  state: Type.Enum(['open', 'closed', 'released']),
  from: nullable(time),
  until: nullable(time),
  opened_at: time,
  closed_at: nullable(time),
  released_at: nullable(time),
  recipients: count('Addresses that bounced in it'),
  messages: count('Messages that bounced in it'),
  rate: nullable(share('Part of the attempts that bounced, when it opened')),
  baseline: nullable(share('The usual part')),
  recently_delivered_share: nullable(share('Part of a sample of the recipients that had a delivery lately')),
  held: count('Addresses that get no mail because of it'),
  released: count('Addresses that get mail'),
  suppressed: count('Addresses that get no mail for another reason'),
  released_share: share('What has been released'),
  sentence: Type.String(),
  next_step: Type.String(),
});
const address = Type.Object({
  address: Type.String(),
  state: Type.Enum(['held', 'released', 'suppressed']),
  messages: Type.Integer(),
  first_at: time,
  last_at: time,
});
/** Or CSV. */
const addresses = Type.Unsafe<Static<ReturnType<typeof pageOf>> | Readable>(pageOf(address));
const report = Type.Object({
  addresses: count('Within the share'),
  released: count('Held now, and let go by it'),
  held: count('Held still'),
});
const id = Type.Object({ id: Type.String({ pattern: '^inc_[0-9a-f-]{36}$', description: 'Id of the incident' }) });

type WireIncident = Static<typeof incident>;

function wireIncident({ incident: one, state, counts }: IncidentView): WireIncident {
  const { figures } = one;
  const maybe = (at: number | null): string | null => (at === null ? null : instant(at));
  return {
    ...{ id: one.id, kind: one.kind, provider: one.provider, reason: one.reason, template: one.template },
    ...{ source_ip: one.sourceIp, state, from: instant(one.from), until: maybe(one.until) },
    ...{ opened_at: instant(one.openedAt), closed_at: maybe(one.closedAt), released_at: maybe(releasedAt(one)) },
    recipients: one.kind === 'sender' ? (figures?.recipients ?? 0) : counts.addresses,
    messages: one.kind === 'sender' ? (figures?.recipients ?? 0) : counts.messages,
    ...{ rate: figures?.rate ?? null, baseline: figures?.baseline ?? null },
    recently_delivered_share: figures?.recently_delivered_share ?? null,
    ...{ held: counts.held, released: counts.released, suppressed: counts.suppressed },
    released_share: releasedShare(one),
    ...{ sentence: sentenceOf(one, counts), next_step: nextStepOf(one, counts) },
  };
}

const wireAddress = ({ address: name, state, messages, firstAt, lastAt }: IncidentAddress) => ({
  ...{ address: name, state, messages, first_at: instant(firstAt), last_at: instant(lastAt) },
});

export function incidentRoutes(app: App, api: Api): void {
  const { incidents } = api;
  const known = async (named: string): Promise<IncidentView> => {
    const found = await incidents.get(named);
    if (found === null) throw new Problem('not_found', 'There is no such incident');
    return found;
  };
  const state = Type.Enum(['open', 'closed', 'released'] satisfies IncidentState[]);
  app.get(
    '/v1/incidents',
    {
      config: read,
      schema: {
        ...{ summary: 'Lists incidents, the latest first', tags },
        querystring: strict({ state: Type.Optional(state), ...paging }),
        response: { 200: pageOf(incident) },
      },
    },
    async ({ query }) => {
      const { state: wanted = null, after = null, limit = 100 } = query;
      const page = await incidents.list(wanted, after, limit);
      return { data: page.data.map(wireIncident), next: page.next };
    },
  );
  app.get(
    '/v1/incidents/:id',
    { config: read, schema: { summary: 'An incident', tags, params: id, response: { 200: incident } } },
    async ({ params }) => wireIncident(await known(params.id)),
  );
  app.post(
    '/v1/incidents/:id/close',
    {
      config: write,
      schema: {
        ...{ summary: 'Ends what an incident covers; of our own: the lanes go on', tags, params: id },
        response: { 200: incident },
      },
    },
    async ({ params, caller }) => {
      await known(params.id);
      await incidents.close(params.id, caller.name);
      return wireIncident(await known(params.id));
    },
  );
  app.post(
    '/v1/incidents/:id/release',
    {
      config: write,
      schema: {
        ...{
          summary: 'Lets the addresses of a closed incident have mail again, all or first a share',
          tags,
          params: id,
        },
        body: strict({
          share: Type.Optional(
            Type.Number({ exclusiveMinimum: 0, maximum: 1, default: 1, description: 'Part of them' }),
          ),
          dry_run: Type.Optional(Type.Boolean({ description: 'Only tells what it would do' })),
        }),
        response: { 200: report },
      },
    },
    async ({ params, body, caller }) => {
      const { share: part = 1, dry_run: dry = false } = body;
      const { state: now } = await known(params.id);
      if (dry) return incidents.preview(params.id, part);
      if (now === 'open') throw new Problem('incident_open', 'The incident is open: close it first');
      return incidents.release(params.id, part, caller.name);
    },
  );
  addressRoute(app, api, known);
}

/** A page as JSON, or all of them as CSV where the client asks for it. */
function addressRoute(app: App, { incidents }: Api, known: (id: string) => Promise<IncidentView>): void {
  async function* lines(of: string): AsyncGenerator<string> {
    yield csvLine(['address', 'state', 'messages', 'first_at', 'last_at']);
    for (let after: string | null = null; ; ) {
      const page = await incidents.addresses(of, after, 1000);
      const rows = page.data.map(wireAddress);
      yield rows.map((row) => csvLine([row.address, row.state, row.messages, row.first_at, row.last_at])).join('');
      after = page.next;
      if (after === null) return;
    }
  }
  app.get(
    '/v1/incidents/:id/addresses',
    {
      config: read,
      schema: {
        summary: 'The addresses that bounced in an incident; all of them as CSV with `Accept: text/csv`',
        ...{ tags, params: id, querystring: strict(paging), response: { 200: addresses } },
      },
    },
    async ({ params, query, headers }, reply) => {
      await known(params.id);
      if (/\btext\/csv\b/i.test(headers.accept ?? '')) {
        reply.type('text/csv; charset=utf-8');
        return reply.send(Readable.from(lines(params.id)));
      }
      const page = await incidents.addresses(params.id, query.after ?? null, query.limit ?? 100);
      return { data: page.data.map(wireAddress), next: page.next };
    },
  );
}
