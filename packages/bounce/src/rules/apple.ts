/** iCloud Mail (icloud.com, me.com, mac.com), its custom domains and Hide My Email. */
import type { Provider } from './rule.ts';

const postmaster = 'https://support.apple.com/en-us/102322';

export const apple: Provider = {
  id: 'apple',
  name: 'iCloud Mail',
  mx: [
    'mail.icloud.com',
    'mx.icloud.com',
    'privaterelay.appleid.com',
    'smtp.me.com',
    'mac.com',
    'icloud.com',
    'me.com',
  ],
  rules: [
    {
      id: 'apple/no-such-user',
      reason: 'user_unknown',
      pattern: ['unknown or illegal alias', 'inactive email address'],
      meaning: 'No such address; an alias that was switched off reads the same.',
      source: postmaster,
      examples: [
        '550 5.1.1 unknown or illegal alias: user@example.org',
        '550 5.1.1 <user@example.org>: inactive email address',
      ],
    },
    {
      id: 'apple/user-not-found',
      reason: 'user_unknown',
      pattern: ['user does not exist', 'user not found'],
      mxOnly: true,
      source: postmaster,
      examples: ['550 5.1.1 <user@example.org>: user does not exist', '550 5.1.1 <user@example.org>: user not found'],
    },
    {
      id: 'apple/moved',
      reason: 'user_moved',
      pattern: 'recipient no longer on server',
      source: postmaster,
      examples: ['550 5.1.6 recipient no longer on server: user@example.org'],
    },
    {
      id: 'apple/over-quota',
      reason: 'mailbox_full',
      pattern: 'user is over ?quota',
      mxOnly: true,
      source: postmaster,
      examples: ['552 5.2.2 <user@example.org>: user is over quota'],
    },
    {
      id: 'apple/recipient-rate',
      reason: 'recipient_rate_limited',
      pattern: 'messages to .* deferred due to excessive volume',
      source: postmaster,
      examples: [
        '421 4.7.1 Messages to user@example.org deferred due to excessive volume. Try again later - https://support.apple.com/en-us/HT204137',
      ],
    },
    {
      id: 'apple/dmarc',
      reason: 'auth_dmarc',
      pattern: 'your message was rejected due to .* dmarc policy',
      source: postmaster,
      examples: [
        "554 5.7.1 Your message was rejected due to example.com's DMARC policy. See https://support.apple.com/en-us/HT204137 for info",
      ],
    },
    {
      id: 'apple/unauthenticated',
      reason: 'auth_failed',
      pattern: ['\\[hme1\\]', 'blocked for failing both spf and dkim'],
      source: postmaster,
      examples: [
        '554 5.7.1 [HME1] This message was blocked for failing both SPF and DKIM authentication checks. See https://support.apple.com/en-us/HT204137 for mailing best practices',
      ],
    },
    {
      id: 'apple/listed-domain',
      reason: 'dnsbl_domain',
      pattern: 'rejected due to having a domain present in',
      source: postmaster,
      examples: [
        '550 5.7.1 Your email was rejected due to having a domain present in the Spamhaus DBL -- see https://www.spamhaus.org/dbl/',
      ],
    },
    {
      id: 'apple/listed-ip',
      reason: 'dnsbl_ip',
      pattern: 'mail from ip [^ ]+ was rejected due to listing in',
      source: postmaster,
      examples: [
        '550 5.7.1 Mail from IP 192.0.2.1 was rejected due to listing in Spamhaus SBL. For details please see http://www.spamhaus.org/query/bl?ip=192.0.2.1',
      ],
    },
    {
      id: 'apple/local-policy',
      reason: 'policy_restriction',
      pattern: ['\\[(cs01|hm08)\\]', 'rejected due to local policy.* apple'],
      meaning: 'Content or links that Apple does not like; the address is not at fault, also not in a burst.',
      source: postmaster,
      examples: [
        '550 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137',
      ],
    },
    {
      id: 'apple/spam',
      reason: 'spam_content',
      pattern: 'message content rejected due to spam',
      mxOnly: true,
      source: 'seen on the wire',
      examples: ['550 5.7.1 message content rejected due to spam'],
    },
    {
      id: 'apple/deferred',
      reason: 'rate_limited',
      pattern: ['\\[hcm1\\]', '\\bme\\.com error: too many errors'],
      final: false,
      source: 'seen on the wire',
      examples: ['421 [HCM1] Your mail from 192.0.2.1 was deferred.', '421 4.7.0 me.com Error: too many errors'],
    },
    {
      id: 'apple/busy',
      reason: 'receiver_temporary_failure',
      pattern: '\\[bs0[12]\\]',
      source: 'https://smtpfieldmanual.com/provider/apple',
      examples: ['451 [BS02] Temporary server error. Please try again later.'],
    },
    {
      id: 'apple/no-connections',
      reason: 'bad_reputation',
      pattern: 'smtpin.*(mail\\.icloud|me)\\.com esmtp not accepting connections',
      source: 'seen on the wire',
      examples: ['554 p00-smtpin001.me.com ESMTP not accepting connections'],
    },
    {
      id: 'apple/no-mail-host',
      reason: 'domain_not_accepting',
      pattern: 'host/domain does not accept mail',
      mxOnly: true,
      source: 'seen on the wire',
      examples: ['550 5.1.2 host/domain does not accept mail'],
    },
  ],
};
