/** Messages and options for the tests of the client. */
import { noRecipientParameters, noSenderParameters } from '../envelope/envelope.ts';
import type { ConnectOptions, Timeouts } from './connection.ts';
import type { OutgoingMessage } from './transaction.ts';

export const body = Buffer.from('From: ann@sender.example\r\nSubject: Hello\r\n\r\nHello.\r\n');

export const messageTo = (...addresses: readonly string[]): OutgoingMessage => ({
  ...noSenderParameters,
  sender: 'ann@sender.example',
  recipients: addresses.map((address) => ({ ...noRecipientParameters, address })),
  body,
});

/** Long enough for the slowest machine: who waits for one of these has failed. */
const patient = 60_000;

export const patientTimeouts: Timeouts = {
  connect: patient,
  banner: patient,
  ehlo: patient,
  starttls: patient,
  auth: patient,
  mail: patient,
  rcpt: patient,
  data: patient,
  block: patient,
  dot: patient,
  transaction: patient,
  rset: patient,
  quit: patient,
};

export const optionsFor = (port: number, changes: Partial<ConnectOptions> = {}): ConnectOptions => ({
  endpoint: { host: 'mx.example', address: '127.0.0.1', port },
  ehlo: 'client.example',
  source: null,
  tls: { kind: 'none' },
  auth: null,
  timeouts: patientTimeouts,
  ...changes,
});
