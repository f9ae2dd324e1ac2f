/** Limits of a receiver. Sizes in octets, times in milliseconds. */
export interface ReceiverLimits {
  /** Sessions at a time; one more is answered 421 4.7.0. */
  readonly connections: number;
  /** Sessions at a time from one address (IPv6: one /64). */
  readonly connectionsPerAddress: number;
  /** A message without its dot-stuffing: 552 5.3.4. Announced with SIZE. */
  readonly messageSize: number;
  /** All messages that are being received or decided on: 452 4.3.1. */
  readonly memory: number;
  /** Recipients of a message: 452 4.5.3. RFC 5321 §4.5.3.1.8 asks for 100 at least. */
  readonly recipients: number;
  /** A command line with its CRLF (RFC 5321 §4.5.3.1.4). */
  readonly command: number;
  /** A command line with parameters (MAIL, RCPT), and the longest that is kept at all. */
  readonly commandWithParameters: number;
  /** A line of an AUTH exchange (RFC 4954 §4). */
  readonly authLine: number;
  /** Replies 5yz that the client brought on itself by its grammar or order: 421 4.7.0 at this many. */
  readonly errors: number;
  /** Recipients and senders that the handler refused in one session. */
  readonly refusals: number;
  /** NOOP, RSET, VRFY, EHLO ... since the last message. */
  readonly idleCommands: number;
  /** Failed logins in a session. */
  readonly authFailures: number;
  /** Failed logins of one address within `authWindow`: every AUTH is answered 421 4.7.0 until the window is over. */
  readonly authFailuresPerAddress: number;
  readonly authWindow: number;
  /** For the next command (RFC 5321 §4.5.3.2.7: 5 minutes at least). */
  readonly idle: number;
  /** For the next block of a message (RFC 5321 §4.5.3.2.5: 3 minutes). */
  readonly block: number;
  /** For a whole message, from 354 to the final dot. */
  readonly message: number;
  /** For a whole session; a message on its way then may still end within `message`. */
  readonly session: number;
  readonly handshake: number;
  /** How long we read on, and forget, so that a client that is still sending sees our last reply (and no RST). */
  readonly linger: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const MEGABYTE = 1024 * 1024;

export const defaultReceiverLimits: ReceiverLimits = {
  connections: 1000,
  connectionsPerAddress: 100,
  messageSize: 25 * MEGABYTE,
  memory: 256 * MEGABYTE,
  recipients: 1000,
  command: 512,
  commandWithParameters: 2048,
  authLine: 12_288,
  errors: 20,
  refusals: 1000,
  idleCommands: 100,
  authFailures: 3,
  authFailuresPerAddress: 10,
  authWindow: 10 * MINUTE,
  idle: 5 * MINUTE,
  block: 3 * MINUTE,
  message: 30 * MINUTE,
  session: 120 * MINUTE,
  handshake: 30 * SECOND,
  linger: SECOND / 2,
};
