import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/main.ts'],
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  dts: false,
  clean: true,
  fixedExtension: false,
  outputOptions: { chunkFileNames: '[name].js' },
  // One small file to read at start-up; each command is a chunk of its own.
  deps: { alwaysBundle: [/.*/], onlyBundle: false },
});
