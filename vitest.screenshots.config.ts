import { defineConfig } from 'vitest/config';

/** Takes pictures instead of testing; needs `npm run build` first. */
export default defineConfig({ test: { include: ['end-to-end/browser/*.shoot.ts'], fileParallelism: false } });
