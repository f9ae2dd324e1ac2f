/** A library of a few lines of C that is loaded before the system's own. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Gives the file of the library. Throws one line that says what is missing. */
export function buildPreload(folder: string, name: string): string {
  const library = join(folder, `${name}.so`);
  const source = fileURLToPath(new URL(`${name}.c`, import.meta.url));
  try {
    execFileSync('cc', ['-O1', '-shared', '-fPIC', '-o', library, source, '-ldl'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } catch (cause) {
    throw new Error(
      `cc cannot build ${source}. It needs Linux and a C compiler; HEARBACK_NO_POWER_CUT=1 leaves it out.`,
      { cause },
    );
  }
  return library;
}
