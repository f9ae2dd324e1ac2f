import { defineConfig } from 'vitest/config';

/** Drives the built command line as a user would; needs `npm run build` first. */
export default defineConfig({
  test: {
    include: ['end-to-end/**/*.test.ts'],
    exclude: ['end-to-end/durable/**'],
    testTimeout: 60_000,
    fileParallelism: false,
  },
});
