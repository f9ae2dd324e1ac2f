/** Answers that are none of this version's: something between gives its own, or the server has been replaced. No screen hangs or goes blank. */
import type { Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Demo, openDemo } from './page.ts';
import { screenPaths } from './screens.ts';

let demo: Demo;
let paths: readonly string[];
beforeAll(async () => {
  demo = await openDemo(100);
  paths = await screenPaths(demo);
}, 120_000);
afterAll(() => demo?.close());

const json = (body: string) => (route: Route) => route.fulfill({ contentType: 'application/json', body });

/** Words of a newer server: where one of a known few stands, another. */
const worded =
  /^(?:state|type|reason|bounce|action|category|fault|outcome|step|format|stage|source|status|kind|scope)$/;

function newer(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => newer(each, key));
  if (typeof value === 'object' && value !== null)
    return {
      ...Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, newer(inner, name)])),
      added_later: { at: 1 },
    };
  return typeof value === 'string' && worded.test(key) ? 'unheard_of' : value;
}

test.each<[string, (route: Route) => Promise<void>]>([
  ['nothing at all', json('')],
  ['an object with nothing in it', json('{}')],
  ['a page of a proxy', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Sign in</h1>' })],
  ['a proxy’s 502', (route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' })],
  [
    'words and fields of a newer version',
    async (route) => {
      const response = await route.fetch();
      const isJson = response.headers()['content-type']?.includes('json') === true;
      await route.fulfill(isJson ? { response, json: newer(await response.json()) } : { response });
    },
  ],
])(
  'on %s every screen has its head, and says what it can',
  async (_, fulfill) => {
    const { page, context, troubles, open } = await demo.visit();
    await page.route(/\/v1\/(?!session$|events$)/, fulfill);
    for (const path of paths) await open(path);
    await context.close();
    expect(troubles.filter((trouble) => trouble.startsWith('script:'))).toEqual([]);
  },
  200_000,
);
