/** /v1/suppressions: who gets no mail, why, and what people change about it. Each change names who made it. */
import { reasons } from '@hearback/bounce';
import { Type } from 'typebox';
import { byHand, isAddress, problemIn, readEntry, type Said, unique } from '../../imports/entry.ts';
import { suppressionScopes } from '../../ledger/event.ts';
import type { ByHand, Suppressed } from '../../ledger/suppression.ts';
import type { Api, App } from '../api.ts';
import { anyEvent, nullable, pageOf, paging, shortText, strict, time } from '../schemas.ts';
import { wireChange, wireEvent, wireSuppression } from '../wire.ts';
import { wrongField } from './queue.ts';

const tags = ['suppressions'];
const read = { scope: 'suppressions:read' } as const;
const write = { scope: 'suppressions:write' } as const;
const word = nullable(Type.String());

const reason = Type.Enum([...reasons]);
const scope = Type.Enum([...suppressionScopes]);
const state = Type.Enum(['provisional', 'confirmed', 'released']);

export const suppressionEntry = Type.Object({
  address: nullable(Type.String({ description: 'Null where only its hash is known' })),
  address_sha256: Type.String(),
  scope,
  value: Type.String({ description: 'Stream, list or sender; empty for global' }),
  state,
  reason: Type.String(),
  since: time,
  expires_at: nullable(time),
  why: Type.String(),
  who: word,
  cause: nullable(Type.String({ description: 'Event that brought it into this state' })),
  rule: word,
  template: word,
  incident_id: word,
});
const change = Type.Object({
  ...{ at: time, scope, value: Type.String(), event: Type.String(), who: word, why: Type.String() },
  ...{ from: nullable(state), to: nullable(state) },
});

const place = {
  scope: Type.Optional(Type.Enum([...suppressionScopes], { default: 'global' })),
  value: Type.Optional(shortText('Stream, list or sender that the scope is about')),
};
const said = {
  ...place,
  reason: Type.Optional(Type.Enum([...reasons], { default: 'previously_suppressed' })),
  why: Type.Optional(Type.String({ maxLength: 500, description: 'For people' })),
  expires_at: Type.Optional(Type.String({ maxLength: 40, description: 'Instant (RFC 3339); left out: never' })),
};
const address = Type.Object({ address: Type.String({ minLength: 3, maxLength: 320, description: 'Address' }) });

const importEntry = strict({
  address: Type.Optional(Type.String({ maxLength: 320 })),
  address_sha256: Type.Optional(Type.String({ pattern: '^[0-9a-fA-F]{64}$' })),
  ...said,
});

const most = 10_000;

export function suppressionRoutes(app: App, api: Api): void {
  const { suppressions } = api;
  app.get(
    '/v1/suppressions',
    {
      config: read,
      schema: {
        summary: 'Lists entries, the latest first',
        tags,
        querystring: strict({
          state: Type.Optional(state),
          scope: Type.Optional(scope),
          reason: Type.Optional(reason),
          domain: Type.Optional(shortText('Domain of the address')),
          ...paging,
        }),
        response: { 200: pageOf(suppressionEntry) },
      },
    },
    async ({ query }) => {
      const { after = null, limit = 100, domain, ...filter } = query;
      const page = await suppressions.list({ ...filter, domain: domain?.toLowerCase() }, after, limit);
      return { data: page.data.map(wireSuppression), next: page.next };
    },
  );
  app.post(
    '/v1/suppressions/check',
    {
      config: read,
      schema: {
        summary: 'Tells for each address whether it may be mailed',
        tags,
        body: strict({
          addresses: Type.Array(Type.String({ maxLength: 1000 }), { minItems: 1, maxItems: most }),
          stream: Type.Optional(shortText('Stream of the mail')),
          list: Type.Optional(shortText('List of the mail')),
          sender: Type.Optional(shortText('Sender of the mail')),
        }),
        response: {
          200: Type.Object({
            data: Type.Array(
              Type.Object({ address: Type.String(), suppressed: Type.Boolean(), entry: nullable(suppressionEntry) }),
            ),
          }),
        },
      },
    },
    async ({ body }) => {
      const { addresses, ...context } = body;
      const found = await suppressions.check(addresses, context);
      return {
        data: addresses.map((asked, index) => {
          const entry = found[index] ?? null;
          return { address: asked, suppressed: entry !== null, entry: entry === null ? null : wireSuppression(entry) };
        }),
      };
    },
  );
  changeRoutes(app, api);
  importRoute(app, api);
}

