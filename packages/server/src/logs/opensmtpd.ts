/**
 * OpenSMTPD, in its three ways to write a delivery:
 *   7.x  `1f2e… mta delivery evpid=9a8b… from=<s@x> to=<a@b> rcpt=<-> source="…" relay="192.0.2.1 (mx.b)" delay=1s result="Ok" stat="250 …"`
 *   6.0  the same with `mta event=delivery`
 *   5.x  `relay: TempFail for 9a8b…: session=…, from=<s@x>, to=<a@b>, rcpt=<->, source=…, relay=192.0.2.1 (mx.b), delay=1s, stat=450 …`
 * An expired envelope is said in the oldest way in every version ("Expire for").
 */
import { domainOf, type Outcome, type Sink } from './attempt.ts';
import { between, hop, isLoopback, isSaidFirst, type LogFormat } from './log.ts';
import { syslogTime } from './time.ts';

export const opensmtpd: LogFormat = {
  name: 'OpenSMTPD',
  mark: /m[td]a (?:event=)?delivery evpid=|(?:relay|delivery): (?:Ok|TempFail|PermFail|Expire) for [0-9a-f]{16}:/,
  reader(sink) {
    return {
      read(block, writtenBy) {
        hop(block, 'delivery evpid=', (line, at) => readQuoted(line, at, sink, syslogTime(line, writtenBy)));
        hop(block, ', stat=', (line, at) => readPlain(line, at, sink, syslogTime(line, writtenBy)));
      },
    };
  },
};

const outcomes: Readonly<Record<string, Outcome>> = {
  Ok: 'delivered',
  TempFail: 'deferred',
  PermFail: 'failed',
  Expire: 'expired',
};

/** What stands before: the session, and whether mail goes out or into a mailbox here. */
const session = /[0-9a-f]{16} (mta|mda) (?:event=)?$/;

function readQuoted(line: string, at: number, sink: Sink, time: number | null): void {
  const [lead, agent] = session.exec(line.slice(Math.max(0, at - 40), at)) ?? [];
  const result = between(line, ' result="', '"', at) ?? '';
  const outcome = Object.hasOwn(outcomes, result) ? outcomes[result] : undefined;
  if (lead === undefined || !isSaidFirst(line, at - lead.length) || outcome === undefined) return;
  const message = between(line, 'evpid=', ' ', at) ?? '';
  const stat = line.indexOf(' stat="', at);
  const reply = stat === -1 ? '' : line.slice(stat + 7, line.endsWith('"') ? -1 : undefined);
  if (agent === 'mda') sink.local();
  else deliver(line, at, message, outcome, between(line, ' relay="', '"', at) ?? '', reply, sink, time);
}

function readPlain(line: string, stat: number, sink: Sink, time: number | null): void {
  const match = /(relay|delivery): (Ok|TempFail|PermFail|Expire) for ([0-9a-f]{16}): /.exec(line);
  const outcome = outcomes[match?.[2] ?? ''];
  if (match === null || outcome === undefined || !isSaidFirst(line, match.index)) return;
  if (match[1] === 'delivery') sink.local();
  else
    deliver(
      line,
      match.index,
      match[3] ?? '',
      outcome,
      between(line, ', relay=', ', ') ?? '',
      line.slice(stat + 7),
      sink,
      time,
    );
}

/** `relay` is "192.0.2.1 (mx.b)", or the address alone. */
function deliver(
  line: string,
  from: number,
  message: string,
  outcome: Outcome,
  relay: string,
  reply: string,
  sink: Sink,
  at: number | null,
): void {
  const recipient = between(line, 'to=<', '>', from);
  if (recipient === null) return;
  if (isLoopback(relay)) {
    sink.local();
    return;
  }
  const sender = domainOf(between(line, 'from=<', '>', from) ?? '');
  sink.attempt({
    at,
    message,
    recipient,
    outcome,
    mx: between(relay, '(', ')'),
    reply: outcome === 'delivered' ? '' : reply,
    sender,
    list: null,
  });
}
