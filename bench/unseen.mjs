#!/usr/bin/env node
/**
 * Replies written by hand, in the manner of many servers and in some twenty languages, each with the reason that its words tell (or
 * reasons, where they leave it open) before it was put to the rules: how many are understood, and how many by their words and not
 * by code or status alone.
 *
 *     npm run build && node bench/unseen.mjs [--misses]
 *
 * Rules were amended after the figures of the first run were written down (docs/accuracy.md), so later runs only show that
 * nothing was lost. New lines are welcome as long as they are written before the rules are asked.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { explain } from '../packages/bounce/dist/index.js';

const { values } = parseArgs({ options: { misses: { type: 'boolean', default: false } } });
const lines = readFileSync(new URL('./unseen/replies.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');
const rows = lines.map((line) => {
  const bar = line.indexOf('|');
  const reply = line.slice(bar + 1);
  return { wanted: line.slice(0, bar).split('/'), reply, verdict: explain(reply) };
});

const share = (count) => `${count} of ${rows.length} (${((100 * count) / rows.length).toFixed(1)} %)`;
const wrong = rows.filter(({ wanted, verdict }) => !wanted.includes(verdict.reason));
const wordless = rows.filter(({ verdict }) => /^(?:code|status|stage)\//.test(verdict.rule));
console.log(`reason as written down      ${share(rows.length - wrong.length)}`);
console.log(
  `undetermined                ${share(rows.filter(({ verdict }) => verdict.reason === 'undetermined').length)}`,
);
console.log(`by code or status alone     ${share(wordless.length)}`);
if (values.misses)
  for (const { wanted, reply, verdict } of wrong)
    console.log(`${wanted.join('/')} | ${verdict.reason} (${verdict.rule}) | ${reply}`);
