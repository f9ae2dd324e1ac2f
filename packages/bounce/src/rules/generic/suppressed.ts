/** The sending side refused by its own list, or because the sending account is limited: the receiver was never asked. */
import type { Rule } from '../rule.ts';

export const rules: readonly Rule[] = [
  {
    id: 'generic/suppressed',
    reason: 'previously_suppressed',
    pattern: [
      '(suppression|bounce|unsubscribe) list',
      '(address|recipient|e-?mail|destination) (is |was |has been )?(already )?(on the )?suppressed',
      'suppressed (recipient|address|e-?mail)',
      'previously (hard ?)?(bounced|unsubscribed|suppressed)',
      '(not |un)?(delivering|sent|sending) to previously',
      'recipient (has |is )?unsubscribed',
    ],
    source:
      'RFC 3464 notices of sending services; Mailgun event codes 605 to 607; Amazon SES "OnAccountSuppressionList"',
    examples: [
      'Amazon SES did not send the message to this address because it is on the suppression list for your account',
      'Not delivering to previously bounced address',
    ],
  },
  {
    id: 'generic/sender-quota',
    reason: 'sender_account',
    pattern: [
      'domain [^ ]+ has exceeded the max (emails|defers)',
      '(daily|hourly|monthly) (user |mail |message |e-?mail |smtp |relay )?(sending|relay|outgoing|outbound|submission) (limit|quota)',
      '(sending|outgoing|outbound|submission|sender|smtp relay) (mail |message |e-?mail )?(limit|quota) (has been |was |is )?(exceeded|reached)',
      '(exceed|reach)(ed|ing|es)? (your|the|its|their) (daily |hourly |monthly |maximum |max )?(sending|outgoing|outbound|relay|submission)',
      'over (its|the|your) sending (quota|limit)',
      '(sending|outgoing|outbound|submission) (mail |message |e-?mail )?(quota|credits?|allowance)\\b',
      '(quota|limit|number) (of|for|on) (outgoing|outbound|sent) ',
      '(may|can|could) ?not send (any )?(more|further) (mail|messages|e-?mail)',
      '(used up|exhausted) (your|its|the|all) (daily|hourly|monthly)',
      'credits? (exceed|used up|exhaust)',
    ],
    final: false,
    source: "cPanel's Exim configuration (max emails per hour), sending services' submission limits",
    examples: [
      'Domain shop.example.org has exceeded the max emails per hour (500/500 (100%)) allowed. Message discarded.',
      '554 5.7.0 Your daily sending limit exceeded',
      '552 Not enough sending quota',
    ],
  },
  {
    id: 'generic/sender-suspended',
    reason: 'sender_account',
    pattern: [
      '(your|sending|sender|sender.s|outbound|outgoing|user) (e-?mail |mail |smtp )?(account|service|mailbox|domain) (has been |is |was )?(temporarily |currently )?(suspended|disabled|locked|blocked|barred|restricted|limited).*(send|spam|abuse|outgoing|outbound|relay)',
      '(sending|outgoing|outbound|outbounds) (mail |messages |e-?mail |email )?((from|for) .{0,40})?(has been |is |are |was )?(temporarily )?(suspended|disabled)',
      'account (is )?(not allowed|blocked|not permitted|disabled|suspended) (to|from|for) send',
      '^5..( 5\\.[0-9.]+)? your (e-?mail )?account (has been|is|was) (suspended|disabled|locked|blocked)',
      'sending (from|for) (this|your) (account|domain|user|address) (has been|is) ',
      '\\b(address|identity|domain) (is |was |has )?(un|not |never )(been )?verified',
      'sender account (is |has been |was )?(suspended|disabled|blocked|locked)',
      '(account|mailbox|domain) (is |has been |was )?not (allowed|permitted|authori[sz]ed) to send( (mail|messages|e-?mail))?[.!]?$',
      'not (been )?verified for sending',
      'main account unavailable',
      '(blocked|barred|banned|restricted) from sending',
      'can only send test(ing)? (e-?mails|mails|messages) to',
    ],
    source: 'Amazon SES SMTP response codes ("Email address is not verified"); hosters\' outgoing filters',
    examples: [
      '554 Message rejected: Email address is not verified.',
      '550 5.7.1 Sending from this account has been disabled',
      '550 5.7.1 Outgoing mail for example.com has been suspended',
      '550 Your domain has been suspended for sending spam',
      '550 Your account has been locked. Please ask your administrator.',
      '554 The domain is unverified',
      '551 Main account unavailable',
    ],
  },
];
