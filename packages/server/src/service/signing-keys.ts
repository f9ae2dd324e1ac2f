/** The keys that sign (DKIM), read when the service starts. */
import { createSigner, type SigningKey } from '@hearback/smtp';
import type { Config } from '../config/schema/schema.ts';
import { readNamed, unusable } from './named-file.ts';

/** Throws a StartError that names the key and what is wrong. */
export function readSigningKey(domain: string, { selector, key_file }: Config['dkim'][string]): SigningKey {
  const at = `dkim.${JSON.stringify(domain)}.key_file`;
  const key = { domain, selector, privateKey: readNamed(at, key_file).toString() };
  try {
    createSigner({ keys: [key] });
  } catch (error) {
    throw unusable(at, key_file, `cannot sign: ${error instanceof Error ? error.message : String(error)}`, error);
  }
  return key;
}
