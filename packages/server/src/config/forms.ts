/** What a text may be beyond a text: each form is read into the one way in which programs write it. */
import { isIP } from 'node:net';
import { isAbsolute } from 'node:path';
import { providerIds, reasons } from '@hearback/bounce';
import { asciiDomain, parseMailbox } from '@hearback/smtp/names';
import { parseNetwork, parseServer } from './network.ts';
import { suggest } from './suggest.ts';

interface Form {
  /** Null for what is none. */
  readonly read: (text: string) => string | null;
  readonly must: string;
  /** All there are, where they can be told one by one. */
  readonly all?: () => readonly string[];
}

const where = (fits: (text: string) => boolean) => (text: string) => (fits(text) ? text : null);
const oneOf = (all: () => readonly string[], must: string): Form => ({
  read: where((text) => all().includes(text)),
  must,
  all,
});

/** A name: four numbers are an address. */
const domain = (text: string): string | null => (isIP(text) === 0 ? asciiDomain(text) : null);
const server = (text: string): string | null => (isIP(text) === 0 ? asciiDomain(text) : text);

/** What EHLO says of a host: its name, or its address in brackets (RFC 5321 §4.1.3). */
function greeting(text: string): string | null {
  const [, tag, address = ''] = /^\[(IPv6:)?([0-9a-f:.]+)\]$/i.exec(text) ?? [];
  return isIP(address) === (tag === undefined ? 4 : 6) ? text : domain(text);
}

function mailbox(text: string): string | null {
  const read = parseMailbox(text);
  return read === null ? null : `${read.localPart}@${read.domain}`;
}

/** "example.com" itself, ".example.com" or "*.example.com" all below it, "*" every one. */
function pattern(text: string): string | null {
  if (text === '*') return text;
  const [, below = '', rest = ''] = /^(\*?\.)?(.*)$/s.exec(text) ?? [];
  const name = domain(rest);
  return name === null ? null : below === '' ? name : `.${name}`;
}

/** In a Host field: a name or an address, with or without a port (RFC 9110 §7.2). */
function webHost(text: string): string | null {
  const [, name = '', colon = ''] = /^(\[[0-9a-fA-F:.]+\]|[^:]+)(:\d{1,5})?$/.exec(text) ?? [];
  const read = name.startsWith('[') ? (isIP(name.slice(1, -1)) === 6 ? name : null) : server(name);
  return read === null ? null : `${read}${colon}`;
}

function sender(text: string): string | null {
  if (text === '*') return text;
  if (!text.startsWith('@')) return mailbox(text);
  const name = domain(text.slice(1));
  return name === null ? null : `@${name}`;
}

const forms = {
  host: { read: domain, must: 'must be a host name such as "mail.example.com"' },
  greeting: { read: greeting, must: 'must be a host name or an address such as "[192.0.2.1]"' },
  server: { read: server, must: 'must be a host name or an IP address' },
  domain: { read: domain, must: 'must be a domain such as "example.com"' },
  domains: { read: pattern, must: 'must be a domain such as "example.com", ".example.com" for all below it, or "*"' },
  selector: { read: domain, must: 'must be a selector such as "s2026"' },
  address: { read: mailbox, must: 'must be an address such as "ann@example.com"' },
  sender: { read: sender, must: 'must be an address such as "ann@example.com", "@example.com" or "*"' },
  ip: { read: where((text) => isIP(text) !== 0), must: 'must be an IP address' },
  network: { read: where((text) => parseNetwork(text) !== null), must: 'must be a network such as "192.0.2.0/24"' },
  resolver: {
    read: where((text) => parseServer(text) !== null),
    must: 'must be the address of a resolver such as "192.0.2.53" or "192.0.2.53:5353"',
  },
  'web host': { read: webHost, must: 'must be a host with or without a port, such as "mail.example.com:8025"' },
  url: {
    read: where((text) => /^https?:\/\/[^\s/?#]+/.test(text)),
    must: 'must be an address with http:// or https://',
  },
  path: { read: where(isAbsolute), must: 'must be an absolute path' },
  label: {
    read: where((text) => /^[A-Za-z0-9_-]{1,60}$/.test(text)),
    must: 'may have letters, digits, - and _, for it stands in a URL',
  },
  source: {
    read: where((text) => /^[A-Za-z0-9_.@-]{1,60}$/.test(text)),
    must: 'may have letters, digits and . _ @ -, for it stands in a URL',
  },
  'key number': {
    read: where((text) => /^([0-9]|[12][0-9]|3[01])$/.test(text)),
    must: 'must be a number from 0 to 31',
  },
  reason: oneOf(() => reasons, 'is no reason of docs/reasons.md'),
  provider: oneOf(providerIds, 'is no provider that `hearback rules ls` names'),
} as const satisfies Record<string, Form>;

export type FormName = keyof typeof forms;

export type Formed = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string };

/** A text read by its form, or what it must be. */
export function readForm(name: FormName, text: string): Formed {
  const form: Form = forms[name];
  const read = form.read(text);
  if (read !== null) return { ok: true, text: read };
  const meant = form.all === undefined ? null : suggest(text, form.all());
  return { ok: false, why: `${form.must}${meant === null ? '' : `; did you mean ${meant}?`}` };
}
