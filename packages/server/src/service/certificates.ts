/** Certificate and key of a listener, read when the service starts, and again to renew them (renewal.ts). */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { Config } from '../config/schema/schema.ts';
import { StartError } from '../start-error.ts';
import { readNamed, unusable } from './named-file.ts';

export interface Pair {
  readonly cert: Buffer;
  readonly key: Buffer;
}

type Listener = Config['smtp']['listeners'][string];

/** Null without TLS. Throws a StartError that names the key and what is wrong. */
export function readCertificate(name: string, { tls, cert_file, key_file }: Listener): Pair | null {
  if (tls === 'none' || cert_file === null || key_file === null) return null;
  const at = `smtp.listeners.${name}`;
  const pair = { cert: readNamed(`${at}.cert_file`, cert_file), key: readNamed(`${at}.key_file`, key_file) };
  const certificate = certificateOf(pair.cert, `${at}.cert_file`, cert_file);
  if (!certificate.checkPrivateKey(keyOf(pair.key, `${at}.key_file`, key_file)))
    throw unusable(`${at}.key_file`, key_file, `is not the key of ${cert_file}`);
  try {
    createSecureContext(pair);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartError('configuration', `${at}: certificate and key cannot be used: ${why}`, { cause: error });
  }
  return pair;
}

function certificateOf(pem: Buffer, key: string, file: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw unusable(key, file, 'has no certificate (PEM) in it', error);
  }
}

function keyOf(pem: Buffer, key: string, file: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    const isLocked = /^-----BEGIN ENCRYPTED|^Proc-Type: 4,ENCRYPTED/m.test(pem.toString('latin1'));
    throw unusable(key, file, isLocked ? 'is locked with a passphrase' : 'has no private key (PEM) in it', error);
  }
}
