/**
 * Names that stand in or around a reply: the host that spoke, the queue id, the page that explains it.
 * Every search starts from a fixed word, so a reply without one costs a few `indexOf`.
 */

/**
 * The host that gave the reply, as the MTA that logged it wrote it: "host mx.example.org[192.0.2.1] said:",
 * "while talking to mx.example.org.:", "connect to …". Lower case, without a final dot; an address only when no name
 * is given. Microsoft names its server at the end of the reply, in brackets.
 */
export function findHost(text: string, code: number): string | null {
  if (code >= 0 && code < SHORTEST) return bracketedServer(text);
  const lower = (code < 0 ? text : text.slice(0, code)).toLowerCase();
  for (const lead of hostLeads) {
    for (let at = lower.indexOf(lead); at >= 0; at = lower.indexOf(lead, at + lead.length)) {
      if (at > 0 && isNamePart(lower.charCodeAt(at - 1))) continue;
      const host = hostAt(lower, at + lead.length);
      if (host !== null) return host;
    }
  }
  return hostBefore(lower) ?? bracketedServer(text);
}

/** A prefix that names a host has at least so many characters ("host a.b: "). */
const SHORTEST = 8;

const hostLeads = [
  'host ',
  'while talking to ',
  'connect to ',
  'connected to ',
  'conversation with ',
  'lost connection with ',
  'remote server at ',
  'remote server ',
  'smtp server ',
  'server ',
];

/** qmail and others begin with the host: "192.0.2.1 does not like recipient.", "mx.example.org [192.0.2.1] did not like …". */
const hostFollowers = [
  ' does not like recipient',
  ' did not like our ',
  ' failed after i sent',
  ' failed on data command',
];

function hostBefore(lower: string): string | null {
  for (const follower of hostFollowers) {
    const end = lower.indexOf(follower);
    if (end < 0) continue;
    const words = lower.slice(Math.max(0, end - 300), end).split(' ');
    const last = words.pop() ?? '';
    return hostAt(last.startsWith('[') ? (words.pop() ?? '') : last, 0);
  }
  return null;
}

/** Microsoft 365 ends its replies with "[SERVER.prod.protection.outlook.com 2026-01-01T00:00:00.000Z 08D…]". */
function bracketedServer(text: string): string | null {
  if (!text.includes('[') || !text.includes('.outlook.com ')) return null; // one character is found much quicker
  const name = text.lastIndexOf('.outlook.com ');
  const open = text.lastIndexOf('[', name);
  return open < 0 || name - open > 200 ? null : hostAt(text.slice(open + 1, name + 12).toLowerCase(), 0);
}

/** A host name with a dot, or an IP address, at this place (after "<" or "["). */
function hostAt(lower: string, at: number): string | null {
  let start = at;
  while (lower[start] === '<' || lower[start] === '[') start++;
  let end = start;
  while (end < start + 255 && isNamePart(lower.charCodeAt(end))) end++;
  while (end > start && !isNameEnd(lower.charCodeAt(end - 1))) end--;
  const name = lower.slice(start, end);
  return name.includes('.') && !name.startsWith('.') && !name.includes('..') ? name : null;
}

const isNameEnd = (c: number): boolean => (c >= 48 && c <= 57) || (c >= 97 && c <= 122) || c > 127;
const isNamePart = (c: number): boolean => isNameEnd(c) || c === 45 || c === 46 || c === 95;

/** The id under which the other side keeps the message: "queued as 4bXyZ1", "OK id=1tAbCd-…", Gmail's word before "- gsmtp". */
export function findQueueId(text: string): string | null {
  for (const lead of [
    'queued as ',
    'queued with id ',
    'queue id ',
    'queue-id: ',
    'queue id: ',
    ' id=',
    '(id ',
    'message id ',
  ]) {
    const at = indexOfFolded(text, lead);
    const id = at < 0 ? null : idAt(text, at + lead.length);
    if (id !== null) return id;
  }
  for (const mark of [' - gsmtp', ' - gcdp']) {
    const end = text.lastIndexOf(mark);
    if (end < 0) continue;
    return idAt(text, Math.max(text.lastIndexOf(' ', end - 1), text.lastIndexOf('\n', end - 1)) + 1);
  }
  return null;
}

const indexOfFolded = (text: string, lead: string): number => {
  const at = text.indexOf(lead);
  return at >= 0 ? at : text.indexOf(lead.charAt(0) + lead.charAt(1).toUpperCase() + lead.slice(2));
};

/** Six or more letters and digits with at least one digit among them. */
function idAt(text: string, at: number): string | null {
  let start = at;
  while (text[start] === '<' || text[start] === '"') start++;
  let end = start;
  let digits = 0;
  for (; end < start + 100; end++) {
    const c = text.charCodeAt(end);
    if (c >= 48 && c <= 57) digits++;
    else if (!isNamePart(c | 32) || c === 64) break;
  }
  while (end > start && !isNameEnd(text.charCodeAt(end - 1) | 32)) end--;
  return digits > 0 && end - start >= 6 ? text.slice(start, end) : null;
}

/** Hosts that servers name without a scheme. */
const bareHelp = ['www.', 'aka.ms/', 'support.google.com/', 'postmaster.'];

/** Every reply in which an address is found has one of these. */
export const helpWords: readonly string[] = ['://', ...bareHelp];

/** The first http(s) address, else a well-known bare one ("www.spamhaus.org/…") with "https://" put in front. */
export function findHelpUrl(text: string): string | null {
  for (let at = text.indexOf('://'); at > 0; at = text.indexOf('://', at + 3)) {
    const scheme = /https?$/i.exec(text.slice(Math.max(0, at - 5), at));
    const url = scheme === null ? '' : trimAddress(text, at - scheme[0].length, at + 3);
    if (url !== '') return url;
  }
  for (const start of bareHelp) {
    const at = text.indexOf(start);
    if (at < 0 || (at > 0 && /[\w@.-]/.test(text.charAt(at - 1)))) continue;
    const url = trimAddress(text, at, at + start.length);
    if (/\.[a-z]{2,}(?:\/|$)/.test(url)) return `https://${url}`;
  }
  return null;
}

/** What no address goes over. */
const beyondAddress = /[\s<>"'`\\^{}|\u3000-\u303f\uff00-\uffef]/g;

/** Up to white space or a bracket or quote that cannot be part of it; then without the punctuation of the sentence. */
function trimAddress(text: string, start: number, from: number): string {
  beyondAddress.lastIndex = from;
  let end = beyondAddress.exec(text)?.index ?? text.length;
  for (; end > from; end--) {
    const last = text.charAt(end - 1);
    if (last === ')' && text.slice(start, end).includes('(')) break;
    if (last === ']' && text.slice(start, end).includes('[')) break;
    if (!'.,;:!?)]*'.includes(last)) break;
  }
  return end > from ? text.slice(start, end) : '';
}
