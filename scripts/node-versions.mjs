/**
 * Runs the library's unit tests on the other supported Node lines. Their binaries come from the registry as packages,
 * into a folder of their own: as dependencies they would put their `node` before yours.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const versions = ['22.23.3', '24.21.0', '26.12.1'];
const platform = `${process.platform}-${process.arch}`;

for (const version of versions) {
  const folder = `node_modules/.cache/node-${version}`;
  const node = `${folder}/node_modules/node-${platform}/bin/node`;
  if (!existsSync(node)) {
    const install = spawnSync(
      'npm',
      ['install', '--no-save', '--silent', '--prefix', folder, `node-${platform}@${version}`],
      { stdio: 'inherit' },
    );
    if (install.status !== 0 || !existsSync(node)) {
      console.error(`node ${version}: the registry has no binary node-${platform}@${version} for this machine`);
      process.exit(1);
    }
  }
  console.log(`node ${version}`);
  const run = spawnSync(node, ['node_modules/vitest/vitest.mjs', 'run', 'packages/bounce/'], {
    stdio: 'inherit',
  });
  if (run.status !== 0) process.exit(run.status ?? 1);
}
