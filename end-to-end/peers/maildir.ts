import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The mails of a Maildir that nobody has read yet; none when it is not there yet. */
export function mailsIn(maildir: string): readonly string[] {
  const fresh = join(maildir, 'new');
  return existsSync(fresh) ? readdirSync(fresh).map((name) => readFileSync(join(fresh, name), 'latin1')) : [];
}
