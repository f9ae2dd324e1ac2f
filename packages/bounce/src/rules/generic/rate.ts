/** Too much mail: from this sender, to this recipient, in this message. Soft, whatever the code says. */
import type { Rule } from '../rule.ts';

/** Named as the sender's; before the words for a mailbox over its limit. */
export const named: readonly Rule[] = [
  {
    id: 'generic/rate-over-limit',
    reason: 'rate_limited',
    pattern: [
      '(message|sending|connection|mail|e-?mail|smtp|submission) (rate|frequency|volume) ([^ ]+ )?(over|above|beyond|higher)',
      '(hourly|daily) (message |mail |e-?mail |connection )?(limit|maximum|allowance|quota)\\b',
      '(number of|max(imum)?) (messages|mails|e-?mails|connections|sessions) (per|from|within|in the last)\\b',
      'number of (connections|sessions) (is |was |has been )?(over|above|beyond|exceed|too)',
      '(sent|sends|sending) (us )?more (mails?|messages|e-?mails?) than',
      '(throttl(e|ing)|rate) quota',
      'лимит[^ ]* (подкл|соед|пис|сообщ|отпр)',
    ],
    final: false,
    source: 'iRedAPD ("Throttling quota exceeded"), postfwd, Exim ratelimit ACLs; seen on the wire',
    examples: [
      '554 5.7.1 <END-OF-MESSAGE>: End-of-data rejected: Throttling quota exceeded',
      '451 Your server has sent more mail than we allow per hour',
      '450 4.7.1 Sending rate over the limit',
      '450 4.2.1 Daily quota exceeded.',
      '550 Превышен лимит подключений',
    ],
  },
];

