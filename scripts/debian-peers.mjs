/**
 * Other people's mail programs, to test and measure against: Debian packages unpacked into node_modules/.cache, nothing
 * installed. Throws an Error whose message says in one line what is missing.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const cache = resolve('node_modules/.cache/debian-peers');

/**
 * Unpacks the packages (and the libraries named with them) and tells where.
 * @param {readonly string[]} packages
 * @returns {{ root: string, env: Record<string, string> }} `root` has usr/, etc/ ...; run the programs with `env`.
 */
export function unpack(packages) {
  const root = join(cache, [...packages].sort().join('+'));
  if (!existsSync(root)) fetchInto(root, packages);
  const libraries = ['usr/lib/x86_64-linux-gnu', 'usr/lib/aarch64-linux-gnu', 'usr/lib/postfix'];
  return { root, env: { LD_LIBRARY_PATH: libraries.map((path) => join(root, path)).join(':') } };
}

function fetchInto(root, packages) {
  const fresh = `${root}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  try {
    download(fresh, packages);
    for (const file of readdirSync(fresh).filter((name) => name.endsWith('.deb'))) {
      execFileSync('dpkg-deb', ['-x', join(fresh, file), fresh]);
      rmSync(join(fresh, file));
    }
    renameSync(fresh, root);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (existsSync(root)) return; // another process was quicker
    throw new Error(
      `The Debian packages ${packages.join(', ')} are needed and apt-get cannot fetch them: ${error.message}`,
      {
        cause: error,
      },
    );
  }
}

/** On a new machine apt has no package lists yet; only root may fetch them. */
function download(folder, packages) {
  const get = () => execFileSync('apt-get', ['download', '-qq', ...packages], { cwd: folder, stdio: 'pipe' });
  try {
    get();
  } catch (error) {
    if (process.getuid?.() !== 0) throw error;
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'pipe' });
    get();
  }
}

/**
 * A system user that a program insists on by name; root only.
 * @param {string} name
 */
export function ensureUser(name) {
  try {
    execFileSync('id', ['-u', name], { stdio: 'pipe' });
  } catch {
    execFileSync('useradd', ['--system', '--no-create-home', name], { stdio: 'pipe' });
  }
}
