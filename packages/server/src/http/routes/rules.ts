/** /v1/rules: the rules that verdicts are made by, shipped and own; one reply tried on them; /v1/classify for a whole mail. */
import { type Context, parse, reasons, stages, trace } from '@hearback/bounce';
import { type Static, type TSchema, Type } from 'typebox';
import { compileOwn } from '../../rules/lint.ts';
import type { Api, App } from '../api.ts';
import { Problem } from '../errors.ts';
import { nullable, pageOf, shortText, strict } from '../schemas.ts';
import { wireOwnRule } from './own-rules.ts';
import { wrongField } from './queue.ts';
import { linted, namedRules, readRules, wireLinted } from './rule-schemas.ts';

const tags = ['rules'];
const read = { scope: 'rules:read' } as const;
const anything: TSchema = Type.Unsafe<unknown>(Type.Record(Type.String(), Type.Unknown()));
const texts = Type.Union([Type.String(), Type.Array(Type.String())]);
const anyRule: TSchema = Type.Unsafe<unknown>(
  Type.Object({
    id: Type.String(),
    own: Type.Boolean({ description: 'False: shipped' }),
    provider: nullable(Type.String()),
    reason: Type.String(),
    pattern: Type.Optional(texts),
    code: Type.Optional(texts),
    status: Type.Optional(texts),
    stage: Type.Optional(texts),
    mxOnly: Type.Optional(Type.Boolean()),
    confidence: Type.Optional(Type.Number()),
    final: Type.Optional(Type.Boolean()),
    meaning: Type.Optional(Type.String()),
    source: Type.Optional(Type.String()),
    examples: Type.Optional(texts),
    name: Type.Optional(Type.String()),
    who: Type.Optional(Type.String()),
    at: Type.Optional(Type.String()),
  }),
);
const step: TSchema = Type.Unsafe<unknown>(
  Type.Object({
    ...{ step: Type.String(), rule: Type.String(), reason: Type.String(), confidence: Type.Number() },
    ...{ won: Type.Boolean(), why: Type.String() },
    evidence: Type.Array(Type.Object({ start: Type.Integer(), end: Type.Integer(), text: Type.String() })),
  }),
);
const reply = Type.String({ minLength: 1, maxLength: 65_536, description: 'The reply as it was heard' });
const context = {
  mx: Type.Optional(shortText('Host name of the MX that said it')),
  stage: Type.Optional(Type.Enum([...stages], { description: 'Where in the dialogue' })),
};

