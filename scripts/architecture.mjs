/**
 * Holds the direction of imports (.dependency-cruiser.cjs), and that the tool read our modules at all:
 * with a compiler it does not know it reads none and finds no fault.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const sources = readdirSync('packages', { recursive: true })
  .map(String)
  .filter((path) => /^[^/]+\/src\/.*\.tsx?$/.test(path) && !path.includes('node_modules')).length;

const run = spawnSync(
  'npx',
  ['--no-install', 'depcruise', 'packages', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
  {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  },
);
if (!run.stdout.startsWith('{')) {
  console.error(run.stderr || run.stdout);
  process.exit(1);
}
const { summary, modules } = JSON.parse(run.stdout);
const read = modules.filter((module) => /^packages\/[^/]+\/src\/.*\.tsx?$/.test(module.source)).length;

for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`);
if (read < sources) console.error(`architecture: read ${read} of ${sources} modules`);
if (summary.violations.length > 0 || read < sources) process.exit(1);
console.log(`architecture: ${read} modules, no violation`);
