/**
 * Build step: puts the packed rules, as text, in the place of `classify/our-rules.ts`.
 * Fails the build when the packed rules are not the written ones.
 */
import { deepStrictEqual } from 'node:assert/strict';
import type { Rolldown } from 'tsdown';
import { packRules } from '../src/classify/pack-rules.ts';
import { type PackedRules, packedProviders, unpackRegistry, unpackRules } from '../src/classify/packed-rules.ts';
import { shelve } from '../src/classify/rule-shelf.ts';
import { enhancedRegistry } from '../src/rules/enhanced-registry.ts';
import { generalRules, providers } from '../src/rules/index.ts';

function provePacking(packed: PackedRules): void {
  const rules = [...providers.flatMap((provider) => provider.rules), ...generalRules];
  const shelf = unpackRules(packed);
  const spoken = rules.map(({ meaning, source, examples, pattern, ...rule }) => rule);
  deepStrictEqual(
    rules.map((_, number) => shelf.rule(number)),
    spoken,
  );
  const owners = providers.flatMap(({ id, rules: own }) => own.map(() => id));
  deepStrictEqual(
    rules.map((_, number) => shelf.providerOf(number)),
    [...owners, ...generalRules.map(() => null)],
  );
  deepStrictEqual(
    packedProviders(packed).map(({ id, mx }) => [id, ...mx]),
    providers.map(({ id, mx }) => [id, ...mx]),
  );
  const written = shelve(generalRules, providers);
  deepStrictEqual([shelf.count, shelf.patterns, shelf.owners], [written.count, written.patterns, written.owners]);
  const meanings = Object.entries(enhancedRegistry).map(([key, { description, reference, ...meaning }]) => [
    key,
    meaning,
  ]);
  deepStrictEqual(Object.fromEntries(unpackRegistry(packed)), Object.fromEntries(meanings));
}

export const packOurRules: Rolldown.Plugin = {
  name: 'pack-our-rules',
  load: {
    filter: { id: /\/classify\/our-rules\.ts$/ },
    handler() {
      const packed = packRules(generalRules, providers, enhancedRegistry);
      try {
        provePacking(packed);
      } catch (error) {
        throw new Error('a rule does not survive packing; `npx vitest run packages/bounce/src/rules` says more', {
          cause: error,
        });
      }
      return { code: `export const ourRules = ${JSON.stringify(packed)};`, moduleType: 'js' };
    },
  },
};
