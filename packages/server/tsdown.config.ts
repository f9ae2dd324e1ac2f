/** The service, and beside it the thread that holds the SQLite file; libraries stay outside. */
import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    config: 'src/config/index.ts',
    logs: 'src/logs/index.ts',
    api: 'src/api-client/index.ts',
    'store-worker': 'src/store/sqlite/store-worker.ts',
  },
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  dts: true,
  outDir: 'dist',
  clean: true,
  outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
  // Beside index.js, where its code looks for store-worker.js.
  outputOptions: { chunkFileNames: '[name].js' },
});
