/**
 * The ways in which a server can fail to answer a command. Each is what some real server, broken firewall or attacker does.
 */
import type { Socket } from 'node:net';

export const serverFaults = [
  '421', // says that it goes away, and goes
  '4xx',
  '5xx',
  'rst', // breaks the connection
  'fin', // closes it without an answer
  'hang', // never answers again
  'drip', // answers an octet at a time
  'multiline', // the code changes from line to line
  'flood', // a reply without end, and without a line end
  'garbage', // the right code, then NUL, 8-bit octets and terminal controls
  'bad_code', // no code of three digits
  'early', // answers, and answers the next command before it was said
  'half_close', // answers and closes its side, still reading
] as const;
export type ServerFault = (typeof serverFaults)[number];

interface Answering {
  readonly socket: Socket;
  /** The reply that a sane server gives, and the one to the command that usually follows. */
  readonly good: string;
  readonly next: string;
  readonly reset: () => void;
  /** Milliseconds between two octets of a drip. */
  readonly dripInterval: number;
  /** Octets of a flood. */
  readonly floodOctets: number;
}

/** True when the dialogue goes on after it. */
export function misbehave(fault: ServerFault, answering: Answering): boolean {
  const { socket, good, next } = answering;
  const code = good.slice(0, 3);
  switch (fault) {
    case '421':
      socket.end('421 4.3.2 Service shutting down\r\n');
      return false;
    case '4xx':
      return say(socket, '451 4.3.0 Temporary local problem\r\n');
    case '5xx':
      return say(socket, '550 5.7.1 Not accepted\r\n');
    case 'rst':
      answering.reset();
      return false;
    case 'fin':
      socket.end();
      return false;
    case 'hang':
      return false;
    case 'drip':
      drip(socket, good, answering.dripInterval);
      return false;
    case 'multiline':
      return say(socket, `${code}-one thing\r\n550 another thing\r\n`);
    case 'flood':
      flood(socket, `${code} `, answering.floodOctets);
      return false;
    case 'garbage':
      return say(socket, Buffer.from(`${code} \0\x1b[31m\x07\xff\xfe\u0085 ok\r\n`, 'latin1'));
    case 'bad_code':
      return say(socket, 'OK, go on\r\n');
    case 'early':
      return say(socket, `${good}${next}`);
    case 'half_close':
      socket.end(good);
      return false;
  }
}

function say(socket: Socket, text: string | Buffer): true {
  socket.write(text);
  return true;
}

function drip(socket: Socket, text: string, interval: number): void {
  let at = 0;
  const timer = setInterval(() => {
    if (at >= text.length || !socket.writable) clearInterval(timer);
    else socket.write(text.charAt(at++));
  }, interval);
  socket.once('close', () => clearInterval(timer));
}

function flood(socket: Socket, start: string, octets: number): void {
  const chunk = Buffer.alloc(65_536, 'x');
  let left = octets;
  socket.write(start);
  const pour = (): void => {
    while (left > 0 && socket.writable) {
      left -= chunk.length;
      if (!socket.write(chunk)) return;
    }
  };
  socket.on('drain', pour);
  pour();
}
