/**
 * The Received field that a server puts on top of a message (RFC 5321 §4.4; RFC 3848 and RFC 6531 §4.3 for `with`).
 * Whatever the client called itself, the field is one well-formed field: a name that is none goes into a comment,
 * without the characters that mean something there.
 */
import { normalDomain } from '../envelope/domain.ts';
import type { Address } from '../envelope/envelope.ts';
import { parsePath } from '../envelope/path.ts';
import type { Client } from './handler.ts';

export interface ReceivedBy {
  readonly client: Client;
  /** Our name. */
  readonly hostname: string;
  /** Id of the message here. */
  readonly id: string;
  /** Left out when there are several: none shall learn of the others (RFC 5321 §7.2). */
  readonly recipient?: Address;
  readonly smtputf8?: boolean;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** RFC 5322 §2.1.1 asks for 998 characters a line at most; a name of 255 leaves room. */
const NAME_LIMIT = 255;
const UNSAFE_IN_COMMENT = /[^A-Za-z0-9.:_@[\]-]/g;
const UNSAFE_IN_ATOM = /[^A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]/g;

/** Folded, with the final CRLF. */
export function receivedField(by: ReceivedBy): string {
  const { client } = by;
  const id = by.id.replace(UNSAFE_IN_ATOM, '-').slice(0, NAME_LIMIT);
  const tls = client.tls === null ? '' : `\r\n\t(${comment(client.tls.protocol)} ${comment(client.tls.cipher)})`;
  return (
    `Received: from ${clientName(client)}\r\n` +
    `\tby ${hostName(by.hostname)} with ${protocol(client, by.smtputf8 ?? false)} id ${id}${tls}${forWhom(by)};\r\n` +
    `\t${dateOf(by.at)}\r\n`
  );
}

let second = 0;
let date = '';
/** Most messages come in the same second as the one before. */
function dateOf(at: number): string {
  const now = Math.floor(at / 1000);
  if (now !== second) date = new Date(at).toUTCString().replace('GMT', '+0000');
  second = now;
  return date;
}

const names = new WeakMap<Client, string>();
/** The same for all messages of a session. */
function clientName(client: Client): string {
  const name = names.get(client) ?? freshClientName(client);
  names.set(client, name);
  return name;
}

function freshClientName({ helo, address }: Client): string {
  const literal = address.includes(':') ? `[IPv6:${address.replace(/%.*/, '')}]` : `[${address}]`;
  const name = helo === null ? null : asciiName(helo);
  if (name !== null) return `${name} (${literal})`;
  return helo === null ? `${literal} (${literal})` : `${literal} (${literal} helo=${comment(helo)})`;
}

function hostName(hostname: string): string {
  return asciiName(hostname) ?? 'localhost';
}

function asciiName(text: string): string | null {
  return /^[!-~]*$/.test(text) ? normalDomain(text) : null;
}

function protocol(client: Client, smtputf8: boolean): string {
  if (!client.esmtp) return 'SMTP';
  const name = smtputf8 ? 'UTF8SMTP' : 'ESMTP';
  return `${name}${client.tls === null ? '' : 'S'}${client.user === null ? '' : 'A'}`;
}

function forWhom({ recipient, smtputf8 }: ReceivedBy): string {
  if (recipient === undefined) return '';
  const path = parsePath(`<${recipient}>`, 'forward');
  const shown = path.kind === 'path' && path.rest === '' && (path.ascii || smtputf8 === true);
  return shown ? `\r\n\tfor <${path.address}>` : '';
}

function comment(text: string): string {
  return text.slice(0, NAME_LIMIT).replace(UNSAFE_IN_COMMENT, '?');
}
