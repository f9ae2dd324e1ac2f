#!/usr/bin/env node
/**
 * Replies that the rules were not written from, each with the reason that its words tell (or reasons, where they leave it open),
 * put down before it was put to the rules: how many are understood, and how many by their words and not by code or status alone.
 * `replies.txt` was written by hand, in the manner of many servers and in some twenty languages; the gathered files are what real
 * servers send, by source.
 *
 *     npm run build && node bench/unseen.mjs [--misses]
 *
 * Rules were amended after the figures of each first run were written down (docs/accuracy.md), so later runs only show that
 * nothing was lost. New lines are welcome as long as they are written before the rules are asked.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { explain, taxonomy } from '../packages/bounce/dist/index.js';

const { values } = parseArgs({ options: { misses: { type: 'boolean', default: false } } });
const folder = new URL('./unseen/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));

/** Lines of "reasons|reply"; "# source" stands above the replies it is the source of. */
function rowsOf(file) {
  const lines = readFileSync(new URL(file, folder), 'utf8').trim().split('\n');
  return lines
    .filter((line) => !line.startsWith('# '))
    .map((line) => {
      const bar = line.indexOf('|');
      const reply = line.slice(bar + 1);
      return { wanted: line.slice(0, bar).split('/'), reply, verdict: explain(reply) };
    });
}

for (const file of files) {
  const rows = rowsOf(file);
  const right = (wanted, verdict, field) => wanted.some((reason) => taxonomy[reason][field] === verdict[field]);
  const print = (what, test) => {
    const count = rows.filter(({ wanted, verdict }) => test(verdict, wanted)).length;
    console.log(`  ${what.padEnd(24)} ${count} of ${rows.length} (${((100 * count) / rows.length).toFixed(1)} %)`);
  };
  console.log(file);
  print('reason as written down', (verdict, wanted) => wanted.includes(verdict.reason));
  print('category', (verdict, wanted) => right(wanted, verdict, 'category'));
  print('hard or soft', (verdict, wanted) => right(wanted, verdict, 'bounce'));
  print('undetermined', ({ reason }) => reason === 'undetermined');
  print('by code or status alone', ({ rule }) => /^(?:code|status|stage)\//.test(rule));
  if (values.misses)
    for (const { wanted, reply, verdict } of rows)
      if (!wanted.includes(verdict.reason))
        console.log(`    ${wanted.join('/')} | ${verdict.reason} (${verdict.rule}) | ${reply}`);
}
