/** What a rule looks like in requests and answers (docs/rules.md). */
import { reasons, stages } from '@hearback/bounce';
import { type Static, Type } from 'typebox';
import type { Linted, NamedRule } from '../../rules/lint.ts';
import { strict } from '../schemas.ts';

const text = (description: string) => Type.String({ minLength: 1, maxLength: 2000, description });
const textOrTexts = (description: string) =>
  Type.Union([text(description), Type.Array(text(description), { minItems: 1, maxItems: 50 })]);

/** Part of the id "own/NAME". */
export const ruleName = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,79}$',
  description: 'Small letters, digits and hyphens',
});

export const ruleFields = {
  reason: Type.Enum([...reasons], { description: 'One of the reasons' }),
  pattern: Type.Optional(textOrTexts('Words of the folded reply')),
  code: Type.Optional(textOrTexts('Reply code, such as 550 or 4xx')),
  status: Type.Optional(textOrTexts('Enhanced status, such as 5.1.1 or x.7.x')),
  stage: Type.Optional(Type.Union([Type.Enum([...stages]), Type.Array(Type.Enum([...stages]), { minItems: 1 })])),
  confidence: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
  final: Type.Optional(Type.Boolean({ description: 'False: the message is tried again' })),
  meaning: Type.Optional(Type.String({ maxLength: 500 })),
  source: Type.Optional(Type.String({ maxLength: 500 })),
  examples: Type.Union([
    text('A reply that it decides'),
    Type.Array(text('A reply that it decides'), { maxItems: 20 }),
  ]),
};

/** Of a list: with its name, or its id "own/NAME". */
export const namedRule = strict({
  name: Type.Optional(ruleName),
  id: Type.Optional(Type.String({ pattern: '^own/[a-z0-9][a-z0-9-]{0,79}$' })),
  ...ruleFields,
});
export const namedRules = Type.Array(namedRule, { maxItems: 1000 });

export const linted = Type.Object({
  name: Type.String(),
  problems: Type.Array(Type.String(), { description: 'What keeps it from being saved' }),
  takes: Type.Array(Type.Object({ rule: Type.String(), example: Type.String() }), {
    description: 'Examples of shipped rules that it decides from now on',
  }),
});

/** One without a name is called "new". */
export function readRules(rules: readonly Static<typeof namedRule>[]): readonly NamedRule[] {
  return rules.map(({ name, id, ...rule }) => ({ name: name ?? id?.slice('own/'.length) ?? 'new', rule }));
}

export const wireLinted = ({ name, problems, takes }: Linted) => ({
  name,
  problems: [...problems],
  takes: [...takes],
});
