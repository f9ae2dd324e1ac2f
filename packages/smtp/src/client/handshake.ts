/**
 * From the greeting to the point where the server is ready for MAIL: EHLO, STARTTLS, EHLO again, AUTH (RFC 5321 §3.1 and
 * §3.2, RFC 3207, RFC 4954). What was learned in plain text is forgotten after STARTTLS.
 */
import { authenticate } from './authenticate.ts';
import type { ConnectOptions } from './connection.ts';
import { type Extensions, extensionsOf, noExtensions } from './extensions.ts';
import { failedByFault, failedByReply, fault, type Heard, isFault, severity } from './fault.ts';
import { type Secured, secure, startTls } from './starttls.ts';
import type { Failure } from './transaction.ts';
import type { Wire } from './wire.ts';
import { awaiting, words } from './words.ts';

export interface Ready {
  readonly kind: 'ready';
  readonly extensions: Extensions;
  readonly tls: Secured | null;
}

interface Welcome {
  readonly kind: 'welcome';
  readonly extensions: Extensions;
}

export async function shakeHands(wire: Wire, options: ConnectOptions): Promise<Ready | Failure> {
  const early = options.endpoint.implicitTls === true ? await secure(wire, options) : null;
  if (early?.kind === 'failed') return early;
  const greeting = await wire.reply(options.timeouts.banner);
  if (severity(greeting) !== 2) return refused(wire, greeting, 'connect', awaiting.banner);
  const welcome = await hello(wire, options);
  if (welcome.kind === 'failed') return welcome;
  const { extensions } = welcome;
  if (early !== null) return logIn(wire, options, { kind: 'ready', extensions, tls: early });
  const { kind } = options.tls;
  if (kind === 'none' || (kind === 'opportunistic' && !extensions.has('STARTTLS'))) {
    return logIn(wire, options, { kind: 'ready', extensions, tls: null });
  }
  if (!extensions.has('STARTTLS')) return failedByFault(fault('tls', words.notOffered()), 'starttls', '');
  const tls = await startTls(wire, options);
  if (tls.kind === 'failed') return tls;
  const again = await hello(wire, options);
  if (again.kind === 'failed') return again;
  return logIn(wire, options, { kind: 'ready', extensions: again.extensions, tls });
}

async function logIn(wire: Wire, options: ConnectOptions, ready: Ready): Promise<Ready | Failure> {
  if (options.auth === null) return ready;
  // A password goes in plain text only where plain text was asked for.
  if (ready.tls === null && options.tls.kind !== 'none') {
    return failedByFault(fault('tls', words.authNeedsTls()), 'auth', '');
  }
  return (await authenticate(wire, ready.extensions, options.auth, options.timeouts.auth)) ?? ready;
}

/** RFC 5321 §3.2: HELO for a server that does not know EHLO; it has no extensions. */
async function hello(wire: Wire, { ehlo, timeouts }: ConnectOptions): Promise<Welcome | Failure> {
  wire.command(`EHLO ${ehlo}\r\n`, 1);
  const reply = await wire.reply(timeouts.ehlo);
  if (isFault(reply)) return failedByFault(reply, 'ehlo', awaiting.ehlo);
  if (isWelcome(reply)) return { kind: 'welcome', extensions: extensionsOf(reply) };
  if (![500, 502, 504].includes(reply.code)) return refused(wire, reply, 'ehlo', awaiting.ehlo);
  wire.command(`HELO ${ehlo}\r\n`, 1);
  const plain = await wire.reply(timeouts.ehlo);
  if (!isWelcome(plain)) return refused(wire, plain, 'ehlo', awaiting.ehlo);
  return { kind: 'welcome', extensions: noExtensions };
}

/** 220 is a second greeting, and what EHLO is answered is still to come. */
const isWelcome = (heard: Heard): boolean => severity(heard) === 2 && !isFault(heard) && heard.code !== 220;

/** RFC 5321 §5.1: a server that will not talk to us at all is passed over for the next one. */
function refused(wire: Wire, heard: Heard, stage: 'connect' | 'ehlo', awaited: string): Failure {
  if (isFault(heard)) return failedByFault(heard, stage, awaited);
  if (heard.code >= 400) return failedByReply(heard, stage, true);
  return failedByFault(wire.fail(fault('protocol', words.wrongReply(heard.text))), stage, awaited);
}
