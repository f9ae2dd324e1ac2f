/** Where the built page lies: beside the built program. From sources there is none, and the server runs without it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export function pageFolder(): string | undefined {
  const folder = join(__dirname, 'page');
  return existsSync(join(folder, 'index.html')) ? folder : undefined;
}
