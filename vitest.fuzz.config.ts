import { defineConfig } from 'vitest/config';

/** Long inputs and counts: `HEARBACK_FUZZ=1000000 npm run fuzz`. The sources run as they are, as in the unit tests. */
export default defineConfig({
  resolve: { conditions: ['hearback-source'] },
  ssr: { resolve: { conditions: ['hearback-source'] } },
  test: {
    include: ['fuzz/**/*.test.ts'],
    testTimeout: 4 * 60 * 60 * 1000,
    pool: 'forks',
    execArgv: ['--expose-gc'],
    disableConsoleIntercept: true,
  },
});
