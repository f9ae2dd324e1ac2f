/**
 * The files that the configuration names, each opened as the service opens it: what would keep it from starting, or a source
 * from being followed, is told before. `hearback config check` asks this alone.
 */
import { X509Certificate } from 'node:crypto';
import { access, constants, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '../config/schema/schema.ts';
import { readAuthorities, readPassword } from '../intake/imap/files.ts';
import { readCertificate } from '../service/certificates.ts';
import { whyClosed } from '../service/named-file.ts';
import { readSigningKey } from '../service/signing-keys.ts';
import type { Examined } from './examined.ts';
import { type Finding, fail, ok, warn, wordsOf } from './finding.ts';
import { checkFolder } from './machine.ts';
import { checkSharedKeys } from './webhooks.ts';

type Intake = Config['intake'];

const day = 86_400_000;

/** All of them, the folders that are written to, and what stands in two places: what `hearback config check` asks beside the text. */
export async function examineFiles(house: Examined, now: number): Promise<readonly Finding[]> {
  const { file } = house.config.store;
  const store = await looked(
    'store file',
    'set store.file to one in a folder that this user may write',
    async (check) => {
      if (file === null) return null;
      await access(dirname(file), constants.W_OK | constants.X_OK);
      return ok(check, file);
    },
  );
  return [
    await checkFolder(house),
    ...(store === null ? [] : [store]),
    ...(await checkFiles(house, now)),
    ...checkSharedKeys(house),
  ];
}

export async function checkFiles({ config, places }: Examined, now: number): Promise<readonly Finding[]> {
  const { smtp, dkim, intake } = config;
  const all = <T>(named: Readonly<Record<string, T>>, look: (name: string, each: T) => Promise<Finding | null>) =>
    Object.entries(named).map(([name, each]) => look(name, each));
  const found = await Promise.all([
    ...all(smtp.listeners, (name, listener) =>
      looked(`certificate ${name}`, `see smtp.listeners.${name}`, (check) => {
        const pair = readCertificate(name, listener);
        return pair === null ? null : judgeCertificate(check, pair.cert, places.hostname, now);
      }),
    ),
    ...all(dkim, (domain, entry) =>
      looked(`DKIM key ${domain}`, 'give it a key that this user may read: RSA or Ed25519, in PEM', (check) => {
        readSigningKey(domain, entry);
        return ok(check, entry.key_file);
      }),
    ),
    ...all(intake.imap, (name, mailbox) =>
      looked(`imap:${name}`, `see intake.imap.${name}`, (check) => checkMailbox(check, mailbox)),
    ),
    ...all(intake.maildirs, (name, maildir) =>
      looked(`maildir:${name}`, `see intake.maildirs.${name}`, (check) => checkMaildir(check, maildir)),
    ),
    ...all(intake.logs, (name, log) =>
      looked(`log:${name}`, `see intake.logs.${name}`, (check) => checkLog(check, log)),
    ),
  ]);
  return found.filter((finding) => finding !== null);
}

/** What cannot be opened is a finding like the others. */
async function looked(
  check: string,
  advice: string,
  look: (check: string) => Finding | null | Promise<Finding | null>,
): Promise<Finding | null> {
  try {
    return await look(check);
  } catch (error) {
    const path = error instanceof Error && 'path' in error ? error.path : undefined;
    return fail(check, typeof path === 'string' ? `${path} ${whyClosed(error)}` : wordsOf(error), advice);
  }
}

export function judgeCertificate(check: string, pem: Buffer, hostname: string, now: number): Finding {
  const certificate = new X509Certificate(pem);
  const left = (Date.parse(certificate.validTo) - now) / day;
  if (left < 0) return fail(check, `has ended on ${certificate.validTo}`, 'renew it: the service takes it by itself');
  if (Date.parse(certificate.validFrom) > now)
    return fail(check, `begins on ${certificate.validFrom}`, 'wait, or see whether the clock of this machine is right');
  if (certificate.checkHost(hostname) === undefined)
    return warn(check, `is not for ${hostname}`, 'programs that check will refuse it: get one for server.hostname');
  return left < 21
    ? warn(check, `ends in ${Math.floor(left)} days`, 'renew it: the service takes it by itself')
    : ok(check, `for ${hostname}, ${Math.floor(left)} days left`);
}

async function checkMailbox(check: string, mailbox: Intake['imap'][string]): Promise<Finding | null> {
  const { password, password_file: passwordFile, ca_file: caFile } = mailbox;
  if (passwordFile === null && caFile === null) return null;
  await readAuthorities({ caFile });
  const isEmpty = passwordFile !== null && (await readPassword({ password, passwordFile })) === '';
  return isEmpty
    ? fail(check, `${passwordFile} is empty`, 'write the password into it')
    : ok(check, [passwordFile, caFile].filter((file) => file !== null).join(', '));
}

/** What is taken out of `new` goes to `cur`, so that this user has to write there. */
async function checkMaildir(check: string, { path, delete: deletes }: Intake['maildirs'][string]): Promise<Finding> {
  for (const folder of deletes ? ['new'] : ['new', 'cur']) {
    await readdir(join(path, folder));
    await access(join(path, folder), constants.W_OK | constants.X_OK);
  }
  return ok(check, path);
}

async function checkLog(check: string, { path }: Intake['logs'][string]): Promise<Finding> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const status = await file.stat();
    await file.close();
    return status.isFile() ? ok(check, path) : fail(check, `${path} is no plain file`, 'name the file itself');
  } catch (error) {
    // The mail server makes it when it first writes.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return warn(check, `${path} is not there`, 'it is read as soon as it is');
  }
}
