/**
 * Haraka's outbound queue: `[NOTICE] [UUID.1] [outbound] recipient <a@b> rejected: 550 …`, `… deferred: 450 …`, and when it
 * gives up `bouncing mail: Too many failures (…)`. The time stands in front where `timestamps` is on, or syslog puts it there.
 * A delivery is logged by its host and domain and the number of recipients: `delivered file=… domain=… host=… response=… rcpts=1/0/0`.
 */
import { type Attempt, domainOf, type Outcome, type Sink } from './attempt.ts';
import { between, hop, type LogFormat } from './log.ts';
import { Senders } from './senders.ts';
import { syslogTime } from './time.ts';

const entry =
  /\[(?:NOTICE|INFO|WARN|ERROR|CRIT)\] \[([0-9A-Fa-f-]{36})[\w.]{0,20}\] \[outbound[\w/]{0,20}\] (recipient|bouncing mail|Attempting to deliver to|delivered)\b/;

const outcomes: Readonly<Record<string, Outcome>> = { deferred: 'deferred', rejected: 'failed' };

/** Messages whose host is remembered. */
const most = 1 << 14;

export const haraka: LogFormat = {
  name: 'Haraka',
  mark: /\[(?:NOTICE|INFO|WARN|ERROR|CRIT)\] \[[0-9A-Fa-f-]{36}[\w.]{0,20}\] \[outbound/,
  reader(sink) {
    const senders = new Senders();
    const hosts = new Map<string, string>();
    return {
      read(block, writtenBy) {
        hop(block, '[outbound', (line) => {
          const match = entry.exec(line);
          if (match === null) return;
          // What others choose, as a subject is, stands behind the line's own level and id.
          if (line.lastIndexOf('] [', match.index) !== -1) return;
          const [whole, message = '', what] = match;
          const rest = line.slice(match.index + whole.length);
          const at = syslogTime(line, writtenBy) ?? null;
          const attempt = { at, message, mx: hosts.get(message) ?? null, sender: senders.of(message), list: null };
          if (what === 'Attempting to deliver to') remember(hosts, message, hostOf(rest));
          else if (what === 'recipient') {
            const [, recipient = '', verb = '', reply = ''] = /^ <([^<>]{1,320})> (\w{1,20}): (.*)$/.exec(rest) ?? [];
            const outcome = Object.hasOwn(outcomes, verb) ? outcomes[verb] : undefined;
            if (outcome !== undefined) sink.attempt({ ...attempt, recipient, outcome, reply });
          } else if (what === 'bouncing mail' && /^: Too many failures/.test(rest))
            sink.attempt({ ...attempt, recipient: null, outcome: 'expired', reply: between(rest, '(', ')') ?? '' });
          else if (what === 'delivered') tellCounted(rest, attempt, sink);
        });
        hop(block, 'MAIL FROM:<', (line, at) => {
          const message = /\[([0-9A-Fa-f-]{36})/.exec(line)?.[1];
          if (message !== undefined) senders.set(message, domainOf(between(line, '<', '>', at) ?? ''));
        });
      },
    };
  },
};

/** The receiver chose what stands in `response`, and the numbers stand behind it. */
function tellCounted(
  rest: string,
  { at, message, sender }: Pick<Attempt, 'at' | 'message' | 'sender'>,
  sink: Sink,
): void {
  const domain = / domain="?([^"\s]{1,255})/.exec(rest)?.[1];
  const mx = / host="?([^"\s]{1,255})/.exec(rest)?.[1] ?? null;
  const count = Number(/ rcpts="?(\d{1,5})\/\d+\/\d+"?\s*$/.exec(rest)?.[1] ?? 1);
  if (domain !== undefined && count > 0) sink.counted({ at, message, sender, mx, domain: domain.toLowerCase(), count });
}

/** ": mx.firm.example:25 (0)" */
const hostOf = (rest: string): string => /^:? ?([\w.-]{1,255}):\d/.exec(rest)?.[1] ?? '';

function remember(hosts: Map<string, string>, message: string, host: string): void {
  if (host === '') return;
  if (hosts.size === most) hosts.clear();
  hosts.set(message, host);
}
