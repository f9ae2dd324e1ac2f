/** /v1/suppressions/imports: a whole list handed in, taken behind the request; /v1/jobs: how far that is. */
import { Readable } from 'node:stream';
import { reasons } from '@hearback/bounce';
import { type Static, Type } from 'typebox';
import { problemIn, type Said } from '../../imports/entry.ts';
import { ImportTooLarge } from '../../imports/imports.ts';
import { suppressionScopes } from '../../ledger/event.ts';
import type { Job } from '../../store/store.ts';
import type { Api, App } from '../api.ts';
import { mediaType } from '../declared-body.ts';
import { Problem } from '../errors.ts';
import type { Scope } from '../keys.ts';
import { pageOf, paging, shortText, strict, time } from '../schemas.ts';
import { wrongField } from './queue.ts';
import { wireJob } from './rules-history.ts';

const tags = ['suppressions'];
const types = { 'text/csv': 'csv', 'application/jsonl': 'jsonl', 'application/x-ndjson': 'jsonl' } as const;

const said = {
  scope: Type.Optional(Type.Enum([...suppressionScopes], { default: 'global' })),
  value: Type.Optional(shortText('Stream, list or sender that the scope is about')),
  reason: Type.Optional(Type.Enum([...reasons], { default: 'previously_suppressed' })),
  why: Type.Optional(Type.String({ maxLength: 500, description: 'For people' })),
  expires_at: Type.Optional(Type.String({ maxLength: 40, description: 'Instant (RFC 3339); left out: never' })),
};
const inJson = strict({
  entries: Type.Array(Type.Record(Type.String(), Type.Unknown()), {
    minItems: 1,
    description: 'Entries with the fields that an export has',
  }),
  dry_run: Type.Optional(Type.Boolean()),
});
type InJson = Static<typeof inJson>;

const count = Type.Optional(Type.Integer());
const importDetail = Type.Object(
  {
    dry_run: Type.Optional(Type.Boolean()),
    ...{ octets: count, read_octets: count, lines: count, new: count, known: count, released: count, invalid: count },
    errors: Type.Optional(
      Type.Array(Type.Object({ line: Type.Integer(), why: Type.String() }), { description: 'The first 100' }),
    ),
    problem: Type.Optional(Type.String()),
  },
  { additionalProperties: true, description: 'Of an import; a run over the past has fields of its own' },
);
const job = Type.Object({
  id: Type.String(),
  kind: Type.Enum(['reclassify', 'import']),
  state: Type.Enum(['running', 'done', 'failed', 'undone']),
  ...{ who: Type.String(), why: Type.String(), started_at: time, touched_at: time },
  detail: importDetail,
});
const lines = (type: string) => ({
  schema: Type.Unsafe<Readable>({ contentMediaType: type, description: 'One entry a line' }),
});

export function suppressionImportRoutes(app: App, { imports, ruling, store }: Api): void {
  app.register(async (own: App) => {
    own.addContentTypeParser(Object.keys(types), (_request, octets, done) => done(null, octets));
    own.post(
      '/v1/suppressions/imports',
      {
        config: { scope: 'suppressions:write' },
        schema: {
          summary:
            'Takes a whole list behind the request: CSV, JSON lines, or entries as JSON; what a line does not say is said here',
          tags,
          querystring: strict({ dry_run: Type.Optional(Type.Boolean()), ...said }),
          body: {
            content: {
              'application/json': { schema: inJson },
              'text/csv': lines('text/csv'),
              'application/jsonl': lines('application/jsonl'),
              'application/x-ndjson': lines('application/x-ndjson'),
            },
          },
          response: { 202: job },
        },
      },
      async (request, reply) => {
        const { query, body, caller } = request;
        const { dry_run: dry = false, ...rest } = query;
        const otherwise: Said = rest;
        const problem = problemIn(otherwise);
        if (problem !== null) throw wrongField(`/querystring${problem[0]}`, problem[1]);
        const form = types[mediaType(request) as keyof typeof types] ?? 'jsonl';
        const given = body instanceof Readable ? null : (body as InJson);
        const octets = given === null ? (body as Readable) : Readable.from(linesOf(given));
        const dryRun = given?.dry_run ?? dry;
        const begun = await imports.begin(octets, { form, dryRun, said: otherwise, who: caller.name }).catch(tooLarge);
        await ruling.audit(caller.name, 'suppression.imported', begun.id, { dry_run: dryRun });
        return reply.code(202).send(wireAnyJob(begun));
      },
    );
  });
  app.get(
    '/v1/suppressions/imports',
    {
      config: { scope: 'suppressions:read' },
      schema: {
        summary: 'Imports, the latest first',
        tags,
        querystring: strict(paging),
        response: { 200: pageOf(job) },
      },
    },
    async ({ query: { after = null, limit = 100 } }) => {
      const page = await store.jobs('import', after, limit);
      return { data: page.data.map(wireAnyJob), next: page.next };
    },
  );
}

const needed: Readonly<Record<Job['kind'], Scope>> = { import: 'suppressions:read', reclassify: 'rules:read' };
const longestWait = 30;

export function jobRoutes(app: App, { imports, store, closing, now }: Api): void {
  app.get(
    '/v1/jobs/:id',
    {
      config: { scope: 'any' },
      schema: {
        summary: 'How far something is that goes on behind its request; needs the scope that reads what it is about',
        tags: ['jobs'],
        params: Type.Object({ id: Type.String({ pattern: '^[a-z]{3}_[0-9a-f-]{36}$', description: 'Id of the job' }) }),
        querystring: strict({
          wait: Type.Optional(
            Type.Integer({
              minimum: 0,
              maximum: longestWait,
              description: 'Seconds: answers an import that runs as soon as it tells something new, or after that long',
            }),
          ),
        }),
        response: { 200: job },
      },
    },
    async ({ params: { id }, query: { wait = 0 }, caller }) => {
      const found = await store.job(id);
      if (found === null) throw new Problem('not_found', 'There is no such job');
      const scope = needed[found.kind];
      if (!caller.scopes.has(scope))
        throw new Problem('missing_scope', `This needs a key with the scope ${scope}`, { scope });
      if (wait === 0 || found.state !== 'running') return wireAnyJob(told(found, now()));
      await imports.next(id, AbortSignal.any([closing, AbortSignal.timeout(wait * 1000)]));
      return wireAnyJob(told((await store.job(id)) ?? found, now()));
    },
  );
}

const silence = 5 * 60_000;

/** A process that is gone tells nothing; another one answers for it. */
function told(found: Job, now: number): Job {
  if (found.state !== 'running' || now - found.touchedAt < silence) return found;
  const problem = 'Nothing was heard of it for five minutes: its process has probably ended. Begin it again.';
  return { ...found, state: 'failed', detail: { ...found.detail, problem } };
}

const wireAnyJob = (found: Job) => ({ kind: found.kind, ...wireJob(found) });

function* linesOf({ entries }: InJson): Generator<string> {
  for (const entry of entries) yield `${JSON.stringify(entry)}\n`;
}

function tooLarge(error: unknown): never {
  if (error instanceof ImportTooLarge) throw new Problem('too_large', error.message);
  throw error;
}
