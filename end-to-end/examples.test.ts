import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

/**
 * The examples of the documentation are true: every line `expression; // value` of a page is evaluated with the built
 * library, in the order of the page.
 */
test.each(['docs/library.md', 'README.md'])('the examples in %s', async (page) => {
  const code = [...readFileSync(page, 'utf8').matchAll(/^```js\n(.*?)^```/gms)]
    .map(([, block]) => block ?? '')
    .join('\n');
  const body = code
    .replace(/^import \{([^}]*)\} from '@hearback\/bounce';$/gm, '')
    .replace(
      /^(\S.*); *\/\/ (.+)$/gm,
      (_line, expression, value) => `claims.push([${JSON.stringify(expression)}, ${expression}, ${value}]);`,
    );
  const names = Object.keys(await import('../packages/bounce/dist/index.js'));
  const library = await import('../packages/bounce/dist/index.js');
  const claims: [string, unknown, unknown][] = [];
  const bytes = 'Subject: lunch?\n\nAt noon?\n';
  new Function('claims', 'bytes', ...names, body)(
    claims,
    bytes,
    ...names.map((name) => library[name as keyof typeof library]),
  );
  expect(claims.length).toBeGreaterThan(1);
  for (const [expression, actual, claimed] of claims) expect(actual, expression).toEqual(claimed);
});

test('every link between the pages leads to a file', () => {
  const pages = [
    ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md'],
    ...['docs', 'docs/decisions'].flatMap((folder) => readdirSync(folder).map((name) => join(folder, name))),
  ].filter((page) => page.endsWith('.md'));
  const broken = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#\s]+)/g)]
      .map(([, link]) => join(dirname(page), link ?? ''))
      .filter((path) => !existsSync(path))
      .map((path) => `${page}: ${path}`),
  );
  expect(broken).toEqual([]);
});
