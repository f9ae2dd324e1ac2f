/**
 * DNS messages (RFC 1035 §4): the question as bytes, and a response as a value when it answers that question.
 */
import { type Answer, AUTHENTIC_DATA, DNSSEC_OK, decode, encode, RECURSION_DESIRED } from 'dns-packet';

export type QueryType = 'MX' | 'A' | 'AAAA' | 'TXT' | 'TLSA' | 'PTR';

export interface Query {
  readonly name: string;
  readonly type: QueryType;
}

export interface Response {
  /** RFC 6895 §2.3, with the upper bits from EDNS: 0 no error, 2 SERVFAIL, 3 NXDOMAIN, 5 REFUSED. */
  readonly code: number;
  readonly truncated: boolean;
  /** The server says that it validated all of this (RFC 4035 §3.2.3). */
  readonly authentic: boolean;
  readonly answers: readonly Answer[];
  readonly authorities: readonly Answer[];
}

/** Largest UDP response asked for: passes every path without fragments. */
const udpSize = 1232;

/** EDNS0 with DO (RFC 6891, 3225) unless the server does not know EDNS; AD asks for the verdict of the resolver (RFC 6840 §5.7). */
export function encodeQuery(id: number, query: Query, edns: boolean): Buffer {
  return encode({
    type: 'query',
    id,
    flags: RECURSION_DESIRED | AUTHENTIC_DATA,
    questions: [{ name: query.name, type: query.type, class: 'IN' }],
    additionals: edns
      ? [
          {
            name: '.',
            type: 'OPT',
            udpPayloadSize: udpSize,
            extendedRcode: 0,
            ednsVersion: 0,
            flags: DNSSEC_OK,
            flag_do: true,
            options: [],
          },
        ]
      : [],
  });
}

const formatError = 1;

/** Null when these bytes are no response to that question: somebody else's, forged or broken. */
export function readResponse(bytes: Buffer, id: number, query: Query): Response | null {
  let packet: ReturnType<typeof decode>;
  try {
    packet = decode(bytes);
  } catch {
    // Whatever the decoder stumbled over, it was no DNS message.
    return null;
  }
  const flags = packet.flags ?? 0;
  const opcode = (flags >> 11) & 15;
  if (packet.id !== id || packet.type !== 'response' || opcode !== 0) return null;
  const code = (flags & 15) | (extendedCode(packet.additionals ?? []) << 4);
  const [question, ...more] = packet.questions ?? [];
  // A server that cannot read the question does not repeat it.
  const repeats = question === undefined ? code === formatError : more.length === 0 && asks(question, query);
  if (!repeats) return null;
  return {
    code,
    truncated: packet.flag_tc,
    authentic: packet.flag_ad,
    answers: packet.answers ?? [],
    authorities: packet.authorities ?? [],
  };
}

const asks = (question: { name: string; type: string; class?: string | undefined }, query: Query): boolean =>
  question.name.toLowerCase() === query.name && question.type === query.type && question.class === 'IN';

function extendedCode(additionals: readonly Answer[]): number {
  for (const record of additionals) if (record.type === 'OPT') return record.extendedRcode;
  return 0;
}
