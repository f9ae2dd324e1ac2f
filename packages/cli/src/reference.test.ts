/** docs/cli-reference.md is the help of every command; `npx vitest run -u` writes it anew. */
import { readdirSync, readFileSync } from 'node:fs';
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

it('every command that the page shows is one, with those flags', () => {
  const help = new Map(generateHelpTextForAllCommands(anyApp));
  const page = join(import.meta.dirname, '../../dashboard/src');
  const sources = readdirSync(page, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  const shown = sources.flatMap((name) =>
    [...readFileSync(join(page, name), 'utf8').matchAll(/cli: *['`](hearback [^\n]*?)['`](?=[ ,}]|$)/gm)].map(
      ([, command = '']) => command,
    ),
  );
  expect(shown.length).toBeGreaterThan(30);
  for (const command of shown.filter((each) => !each.startsWith('hearback ${'))) {
    const routes = [...help.keys()].filter(
      (each) => command === each || (/^[ $]/.test(command.slice(each.length)) && command.startsWith(each)),
    );
    const route = routes.reduce((longest, each) => (each.length > longest.length ? each : longest), '');
    const text = help.get(route) ?? '';
    expect([command, route.split(' ').length > 1]).toEqual([command, true]);
    for (const [flag] of command.matchAll(/--[a-z-]+/g))
      expect([command, text.includes(`[${flag}]`)]).toEqual([command, true]);
    if (/^ [^-]/.test(command.slice(route.length)))
      expect([command, text]).toEqual([command, expect.stringContaining('ARGUMENTS')]);
  }
});
