/** The declarations that are shipped: a program in TypeScript, as module and as CommonJS, finds whole types in them. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const program = `import { explain, parse, type Report, type Verdict } from '@hearback/bounce';
import { generalRules } from '@hearback/bounce/rules';
const verdict: Verdict = explain('550 5.1.1 User unknown');
const report: Report = parse('');
// @ts-expect-error: no reason has this name
export const odd = verdict.reason === 'no_such_reason';
export const all = [verdict.action, report.kind, generalRules.length];
`;

test.each(['mts', 'cts'])('the library type-checks in a .%s', (extension) => {
  const folder = 'node_modules/.cache/types';
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/program.${extension}`, program);
  const options =
    '--noEmit --strict --ignoreConfig --module nodenext --target es2022 --lib es2022 --skipLibCheck false';
  const { stdout } = spawnSync(
    process.execPath,
    ['node_modules/typescript/bin/tsc', ...options.split(' '), `${folder}/program.${extension}`],
    { encoding: 'utf8' },
  );
  expect(stdout.split('\n').filter((line) => line.includes('error'))).toEqual([]);
});
