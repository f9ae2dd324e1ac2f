/** A user's hostile rules: a pattern is refused, or it is quick on the text made to be slow for it. First line the pattern, then the reply. */
import { compileRules, explain } from '@hearback/bounce';
import { patternWords } from '../dictionary.ts';
import { mutate } from '../mutate.ts';
import type { Random } from '../random.ts';
import { patterns } from '../seeds.ts';
import type { Target } from '../target.ts';

const seeds = [
  ...patterns,
  '(a+)+b',
  '([a-z]+ ?){1,20}x',
  '(a|a|a){0,9}b',
  '\\w+\\s+\\w+x',
  'a{1,9}a{1,9}a{1,9}b',
  '.*a.*a.*a',
];

export const rules: Target = {
  name: 'rules',
  share: 3,
  make: (random) => `${mutate(seeds, patternWords, random).replaceAll('\n', ' ')}\n${subject(random)}`,
  check(input, timed) {
    const end = input.indexOf('\n');
    const pattern = input.slice(0, end);
    const reply = `550 ${input.slice(end + 1)}`;
    const rule = { id: 'own/rule', reason: 'user_disabled', pattern, confidence: 1 };
    const compiled = timed(() => compileRules(JSON.stringify([rule])));
    if (compiled.problems.length === 0 && pattern === '') return 'an empty pattern is taken';
    for (const text of [reply, `550 ${pattern} ${pattern}`, `550 ${letters(pattern).repeat(2000)}`])
      timed(() => explain(text, { rules: compiled.rules }));
    return null;
  },
};

/** What a repetition would eat. */
const letters = (pattern: string): string => pattern.replace(/[^a-z ]/g, '').slice(0, 20);

const subject = (random: Random): string =>
  random
    .times(1 + random.int(4), () =>
      random.pick(['a', 'ab', 'a ', 'user ', ' ', '1', 'x.', random.pick(patterns)]).repeat(1 + random.int(2000)),
    )
    .join('')
    .slice(0, 1 << 13);
