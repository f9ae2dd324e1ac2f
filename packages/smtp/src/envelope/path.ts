/**
 * Paths of MAIL and RCPT (RFC 5321 §4.1.2): "<" [source route ":"] mailbox ">". A source route is read and dropped
 * (RFC 5321 appendix C). The mailbox comes back in normal form: quotes only where they are needed, domain in lower case.
 * Characters beyond ASCII are read (RFC 6531 §3.3); whether they are allowed is for the caller, by `ascii`.
 */
import { asciiDomain, normalDomain } from './domain.ts';
import type { Address } from './envelope.ts';

export type ParsedPath =
  /** `rest` is what follows the closing bracket. */
  | { readonly kind: 'path'; readonly address: Address; readonly ascii: boolean; readonly rest: string }
  | { readonly kind: 'malformed'; readonly why: string };

export interface Mailbox {
  readonly kind: 'mailbox';
  readonly localPart: string;
  readonly domain: string;
}

type Read<T> = { readonly value: T; readonly end: number };

/** Octets (RFC 5321 §4.5.3.1.1 and §4.5.3.1.3). */
const LOCAL_PART_LIMIT = 64;
const PATH_LIMIT = 256;

// Beyond ASCII: anything but controls, separators and invisible formatting; joiners are needed to write some languages.
const BEYOND = '[^\\x00-\\x7f\\p{Cc}\\p{Cf}\\p{Cs}\\p{Z}]|[\\u200c\\u200d]';
const ATOM = `(?:[A-Za-z0-9!#$%&'*+/=?^_\`{|}~-]|${BEYOND})+`;
const DOT_STRING = new RegExp(`${ATOM}(?:\\.${ATOM})*`, 'uy');
const QUOTED = new RegExp(`"(?:[ !#-\\[\\]-~]|${BEYOND}|\\\\[ -~])*"`, 'uy');
const DOMAIN = new RegExp(`\\[[^\\]]{0,64}\\]|(?:[A-Za-z0-9_.-]|${BEYOND})+`, 'uy');
const WHOLE_DOT_STRING = new RegExp(`^${ATOM}(?:\\.${ATOM})*$`, 'u');
const POSTMASTER = /^<postmaster>/i;
const ASCII = /^[ -~]*$/;

/** `text` begins with "<". The null path is read as a reverse-path only, bare `<postmaster>` as a forward-path only (RFC 5321 §4.5.1). */
export function parsePath(text: string, form: 'reverse' | 'forward'): ParsedPath {
  if (!text.startsWith('<')) return malformed('An address stands in angle brackets');
  if (text.startsWith('<>')) {
    if (form === 'forward') return malformed('A recipient has an address');
    return { kind: 'path', address: '', ascii: true, rest: text.slice(2) };
  }
  const postmaster = form === 'forward' ? POSTMASTER.exec(text)?.[0] : undefined;
  if (postmaster !== undefined) {
    return { kind: 'path', address: 'postmaster', ascii: true, rest: text.slice(postmaster.length) };
  }
  const start = skipRoute(text, 1);
  if (start === null) return malformed('The source route is malformed');
  const mailbox = readMailbox(text, start);
  if ('why' in mailbox) return mailbox;
  if (text[mailbox.end] !== '>') return malformed('The address is malformed');
  const whole = text.slice(0, mailbox.end + 1);
  if (Buffer.byteLength(whole) > PATH_LIMIT) return malformed(`A path has at most ${PATH_LIMIT} octets`);
  const { localPart, domain } = mailbox.value;
  return {
    kind: 'path',
    address: `${localPart}@${domain}`,
    ascii: ASCII.test(whole),
    rest: text.slice(mailbox.end + 1),
  };
}

/** A mailbox without brackets and nothing around it, in normal form; null when it is none. */
export function parseMailbox(text: string): Mailbox | null {
  const mailbox = readMailbox(text, 0);
  if ('why' in mailbox || mailbox.end !== text.length || Buffer.byteLength(text) > PATH_LIMIT - 2) return null;
  return mailbox.value;
}

/**
 * Domain of an address in the form to compare and to look up: lower case, A-labels, no final dot, literals in brackets.
 * Null for the null address and a bare `postmaster`. What stands before the last "@" is never looked at:
 * "v%x@example.org", "x!v@example.org" and "\"v@x\"@example.org" are all at example.org.
 */
export function domainOf(address: Address): string | null {
  const at = address.lastIndexOf('@');
  if (at < 0) return null;
  const domain = normalDomain(address.slice(at + 1).replace(/\.$/, ''));
  if (domain === null || domain.startsWith('[')) return domain;
  return asciiDomain(domain);
}

/**
 * The local part names a way onwards, as mail systems of old understood it: "v%x@here", "x!v@here", "\"v@x\"@here".
 * Who takes mail for `here` and hands it on to a server that follows such ways is an open relay.
 */
export function carriesRoute(address: Address): boolean {
  const at = address.lastIndexOf('@');
  return /[%!@]/.test(at < 0 ? address : address.slice(0, at));
}

function skipRoute(text: string, start: number): number | null {
  let at = start;
  while (text[at] === '@') {
    const domain = match(DOMAIN, text, at + 1);
    if (domain === null || normalDomain(domain.value) === null) return null;
    at = domain.end + 1;
    if (text[domain.end] === ':') return at;
    if (text[domain.end] !== ',' || text[at] !== '@') return null;
  }
  return at;
}

function readMailbox(
  text: string,
  start: number,
): Read<Mailbox> | { readonly kind: 'malformed'; readonly why: string } {
  const written = match(text[start] === '"' ? QUOTED : DOT_STRING, text, start);
  if (written === null || text[written.end] !== '@') return malformed('The address is malformed');
  if (Buffer.byteLength(written.value) > LOCAL_PART_LIMIT) {
    return malformed(`A local part has at most ${LOCAL_PART_LIMIT} octets`);
  }
  const name = match(DOMAIN, text, written.end + 1);
  const domain = name === null ? null : normalDomain(name.value);
  if (name === null || domain === null) return malformed('The domain is malformed');
  return { value: { kind: 'mailbox', localPart: normalLocalPart(written.value), domain }, end: name.end };
}

/** RFC 5321 §4.1.2: quotes that are not needed mean nothing, and a sender should leave them out. */
function normalLocalPart(written: string): string {
  if (!written.startsWith('"')) return written;
  const content = written.slice(1, -1).replace(/\\(.)/g, '$1');
  return WHOLE_DOT_STRING.test(content) ? content : `"${content.replace(/["\\]/g, '\\$&')}"`;
}

function match(pattern: RegExp, text: string, at: number): Read<string> | null {
  pattern.lastIndex = at;
  const value = pattern.exec(text)?.[0];
  return value === undefined ? null : { value, end: at + value.length };
}

function malformed(why: string): { readonly kind: 'malformed'; readonly why: string } {
  return { kind: 'malformed', why };
}
