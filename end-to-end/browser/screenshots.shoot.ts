/** Pictures of every screen, in both themes and at three widths, into docs/screenshots: `npm run screenshots`, then look at them. */
import { mkdirSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, test } from 'vitest';
import { screens } from '../../packages/dashboard/src/shell/screens.ts';
import { type Demo, openDemo } from './page.ts';
import { screenPaths } from './screens.ts';

const folder = 'docs/screenshots';
const sizes = [
  ['wide', 1440, 900],
  ['tablet', 768, 1024],
  ['phone', 360, 740],
] as const;

let demo: Demo;
let paths: readonly string[];
beforeAll(async () => {
  demo = await openDemo(2000);
  paths = await screenPaths(demo);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}, 240_000);
afterAll(() => demo?.close());

/** "/bounces/:id" is "bounces-id". */
const nameOf = (pattern: string): string => pattern.replaceAll(/\W+/g, '-').replaceAll(/^-|-$/g, '') || 'overview';

test.each(['light', 'dark'] as const)(
  '%s',
  async (theme) => {
    for (const [size, width, height] of sizes) {
      const { page, context, open } = await demo.visit({ theme, width, height });
      for (const [index, path] of paths.entries()) {
        await open(path);
        await page.screenshot({ path: `${folder}/${nameOf(screens[index]?.path ?? path)}.${size}.${theme}.png` });
      }
      await context.close();
    }
  },
  600_000,
);
