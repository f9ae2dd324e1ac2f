/**
 * One question to one server: UDP first, TCP when the answer did not fit (RFC 7766). Each question goes from a socket
 * of its own, so that port and id are random (RFC 5452 §9), and the connected socket hears that server alone.
 */
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { createConnection, isIPv6 } from 'node:net';
import { encodeQuery, type Query, type Response, readResponse } from './message.ts';

export interface ServerAddress {
  readonly address: string;
  readonly port: number;
}

export type ServerAnswer =
  | { readonly kind: 'response'; readonly response: Response }
  | { readonly kind: 'failed'; readonly why: string };

/** So many datagrams that do not answer the question are thrown away; more is an attack or a broken server. */
const strangersLimit = 32;

const failed = (why: string): ServerAnswer => ({ kind: 'failed', why });

/** `timeout` in milliseconds, for UDP and TCP each. Never rejects. */
export async function askServer(server: ServerAddress, query: Query, timeout: number): Promise<ServerAnswer> {
  const first = await askOnce(server, query, timeout, true);
  // FORMERR, NOTIMP and BADVERS: a server that does not know EDNS (RFC 6891 §7).
  const oldServer = first.kind === 'response' && [1, 4, 16].includes(first.response.code);
  return oldServer ? askOnce(server, query, timeout, false) : first;
}

async function askOnce(server: ServerAddress, query: Query, timeout: number, edns: boolean): Promise<ServerAnswer> {
  const overUdp = await viaUdp(server, query, timeout, edns);
  return overUdp.kind === 'response' && overUdp.response.truncated ? viaTcp(server, query, timeout, edns) : overUdp;
}

function viaUdp(server: ServerAddress, query: Query, timeout: number, edns: boolean): Promise<ServerAnswer> {
  return new Promise((resolve) => {
    const id = randomInt(0x10000);
    const socket = createSocket(isIPv6(server.address) ? 'udp6' : 'udp4');
    let strangers = 0;
    let over = false;
    const finish = (outcome: ServerAnswer): void => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      socket.close();
      resolve(outcome);
    };
    const timer = setTimeout(() => finish(failed('timed out')), timeout);
    socket.on('error', (error) => finish(failed(error.message)));
    socket.on('message', (bytes) => {
      const response = readResponse(bytes, id, query);
      if (response !== null) finish({ kind: 'response', response });
      else if (++strangers === strangersLimit) finish(failed('too many datagrams that answer nothing'));
    });
    socket.connect(server.port, server.address, (error?: Error) => {
      if (error === undefined) socket.send(encodeQuery(id, query, edns));
      else finish(failed(error.message));
    });
  });
}

function viaTcp(server: ServerAddress, query: Query, timeout: number, edns: boolean): Promise<ServerAnswer> {
  return new Promise((resolve) => {
    const id = randomInt(0x10000);
    const socket = createConnection({ host: server.address, port: server.port });
    let received = Buffer.alloc(0);
    const finish = (outcome: ServerAnswer): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(outcome);
    };
    const timer = setTimeout(() => finish(failed('timed out over TCP')), timeout);
    socket.on('error', (error) => finish(failed(error.message)));
    socket.once('end', () => finish(failed('the server closed the TCP connection')));
    socket.once('connect', () => {
      const question = encodeQuery(id, query, edns);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(question.length);
      socket.write(Buffer.concat([length, question]));
    });
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return;
      const response = readResponse(received.subarray(2, 2 + received.readUInt16BE(0)), id, query);
      finish(response === null ? failed('a message over TCP that answers nothing') : { kind: 'response', response });
    });
  });
}
