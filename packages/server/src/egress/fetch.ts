/**
 * The one way out by HTTP. Whatever address somebody has given us, the request reaches public hosts only: what a name
 * resolves to is checked when the connection is made, so that no spelling and no second answer of a DNS leads into our own
 * network. Public hosts are asked at ports of the web, not where mail, shells or databases listen. No redirects, no proxies, no
 * credentials in the URL; size and time have limits. Durations in milliseconds.
 */
import { lookup as systemLookup } from 'node:dns';
import { type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { inNetwork, mayReach } from '@hearback/smtp';

export interface Outgoing {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** The status is all that counts: a body of the answer that is too large, or does not end in time, is no failure. */
  readonly statusOnly?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
  /** The header field, where the answer has it. */
  readonly retryAfter?: string;
}

export interface EgressOptions {
  /** Networks (CIDR) that may be reached although they are not public, at any port. */
  readonly allow?: readonly string[];
  /** The whole request, name resolution included. */
  readonly timeout?: number;
  /** Most octets of an answer's body. */
  readonly most?: number;
  readonly lookup?: LookupFunction;
  /** Certificates to trust instead of the system's; for tests. */
  readonly ca?: string;
}

/** Why nothing was asked, or no answer is given. */
export class EgressError extends Error {
  readonly kind: 'refused' | 'failed';

  constructor(kind: EgressError['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EgressError';
    this.kind = kind;
  }
}

const refused = (why: string): EgressError => new EgressError('refused', why);

/** Rejects with an EgressError. An answer of any status is an answer. */
export type Fetch = (outgoing: Outgoing) => Promise<Answer>;

export function createFetch(options: EgressOptions = {}): Fetch {
  const { allow = [], timeout = 10_000, most = 1 << 20, lookup = systemLookup as LookupFunction, ca } = options;
  return async ({ url, method = 'GET', headers = {}, body, statusOnly = false }) => {
    const target = permitted(url, allow);
    const port = portOf(target);
    const settings: RequestOptions = {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }) },
      agent: false,
      lookup: guardedLookup(lookup, port, allow),
      signal: AbortSignal.timeout(timeout),
      ...(ca === undefined ? {} : { ca }),
    };
    return ask(target, settings, body, { port, allow, most, timeout, statusOnly });
  };
}

/** The text of a 200, for what is fetched once: certificates, confirmations. */
export async function fetchText(fetch: Fetch, url: string): Promise<string> {
  const { status, body } = await fetch({ url });
  if (status < 200 || status > 299) throw new EgressError('failed', `the answer was ${status}`);
  return body;
}

/** Why this is no address that could be asked, before its name is looked up; null: it could. */
export function refusalOf(url: string, allow: readonly string[]): string | null {
  try {
    permitted(url, allow);
    return null;
  } catch (error) {
    if (error instanceof EgressError) return error.message;
    throw error;
  }
}

function permitted(text: string, allow: readonly string[]): URL {
  if (!URL.canParse(text)) throw refused('this is no URL');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused('only https and http are spoken');
  if (url.username !== '' || url.password !== '') throw refused('a URL with credentials in it is not asked');
  // Node looks nothing up for an address; the URL parser has brought all its spellings (0x7f.1, 2130706433) into one.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = portOf(url);
  if (isIP(host) !== 0) {
    if (!mayReach(host, allow)) throw refused(`${host} is no public address`);
    if (!mayAsk(host, port, allow)) throw refused(closed(port));
  } else if (!isOfTheWeb(port) && allow.length === 0) throw refused(closed(port));
  return url;
}

const portOf = ({ protocol, port }: URL): number => (port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port));

/** Where other things than the web listen above 1023: NFS, containers, databases, desktops, caches, queues, chat. */
const others: ReadonlySet<number> = new Set([
  ...[1433, 1521, 2049, 2375, 2376, 2379, 2380, 3306, 3389, 4369, 5432, 5671, 5672, 5900, 5984, 5985, 5986],
  ...[
    6379, 6380, 6443, 6667, 6697, 7000, 7001, 9042, 9092, 9200, 9300, 10250, 10255, 11211, 15672, 26379, 27017, 50070,
  ],
]);
const isOfTheWeb = (port: number): boolean => port === 80 || port === 443 || (port > 1023 && !others.has(port));
const closed = (port: number): string => `port ${port} of a public host is none of the web`;

const mayAsk = (address: string, port: number, allow: readonly string[]): boolean =>
  isOfTheWeb(port) ? mayReach(address, allow) : allow.some((network) => inNetwork(address, network));

function guardedLookup(lookup: LookupFunction, port: number, allow: readonly string[]): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '');
      const reachable = (Array.isArray(found) ? found : []).filter(({ address }) => mayReach(address, allow));
      if (reachable.length === 0) return callback(refused(`${hostname} has no public address`), '');
      const addresses = reachable.filter(({ address }) => mayAsk(address, port, allow));
      const [first] = addresses;
      if (first === undefined) return callback(refused(closed(port)), '');
      if (options.all === true) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}

interface Limits {
  readonly port: number;
  readonly allow: readonly string[];
  readonly most: number;
  readonly timeout: number;
  readonly statusOnly: boolean;
}

function ask(url: URL, settings: RequestOptions, content: Outgoing['body'], limits: Limits): Promise<Answer> {
  const { port, allow, most, timeout, statusOnly } = limits;
  return new Promise((resolve, reject) => {
    let fail = (error: Error): void => reject(told(error, timeout));
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, settings, (answer) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const { statusCode = 0, headers } = answer;
      const retryAfter = headers['retry-after'];
      const head = { status: statusCode, ...(retryAfter === undefined ? {} : { retryAfter }) };
      if (statusOnly) fail = () => resolve({ ...head, body: '' });
      answer.on('error', (error) => fail(error));
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > most) request.destroy(new EgressError('failed', `the answer is larger than ${most} octets`));
        else chunks.push(chunk);
      });
      answer.on('end', () => resolve({ ...head, body: Buffer.concat(chunks).toString() }));
    });
    request.on('error', (error) => fail(error));
    // Not every end is an error to Node: it closes on who answers 101, and says no more.
    request.on('close', () => fail(new EgressError('failed', 'the connection ended without an answer')));
    request.on('socket', (socket) => {
      // The last word is about the connection itself, however it came to be.
      socket.once('connect', () => {
        const { remoteAddress = '' } = socket;
        if (!mayAsk(remoteAddress, port, allow)) request.destroy(refused(`${remoteAddress} is not to be asked`));
      });
    });
    request.end(content);
  });
}

function told(error: Error, timeout: number): EgressError {
  if (error instanceof EgressError) return error;
  if (error.name === 'AbortError' || error.name === 'TimeoutError')
    return new EgressError('failed', `no answer within ${timeout} ms`, { cause: error });
  return new EgressError('failed', error.message || error.name, { cause: error });
}
