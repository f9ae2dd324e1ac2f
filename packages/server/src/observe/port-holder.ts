/** Who listens on a TCP port: "postfix (pid 812)", as far as /proc tells; null when it does not. */
import { readdir, readFile, readlink } from 'node:fs/promises';

const listening = '0A';

export async function portHolder(port: number): Promise<string | null> {
  const inodes = new Set<string>();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6'])
    for (const line of (await textOf(table)).split('\n').slice(1)) {
      const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
      if (state === listening && Number.parseInt(local.split(':')[1] ?? '', 16) === port && inode !== undefined)
        inodes.add(`socket:[${inode}]`);
    }
  if (inodes.size === 0) return null;
  for (const pid of (await namesIn('/proc')).filter((name) => /^\d+$/.test(name)))
    for (const descriptor of await namesIn(`/proc/${pid}/fd`))
      if (inodes.has(await linkOf(`/proc/${pid}/fd/${descriptor}`)))
        return `${(await textOf(`/proc/${pid}/comm`)).trim()} (pid ${pid})`;
  return null;
}

// Processes come and go, and others' may not be looked into: what cannot be read tells nothing.
const textOf = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');
const namesIn = (path: string): Promise<string[]> => readdir(path).catch(() => []);
const linkOf = (path: string): Promise<string> => readlink(path).catch(() => '');
