import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDataFolder } from './data-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearback-data-'));

it('is made, with those above it, for its owner alone', async () => {
  const wanted = join(folder, 'a', 'b');
  await openDataFolder(wanted);
  await openDataFolder(wanted);
  expect(statSync(wanted).mode & 0o777).toBe(0o700);
});

it.each([
  ['a file', 'file', 'it is a file'],
  ['below a file', 'file/data', 'what stands before it is a file'],
])('%s is told as such, with what says which folder it is', async (_, name, why) => {
  writeFileSync(join(folder, 'file'), '');
  const path = join(folder, name);
  await expect(openDataFolder(path)).rejects.toMatchObject({
    name: 'StartError',
    kind: 'configuration',
    message: `the data folder ${path} cannot be used: ${why}; server.data (--data, HEARBACK_SERVER__DATA) says which folder`,
  });
});
