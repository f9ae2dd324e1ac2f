/** /v1/own-rules: the rules that the users of this server wrote. They speak before all others, from the next reply on. */
import { type TSchema, Type } from 'typebox';
import type { Linted, NamedRule } from '../../rules/lint.ts';
import type { OwnRule } from '../../store/store.ts';
import type { Api, App } from '../api.ts';
import { Problem } from '../errors.ts';
import { instant } from '../instant.ts';
import { strict, time } from '../schemas.ts';
import { linted, ruleFields, ruleName } from './rule-schemas.ts';

const tags = ['rules'];
const params = Type.Object({ name: ruleName });
const ownRule: TSchema = Type.Unsafe<unknown>(
  Type.Object({
    name: Type.String(),
    id: Type.String(),
    ...ruleFields,
    who: Type.String({ description: 'Who wrote it' }),
    at: time,
  }),
);
const write = { scope: 'rules:write' } as const;

export function ownRuleRoutes(app: App, { ruling }: Api): void {
  const { rules, audit } = ruling;
  app.get(
    '/v1/own-rules',
    {
      config: { scope: 'rules:read' },
      schema: {
        summary: 'Lists own rules, by name',
        tags,
        response: { 200: Type.Object({ data: Type.Array(ownRule), version: Type.String() }) },
      },
    },
    async () => ({ data: (await rules.all()).map(wireOwnRule), version: rules.current().version }),
  );
  app.get(
    '/v1/own-rules/:name',
    { config: { scope: 'rules:read' }, schema: { summary: 'One of them', tags, params, response: { 200: ownRule } } },
    async ({ params: { name } }) => {
      const found = (await rules.all()).find((rule) => rule.name === name);
      if (found === undefined) throw new Problem('not_found', 'There is no such rule');
      return wireOwnRule(found);
    },
  );
  app.put(
    '/v1/own-rules/:name',
    {
      config: write,
      schema: {
        summary: 'Saves one, unless something is wrong with it; it holds for what is heard from now on',
        tags,
        params,
        body: strict(ruleFields),
        response: { 200: Type.Object({ rule: ownRule, takes: linted.properties.takes }) },
      },
    },
    async ({ params: { name }, body, caller }) => {
      const [said] = await saveRules(ruling, [{ name, rule: body }], caller.name);
      const rule = (await rules.all()).find((each) => each.name === name);
      if (rule === undefined) throw new Problem('not_found', 'The rule was removed meanwhile');
      return { rule: wireOwnRule(rule), takes: [...(said?.takes ?? [])] };
    },
  );
  app.delete(
    '/v1/own-rules/:name',
    {
      config: write,
      schema: { summary: 'Removes one', tags, params, response: { 204: Type.Null({ description: 'It is gone' }) } },
    },
    async ({ params: { name }, caller }, reply) => {
      if (!(await rules.remove(name))) throw new Problem('not_found', 'There is no such rule');
      await audit(caller.name, 'rule.removed', name);
      return reply.code(204).send(null);
    },
  );
}

/** Throws a Problem that names what is wrong. */
export async function saveRules(
  { rules, audit }: Api['ruling'],
  given: readonly NamedRule[],
  who: string,
): Promise<readonly Linted[]> {
  const most = 1000;
  if ((await rules.with(given)).length > most) throw new Problem('rule_refused', `At most ${most} rules are kept`);
  const said = await rules.save(given, who);
  const wrong = said.filter(({ problems }) => problems.length > 0);
  if (wrong.length > 0)
    throw new Problem('rule_refused', wrong.map(({ name, problems }) => `${name}: ${problems[0]}`).join('; '), {
      errors: wrong.flatMap(({ name, problems }) =>
        problems.map((detail) => ({ pointer: given.length === 1 ? '' : `/${name}`, detail })),
      ),
    });
  for (const { name, rule } of given) await audit(who, 'rule.saved', name, rule);
  return said;
}

export const wireOwnRule = ({ name, rule, who, at }: OwnRule) => ({
  ...{ name, id: `own/${name}` },
  ...rule,
  ...{ who, at: instant(at) },
});