function changeRoutes(app: App, { suppressions, ruling }: Api): void {
  app.get(
    '/v1/suppressions/:address',
    {
      config: read,
      schema: {
        summary: 'The entries of an address with their evidence: every change, and the events that caused them',
        tags,
        params: address,
        response: {
          200: Type.Object({
            entries: Type.Array(suppressionEntry),
            changes: Type.Array(change),
            causes: Type.Array(anyEvent),
          }),
        },
      },
    },
    async ({ params }) => {
      const { entries, changes, causes } = await suppressions.why(known(params.address));
      return {
        entries: entries.map(wireSuppression),
        changes: changes.map(wireChange),
        causes: causes.map(wireEvent),
      };
    },
  );
  app.put(
    '/v1/suppressions/:address',
    {
      config: write,
      schema: {
        summary: 'Keeps mail from an address',
        tags,
        params: address,
        body: strict(said),
        response: { 200: Type.Object({ entries: Type.Array(suppressionEntry) }) },
      },
    },
    async ({ params, body, caller }) => {
      const subject = { address: known(params.address) };
      await suppressions.add([checked(subject, body, caller.name, '')]);
      await ruling.audit(caller.name, 'suppression.added', subject.address, body);
      return { entries: (await suppressions.why(subject.address)).entries.map(wireSuppression) };
    },
  );
  app.delete(
    '/v1/suppressions/:address',
    {
      config: write,
      schema: {
        summary: 'Lets an address have mail again',
        tags,
        params: address,
        querystring: strict({ ...place, why: said.why }),
        response: { 200: Type.Object({ released: Type.Boolean({ description: 'False: nothing held mail back' }) }) },
      },
    },
    async ({ params, query, caller }) => {
      const {
        reason: _,
        expiresAt: __,
        ...entry
      } = checked({ address: known(params.address) }, query, caller.name, '/querystring');
      const [released = false] = await suppressions.remove([entry]);
      if (released) await ruling.audit(caller.name, 'suppression.released', params.address, query);
      return { released };
    },
  );
}

function importRoute(app: App, { suppressions, ruling }: Api): void {
  app.post(
    '/v1/suppressions/import',
    {
      config: write,
      schema: {
        summary: 'Adds many entries; with dry_run only tells what would be added',
        tags,
        body: strict({
          entries: Type.Array(importEntry, { minItems: 1, maxItems: most }),
          dry_run: Type.Optional(Type.Boolean()),
        }),
        response: {
          200: Type.Object({
            added: Type.Integer(),
            known: Type.Integer({ description: 'Held back already, as surely and as long: left as they are' }),
            wrong: Type.Array(Type.Object({ index: Type.Integer(), why: Type.String() })),
          }),
        },
      },
    },
    async ({ body, caller }) => {
      const entries = body.entries.map((entry) => readEntry(entry, {}, caller.name));
      const wrong = entries.flatMap((entry, index) => (entry.kind === 'wrong' ? [{ index, why: entry.why }] : []));
      const right = unique(entries.flatMap((entry) => (entry.kind === 'entry' ? [entry.entry] : [])));
      const known = await suppressions.isKnown(right);
      const fresh = right.filter((_, index) => known[index] !== true);
      if (body.dry_run !== true) {
        await suppressions.add(fresh);
        await ruling.audit(caller.name, 'suppression.imported', `${fresh.length} entries`);
      }
      return { added: fresh.length, known: right.length - fresh.length, wrong };
    },
  );
}

function known(text: string): string {
  if (!isAddress(text)) throw wrongField('/params/address', 'is no address');
  return text.trim();
}

function checked(subject: Suppressed, asked: Said, who: string, part: string): ByHand {
  const problem = problemIn(asked);
  if (problem !== null) throw wrongField(part + problem[0], problem[1]);
  return byHand(subject, asked, who);
}
