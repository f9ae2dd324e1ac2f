/**
 * STARTTLS (RFC 3207) or TLS at once (RFC 8314), and whether the server's certificate is what the policy asks for. Every failure here says
 * `breakdown: 'tls'`: nothing goes on in plain text over this connection, and the caller decides about another one.
 */
import { isIP } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { chainOf } from './certificate-chain.ts';
import { isFor } from './certificate-names.ts';
import type { ConnectOptions } from './connection.ts';
import { objectionByTlsa } from './dane.ts';
import { type Fault, failedByFault, failedByReply, fault, isFault } from './fault.ts';
import type { TlsOptions } from './tls-options.ts';
import type { Failure } from './transaction.ts';
import type { Wire } from './wire.ts';
import { awaiting, words } from './words.ts';

export interface Secured {
  readonly kind: 'secured';
  readonly protocol: string;
  readonly cipher: string;
  readonly verified: 'none' | 'webpki' | 'dane';
}

export async function startTls(wire: Wire, options: ConnectOptions): Promise<Secured | Failure> {
  const { timeouts } = options;
  wire.command('STARTTLS\r\n', 1);
  const heard = await wire.reply(timeouts.starttls);
  if (isFault(heard)) return failed(heard);
  if (heard.code !== 220) return { ...failedByReply(heard, 'starttls', true), breakdown: 'tls' };
  // What stands behind the 220 in plain text was written by whoever sits between (CVE-2011-0411): it is no reply to what
  // we say encrypted, and nothing else on this connection can be trusted.
  if (!wire.quiet || wire.fault !== null) {
    return failedByFault(wire.fail(fault('protocol', words.injected())), 'starttls', awaiting.starttls);
  }
  return secure(wire, options);
}

/** The handshake, and the look at the certificate. */
export async function secure(wire: Wire, options: ConnectOptions): Promise<Secured | Failure> {
  const { timeouts, tls } = options;
  const socket = await encrypt(wire, tlsSettings(options), timeouts.starttls);
  if (!('getCipher' in socket)) return failed(socket);
  const problem = objection(socket, tls);
  if (problem !== null) return failed(wire.fail(fault('tls', words.untrusted(problem))));
  const protocol = socket.getProtocol() ?? 'unknown';
  const cipher = socket.getCipher().standardName;
  const verified = tls.kind === 'webpki' || tls.kind === 'dane' ? tls.kind : 'none';
  wire.note('-', `${protocol} ${cipher}, certificate ${verifiedBy[verified]}`);
  return { kind: 'secured', protocol, cipher, verified };
}

const verifiedBy = { none: 'not verified', webpki: 'verified by its authority', dane: 'verified by DANE' } as const;

const failed = (cause: Fault): Failure => {
  const failure = failedByFault(cause, 'starttls', awaiting.starttls);
  return cause.breakdown === 'local' || cause.breakdown === 'protocol' ? failure : { ...failure, breakdown: 'tls' };
};

/** Resolves when the handshake is done; certificates are looked at afterwards, for DANE has its own idea of them. */
function encrypt(wire: Wire, settings: ConnectionOptions, timeout: number): Promise<TLSSocket | Fault> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => wire.fail(fault('timeout', words.timedOut(timeout))), timeout);
    wire.replace((plain) =>
      connect({ ...settings, socket: plain }, function secured(this: TLSSocket) {
        clearTimeout(timer);
        resolve(this);
      }),
    );
    wire.ended.then(() => {
      clearTimeout(timer);
      resolve(wire.fault ?? fault('reset', words.closed()));
    });
  });
}

/** What is not authenticated may as well be old: it is still better than plain text (RFC 7435). */
function tlsSettings({ endpoint, tls }: ConnectOptions): ConnectionOptions {
  const name = tls.kind === 'dane' || tls.kind === 'webpki' ? (tls.names[0] ?? endpoint.host) : endpoint.host;
  const authenticated = tls.kind === 'dane' || tls.kind === 'webpki';
  return {
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    // RFC 7672 §8.1: SNI carries the TLSA base domain.
    ...(isIP(name) === 0 && /^[\w.-]+$/.test(name) ? { servername: name } : {}),
    ...(authenticated ? { minVersion: 'TLSv1.2' } : { minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' }),
    ...(tls.kind === 'webpki' && tls.ca !== undefined ? { ca: [...tls.ca] } : {}),
  };
}

/** Why the certificate is not accepted; null when it is. */
function objection(socket: TLSSocket, tls: TlsOptions): string | null {
  if (tls.kind !== 'webpki' && tls.kind !== 'dane') return null;
  const chain = chainOf(socket);
  const [leaf] = chain;
  if (leaf === undefined) return 'the server sent none';
  if (tls.kind === 'dane') return objectionByTlsa(chain, tls.records, tls.names, Date.now());
  if (!socket.authorized) return String(socket.authorizationError);
  return isFor(leaf, tls.names) ? null : `not for ${tls.names.join(' or ')}`;
}
