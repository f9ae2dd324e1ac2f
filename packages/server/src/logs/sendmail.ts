/**
 * sendmail: `sm-mta[1]: QID: to=<a@b>,<c@b>, ctladdr=<s@x> (1/1), delay=…, mailer=esmtp, relay=mx.b. [192.0.2.1], dsn=5.1.1, reply=550 …, stat=User unknown`
 * (Installation and Operation Guide §2.1.1; `reply=` since 8.16). One line may name several recipients.
 */
import { domainOf, type Outcome, type Sink } from './attempt.ts';
import { between, hop, isLoopback, isSaidFirst, type LogFormat } from './log.ts';
import { Senders } from './senders.ts';
import { syslogTime } from './time.ts';

export const sendmail: LogFormat = {
  name: 'sendmail',
  mark: /, delay=[\d:+]{8,16}, (?:xdelay=[\d:+]{8,16}, )?mailer=/,
  messageId: {
    sign: Buffer.from(', msgid=<'),
    form: /(?:^|\s)(\w{8,20}): from=.{0,1000}?, msgid=<([^<>\s]{1,998})>/,
  },
  reader(sink) {
    const senders = new Senders();
    return {
      read(block, writtenBy) {
        hop(block, ': from=', (line, at) => {
          const message = queueId(line, at);
          if (message !== null) senders.set(message, domainOf(address(line.slice(at + 7, endOfList(line, at + 7)))));
        });
        hop(block, ', stat=', (line, at) => readDelivery(line, at, senders, sink, () => syslogTime(line, writtenBy)));
        // Behind what the message's recipients were deferred for.
        hop(block, ': Cannot send message ', (line) => readExpiry(line, sink, () => syslogTime(line, writtenBy)));
      },
    };
  },
};

/** `QID: ID: sender notify: Cannot send message for 5 days`, the notice's id second: for every recipient that still waits. */
const expiry = /(\w{8,20}): \w{8,20}: (?:sender|postmaster) notify: Cannot send message for \d/;

function readExpiry(line: string, sink: Sink, time: () => number | null): void {
  const match = expiry.exec(line);
  if (match === null || !isSaidFirst(line, match.index)) return;
  const [, message = ''] = match;
  sink.attempt({
    at: time(),
    message,
    recipient: null,
    outcome: 'expired',
    mx: null,
    reply: '',
    sender: null,
    list: null,
  });
}

function readDelivery(line: string, stat: number, senders: Senders, sink: Sink, time: () => number | null): void {
  const to = line.indexOf(': to=');
  const listEnd = line.indexOf('=', to + 5) === -1 ? -1 : endOfList(line, to + 5);
  const words = line.slice(stat + ', stat='.length);
  const dsn = between(line, ', dsn=', ',') ?? '';
  const outcome = outcomeOf(words, dsn);
  const message = queueId(line, to);
  if (message === null || listEnd === -1 || listEnd > stat || outcome === null) return;
  const relay = between(line, ', relay=', ',') ?? '';
  const host = relay.slice(0, relay.indexOf(' ') === -1 ? undefined : relay.indexOf(' '));
  if (isLocal(between(line, ', mailer=', ',')) || isLoopback(host)) {
    sink.local();
    return;
  }
  const controlling = between(line, ', ctladdr=', ',');
  const sender = senders.of(message) ?? (controlling === null ? null : domainOf(address(controlling)));
  const attempt = {
    at: time(),
    message,
    outcome,
    mx: /^[\w-]+\./.test(host) ? host.replace(/\.$/, '') : null,
    reply: outcome === 'delivered' ? '' : (between(line, ', reply=', ', stat=') ?? replyOf(words, dsn)),
    sender,
    list: null,
  };
  for (const recipient of line.slice(to + 5, listEnd).split(','))
    sink.attempt({ ...attempt, recipient: address(recipient) });
}

function outcomeOf(words: string, dsn: string): Outcome | null {
  if (words.startsWith('Sent')) return 'delivered';
  if (words.startsWith('queued')) return null;
  if (/^Cannot send message/i.test(words)) return 'expired';
  if (words.startsWith('Deferred') || dsn.startsWith('4')) return 'deferred';
  return dsn.startsWith('5') || dsn === '' ? 'failed' : null;
}

function replyOf(words: string, dsn: string): string {
  const text = words.startsWith('Deferred: ') ? words.slice('Deferred: '.length) : words;
  return /^\d{3}[ -]/.test(text) || dsn === '' ? text : `${dsn} ${text}`;
}

const isLocal = (mailer: string | null): boolean =>
  mailer !== null && /^(?:local|prog|\*file\*|\*include\*|procmail|cyrus|lmtp)/.test(mailer);

/** Recipients end where the next `, name=` begins. */
function endOfList(line: string, from: number): number {
  for (let comma = line.indexOf(', ', from); comma !== -1; comma = line.indexOf(', ', comma + 2)) {
    if (/^[a-z]+=/.test(line.slice(comma + 2, comma + 12))) return comma;
  }
  return -1;
}

function queueId(line: string, colon: number): string | null {
  const start = line.lastIndexOf(' ', colon - 1) + 1;
  return colon !== -1 && isSaidFirst(line, start) ? line.slice(start, colon) : null;
}

/** "<a@b>" or "a@b (1/1)" as "a@b". */
function address(text: string): string {
  const open = text.indexOf('<');
  if (open !== -1) return text.slice(open + 1, text.indexOf('>', open) === -1 ? undefined : text.indexOf('>', open));
  return text.split(' ', 1)[0] ?? '';
}
