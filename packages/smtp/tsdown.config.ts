/** All of it, and names alone; libraries stay outside. */
import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { index: 'src/index.ts', names: 'src/names.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  dts: true,
  outDir: 'dist',
  clean: true,
  outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
});
