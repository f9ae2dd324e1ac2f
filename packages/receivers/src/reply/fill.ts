/** A reply of a personality, filled in with what the receiver knows of the session. */
import type { ReceiverReply } from '@hearback/smtp';

/** What may stand in braces. */
export interface Facts {
  readonly recipient: string;
  readonly sender: string;
  readonly ip: string;
  /** The MX host that speaks. */
  readonly host: string;
  readonly id: string;
  /** Seconds: of a wait where one is named, else of the clock. */
  readonly seconds: number;
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** Every placeholder by its fact; a brace that names none stays. */
export function fill(form: string, facts: Facts): string {
  const values: Readonly<Record<string, string>> = {
    recipient: facts.recipient,
    domain: domainOf(facts.recipient),
    sender: facts.sender,
    sender_domain: domainOf(facts.sender) || 'the sender',
    ip: facts.ip,
    host: facts.host,
    id: facts.id,
    seconds: String(Math.floor(facts.seconds)),
  };
  return form.replace(/\{([a-z_]+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** "550 5.1.1 text\nmore" to its parts. */
export function toReply(text: string): ReceiverReply {
  const [, code = '', status, words = ''] = /^(\d{3})(?: ([245]\.\d{1,3}\.\d{1,3})\b)? ?(.*)$/s.exec(text) ?? [];
  if (code === '') throw new RangeError(`no reply: ${text}`);
  const reply = { code: Number(code), text: words, ...(status === undefined ? {} : { status }) };
  return code === '421' || code === '521' ? { ...reply, close: true } : reply;
}

/** As a client reads it: code and status on every line (RFC 2034 §4). */
export function onTheWire({ code, status, text }: ReceiverReply): string {
  const lines = text.split('\n');
  const prefix = status === undefined ? '' : `${status} `;
  return lines.map((line, n) => `${code}${n < lines.length - 1 ? '-' : ' '}${prefix}${line}`).join('\r\n');
}
