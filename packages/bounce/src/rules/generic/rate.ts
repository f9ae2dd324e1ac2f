/** Too much mail: from this sender, to this recipient, in this message. Soft, whatever the code says. */
import type { Rule } from '../rule.ts';

export const rules: readonly Rule[] = [
  {
    id: 'generic/recipient-rate',
    reason: 'recipient_rate_limited',
    pattern: [
      '(user|recipient|mailbox|account|address|customer) .{0,40}(receiv|getting).{0,20}(at a rate|too (quickly|much|many|fast|frequently)|more (mail|messages))',
      '(receiving|recipient|mailbox|inbound|incoming) (mail |message |messages |e-?mail )?(rate|frequency|limits?\\b|threshold).{0,20}(exceed|limit|reach)',
      'recipient .{0,30}(rate limit|frequency|throttl|message rate)',
      'exceeding receiving limits',
      'too many (messages|mails|e-?mails|emails) (for|to) (this|the|that) (recipient|user|mailbox|address)',
      'receiv(ed|es|ing) too many (messages|mails|emails)',
    ],
    final: false,
    source: 'RFC 3463 x.2.1 as large receivers use it; seen on the wire',
    examples: [
      '450 4.2.1 The user you are trying to contact is receiving mail too quickly',
      '452 4.2.1 Mailbox receiving rate exceeded',
    ],
  },
  {
    id: 'generic/too-many-recipients',
    reason: 'too_many_recipients',
    pattern: [
      'too many (valid |local |total |rcpt |envelope )?(recipients|rcpts?\\b|addresses|addressees|to:)',
      '(maximum|max|max\\.|number|limit|count) (allowed |permitted )?(number )?(of |on )?(the )?(envelope |message |allowed |rcpt )?(recipients|rcpts?\\b)',
      'recipients? (count |number |limits? |per message |per session )(has been |have been |has |is |was )?(exceed|over|reached)',
      'recipients (exceed|limit)',
      '(no more|fewer|only one|only [0-9]+|one|more than [0-9]+|than [0-9]+|exceeds? [0-9]+) (recipients?|rcpts?)( |\\b)(allowed|at a|per|accepted|permitted|in|can|at|for)?',
      'size per transaction exceeded',
      'messages with multiple addresses',
      'split (the |your )?(message|mail|recipient)',
    ],
    final: false,
    source: 'RFC 5321 §4.5.3.1.10 (452 Too many recipients), RFC 3463 x.5.3',
    examples: ['452 4.5.3 Too many recipients', '550 Maximum number of recipients exceeded'],
  },
  {
    id: 'generic/too-many-bad-recipients',
    reason: 'bad_reputation',
    pattern: [
      '(too many|excessive|high number of|large number of) (invalid|unknown|bad|non-?existent|wrong|incorrect|failed|rejected) (recipient|user|rcpt|address|mailbox|account|deliver)',
      '(directory|dictionary) (harvest|attack)',
      '\\bharvest',
    ],
    source: 'Exchange and IceWarp recipient filters, sendmail BAD_RCPT_THROTTLE, seen on the wire',
    examples: ['550 Too many invalid recipients', '421 Directory harvest attack detected'],
  },
  {
    id: 'generic/rate-limited',
    reason: 'rate_limited',
    pattern: [
      '(rate|frequency|volume|throughput|traffic|flow|velocity)[ -]?(control|limit|limits|limited|limiting|limitation|quota|threshold|restriction|exceed)',
      '(rate|frequency|volume) (of .{0,30})?(is |was |has been |has )?(too high|exceed|limited|over)',
      'too many ([^ ]+ )?([^ ]+ )?(connection|connect|session|message|mail|e-?mail|email|request|transaction|delivery|deliveries|command|error|attempt|hit|login)',
      '(concurrent|simultaneous|parallel|maximum|max|number of|per.hour|hourly|daily|per.minute) ([^ ]+ )?(concurrent |simultaneous |smtp |allowed |of )?(connections?|sessions?)\\b.*(exceed|limit|reach|allow|too)',
      '(connections?|sessions?|concurrency|messages?|mail|emails?|sending|hourly|daily|send) (count |per ip |per connection |per session |per hour |rate |number )?(limits?|threshold)( has been| have been| is| was| are)? (exceed|reach|hit|over|per)',
      '(exceed(ed|ing|s)?|reached|over|beyond) .{0,30}(connections?|messages?|mails|emails|e-mails|rate|rates|requests|sessions|volume) (per|limit|allowed|in|permitted|from|within|rate)',
      '(exceed(ed|ing|s)?|reached) .{0,30}(number of|rate|per (hour|minute|day|second|session|connection|ip)).{0,30}(connection|message|mail|session|hour|minute|day|limit)',
      'exceeded permitted limits',
      'throttl',
      '(slow(er)? down|again slower|too (fast|quickly|rapidly|frequent|often)|more slowly)',
      '(mail|message|e-?mail|connection|smtp) (flood|bomb|storm)',
      'flooding',
      'too much (mail|e-?mail|traffic|messages)\\b',
      'connection frequency',
      '(deferred|limited|blocked|delayed) (due to|because of) (unexpected |excessive |high |too high )?(volume|rate|load of mail|number of)',
      '(unusual|excessive|abnormal|high) (rate|volume|amount|number) of (e-?mail|unsolicited|mail|message|connection|traffic|request|error)',
      '(maximum|max) (allowed |permitted |number of )?(connections?|messages?|sessions?|mails|emails) .{0,20}(exceed|reach|allow|per|limit)',
      'connection limit',
    ],
    final: false,
    source:
      'RFC 3463 x.7.28 ("Mail flood detected"), Postfix anvil(8), sendmail ratecontrol and conncontrol, Exim\'s ratelimit ACL, postfwd, policyd',
    examples: [
      '421 4.7.0 Too many connections from your IP, try again later',
      '452 4.3.2 Connection rate limit exceeded.',
      '550 Connection frequency limited',
    ],
  },
];
