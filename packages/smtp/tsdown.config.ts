/** One bundle; its libraries stay outside. */
import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { index: 'src/index.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  dts: true,
  outDir: 'dist',
  clean: true,
  outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
});
