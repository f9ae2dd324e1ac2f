/** Records as the decoder gives them to values. What has the wrong shape is left out. */
import type { Answer } from 'dns-packet';
import { canonicalAddress } from './address.ts';
import type { QueryType } from './message.ts';
import type { MxRecord, TlsaAnswer } from './resolver.ts';

export interface RecordValues {
  readonly MX: MxRecord;
  readonly A: string;
  readonly AAAA: string;
  readonly TXT: string;
  readonly TLSA: TlsaAnswer;
  readonly PTR: string;
}

/** Lower case without the final dot; the root, which the decoder writes ".", becomes ''. */
const hostName = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** The character strings of one TXT record belong together (RFC 7208 §3.3, RFC 8461 §3.1). */
function textOf(data: unknown): string {
  const parts = Array.isArray(data) ? data : [data];
  return parts.map((part) => (Buffer.isBuffer(part) ? part.toString('utf8') : String(part))).join('');
}

const readers: { readonly [T in QueryType]: (record: Answer) => RecordValues[T] | null } = {
  MX: (record) =>
    record.type === 'MX' ? { preference: record.data.preference ?? 0, exchange: hostName(record.data.exchange) } : null,
  A: (record) => (record.type === 'A' ? canonicalAddress(record.data) : null),
  AAAA: (record) => (record.type === 'AAAA' ? canonicalAddress(record.data) : null),
  TXT: (record) => (record.type === 'TXT' ? textOf(record.data) : null),
  TLSA: (record) =>
    record.type === 'TLSA'
      ? {
          usage: record.data.usage,
          selector: record.data.selector,
          matchingType: record.data.matchingType,
          data: new Uint8Array(record.data.certificate),
        }
      : null,
  PTR: (record) => (record.type === 'PTR' ? hostName(record.data) : null),
};

export function valuesOf<T extends QueryType>(type: T, records: readonly Answer[]): RecordValues[T][] {
  const read = readers[type];
  return records.map((record) => read(record)).filter((value) => value !== null);
}
