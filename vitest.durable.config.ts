import { defineConfig } from 'vitest/config';

/** Kills the built server, cuts the power under it, fills its disk; needs `npm run build` first. docs/durability.md tells more. */
export default defineConfig({
  test: { include: ['end-to-end/durable/**/*.test.ts'], testTimeout: 60_000, maxWorkers: 2 },
});
