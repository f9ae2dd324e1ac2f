/** docs/cli-reference.md is the help of every command; `npx vitest run -u` writes it anew. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Application, type CommandContext, generateHelpTextForAllCommands } from '@stricli/core';
import { expect, it } from 'vitest';
import { app } from './app.ts';

// Help needs none of what our commands need beyond the library's own context.
const anyApp = app as unknown as Application<CommandContext>;

it('docs/cli-reference.md is what the commands say of themselves', async () => {
  const pages = generateHelpTextForAllCommands(anyApp).map(
    ([route, help]) => `\n## ${route}\n\n\`\`\`\n${help.replace(/[ \t]+$/gm, '').trim()}\n\`\`\`\n`,
  );
  const page = `# Every command\n\n*Written from the commands; a test holds this page to them. [cli.md](cli.md) tells more.*\n${pages.join('')}`;
  await expect(page).toMatchFileSnapshot('../../../docs/cli-reference.md');
});

const root = join(import.meta.dirname, '../../..');
const help = new Map(generateHelpTextForAllCommands(anyApp));
/** Answers shells, which ask it themselves. */
const unlisted = ['hearback complete'];

/** What is wrong with a command that people are told to give; null if nothing is. */
function wrongWith(command: string): string | null {
  const ofRoute = (route: string): boolean => command === route || /^[ $]/.test(command.slice(route.length));
  const routes = [...help.keys(), ...unlisted].filter((each) => command.startsWith(each) && ofRoute(each));
  const route = routes.reduce((longest, each) => (each.length > longest.length ? each : longest), '');
  const rest = command.slice(route.length);
  if (!route.includes(' ') && /^ [^-]/.test(rest))
    return [...help.keys()].some((each) => each.startsWith(`${command} `)) ? null : 'is no command';
  if (unlisted.includes(route)) return null;
  const text = help.get(route) ?? '';
  const own = rest.replace(/ [|>&<] .*| -- .*/, '');
  const unknown = [...own.matchAll(/(?<=[ $]|^)--[a-z-]+/g)].find(([flag]) => !new RegExp(`[[ ]${flag}\\b`).test(text));
  if (unknown !== undefined) return `has no ${unknown[0]}`;
  return /^ [^-#<>|&]/.test(rest) && !text.includes('ARGUMENTS') ? 'takes no arguments' : null;
}

/** "a ls|get …" is "a ls" and "a get"; "[--flag] · rm ID" tells what may be and what else there is. */
const eachOf = (command: string): readonly string[] => {
  const [, before = '', choice, after = ''] = /^(hearback(?: [a-z]+)? )([a-z]+(?:\|[a-z…]+)+)(.*)$/.exec(command) ?? [];
  const choices = choice === undefined ? [command] : choice.split('|').map((each) => before + each + after);
  return choices
    .map((each) =>
      each
        .replace(/ · .*| ?…$|[[\]]/g, '')
        .replace(/\\.*$/, '')
        .trim(),
    )
    .filter((each) => each !== '');
};

const filesIn = (folder: string, wanted: RegExp): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => wanted.test(name) && !/\.test\.tsx?$|cli-reference/.test(name))
    .map((name) => join(folder, name));

const namedIn = (files: readonly string[], pattern: RegExp): readonly (readonly [string, string])[] =>
  files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(pattern)].flatMap(([, command = '']) =>
      eachOf(command).map((each) => [file, each] as const),
    ),
  );

const problems = (named: readonly (readonly [string, string])[]): readonly string[] =>
  named.flatMap(([file, command]) => {
    const wrong = command.startsWith('hearback ${') ? null : wrongWith(command);
    return wrong === null ? [] : [`${file}: ${command}: ${wrong}`];
  });

it('every command that the page shows is one, with those flags', () => {
  const shown = namedIn(filesIn('packages/dashboard/src', /\.tsx?$/), /cli: *['`](hearback [^\n]*?)['`](?=[ ,}]|$)/gm);
  expect(shown.length).toBeGreaterThan(30);
  expect(problems(shown)).toEqual([]);
});

it('every command that the service and the commands name is one, with those flags', () => {
  const sources = ['server', 'cli', 'dashboard'].flatMap((each) => filesIn(`packages/${each}/src`, /\.tsx?$/));
  const named = namedIn(sources, /\\?`(hearback [^`\n]*?)\\?`/g);
  expect(named.length).toBeGreaterThan(80);
  expect(problems(named)).toEqual([]);
});

it('every command in the documents is one, with those flags', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', 'deploy/README.md', ...filesIn('docs', /\.md$/)].filter((each) =>
    existsSync(join(root, each)),
  );
  const named = namedIn(pages, /(?:`|^ {4}(?:.*\| )?)(?:npx )?(hearback [^`\n]*?)(?=`| {2,}|$)/gm);
  expect(named.length).toBeGreaterThan(120);
  expect(problems(named)).toEqual([]);
});
