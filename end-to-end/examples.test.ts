import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const library: Record<string, unknown> = { ...(await import('../packages/bounce/dist/index.js')) };
const declarations = readFileSync('packages/bounce/dist/index.d.ts', 'utf8');

/** Every line `expression; // value` is evaluated with the built library, in the order of the text. */
function claimsOf(code: string): readonly (readonly [expression: string, actual: unknown, claimed: unknown])[] {
  const body = code
    .replace(/^import \{([^}]*)\} from '@hearback\/bounce';$/gm, '')
    .replace(
      /^(\S.*); *\/\/ (.+)$/gm,
      (_line, expression, value) => `claims.push([${JSON.stringify(expression)}, ${expression}, ${value}]);`,
    );
  const claims: [string, unknown, unknown][] = [];
  const bytes = 'Subject: lunch?\n\nAt noon?\n';
  new Function('claims', 'bytes', ...Object.keys(library), body)(claims, bytes, ...Object.values(library));
  return claims;
}

test.each(['docs/library.md', 'README.md', 'packages/bounce/README.md'])('the examples in %s are true', (page) => {
  const code = [...readFileSync(page, 'utf8').matchAll(/^```js\n(.*?)^```/gms)].map(([, block]) => block).join('\n');
  const claims = claimsOf(code);
  expect(claims.length).toBeGreaterThan(1);
  for (const [expression, actual, claimed] of claims) expect(actual, expression).toEqual(claimed);
});

test('the examples that an editor shows beside a function are true', () => {
  const examples = [...declarations.matchAll(/^\/\*\*\n.*?\*\//gms)]
    .map(([comment]) => [...comment.matchAll(/^ \* {5}(.*)$/gm)].map(([, line]) => line).join('\n'))
    .filter((code) => code !== '');
  expect(examples.length).toBeGreaterThan(8);
  for (const code of examples)
    for (const [expression, actual, claimed] of claimsOf(code.replaceAll(' as const', '')))
      expect(actual, expression).toEqual(claimed);
});

test('every name of the library is in docs/library.md', () => {
  const page = readFileSync('docs/library.md', 'utf8');
  const missing = Object.keys(library).filter(
    (name) => ![`\`${name}\``, `${name}(`, `${name}.`].some((use) => page.includes(use)),
  );
  expect(missing).toEqual([]);
});

/** The anchors of a page, as a forge makes them of its headings. */
const anchorsOf = (page: string): readonly string[] =>
  [...readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

test('every link between the pages leads to a file, and to a heading where it names one', () => {
  const pages = [
    ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md'],
    ...['docs', 'docs/decisions'].flatMap((folder) => readdirSync(folder).map((name) => join(folder, name))),
  ].filter((page) => page.endsWith('.md'));
  const broken = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?/g)]
      .map(([, link = '', anchor]) => ({ path: link === '' ? page : join(dirname(page), link), anchor }))
      .filter(({ path, anchor }) => !existsSync(path) || (anchor !== undefined && !anchorsOf(path).includes(anchor)))
      .map(({ path, anchor }) => `${page}: ${path}#${anchor ?? ''}`),
  );
  expect(broken).toEqual([]);
});
