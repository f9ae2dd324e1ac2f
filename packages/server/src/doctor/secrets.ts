/** Whether passwords of sources and secrets of webhooks can be kept, and what of them cannot be read. */
import { stat } from 'node:fs/promises';
import { keyFile } from '../secrets/key-file.ts';
import type { Examined } from './examined.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const check = 'secrets';

/** `unopened`: of the service that runs, what it cannot open. */
export async function checkSecrets({ config, places }: Examined, unopened: readonly string[]): Promise<Finding> {
  const [first] = unopened;
  if (first !== undefined) {
    const more = unopened.length === 1 ? '' : `; ${unopened.length - 1} more`;
    return fail(check, `${first}${more}`, 'give the key back (store.key or store.old_keys), or set the secret anew');
  }
  if (config.store.key !== null) return ok(check, 'sealed in the store with store.key');
  if (config.store.url !== null)
    return warn(
      check,
      'store.key is not set: no password of a source and no webhook can be kept in the database',
      'set store.key to the same for all processes: openssl rand -base64 32',
    );
  const path = keyFile(places);
  const found = await stat(path).catch(() => null);
  if (found === null) return ok(check, `${path} is made at the first start`);
  return (found.mode & 0o077) === 0
    ? ok(check, `sealed in the store with ${path}; keep a copy of it apart from backups`)
    : warn(check, `${path} is open to others (mode ${(found.mode & 0o777).toString(8)})`, `chmod 600 ${path}`);
}
