/** Certificate and key of a listener, read when the service starts and again at SIGHUP. */
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { ReceiverTls } from '@hearback/smtp';
import type { Config } from '../config/schema/schema.ts';
import { StartError } from '../start-error.ts';

type Listener = Config['smtp']['listeners'][string];

/** Null without TLS. Throws a StartError that names the key and what is wrong. */
export function readCertificate(name: string, { tls, cert_file, key_file }: Listener): ReceiverTls | null {
  if (tls === 'none' || cert_file === null || key_file === null) return null;
  const read = (file: string, key: string): Buffer => {
    try {
      return readFileSync(file);
    } catch (error) {
      throw new StartError('configuration', `smtp.listeners.${name}.${key}: ${messageOf(error)}`, { cause: error });
    }
  };
  const pair = { cert: read(cert_file, 'cert_file'), key: read(key_file, 'key_file') };
  try {
    createSecureContext(pair);
  } catch (error) {
    const why = `smtp.listeners.${name}: certificate and key cannot be used: ${messageOf(error)}`;
    throw new StartError('configuration', why, { cause: error });
  }
  return pair;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
