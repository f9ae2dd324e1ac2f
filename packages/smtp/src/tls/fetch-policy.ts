/**
 * Fetches an MTA-STS policy (RFC 8461 §3.3): HTTPS with the certificate checked, no redirect, little and soon. The host
 * is somebody else's choice, so the address rules of mail hold at connect time.
 */
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';
import { type AddressSettings, addressesOf } from '../dns/host-addresses.ts';
import type { FetchedPolicy, FetchPolicy } from './mta-sts.ts';

export interface FetchOptions extends Pick<AddressSettings, 'resolver'> {
  /** Networks that may be reached although they are not public. */
  readonly allow?: readonly string[];
  /** Authorities in PEM in the place of the well-known ones. */
  readonly ca?: readonly string[];
  /** Default 443. */
  readonly port?: number;
  /** For everything together, in milliseconds. Default 30,000. */
  readonly timeout?: number;
  /** Octets. Default 64 KB. */
  readonly maxSize?: number;
}

const failed = (why: string): FetchedPolicy => ({ kind: 'failed', why });

export function createPolicyFetcher(options: FetchOptions): FetchPolicy {
  const { port = 443, timeout = 30_000, maxSize = 65_536, ca } = options;
  const lookup = guardedLookup({ allow: [], ...options, family: 'ipv4_first', maxAddresses: 4 });
  return (url) =>
    new Promise((resolve) => {
      const call = request(url, {
        port,
        lookup,
        agent: false,
        minVersion: 'TLSv1.2',
        headers: { accept: 'text/plain', 'user-agent': 'hearback' },
        ...(ca === undefined ? {} : { ca: [...ca] }),
      });
      const timer = setTimeout(() => finish(failed('timed out')), timeout);
      const finish = (outcome: FetchedPolicy): void => {
        clearTimeout(timer);
        call.destroy();
        resolve(outcome);
      };
      call.on('error', (error) => finish(failed(error.message)));
      call.on('response', (response) => readBody(response, maxSize, finish));
      call.end();
    });
}

function readBody(response: IncomingMessage, maxSize: number, finish: (outcome: FetchedPolicy) => void): void {
  // RFC 8461 §3.3: redirects are not followed; §3.2: the media type is text/plain.
  const type = response.headers['content-type'] ?? '';
  if (response.statusCode !== 200) {
    finish(failed(`HTTP status ${response.statusCode}`));
    return;
  }
  if (!/^text\/plain\b/i.test(type)) {
    finish(failed(`media type ${type.slice(0, 80)}`));
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    chunks.push(chunk);
    if (size > maxSize) finish(failed(`larger than ${maxSize} octets`));
  });
  response.on('error', (error) => finish(failed(error.message)));
  response.on('end', () => finish({ kind: 'policy', text: Buffer.concat(chunks).toString('utf8') }));
}

/** Looks up with our resolver and gives only addresses that may be reached. */
function guardedLookup(settings: AddressSettings): LookupFunction {
  return (host, options, callback) => {
    void addressesOf(host.toLowerCase(), settings, false).then((found) => {
      if (found.kind !== 'addresses') return callback(new Error(found.why), []);
      const all = found.addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
      const [first] = all;
      if (options.all === true || first === undefined) return callback(null, all);
      return callback(null, first.address, first.family);
    });
  };
}