export const rules: readonly Rule[] = [
  {
    id: 'generic/recipient-rate',
    reason: 'recipient_rate_limited',
    pattern: [
      '(user|recipient|mailbox|account|address|customer) .{0,40}(receiv|getting|gets).{0,20}(at a rate|too (quickly|much|many|fast|frequently)|more (mail|messages))',
      '(receiving|recipient|mailbox|inbound|incoming) (mail |message |messages |e-?mail )?(rate|frequency|threshold).{0,20}(exceed|limit|reach)',
      '(receiving|mailbox|inbound|incoming) (mail |message |messages |e-?mail )?limits?\\b.{0,20}(exceed|reach)',
      'recipient .{0,30}(rate limit|frequency|throttl|message rate)',
      'exceeding receiving limits',
      'too many (messages|mails|e-?mails|emails) (for|to) (this|the|that) (recipient|user|mailbox|address)',
      'receiv(ed|es|ing) too many (messages|mails|emails)',
    ],
    final: false,
    source: 'RFC 3463 x.2.1 as large receivers use it; seen on the wire',
    examples: [
      '450 4.2.1 This user gets too much mail just now',
      '450 4.2.1 The user you are trying to contact is receiving mail too quickly',
      '452 4.2.1 Mailbox receiving rate exceeded',
    ],
  },
  {
    id: 'generic/recipients-per-time',
    reason: 'rate_limited',
    pattern: [
      '(recipients|rcpts?) .{0,24}(per|in the last|within the last|this|in one|each|every|for the) (hour|minute|day|24)',
      '(hourly|daily) (recipient|rcpt)',
    ],
    final: false,
    meaning: 'Recipients are counted over all messages of some time, not in this one.',
    source: 'Postfix anvil(8) and policyd recipient quotas, MDaemon, SmarterMail',
    examples: [
      '452 4.5.3 Error: too many recipients in the last hour from your host',
      '450 Daily recipient limit reached',
    ],
  },
  {
    id: 'generic/too-many-recipients',
    reason: 'too_many_recipients',
    pattern: [
      'too many (valid |local |total |rcpt |envelope )?(recipients?\\b|rcpts?\\b|addresses|addressees|to:)',
      '(maximum|max|max\\.|number|limit|count) (allowed |permitted )?(number )?(of |on )?(the )?(envelope |message |allowed |rcpt )?(recipients|rcpts?\\b)',
      'recipients? (count |number |limits? )(has been |have been |has |is |was )?(exceed|over|reached)',
      'recipients (exceed|limit)',
      'recipients? per (message|session|connection)',
      'recipient limits? .{0,12}(exceed|reach)',
      '(no more|fewer|only one|only [0-9]+|one|more than [0-9]+|than [0-9]+|exceeds? [0-9]+) (recipients?|rcpts?)( |\\b)(allowed|at a|per|accepted|permitted|in|can|at|for)?',
      'messages with multiple addresses',
      'multi-recipient bounce',
      '\\b(address(es)?|recipients?) exceeds? (a|the) (maximum|limit)',
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
      '(invalid|unknown|bad|non-?existent) (recipient|user|rcpt|address)(es|s)? (count|limit|rate|ratio|quota|threshold)',
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
      '\\b(rate|frequency|volume)\\b.{0,50} exceed',
      '(rate|frequency|volume|throughput|traffic|flow|velocity)[ -]?(control|limit|limits|limited|limiting|limitation|quota|threshold|restriction|exceed)',
      '(rate|frequency|volume) (of .{0,30})?(is |was |has been |has )?(too high|exceed|limited|over)',
      'too many ([^ ,]+ )?([^ ,]+ )?(connection|connect|session|message|mail|e-?mail|email|request|transaction|delivery|deliveries|command|error|attempt|hit|login)',
      '(concurrent|simultaneous|parallel|maximum|max|number of|per.hour|hourly|daily|per.minute) ([^ ]+ )?(concurrent |simultaneous |smtp |allowed |of )?(connections?|sessions?)\\b.*(exceed|limit|reach|allow|too)',
      '(connections?|sessions?|concurrency|messages?|mail|emails?|sending|hourly|daily|send) (count |per ip |per connection |per session |per hour |rate |number )?(limits?|threshold)( has been| have been| is| was| are)? (exceed|reach|hit|over|per)',
      '(exceed(ed|ing|s)?|reached|over|beyond) .{0,30}(connections?|messages?|mails|emails|e-mails|rate|rates|requests|sessions|volume) (per|limit|allowed|in|permitted|from|within|rate)',
      '(exceed(ed|ing|s)?|reached) .{0,30}(number of|rate|per (hour|minute|day|second|session|connection|ip)).{0,30}(connection|message|mail|session|hour|minute|day|limit)',
      '(exceed(ed|s|ing)?|reached|over) (the |its |your |an )?(hourly|daily|per[- ]hour) ([^ ]+ )?(limit|quota)',
      'throttl',
      '(slow(er)? down|again slower|too (fast|quickly|rapidly|frequent)|(send|sending|connect|connecting|tried|trying|retrying) too often|more slowly)',
      '(mail|message|e-?mail|connection|smtp) (flood|bomb|storm)',
      'flooding',
      'too much (mail|e-?mail|traffic|messages)\\b',
      'connection frequency',
      '(deferred|limited|blocked|delayed) (due to|because of) (unexpected |excessive |high |too high )?(volume|rate|load of mail|number of)',
      '(unusual|excessive|abnormal|high) (rate|volume|amount|number) of (e-?mail|unsolicited|mail|message|connection|traffic|request|error)',
      '(maximum|max) (allowed |permitted |number of )?(connections?|messages|sessions?|mails|emails) .{0,20}(exceed|reach|allow|per|limit)',
      'connection limit',
      '(hourly|daily|per.hour|per.day) (volume|traffic|message|mail|sending|connection)s? .{0,40}(reach|exceed|limit|over|used up|exhaust)',
      'sending (rate|volume|speed) .{0,20}(beyond|above|over|exceed|too high)',
      '(mails|messages|e-?mails|emails|recipients) ?/ ?(h|hour|day|min|minute)\\b',
      'exceed(s|ed)? (its|your|the) (allowed|permitted) (amount|number|count) of (mail|message|e-?mail|connection)',
    ],
    final: false,
    source:
      'RFC 3463 x.7.28 ("Mail flood detected"), Postfix anvil(8), sendmail ratecontrol and conncontrol, Exim\'s ratelimit ACL, postfwd, policyd',
    examples: [
      '421 4.4.2 The rate of messages from this client exceeds what we allow',
      '421 4.7.0 Reject, quota: 500 mails/hour',
      '451 4.7.0 Hourly volume for your network reached',
      '421 4.7.0 Too many connections from your IP, try again later',
      '452 4.3.2 Connection rate limit exceeded.',
      '550 Connection frequency limited',
    ],
  },
  {
    id: 'generic/rate-limited-abroad',
    reason: 'rate_limited',
    pattern: [
      '(发送|發送|投递|投遞|连接|連接|请求).{0,8}(频率|頻率|过于频繁|過於頻繁|太快|过快|次数过多|超过限制)',
      '(送信|接続).{0,12}(頻度|回数|多すぎ|制限)',
      '(zu viele|trop de|demasiad[ao]s|troppe|troppi|muit[ao]s|te veel|zbyt (wiele|du[zż]o)|слишком много|çok fazla) (eş ?zamanlı )?(nachrichten|e-?mails|mails|verbindungen|messages|connexions|mensajes|correos|conexiones|messaggi|connessioni|mensagens|conex|berichten|verbindingen|wiadomo|po[lł][aą]cze|писем|сообщений|соединений|подключений|ileti|mesaj|bağlant)',
    ],
    final: false,
    source:
      'replies in Chinese, Japanese, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Turkish; seen on the wire',
    examples: [
      '451 发送频率过高，请稍后再试',
      '421 Zu viele Verbindungen von Ihrer Adresse',
      '450 Слишком много писем',
    ],
  },
];
