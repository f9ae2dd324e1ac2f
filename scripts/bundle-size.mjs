/**
 * What the library costs a web page, minified and gzipped, with all rules. Verdicts on replies must stay within 90 KB, and who asks
 * for no verdict must not get the rules. All of
 * the library, the readers of mails with their twelve languages included, does not (docs/benchmarks.md); it grows only for what keeps
 * good addresses from being suppressed.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'tsdown';

const folder = 'node_modules/.cache/bundle-size';
const bundles = [
  { name: 'decisions', names: 'decideLane, decideRetry, decideSuppression, reasonText, taxonomy', limit: 10 },
  { name: 'verdicts', names: 'compileRules, explain, taxonomy, trace', limit: 90 },
  { name: 'verdicts-and-mails', names: 'compileRules, explain, parse, taxonomy, trace', limit: 131 },
  { name: 'everything', names: '*', limit: 143 },
];

mkdirSync(folder, { recursive: true });
for (const { name, names, limit } of bundles) {
  const entry = `${folder}/${name}.js`;
  const outDir = `${folder}/${name}`;
  writeFileSync(
    entry,
    `export ${names === '*' ? '*' : `{ ${names} }`} from '../../../packages/bounce/dist/index.js';\n`,
  );
  await build({
    entry,
    outDir,
    outExtensions: () => ({ js: '.js' }),
    platform: 'browser',
    format: 'esm',
    minify: true,
    dts: false,
    config: false,
    logLevel: 'error',
  });
  const bytes = readFileSync(`${outDir}/${name}.js`);
  const kilobytes = gzipSync(bytes, { level: 9 }).length / 1024;
  console.log(`${name}: ${(bytes.length / 1024).toFixed(1)} KB, ${kilobytes.toFixed(1)} KB gzipped (limit ${limit})`);
  if (kilobytes > limit) process.exitCode = 1;
}
