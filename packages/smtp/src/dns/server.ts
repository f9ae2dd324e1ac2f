/**
 * A DNS server for tests and simulations: answers on loopback over UDP and TCP from a zone or a function, well or badly.
 * It plays the recursive resolver: it may set AD, stay silent, fail, cut off.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import {
  type Answer,
  AUTHENTIC_DATA,
  decode,
  encode,
  RECURSION_AVAILABLE,
  RECURSION_DESIRED,
  TRUNCATED_RESPONSE,
} from 'dns-packet';
import { answerFrom, type DnsQuestion, type DnsReply, type Zone } from './zone.ts';

export interface DnsServerOptions {
  readonly zone?: Zone;
  /** Goes before the zone; null leaves the question to the zone. */
  readonly answer?: (question: DnsQuestion) => DnsReply | null | Promise<DnsReply | null>;
  /** Default 127.0.0.1. */
  readonly address?: string;
  /** Default 0: any free port. */
  readonly port?: number;
}

export interface DnsServer {
  readonly address: string;
  readonly port: number;
  /** Every question so far, in the order they came. */
  readonly asked: readonly DnsQuestion[];
  /** Takes the place of the zone from the next question on. */
  readonly setZone: (zone: Zone) => void;
  readonly close: () => Promise<void>;
}

const codes = { formerr: 1, servfail: 2, no_name: 3, notimp: 4, refused: 5 };

/** Longest answer over UDP: what the client's EDNS asks, or 512 octets. */
const plainUdpSize = 512;

export async function startDnsServer(options: DnsServerOptions): Promise<DnsServer> {
  const address = options.address ?? '127.0.0.1';
  let zone = options.zone ?? {};
  const asked: DnsQuestion[] = [];
  const sockets = new Set<Socket>();

  async function repliesTo(message: Buffer, transport: 'udp' | 'tcp'): Promise<readonly Buffer[]> {
    const query = read(message);
    if (query === null) return [];
    const question: DnsQuestion = { name: query.name.toLowerCase().replace(/\.$/, ''), type: query.type, transport };
    asked.push(question);
    const reply = (await options.answer?.(question)) ?? answerFrom(zone, question);
    if (reply.kind === 'timeout') return [];
    if (reply.kind === 'bytes') return reply.bytes(message);
    return [encodeReply(query, reply, transport)];
  }

  const tcp = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that breaks the connection off has what it wanted.
    socket.on('error', () => socket.destroy());
    eachMessage(socket, async (message) => {
      for (const bytes of await repliesTo(message, 'tcp')) socket.write(Buffer.concat([lengthOf(bytes), bytes]));
    });
  });
  const udp = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  const port = await listenBoth(tcp, udp, address, options.port ?? 0);
  udp.on('message', async (message, from) => {
    for (const bytes of await repliesTo(message, 'udp')) udp.send(bytes, from.port, from.address);
  });

  return {
    address,
    port,
    asked,
    setZone: (next) => {
      zone = next;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      const closed = [once(tcp, 'close'), once(udp, 'close')];
      tcp.close();
      udp.close();
      await Promise.all(closed);
    },
  };
}

/** The same port for both; a free TCP port may be taken over UDP, then another one is tried. */
async function listenBoth(tcp: Server, udp: ReturnType<typeof createSocket>, address: string, wanted: number) {
  for (let left = 10; ; left--) {
    tcp.listen(wanted, address);
    await once(tcp, 'listening');
    const bound = tcp.address();
    const port = bound !== null && typeof bound === 'object' ? bound.port : wanted;
    try {
      udp.bind(port, address);
      await once(udp, 'listening');
      return port;
    } catch (error) {
      tcp.close();
      await once(tcp, 'close');
      if (wanted !== 0 || left === 0) throw error;
    }
  }
}

interface ReadQuery {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly question: NonNullable<ReturnType<typeof decode>['questions']>[number];
  /** Null without EDNS. */
  readonly udpSize: number | null;
}

function read(message: Buffer): ReadQuery | null {
  try {
    const packet = decode(message);
    const question = packet.questions?.[0];
    if (question === undefined) return null;
    const opt = packet.additionals?.find((record) => record.type === 'OPT');
    const udpSize = opt?.type === 'OPT' ? opt.udpPayloadSize : null;
    return { id: packet.id ?? 0, name: question.name, type: question.type, question, udpSize };
  } catch {
    // No DNS message: a server does not answer what it cannot read.
    return null;
  }
}

type EncodedReply = Exclude<DnsReply, { readonly kind: 'timeout' | 'bytes' }>;

function encodeReply(query: ReadQuery, reply: EncodedReply, transport: 'udp' | 'tcp'): Buffer {
  const code = reply.kind === 'answer' || reply.kind === 'no_data' ? 0 : codes[reply.kind];
  const secure = 'secure' in reply && reply.secure === true ? AUTHENTIC_DATA : 0;
  const flags = RECURSION_DESIRED | RECURSION_AVAILABLE | secure | code;
  const answers = 'records' in reply ? [...(reply.records ?? [])] : [];
  const head = { type: 'response' as const, id: query.id, questions: [query.question], additionals: opt(query) };
  const whole = encode({ ...head, flags, answers, authorities: soa(reply) });
  const tooLong = whole.length > (query.udpSize ?? plainUdpSize) || ('truncated' in reply && reply.truncated === true);
  if (transport === 'tcp' || !tooLong) return whole;
  return encode({ ...head, flags: flags | TRUNCATED_RESPONSE, answers: [], authorities: [] });
}

const opt = (query: ReadQuery): Answer[] =>
  query.udpSize === null
    ? []
    : [
        {
          name: '.',
          type: 'OPT',
          udpPayloadSize: 1232,
          extendedRcode: 0,
          ednsVersion: 0,
          flags: 0,
          flag_do: false,
          options: [],
        },
      ];

/** What RFC 2308 has a negative answer carry; everything here is in one zone, the root's. */
function soa(reply: EncodedReply): Answer[] {
  if ((reply.kind !== 'no_data' && reply.kind !== 'no_name') || reply.ttl === null) return [];
  const ttl = reply.ttl ?? 60;
  const data = { mname: 'ns.invalid', rname: 'hostmaster.invalid', serial: 1, refresh: 3600, retry: 600, minimum: ttl };
  return [{ name: '.', type: 'SOA', ttl, data: { ...data, expire: 86_400 } }];
}

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return length;
}

function eachMessage(socket: Socket, take: (message: Buffer) => Promise<void>): void {
  let received = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      const end = 2 + received.readUInt16BE(0);
      void take(received.subarray(2, end));
      received = received.subarray(end);
    }
  });
}
