/** What a browser fetches before it shows the first screen. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Demo, openDemo } from './page.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo(100);
}, 120_000);
afterAll(() => demo?.close());

test.each(['/', '/bounces', '/suppressions', '/queue', '/alerts', '/settings'])(
  '%s comes with at most 90 KB of scripts and styles, packed',
  async (path) => {
    const { page, context, open } = await demo.visit();
    const sizes: Promise<number>[] = [];
    page.on('response', (response) => {
      if (/\.(?:js|css)$/.test(new URL(response.url()).pathname))
        sizes.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
    });
    await open(path);
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    await context.close();
    expect(sizes.length).toBeGreaterThan(2);
    expect(total).toBeLessThanOrEqual(90_000);
  },
);
