/** The library with all rules, bundled for a browser, must stay within 90 KB gzipped. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'tsdown';

const limit = 90 * 1024;
const outDir = 'node_modules/.cache/bundle-size';
await build({
  entry: { library: 'packages/bounce/dist/index.js' },
  outDir,
  platform: 'browser',
  format: 'esm',
  minify: true,
  dts: false,
  config: false,
  logLevel: 'error',
});
const bytes = readFileSync(`${outDir}/library.js`);
const gzipped = gzipSync(bytes, { level: 9 }).length;
console.log(`library bundle: ${bytes.length} bytes, ${gzipped} gzipped (limit ${limit})`);
if (gzipped > limit) process.exit(1);
