/** docs/cli-reference.md is the help of every command; `npx vitest run -u` writes it anew. */
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
