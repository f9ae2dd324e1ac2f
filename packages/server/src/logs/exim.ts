/**
 * Exim's main log: `2026-11-24 01:02:03 1tEAbc-000000001Xy-2Zab => a@b R=dnslookup T=remote_smtp H=mx.b [192.0.2.1] C="250 OK"`
 * with `<=` arrival, `=>` `->` `>>` delivery, `==` deferral, `**` failure (Exim specification, chapter "Log files").
 * The same lines through syslog have a prefix, and with options a zone, milliseconds and the process id.
 */
import { domainOf, type Outcome, type Sink } from './attempt.ts';
import { between, eachLine, isLoopback, type LogFormat } from './log.ts';
import { Senders } from './senders.ts';
import { isoTime, syslogTime } from './time.ts';

/** In front of it syslog's header, which has no ": " in it; what clients choose, as an address, stands behind Exim's own time. */
const entry =
  /^(?:(?!\d{4}-\d\d-\d\d \d)(?:[^:]|:(?! )){1,300}?\bexim\S{0,20}: )?(?:(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?(?: [+-]\d{4})?) )?(?:\[\d+\] )?([0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}) (<=|=>|->|>>|==|\*\*) (.+)$/;

const outcomes: Readonly<Record<string, Outcome>> = {
  '=>': 'delivered',
  '->': 'delivered',
  '>>': 'delivered',
  '==': 'deferred',
  '**': 'failed',
};

/** "Retry time not reached", "domain is in queue_domains" and the like: no attempt was made, so nothing new is known. */
const notTried = / defer \(-5[1-6]\)/;

/** Exim's words for "gave up": the retry rule's end was reached. */
const gaveUp = /retry timeout exceeded|have been failing for a long time/;

export const exim: LogFormat = {
  name: 'Exim',
  mark: /(?:^|\n|: )(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\S* )?(?:[+-]\d{4} )?(?:\[\d+\] )?[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} (?:<=|=>|->|==|\*\*|Completed)/,
  messageId: {
    sign: Buffer.from(' <= '),
    form: / ([0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}) <= .{0,2000}? id=(\S{1,998})/,
  },
  reader(sink) {
    const senders = new Senders();
    return {
      read(block, writtenBy) {
        eachLine(block, (line) => {
          const match = entry.exec(line);
          if (match === null) return;
          const [, stamp, message = '', flag = '', rest = ''] = match;
          if (flag === '<=') senders.set(message, domainOf(rest.slice(0, lengthOfWord(rest))));
          else
            readDelivery(
              stamp === undefined ? syslogTime(line, writtenBy) : isoTime(stamp),
              message,
              flag,
              rest,
              senders,
              sink,
            );
        });
      },
    };
  },
};

function readDelivery(
  at: number | null,
  message: string,
  flag: string,
  rest: string,
  senders: Senders,
  sink: Sink,
): void {
  const fieldsEnd = endOfFields(rest, flag);
  const fields = rest.slice(0, fieldsEnd);
  const reply = flag === '==' || flag === '**' ? rest.slice(fieldsEnd + 2) : '';
  if (flag === '==' && notTried.test(rest)) return;
  const host = / H=(?:([\w.-]+) )?(?:\([^)]*\) )?\[?([\w.:]*)/.exec(fields);
  const transport = / T=(\S+)/.exec(fields)?.[1];
  if (isLocal(flag, transport, host)) {
    sink.local();
    return;
  }
  const sender = between(fields, ' F=<', '>') ?? between(fields, ' P=<', '>');
  sink.attempt({
    at,
    message,
    recipient: recipientOf(fields),
    outcome: flag === '**' && gaveUp.test(reply) ? 'expired' : (outcomes[flag] ?? 'deferred'),
    mx: host?.[1] ?? /: host ([\w.-]+) \[/.exec(rest)?.[1] ?? null,
    reply,
    sender: sender === null ? senders.of(message) : domainOf(sender),
    list: null,
  });
}

/** Fields end at the first ": "; for a deferral, at the first after "defer (n)". */
function endOfFields(rest: string, flag: string): number {
  if (flag !== '==' && flag !== '**') return rest.length;
  const defer = flag === '==' ? rest.indexOf(' defer (') : 0;
  const colon = rest.indexOf(': ', Math.max(defer, 0));
  return colon === -1 ? rest.length : colon;
}

/** A delivery without a host is into a mailbox here; so is any transport that is not an SMTP one, and LMTP (RFC 2033) wherever it goes. */
function isLocal(flag: string, transport: string | undefined, host: RegExpExecArray | null): boolean {
  if (transport?.includes('lmtp') === true) return true;
  if (host !== null) return isLoopback(host[1] ?? '') || isLoopback(host[2] ?? '');
  if (transport !== undefined) return !transport.includes('smtp');
  return flag !== '==' && flag !== '**';
}

/** The address, or the one in angle brackets behind a local part or a pipe. */
function recipientOf(fields: string): string {
  const first = fields.slice(0, lengthOfWord(fields));
  return first.includes('@') ? first : (between(fields, ' <', '>') ?? first);
}

function lengthOfWord(text: string): number {
  const space = text.indexOf(' ');
  return space === -1 ? text.length : space;
}
