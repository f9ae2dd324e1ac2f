/** Our own ports: whether a stranger could relay through them, and who reads what is for the postmaster. */
import { connect, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { createInterface } from 'node:readline';
import { connect as connectTls } from 'node:tls';
import type { Examined } from './examined.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** RFC 5321 §4.5.1: who takes mail for a name takes it for its postmaster. */
export function checkPostmaster({ config, places }: Examined): Finding {
  const { postmaster } = config.smtp;
  return postmaster === null
    ? warn(
        'postmaster',
        `mail for postmaster@${places.hostname} is refused`,
        'set smtp.postmaster to an address that somebody reads',
      )
    : ok('postmaster', `mail for postmaster@${places.hostname} goes to ${postmaster}`);
}

/** Mail for a stranger's address, tried as a stranger: from an address of this machine that is not trusted. */
export async function checkRelay({ config }: Examined, probe = relayReply): Promise<readonly Finding[]> {
  const everybody = config.smtp.trusted_networks.filter((network) => /\/0$/.test(network));
  if (everybody.length > 0)
    return [
      fail(
        'open relay',
        `smtp.trusted_networks has ${everybody.join(', ')}: everybody may relay`,
        'name your own networks only',
      ),
    ];
  const { inNetwork } = await import('@hearback/smtp');
  const trusted = (address: string): boolean =>
    config.smtp.trusted_networks.some((network) => inNetwork(address, withBits(network)));
  const strange = ownAddresses().filter((address) => !trusted(address));
  return Promise.all(
    Object.entries(config.smtp.listeners).map(async ([name, { address, port, tls }]) => {
      const check = `open relay ${name}`;
      const from = isAny(address) ? strange[0] : strange.find((each) => each === address);
      if (from === undefined)
        return ok(
          check,
          `${port === 0 ? 'its port' : `port ${port}`} cannot be reached from here as a stranger; only ${config.smtp.trusted_networks.join(', ') || 'users'} may relay`,
        );
      const reply = await probe({ host: isAny(address) ? from : address, port, from, implicitTls: tls === 'implicit' });
      if (reply === null) return warn(check, `port ${port} does not answer`, 'start the service, then look again');
      return reply.startsWith('2')
        ? fail(
            check,
            `a stranger at ${from} was told: ${reply}`,
            'take the service off the network and look into smtp.trusted_networks',
          )
        : ok(check, reply);
    }),
  );
}

const isAny = (address: string): boolean => address === '0.0.0.0' || address === '::';
const withBits = (network: string): string =>
  network.includes('/') ? network : `${network}/${network.includes(':') ? 128 : 32}`;

const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((addresses) =>
    (addresses ?? []).filter(({ family }) => family === 'IPv4').map(({ address }) => address),
  );

interface RelayProbe {
  readonly host: string;
  readonly port: number;
  readonly from: string;
  readonly implicitTls: boolean;
}

/** The last reply of a stranger's dialogue up to RCPT; null when nobody answers. Nothing is ever sent. */
function relayReply({ host, port, from, implicitTls }: RelayProbe): Promise<string | null> {
  const commands = ['EHLO doctor.invalid', 'MAIL FROM:<doctor@stranger.invalid>', 'RCPT TO:<victim@foreign.invalid>'];
  return new Promise((resolve) => {
    const plain: Socket = connect({ host, port, localAddress: from });
    const socket: Socket = implicitTls ? connectTls({ socket: plain, rejectUnauthorized: false }) : plain;
    let last: string | null = null;
    const end = (): void => {
      plain.destroy();
      resolve(last);
    };
    plain.setTimeout(10_000, end);
    plain.once('error', end);
    socket.once('error', end);
    socket.once('close', end);
    const lines = createInterface({ input: socket });
    // It passes on what goes wrong with the socket.
    lines.on('error', end);
    lines.on('line', (line) => {
      if (line[3] === '-') return;
      last = line;
      const next = commands.shift();
      if (next === undefined || !line.startsWith('2')) {
        socket.end('QUIT\r\n');
        end();
      } else socket.write(`${next}\r\n`);
    });
  });
}
