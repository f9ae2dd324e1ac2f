import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['hearback-source'] },
  ssr: { resolve: { conditions: ['hearback-source'] } },
  test: { testTimeout: 30_000, hookTimeout: 60_000, include: ['packages/*/src/**/*.test.ts', 'scripts/**/*.test.ts'] },
});
