/**
 * The domains of a message's authors (RFC 5322 §3.6.2, RFC 6854): what DKIM signatures have to align with. There may be several
 * mailboxes, groups of them, and groups of nobody, where only Sender names somebody.
 */
import { asciiDomain } from '../dns/name.ts';
import { headerField } from './header.ts';

/** More of a field is not read. */
const longest = 4096;

/** In A-labels, each once, in the order of From; those of Sender where From names no domain. */
export function authorDomains(body: Uint8Array): readonly string[] {
  const authors = domainsIn(headerField(body, 'From') ?? '');
  return authors.length > 0 ? authors : domainsIn(headerField(body, 'Sender') ?? '');
}

/** A display name with an address behind it, or an address, and what follows: a colon behind the name of a group. */
const mailbox = /([^,;:<>]*)(?:<([^<>]*)>[^,;:<>]*)?([,;:]|$)/g;

function domainsIn(field: string): readonly string[] {
  const domains = new Set<string>();
  for (const [, text = '', address, end] of withoutComments(field.slice(0, longest)).matchAll(mailbox)) {
    const given = address ?? (end === ':' ? '' : text);
    const at = given.lastIndexOf('@');
    const domain = at < 0 ? null : asciiDomain(given.slice(at + 1).trim());
    if (domain !== null) domains.add(domain);
  }
  return [...domains];
}

/** Quoted strings and nested comments go, as they may hold any of the characters that mean something outside. */
function withoutComments(text: string): string {
  let depth = 0;
  let quoted = false;
  let kept = '';
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === '\\' && (quoted || depth > 0)) i++;
    else if (character === '"' && depth === 0) quoted = !quoted;
    else if (quoted) continue;
    else if (character === '(') depth++;
    else if (character === ')' && depth > 0) depth--;
    else if (depth === 0) kept += character;
  }
  return kept;
}
