/**
 * Thirty days of events about mail to many domains, lists and senders, 15 % of which fails: the same in every run. `drawTraffic`
 * gives them in the order of time, as a ledger hears them.
 */
import { explain } from '@hearback/bounce';

export const day = 86_400_000;
export const now = Date.UTC(2026, 10, 28, 12);

const replies = [
  '550 5.1.1 The email account that you tried to reach does not exist',
  '451 4.7.1 Greylisting in action, please come back later',
  '452 4.2.2 The recipient mailbox is full',
  '421 4.7.0 [TSS04] Messages temporarily deferred due to user complaints',
  '550 5.7.1 Message blocked due to poor reputation of the sending address',
  '554 5.7.1 Service unavailable; client host blocked using Spamhaus ZEN',
];
const hosts = ['aspmx.l.google.com', 'mta5.am0.yahoodns.net', 'a-com.mail.protection.outlook.com', 'mx.other.example'];
/** Events that may have been under way when a filling was broken off. */
const overlap = 20_000;
const verdicts = replies.map((text) => hosts.map((mx) => explain(text, { mx })));

/** What is searched for as something rare. Even, as are the serials of events: each has two ids. */
const oneExpiredOf = 20_000;

/** `count`: of all events; those drawn fill the last thirty days up to `now`. */
export function drawTraffic(count) {
  let seed = 7;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  /** Few are drawn often, many seldom, as domains are. */
  const seldom = (most) => Math.floor(most ** random()) - 1;

  let serial = 0;
  /** UUIDv7. */
  const idAt = (prefix, at) => {
    const time = at.toString(16).padStart(12, '0');
    const rest = (serial++).toString(16).padStart(12, '0');
    return `${prefix}${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(-3)}-8${rest.slice(-6, -3)}-${rest}`;
  };

  const eventAt = (at) => {
    const expired = serial % oneExpiredOf === 0;
    const host = seldom(hosts.length + 1) % hosts.length;
    const failed = random() < 0.15 ? seldom(replies.length + 1) : expired ? 1 : -1;
    const verdict = failed < 0 ? null : (verdicts[failed]?.[host] ?? null);
    const text = replies[failed] ?? '';
    return {
      ...{ id: idAt('evt_', at), at, message_id: idAt('msg_', at), original_recipient: null },
      type: expired ? 'expired' : verdict === null ? 'delivered' : verdict.final ? 'bounced' : 'deferred',
      recipient: `user${Math.floor(random() * 2_000_000)}@d${seldom(30_000)}.example`,
      ...{ sender: `news@s${seldom(20)}.example`, stream: random() < 0.3 ? 'bulk' : 'default' },
      ...{ list: `list ${seldom(100)}`, campaign: `c${Math.floor(at / day)}`, tags: [], attempt: 1 },
      mx: { host: hosts[host], address: '192.0.2.1' },
      ...{ source_ip: `198.51.100.${seldom(16)}`, tls: null, stage: null },
      reply: verdict === null ? null : { code: verdict.code, status: verdict.status, text },
      ...{ verdict, source: 'smtp_session', trusted: true, duration_ms: 12, incident_id: null, ambiguous: false },
      ...{ next_attempt_at: null, attempts: null, dominant_reason: null },
    };
  };

  const timeOf = (place) => Math.floor(now - 30 * day * (1 - place / count));

  let done = 0;
  return {
    count,
    left: () => count - done,
    /** Goes on where a filling was broken off whose newest event is of that time: a little before, for what comes twice is kept once. */
    goOnFrom: (at) => {
      const place = count * (1 - (now - at) / (30 * day));
      const from = count - place < overlap ? count : place - overlap;
      for (; done < from; done++) eventAt(timeOf(done));
    },
    /** The next ones, at most so many. */
    next: (most) => {
      const events = [];
      for (; events.length < most && done < count; done++) events.push(eventAt(timeOf(done)));
      return events;
    },
  };
}
