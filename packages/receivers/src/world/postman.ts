/**
 * Mails that the simulated receivers send back. They go to the one loopback address that the world was given, whatever the
 * envelope sender is: nothing that is simulated can become backscatter.
 */
import { isIPv4 } from 'node:net';
import { connect, defaultTimeouts, noRecipientParameters, noSenderParameters } from '@hearback/smtp';

export interface ReturnTo {
  /** 127.0.0.0/8 or ::1. */
  readonly host: string;
  readonly port: number;
}

export interface Letter {
  /** Envelope sender; '' for notices. */
  readonly from: string;
  readonly to: string;
  /** LF line ends. */
  readonly mail: string;
}

export interface Posted {
  readonly accepted: boolean;
  /** The reply, or what went wrong. */
  readonly answer: string;
}

export function assertLoopback({ host, port }: ReturnTo): void {
  if (!(Number.isInteger(port) && port > 0 && port < 65_536))
    throw new RangeError(`Mail goes back to a port from 1 to 65535, not to ${port}`);
  if ((isIPv4(host) && host.startsWith('127.')) || host === '::1') return;
  throw new RangeError(`Mail goes back to loopback addresses only, not to ${host}`);
}

export async function post(letter: Letter, { host, port }: ReturnTo, ehlo: string): Promise<Posted> {
  const opened = await connect({
    endpoint: { host: ehlo, address: host, port },
    ehlo,
    source: null,
    tls: { kind: 'none' },
    auth: null,
    timeouts: defaultTimeouts,
  });
  if (opened.kind === 'failed') return { accepted: false, answer: opened.text };
  const { connection } = opened;
  const { outcomes } = await connection.send({
    ...noSenderParameters,
    // What the words of a mail are encoded in is said only where a server may care.
    eightBit: connection.extensions.has('8BITMIME'),
    sender: letter.from,
    recipients: [{ address: letter.to, ...noRecipientParameters }],
    body: Buffer.from(letter.mail.replace(/\r?\n/g, '\r\n')),
  });
  await connection.quit();
  const [outcome] = outcomes;
  if (outcome?.kind === 'delivered') return { accepted: true, answer: outcome.reply.text };
  return { accepted: false, answer: outcome?.text ?? 'no outcome' };
}
