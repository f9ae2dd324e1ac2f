/**
 * Postfix: `postfix/smtp[1]: QID: to=<a@b>, relay=mx.b[192.0.2.1]:25, delay=1, dsn=5.1.1, status=bounced (host … said: 550 …)`,
 * from syslog with RFC 3164 or ISO times, with any instance name ("postfix-out/smtp", "postfix/relay/smtp").
 */
import { domainOf, type Outcome, type Sink } from './attempt.ts';
import { between, isLoopback, type LogFormat, pieces } from './log.ts';
import { isQueueId, readBytes } from './postfix-bytes.ts';
import { Senders } from './senders.ts';
import { Clock } from './time.ts';

export const postfix: LogFormat = {
  name: 'Postfix',
  // Of an address.
  sign: 0x3c,
  mark: /postfix[\w.-]{0,64}\/[\w/-]{1,64}(?:\[\d+\]:| \d+ )/,
  messageId: {
    sign: Buffer.from('message-id=<'),
    form: /(?:^|\s)([0-9A-Za-z]{5,20}): (?:resent-)?message-id=<([^<>\s]{1,998})>/,
  },
  reader(sink) {
    const clock = new Clock();
    const senders = new Senders();
    return {
      read(block, writtenBy) {
        for (const piece of pieces(block)) {
          const time = (start: number) => clock.at(piece, start, writtenBy);
          readBytes(piece, senders, sink, {
            time,
            expiry: (line, start) => readExpiry(line, sink, time(start)),
            delivery: (line, start) => readDelivery(line, senders, sink, time(start)),
          });
        }
      },
    };
  },
};

const outcomes: Readonly<Record<string, Outcome>> = {
  sent: 'delivered',
  deferred: 'deferred',
  bounced: 'failed',
  SOFTBOUNCE: 'deferred',
};

/** smtp(8) speaks to other hosts, error(8) and retry(8) stand in for it; local, virtual, pipe and lmtp deliver here. */
const outward = new Set(['smtp', 'error', 'retry']);

/** Words before the host that was asked, where `relay=` is "none" because it never answered. */
const asked = /(?:^|: |\d )(?:connect to|host|lost connection with|conversation with) ([\w.-]+)\[/;

/** `QID: from=<a@b>, status=expired, returned to sender`: for every recipient that still waits. */
function readExpiry(line: string, sink: Sink, at: number | null): void {
  const from = line.indexOf(': from=<');
  const message = queueId(line, from);
  const sender = domainOf(between(line, '<', '>', from) ?? '');
  if (message !== '' && /, status=(?:force-)?expired/.test(line))
    sink.attempt({ at, message, recipient: null, outcome: 'expired', mx: null, reply: '', sender, list: null });
}

function readDelivery(line: string, senders: Senders, sink: Sink, at: number | null): void {
  const to = line.indexOf(': to=<');
  const message = queueId(line, to);
  const status = line.indexOf(', status=', to);
  if (message === '' || status === -1) return;
  const word = line.slice(status + 9, line.indexOf(' ', status + 9));
  const outcome = Object.hasOwn(outcomes, word) ? outcomes[word] : undefined;
  if (outcome === undefined) return;
  const relay = between(line, ' relay=', ',', to) ?? 'none';
  const bracket = relay.indexOf('[');
  const reply = outcome === 'delivered' ? '' : replyOf(line, status + 9);
  const mx = bracket !== -1 ? relay.slice(0, bracket) : (asked.exec(reply)?.[1] ?? null);
  if (!outward.has(service(line, to)) || isFilter(relay) || (mx !== null && isLoopback(mx))) {
    sink.local();
    return;
  }
  const open = to + ': to=<'.length;
  sink.attempt({
    at,
    message,
    recipient: line.slice(open, line.indexOf('>', open)),
    outcome,
    mx,
    reply,
    sender: senders.of(message),
    list: null,
  });
}

function queueId(line: string, colon: number): string {
  const id = line.slice(line.lastIndexOf(' ', colon - 1) + 1, colon);
  return isQueueId(id.length) ? id : '';
}

const tag = /\/([\w-]{1,64})(?:(?:\[\d{1,10}\])?: | \d{1,10} )/;

/** "smtp" of "postfix-out/smtp[123]: " and of RFC 5424's "postfix/smtp 123 - - ". */
const service = (line: string, colon: number): string => tag.exec(line.slice(0, colon))?.[1] ?? '';

/**
 * Of "host[192.0.2.1]:25": the host itself, or one of a network of one's own (RFC 1918, RFC 4193) at a port where no mail server
 * takes mail from another, as a content filter behind smtp(8) is. One at port 25 cannot be told from a receiver.
 */
function isFilter(relay: string): boolean {
  const [, address = '', port = '25'] = /\[([^\]]*)\](?::(\d{1,5}))?$/.exec(relay) ?? [];
  return address === '::1' || address.startsWith('127.') || (ownNetwork.test(address) && !mailPorts.has(port));
}

const ownNetwork = /^(?:10\.|172\.(?:1[6-9]|2\d|3[01])\.|192\.168\.|f[cd][\da-f]{2}:)/i;
/** SMTP, and submission to a smart host; 2525 where 25 is closed. */
const mailPorts: ReadonlySet<string> = new Set(['25', '465', '587', '2525']);

/** The words in brackets, with the enhanced status in front where Postfix itself speaks and no server's reply is quoted. */
function replyOf(line: string, status: number): string {
  const open = line.indexOf('(', status);
  if (open === -1) return '';
  const text = line.slice(open + 1, line.endsWith(')') ? -1 : undefined);
  if (/ said: \d|refused to talk to me: \d|^\d{3}[ -]/.test(text)) return text;
  const dsn = between(line, ' dsn=', ',');
  return dsn === null ? text : `${dsn} ${text}`;
}
