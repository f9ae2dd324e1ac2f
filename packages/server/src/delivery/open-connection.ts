/**
 * Opens a connection to one address. Where TLS is only opportunistic and its handshake fails, a new connection is made in
 * plain text, once (RFC 7435); a policy that asks for more is never lowered.
 */
import type { ConnectOptions, ConnectResult, DialogueLine } from '@hearback/smtp';
import type { Candidate } from './endpoints.ts';
import type { Connect } from './ports.ts';
import type { DeliverySettings, Source } from './settings.ts';

export interface OpenConnectionDeps {
  readonly connect: Connect;
  readonly settings: DeliverySettings;
}

export async function openConnection(
  { connect, settings }: OpenConnectionDeps,
  { host, endpoint }: Candidate,
  source: Source,
  onLine: ((line: DialogueLine) => void) | undefined,
  signal: AbortSignal,
): Promise<ConnectResult> {
  const options: ConnectOptions = {
    endpoint,
    ehlo: source.ehlo,
    source: source.address,
    tls: host.tls,
    auth: host.auth ?? null,
    timeouts: settings.timeouts,
    onLine,
    signal,
  };
  const first = await connect(options);
  const mayFallBack =
    host.tls.kind === 'opportunistic' &&
    settings.plainTextFallback &&
    options.auth === null &&
    endpoint.implicitTls !== true;
  if (first.kind === 'ready' || first.breakdown !== 'tls' || !mayFallBack || signal.aborted) return first;
  return connect({ ...options, tls: { kind: 'none' } });
}
