/**
 * Our own words where no reply came, in the form of a reply: code and RFC 3463 status, then what happened. Whoever reads
 * them (verdicts, notices, people) reads them as if the server had spoken; words.test.ts holds what each is taken for.
 * 420 is a time-out, 421 any other end of a connection; 5yz only where trying again cannot help.
 */
import { printable } from '../message/printable.ts';

const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`;

export const words = {
  // No connection.
  noAnswer: (after: number) => `420 4.4.1 Connection timed out after ${seconds(after)}`,
  refused: () => '421 4.4.1 Connection refused',
  unreachable: () => '421 4.4.1 No route to host',
  notConnected: (code: string) => `421 4.4.1 Connection failed: ${code}`,

  // The connection ended.
  timedOut: (after: number) => `420 4.4.2 Timed out after ${seconds(after)}`,
  tooSlow: (after: number) => `420 4.4.2 Transaction timed out after ${seconds(after)}`,
  closed: () => '421 4.4.2 Connection closed by the server',
  reset: () => '421 4.4.2 Connection reset by the server',
  broken: (code: string) => `421 4.4.2 Connection lost: ${code}`,

  // What came is no SMTP.
  noReply: (violation: string) => `421 4.5.0 Protocol violation: ${printable(violation)}`,
  unasked: (reply: string) => `421 4.5.0 Protocol violation: reply without a command: ${printable(reply)}`,
  wrongReply: (reply: string) => `421 4.5.0 Protocol violation: reply out of place: ${printable(reply)}`,
  notReset: (reply: string) => `421 4.5.0 Protocol violation: RSET refused: ${printable(reply)}`,
  outOfStep: (reply: string) => `421 4.5.0 Protocol violation: MAIL refused as out of sequence: ${printable(reply)}`,
  early: () => '421 4.5.0 Protocol violation: reply before the message was sent',
  injected: () => '421 4.5.0 Protocol violation: octets behind the reply to STARTTLS',

  // TLS.
  handshake: (cause: string) => `421 4.7.5 TLS handshake failed: ${printable(cause)}`,
  untrusted: (cause: string) => `421 4.7.5 TLS certificate not trusted: ${printable(cause)}`,
  notOffered: () => '421 4.7.4 TLS is required, but STARTTLS was not offered',

  // Log in.
  authNotOffered: () => '421 4.7.0 Authentication failed: AUTH PLAIN or LOGIN was not offered',
  authNeedsTls: () => '421 4.7.11 Encryption required for the authentication mechanism, but STARTTLS was not offered',

  // The server lacks what the message needs.
  tooLarge: (octets: number, most: number) =>
    `552 5.3.4 Message size of ${octets} octets exceeds the maximum message size of ${most}`,
  noSmtputf8: () => '550 5.6.7 SMTPUTF8 is required, but was not offered',
  no8bit: (cause: string) =>
    `554 5.6.3 8BITMIME is required, but was not offered, and conversion is not possible: ${cause}`,

  // We.
  stopped: () => '421 4.3.2 Delivery stopped: shutting down',
  badEndpoint: () => '421 4.4.1 Connection failed: no usable address, port or EHLO name',
  badSource: (source: string, code: string) =>
    `421 4.4.1 Connection failed: source address ${printable(source)} cannot be used: ${code}`,
  exhausted: (code: string) => `421 4.4.1 Connection failed: out of resources: ${code}`,
  badSender: () => '553 5.1.7 Bad sender address syntax',
  badRecipient: () => '553 5.1.3 Bad recipient address syntax',
} as const;

/** Behind a time-out or a broken connection: what did not come. */
export const awaiting = {
  banner: 'while waiting for the greeting',
  ehlo: 'while waiting for the reply to EHLO',
  starttls: 'while waiting for the reply to STARTTLS',
  auth: 'while waiting for the reply to AUTH',
  mail: 'while waiting for the reply to MAIL',
  rcpt: 'while waiting for the reply to RCPT',
  data: 'while waiting for the reply to DATA',
  block: 'while sending the message',
  dot: 'while waiting for the reply to the final dot; the message may have been delivered',
} as const;
