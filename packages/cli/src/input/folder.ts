/** What a folder holds for us: in a stable order, hidden files and a Maildir's tmp left out. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface FolderEntry {
  readonly path: string;
  readonly isFolder: boolean;
  /** The `new` or `cur` of a Maildir: every file in it is one mail. */
  readonly ofMaildir: boolean;
}

/** Throws the file system's error for a folder that cannot be read. */
export async function entriesOf(folder: string): Promise<readonly FolderEntry[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const maildir = ['cur', 'new'].every((part) => entries.some(({ name }) => name === part));
  return entries
    .filter((entry) => entry.isDirectory() || entry.isFile())
    .filter(({ name }) => !name.startsWith('.') && !(maildir && name === 'tmp'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => ({
      path: join(folder, entry.name),
      isFolder: entry.isDirectory(),
      ofMaildir: maildir && (entry.name === 'cur' || entry.name === 'new'),
    }));
}
