/**
 * A Chromium for the tests of the page: the one named by CHROMIUM, else the one installed, else Debian's, which root may install.
 * Throws an Error whose message says in one line what is missing.
 */
import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** @returns {string} path of the program */
export function findBrowser() {
  const given = process.env['CHROMIUM'];
  if (given) return given;
  const found = installed();
  if (found !== null) return found;
  if (process.getuid?.() !== 0)
    throw new Error('The tests of the page need Chromium: install it, or set CHROMIUM to its program');
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'pipe' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-inter'], {
      stdio: 'pipe',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } catch (error) {
    throw new Error(`The tests of the page need Chromium, and apt-get cannot install it: ${error.message}`, {
      cause: error,
    });
  }
  const fresh = installed();
  if (fresh === null) throw new Error('The tests of the page need Chromium; apt-get has installed none');
  return fresh;
}

/** @returns {string | null} */
function installed() {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter))
    for (const name of names) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here.
      }
    }
  return null;
}
