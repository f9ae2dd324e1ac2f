/**
 * KumoMTA's log records: one JSON object a line (docs.kumomta.com/reference/log_record). Records that say nothing
 * of a recipient's fate (Reception, Rejection, Xfer…) are passed over.
 */
import { domainOf, type Outcome } from './attempt.ts';
import { eachLine, type LogFormat } from './log.ts';
import { nobodyComplained } from './nobody-complained.ts';
import { isoTime } from './time.ts';

const outcomes: Readonly<Record<string, Outcome>> = {
  Delivery: 'delivered',
  TransientFailure: 'deferred',
  Bounce: 'failed',
  AdminBounce: 'failed',
  OOB: 'failed',
  Expiration: 'expired',
};

export const kumomta: LogFormat = {
  name: 'KumoMTA',
  mark: /(?:^|\n)\{(?=[^\n]{0,4000}"type":\s?"(?:Reception|Delivery|Bounce|TransientFailure|Expiration|AdminBounce|OOB|Feedback)")(?=[^\n]{0,8000}"(?:response|sender)":)/,
  reader(sink) {
    return {
      read(block) {
        eachLine(block, (line) => {
          const record = objectOf(line);
          const type = textOf(record['type']) ?? '';
          const at = timeOf(record);
          const report = member(record['feedback_report']);
          if (type === 'Feedback' && !nobodyComplained(textOf(report['feedback_type'])))
            sink.complaint(at, textOf(record['id']) ?? '', complainant(report));
          const outcome = Object.hasOwn(outcomes, type) ? outcomes[type] : undefined;
          if (outcome === undefined) return;
          const attempt = {
            at,
            message: textOf(record['id']) ?? '',
            outcome,
            mx: textOf(member(record['peer_address'])['name'])?.replace(/\.$/, '') ?? null,
            reply: outcome === 'delivered' ? '' : replyOf(member(record['response'])),
            sender: domainOf(textOf(record['sender']) ?? ''),
            list: listOf(record),
          };
          for (const recipient of [record['recipient']].flat()) {
            if (typeof recipient === 'string') sink.attempt({ ...attempt, recipient });
          }
        });
      },
    };
  },
};

type Json = Readonly<Record<string, unknown>>;

function objectOf(line: string): Json {
  // A failing JSON.parse costs microseconds, so it is not asked about what is no record.
  if (!line.startsWith('{') || !line.endsWith('}') || !line.includes('"type"')) return {};
  try {
    return member(JSON.parse(line));
  } catch {
    return {};
  }
}

const member = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Beyond it there is no date (ECMA-262 §21.4.1.1). */
const lastSecond = 8.64e12;

function timeOf(record: Json): number | null {
  const { timestamp, event_time } = record;
  if (typeof event_time === 'string') return isoTime(event_time);
  if (typeof timestamp !== 'number') return isoTime(textOf(timestamp) ?? '');
  return Math.abs(timestamp) <= lastSecond ? timestamp * 1000 : null;
}

/** The reply as the peer wrote it: KumoMTA keeps code, enhanced code and text apart. */
function replyOf(response: Json): string {
  const enhanced = member(response['enhanced_code']);
  const status =
    typeof enhanced['class'] === 'number' ? `${enhanced['class']}.${enhanced['subject']}.${enhanced['detail']} ` : '';
  return `${response['code'] ?? ''} ${status}${textOf(response['content']) ?? ''}`.trim();
}

/** Whom KumoMTA's trace header of the returned mail names, else whom the report does (RFC 5965 §3.2): many redact it. */
function complainant(report: Json): string {
  const traced = textOf(member(report['supplemental_trace'])['recipient']);
  const [named] = [report['original_rcpto_to'], report['original_rcpt_to']].flat();
  return traced ?? textOf(named) ?? '';
}

/** List-Id where it is logged, else the campaign in the queue's name ("campaign:tenant@domain"). */
function listOf(record: Json): string | null {
  const header = textOf(member(record['headers'])['List-Id']) ?? textOf(member(record['headers'])['list-id']);
  const campaign = /^([^:@]+):/.exec(textOf(record['queue']) ?? '')?.[1];
  return header ?? textOf(member(record['meta'])['campaign']) ?? campaign ?? null;
}
