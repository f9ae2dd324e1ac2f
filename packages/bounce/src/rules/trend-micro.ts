/** Trend Micro Email Security (hosted), and its IP reputation service that others ask. */
import type { Provider } from './rule.ts';

const manual = 'https://smtpfieldmanual.com/provider/trendmicro';

export const trendMicro: Provider = {
  id: 'trend-micro',
  name: 'Trend Micro Email Security',
  mx: ['trendmicro.com', 'trendmicro.eu', 'trendmicro.co.jp'],
  rules: [
    {
      id: 'trend-micro/invalid-recipient',
      reason: 'user_unknown',
      pattern: 'recipient address rejected: invalid-recipient',
      source: manual,
      examples: ['554 5.7.1 <user@example.org>: Recipient address rejected: Invalid-Recipient.'],
    },
    {
      id: 'trend-micro/no-domain',
      reason: 'policy_restriction',
      pattern: 'recipient address rejected: no-domain',
      meaning: "The recipient's domain is not set up for this sender at Trend Micro.",
      source: manual,
      examples: ['554 5.7.1 <user@example.org>: Recipient address rejected: NO-DOMAIN.'],
    },
    {
      id: 'trend-micro/blocked-sender',
      reason: 'blocked_by_recipient',
      pattern: ['address rejected: block-(send|rcpt)', 'rejected: block-send'],
      source: manual,
      examples: [
        '554 5.7.1 <user@example.org>: Recipient address rejected: BLOCK-SEND-ER.',
        '554 5.7.1 <user@example.org>: Recipient address rejected: BLOCK-RCPT.',
      ],
    },
    {
      id: 'trend-micro/reputation',
      reason: 'dnsbl_ip',
      pattern: [
        'trend micro (email |network |rbl\\+? ?)?reputation',
        'ers\\.trendmicro\\.com',
        'blocked using trend micro',
        'mail-abuse\\.com/cgi-bin/lookup',
        'listed at trend micro',
      ],
      source: 'https://servicecentral.trendmicro.com/en-us/ers/ip-lookup/',
      examples: [
        '450 4.7.1 Mail from 192.0.2.1 has been blocked by Trend Micro Email Reputation Service. Please see https://ers.trendmicro.com/reputations to get detailed information.',
        '450 5.7.1 Mail from 192.0.2.1 blocked using Trend Micro Network Reputation Service. Please see http://www.mail-abuse.com/cgi-bin/lookup?ip_address=192.0.2.1',
      ],
    },
    {
      id: 'trend-micro/spam',
      reason: 'spam_content',
      pattern: '554 5\\.7\\.1 spam message not queued',
      source: 'seen on the wire',
      examples: ['554 5.7.1 Spam message not queued'],
    },
  ],
};
