/** The sending server gave up after its last retry (RFC 3463 x.4.7). What the last reply said is another rule's matter. */
import type { Rule } from '../rule.ts';

export const rules: readonly Rule[] = [
  {
    id: 'generic/expired',
    reason: 'message_expired',
    pattern: [
      '(message|mail|e-?mail|delivery|queue|retry|transmission|envelope) (time |timer |lifetime |period |delivery time |timeout |queue time )?(is |has |was |had )?(expired|elapsed)',
      '(retry|queue|message|delivery|transmission) (time-?out|timeout|time limit|lifetime|time|period|limit) (has been |was |is )?(exceed|expired|reached|over)',
      'retry time not reached.{0,30}(long|failure|after)',
      'have been failing for a long time',
      '(been |stuck |remained |waiting |stayed )?in (the |our |my )?(mail )?queue (for )?(too long|longer|more than|over|[0-9])',
      '(cannot|could not|couldn.t|can.t|unable to|not|never|failed to) (be |been )?(send|sent|deliver|delivered|delivering|transmit|transmitted) (the |this |your )?(message |mail |e-?mail |it )?(within|in|for|after|during) (the |more than |over |at least |a |last |allotted |allowed )?([0-9]|too long|time|allotted|specified|period|several|many)',
      '(deleted|removed) from (the )?(mail )?queue',
      '(exceed(s|ed|ing)?|(over|reached|past) (the|its|my|our|maximum|max|allowed|allotted)) (the |its |my |our )?(maximum |max |allowed |allotted )?(message |mail )?(lifetime|retries|(queue|retry|delivery|queueing|lifetime|age) ?(time|lifetime|period|limit|limits|attempts|count|interval|age|duration))\\b',
      '(maximum|max|too many|all) (number of )?(failed |unsuccessful )?(delivery |retry |retries |send )?(attempts|retries|tries) (have |has |were |are |has been |have been )?(been )?(reached|exceed|failed|made|exhaust)',
      '(failed|after|made|tried) [0-9]+ (delivery |failed |unsuccessful |retry )?(attempts|tries|retries|times)',
      '(gave|given|give|giving) up (trying|deliver|on deliver|after|retry|attempt|sending|because)',
      'within the (time limit|allotted|allowed|specified|configured)',
      '(too old|time allowed for delivery|delivery timed out|undeliverable (for|after)|queue.expired|expired from)',
      'no longer (be )?(try|retry|attempt|retried|attempted)',
      'was not delivered within',
      '(after|following|despite) .{0,16}(attempts|retries|tries)\\b',
      '(trying|waiting|deferred|queued|undeliverable|attempting) (for|since) (more than |over |the (last|past) |at least )?[0-9]',
      'not (been )?(delivered|collected) (after|since|for (the |more |over |at |several |many |an? |[0-9]))',
      '(could not|cannot|can.t|unable to|failed to) deliver (it |the message |this message |mail )?(for|in|within|after) (the |more than |over |at least )?(last |past )?[0-9]',
      '(delivery|message) (has )?time(d |-)?out',
      'retries (are |were |have been )?exhausted',
      'before (its|the|their) (lifetime|time) (ended|ran out|was over|expired)',
      'nelle (ventiquattro|24) ore',
    ],
    final: true,
    source:
      'RFC 5321 §4.5.4.1, RFC 3463 x.4.7; Exim, qmail-send, sendmail ("Message could not be delivered for"), Postfix, Exchange (4.4.7), iPlanet',
    examples: [
      'The message was not delivered before its lifetime ended',
      "non è stato consegnato nelle ventiquattro ore successive all'invio",
      '550 4.4.7 QUEUE.Expired; message expired',
      'retry time not reached for any host after a long failure period',
      'Could not deliver for the last 432000 seconds. Giving up.',
      "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1) I'm not going to try again; this message has been in the queue too long.",
    ],
  },
];
