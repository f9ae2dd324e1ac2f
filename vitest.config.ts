import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['hearback-source'] },
  ssr: { resolve: { conditions: ['hearback-source'] } },
  test: { include: ['packages/*/src/**/*.test.ts', 'scripts/**/*.test.ts'] },
});
