/**
 * AUTH PLAIN (RFC 4616) or LOGIN, whichever the server offers first in that order. The dialogue never shows what is secret.
 */
import type { ConnectOptions } from './connection.ts';
import type { Extensions } from './extensions.ts';
import { failedByFault, failedByReply, fault, type Heard, isFault, severity } from './fault.ts';
import type { Failure } from './transaction.ts';
import type { Wire } from './wire.ts';
import { awaiting, words } from './words.ts';

/** Null when logged in. */
export async function authenticate(
  wire: Wire,
  extensions: Extensions,
  { user, password }: NonNullable<ConnectOptions['auth']>,
  timeout: number,
): Promise<Failure | null> {
  const mechanisms = extensions.get('AUTH') ?? [];
  if (mechanisms.includes('PLAIN')) {
    wire.command(`AUTH PLAIN ${encode(`\0${user}\0${password}`)}\r\n`, 1, 'AUTH PLAIN ***');
    return judge(wire, await wire.reply(timeout));
  }
  if (!mechanisms.includes('LOGIN')) {
    return failedByFault(fault('unsupported', words.authNotOffered()), 'auth', awaiting.auth);
  }
  wire.command('AUTH LOGIN\r\n', 1);
  for (const secret of [user, password]) {
    const heard = await wire.reply(timeout);
    if (isFault(heard) || heard.code !== 334) return judge(wire, heard);
    wire.command(`${encode(secret)}\r\n`, 1, '***');
  }
  return judge(wire, await wire.reply(timeout));
}

const encode = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** A password that is refused for good here is refused by its other addresses too. */
function judge(wire: Wire, heard: Heard): Failure | null {
  if (severity(heard) === 2) return null;
  if (isFault(heard)) return failedByFault(heard, 'auth', awaiting.auth);
  if (heard.code < 400) {
    return failedByFault(wire.fail(fault('protocol', words.wrongReply(heard.text))), 'auth', awaiting.auth);
  }
  return failedByReply(heard, 'auth', heard.code < 500);
}
