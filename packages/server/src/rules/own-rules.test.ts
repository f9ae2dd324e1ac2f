/** Own rules of several processes: what another has saved is what verdicts are made by. */
import pino from 'pino';
import { expect, test } from 'vitest';
import { lateAnswers } from '../duty/late-answers.fixture.ts';
import type { NewsSubject, OwnRule } from '../store/store.ts';
import { type OwnRulesOptions, openOwnRules, ruleSet } from './own-rules.ts';

const rule = (name: string): OwnRule => ({
  ...{ name, who: 'ann', at: 0 },
  rule: { reason: 'user_disabled', pattern: name, source: 'us', examples: [`550 ${name}`] },
});

test('of two reads on news of two changes the later one stands, whichever is answered first', async () => {
  let stored: readonly OwnRule[] = [];
  const { read, give } = lateAnswers(() => stored);
  let tell = (_subjects: ReadonlySet<NewsSubject>): void => {};
  const store: OwnRulesOptions['store'] = {
    ownRules: read,
    saveOwnRule: async () => {},
    removeOwnRule: async () => false,
    onNews: (listener) => {
      tell = listener;
      return () => {};
    },
  };
  const opening = openOwnRules({ store, now: () => 0, log: pino({ level: 'silent' }) });
  await give();
  const rules = await opening;
  for (const names of [['one'], ['one', 'two']]) {
    stored = names.map(rule);
    tell(new Set(['rules']));
  }
  await give();
  expect(rules.current().version).toBe(ruleSet(stored).version);
  expect(rules.current().version).not.toBe(ruleSet([]).version);
});