export function rulesRoutes(app: App, { ruling }: Api): void {
  const { rules } = ruling;
  app.get(
    '/v1/rules',
    {
      config: read,
      schema: {
        summary: 'Lists rules in the order in which they are believed: own ones, then the shipped',
        tags,
        querystring: strict({
          own: Type.Optional(Type.Boolean({ description: 'Own or shipped rules only' })),
          provider: Type.Optional(shortText('Receiver, such as google')),
          reason: Type.Optional(Type.Enum([...reasons])),
          q: Type.Optional(shortText('Words that stand in the rule')),
          after: Type.Optional(shortText('`next` of the page before')),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000, default: 1000 })),
        }),
        response: { 200: pageOf(anyRule) },
      },
    },
    async ({ query }) => {
      const { own, provider, reason, q = '', after, limit = 1000 } = query;
      const words = q.toLowerCase().split(/\s+/);
      const all = await everyRule(rules);
      const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
      if (after !== undefined && from === 0) throw wrongField('/querystring/after', 'is no cursor of this list');
      const found = all
        .slice(from)
        .filter(
          (rule) =>
            (own === undefined || rule.own === own) &&
            (provider === undefined || rule.provider === provider) &&
            (reason === undefined || rule.reason === reason) &&
            words.every((word) => JSON.stringify(rule).toLowerCase().includes(word)),
        );
      const data = found.slice(0, limit);
      return { data, next: limit < found.length ? (data.at(-1)?.id ?? null) : null };
    },
  );
  app.get(
    '/v1/rules/:id',
    {
      config: read,
      schema: {
        summary: 'One of them; the stroke in its id is written as %2F',
        tags,
        params: Type.Object({ id: Type.String({ maxLength: 200, description: 'Id of the rule' }) }),
        response: { 200: anyRule },
      },
    },
    async ({ params }) => {
      const found = (await everyRule(rules)).find(({ id }) => id === params.id);
      if (found === undefined) throw new Problem('not_found', 'There is no such rule');
      return found;
    },
  );
  app.post(
    '/v1/rules/lint',
    {
      config: read,
      schema: {
        summary: 'Tells what is wrong with rules, and which examples of shipped ones they would take',
        tags,
        body: strict({ rules: namedRules }),
        response: { 200: Type.Object({ ok: Type.Boolean(), rules: Type.Array(linted) }) },
      },
    },
    async ({ body }) => {
      const said = await rules.lint(readRules(body.rules));
      return { ok: said.every(({ problems }) => problems.length === 0), rules: said.map(wireLinted) };
    },
  );
  app.post(
    '/v1/rules/test',
    {
      config: read,
      schema: {
        summary: 'How a reply is read, step by step; with rules as if these were saved',
        tags,
        body: strict({ reply, ...context, rules: Type.Optional(namedRules) }),
        response: {
          200: Type.Object({ verdict: anything, steps: Type.Array(step), rules: Type.Array(linted) }),
        },
      },
    },
    async ({ body }) => {
      const { reply: text, mx, stage, rules: tried = [] } = body;
      const given = readRules(tried);
      const book = given.length === 0 ? rules.current().book : compileOwn(await rules.with(given)).rules;
      const said = given.length === 0 ? [] : await rules.lint(given);
      return { ...tracedWith(text, { mx, stage, rules: book }), rules: said.map(wireLinted) };
    },
  );
  classifyRoute(app, rules);
}

function classifyRoute(app: App, rules: Api['ruling']['rules']): void {
  const asked = strict({ reply, ...context });
  app.post(
    '/v1/classify',
    {
      config: read,
      schema: {
        summary: 'The verdict on a reply, or what a mail (message/rfc822) reports; nothing is recorded',
        tags,
        body: {
          content: {
            'application/json': { schema: asked },
            'message/rfc822': { schema: Type.Unsafe<Buffer>({ contentMediaType: 'message/rfc822' }) },
          },
        },
        response: {
          200: Type.Object({
            verdict: nullable(anything),
            steps: Type.Array(step),
            report: nullable(anything),
          }),
        },
      },
    },
    async ({ body }) => {
      const { book } = rules.current();
      if (Buffer.isBuffer(body)) {
        const report = parse(body, { context: { rules: book } });
        return { verdict: report.recipients[0]?.verdict ?? report.auto_reply?.verdict ?? null, steps: [], report };
      }
      const { reply: text, mx, stage } = body as Static<typeof asked>;
      return { ...tracedWith(text, { mx, stage, rules: book }), report: null };
    },
  );
}

function tracedWith(text: string, given: Context) {
  const { verdict, steps } = trace(text, given);
  return { verdict: { ...verdict }, steps: steps.map((each) => ({ ...each })) };
}

interface AnyRule {
  readonly id: string;
  readonly own: boolean;
  readonly provider: string | null;
  readonly reason?: string;
}

/** Loads the shipped ones when first asked for. */
async function everyRule(rules: Api['ruling']['rules']) {
  const { generalRules, providers } = await import('@hearback/bounce/rules');
  const own = (await rules.all()).map((rule) => ({ ...wireOwnRule(rule), own: true, provider: null }));
  const shipped = [
    ...providers.flatMap(({ id: provider, rules: theirs }) =>
      theirs.map((rule) => ({ ...rule, own: false, provider })),
    ),
    ...generalRules.map((rule) => ({ ...rule, own: false, provider: null })),
  ];
  return [...own, ...shipped] as readonly AnyRule[];
}
