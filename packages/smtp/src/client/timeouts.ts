/**
 * How long to wait for each answer. RFC 5321 §4.5.3.2 gives the least that a client should grant for the greeting, MAIL,
 * RCPT, DATA, a block of the message and the final dot; what it leaves open is shorter, for nothing depends on it.
 */
import type { Timeouts } from './connection.ts';

const second = 1000;
const minute = 60 * second;

export const defaultTimeouts: Timeouts = {
  connect: 30 * second,
  banner: 5 * minute,
  ehlo: 5 * minute,
  starttls: 2 * minute,
  auth: 2 * minute,
  mail: 5 * minute,
  rcpt: 5 * minute,
  data: 2 * minute,
  block: 3 * minute,
  // RFC 1047: a client that gives up early causes duplicates.
  dot: 10 * minute,
  // No server that wants the message is so slow; one that answers each command just in time holds a connection for days.
  transaction: 60 * minute,
  rset: 30 * second,
  quit: 10 * second,
};
