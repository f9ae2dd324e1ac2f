/** What a mailbox's settings keep in files, read anew for each connection: either may be replaced while the service runs. */
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ImapSource } from '../source-settings.ts';

type Password = Pick<ImapSource, 'password' | 'passwordFile'>;

export async function readPassword({ password, passwordFile }: Password): Promise<string> {
  return passwordFile === null ? (password ?? '') : (await readFile(passwordFile, 'utf8')).trimEnd();
}

/** Null: the usual authorities. Rejects for a file without certificate, which TLS itself would take for no authority at all. */
export async function readAuthorities({ caFile }: Pick<ImapSource, 'caFile'>): Promise<Buffer | null> {
  if (caFile === null) return null;
  const pem = await readFile(caFile);
  try {
    new X509Certificate(pem);
  } catch (cause) {
    throw new Error(`${caFile} has no certificate (PEM) in it`, { cause });
  }
  return pem;
}
