/** Asked to come back later because sender and recipient are new to each other. */
import type { Rule } from '../rule.ts';

/** These say so themselves. */
export const named: readonly Rule[] = [
  {
    id: 'generic/greylisted',
    reason: 'greylisted',
    pattern: ['gr[ae]y[ -]?list', '\\(grey\\)', 'postgrey'],
    final: false,
    source: 'RFC 6647 §2; postgrey, milter-greylist, SQLgrey, Postfix postscreen(8), cPanel greylisting',
    examples: [
      '450 4.7.1 Please try later (grey)',
      '450 4.2.0 <a@example.org>: Recipient address rejected: Greylisted, see http://postgrey.example.org/',
      '451 4.7.1 Greylisting in action, please come back later',
    ],
  },
];

export const rules: readonly Rule[] = [
  {
    id: 'generic/come-back',
    reason: 'greylisted',
    pattern: [
      '(early retry|retry too (early|soon)|too early|come back (later|in|after)|retry (later )?in [0-9])',
      '(first|initial) (time|attempt|contact|message|delivery).{0,30}(try|retry|defer|again|later)',
      '(try|retry|send)( it)?( again)? (in|after) (at least |about )?[0-9]+ ?(s|sec|secs|second|seconds|m|min|mins|minute|minutes)\\b',
      '(delayed|deferred|deferral|delay|tempfail|defer) .{0,12}(new|unknown|unseen) (sender|triplet|host|client)',
      'you (are|have) (not )?(been )?(new|unknown|not yet known|being delayed)',
      '\\btriplet\\b',
      '(first[- ]time|unfamiliar|new|unseen) (senders?|clients?|hosts?|servers?|triplets?).{0,40}(later|back|defer|delay|postpone|wait|retry|try)',
      '(defer|postpone|delay|wait).{0,40}(never|not) (been )?seen (you |this )?before',
      '(postponed|delayed|deferred|please wait) (for )?[0-9]+ ?(s|sec|secs|second|seconds|min|mins|minute|minutes)\\b',
      '(do not|don.t) know you( yet)?\\b',
    ],
    code: ['4xx'],
    final: false,
    confidence: 0.75,
    source: 'RFC 6647 §2; spamd(8) and greylisting milters that do not use the word',
    examples: [
      '450 4.7.0 We defer mail of senders we have not seen before',
      '451 4.7.1 Please wait 5 minutes: triplet unknown',
      '451 4.7.1 Please try again in 300 seconds',
      '450 4.7.1 Delayed: new sender, come back later',
    ],
  },
];
