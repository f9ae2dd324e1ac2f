/** Symantec (Broadcom) Email Security.cloud, once MessageLabs, and Messaging Gateway (Brightmail). */
import type { Provider } from './rule.ts';

const codes = 'https://knowledge.broadcom.com/external/article/169652/email-error-and-bounce-codes-for-email-s.html';

export const symantec: Provider = {
  id: 'symantec',
  name: 'Symantec Email Security.cloud',
  mx: ['messagelabs.com', 'messagelabs.net', 'symanteccloud.com'],
  rules: [
    {
      id: 'symantec/invalid-recipient',
      reason: 'user_unknown',
      pattern: [
        'invalid recipient <[^>]+> \\(#5\\.1\\.1\\)',
        'recipient mailbox is not allowed',
        'invalid recipient <[^>]+> 550 \\(#5\\.1\\.1\\)',
      ],
      source: codes,
      examples: ['550 Invalid recipient <user@example.org> (#5.1.1)', '553 Recipient mailbox is not allowed'],
    },
    {
      id: 'symantec/address-registration',
      reason: 'user_unknown',
      pattern: 'rejected',
      code: '542',
      mxOnly: true,
      confidence: 0.85,
      meaning: 'The address is not among those that the customer registered.',
      source: codes,
      examples: ['542 Recipient user@example.org Rejected'],
    },
    {
      id: 'symantec/address-rejected',
      reason: 'user_unknown',
      pattern: '^542 <?[^ ]+@[^ ]+ rejected\\.?$',
      confidence: 0.6,
      meaning: "The same, of a host that is not known to be the provider's: not sure enough to suppress.",
      source: codes,
      examples: ['542 user@example.org Rejected'],
    },
    {
      id: 'symantec/spam',
      reason: 'spam_content',
      pattern: ['message filtered\\. (refer|please see)', '553 ?-? ?message filtered', 'filtered by outbound scanning'],
      source: codes,
      examples: [
        '553 Message filtered. Refer to the Troubleshooting page at http://www.symanteccloud.com/troubleshooting for more information. (#5.7.1)',
      ],
    },
    {
      id: 'symantec/relay',
      reason: 'relay_denied',
      pattern: 'you are trying to use me \\[[^\\]]+\\] as a relay',
      source: codes,
      examples: [
        '553 you are trying to use me [server-1.tower-1.messagelabs.com] as a relay, but I have not been configured to let you [192.0.2.1, example.com] do this. (#5.7.1)',
      ],
    },
    {
      id: 'symantec/sender-domain-authentication',
      reason: 'auth_failed',
      pattern: ['\\bdmarc\\b.{0,40} domain authentication fail', 'domain authentication fail'],
      meaning: "SPF or DMARC of the sender's domain failed.",
      source: codes,
      examples: [
        '553 DMARC domain authentication fail',
        '553-SPF (Sender Policy Framework) domain authentication fail.',
      ],
    },
    {
      id: 'symantec/connection-rejected',
      reason: 'bad_reputation',
      pattern: ['connection rejected by policy \\[', 'symantec zodiac', 'ipremoval\\.sms\\.symantec\\.com'],
      source: 'https://knowledge.broadcom.com/external/article/164955',
      examples: [
        '501 Connection rejected by policy [7.7] 20805, please visit www.messagelabs.com/support for more details about this error message.',
        '500 5.7.1 Symantec Zodiac',
      ],
    },
    {
      id: 'symantec/listed',
      reason: 'dnsbl_ip',
      pattern: [
        'rejected because your ip is in the pbl',
        'sorry, your ip address (\\([^)]*\\) )?has been (blocked|blacklisted)',
      ],
      source: 'https://knowledge.broadcom.com/external/article/165165',
      examples: ['553 mail rejected because your IP is in the PBL. See http://www.spamhaus.org/pbl'],
    },
    {
      id: 'symantec/blocked-sender',
      reason: 'blocked_by_recipient',
      pattern: [
        'sorry, your (email address|domain) (\\([^)]*\\) )?has been (blocked|blacklisted)',
        'envelope sender is in my badmailfrom list\\. please visit',
      ],
      meaning: "The sender is on the recipient organization's private block list.",
      source: 'https://knowledge.broadcom.com/external/article/173082',
      examples: ['553-Sorry, your email address has been blacklisted', '553 Sorry, your domain has been blocked'],
    },
    {
      id: 'symantec/sender-not-registered',
      reason: 'bad_sender',
      pattern: 'sender envelope domain not allowed for sender ip address',
      source: codes,
      examples: ['550 sender envelope domain not allowed for sender IP address (#5.1.8)'],
    },
    {
      id: 'symantec/line-feeds',
      reason: 'malformed_message',
      pattern: [
        'stray linefeeds in message',
        'requested action aborted \\[4\\]',
        '\\[[^\\]]+\\] has detected that this message is not rfc 5322',
      ],
      source: codes,
      examples: [
        '553 Stray linefeeds in message (#5.6.2)',
        '550 Requested action aborted [4] 12345, please visit www.messagelabs.com/support',
      ],
    },
    {
      id: 'symantec/aborted',
      reason: 'receiver_temporary_failure',
      pattern: ['450 requested action aborted \\[[0-9.]+\\]', 'tech246726'],
      source: codes,
      examples: [
        '450 Requested action aborted [9] 12345-1, please visit https://knowledge.broadcom.com/external/article?legacyId=TECH246726',
      ],
    },
    {
      id: 'symantec/unavailable',
      reason: 'receiver_temporary_failure',
      pattern: 'service temporarily unavailable',
      mxOnly: true,
      source: codes,
      examples: ['421 Service Temporarily Unavailable'],
    },
    {
      id: 'symantec/tls',
      reason: 'tls_failure',
      pattern: 'tls/sslv3 connection required',
      source: 'https://knowledge.broadcom.com/external/article/162152',
      examples: ['451 TLS/SSLv3 Connection required. (#4.7.1)'],
    },
    {
      id: 'symantec/rate',
      reason: 'rate_limited',
      pattern: '460 too many messages',
      final: false,
      source: 'https://knowledge.broadcom.com/external/article/164767',
      examples: ['460 too many messages (#4.3.0)'],
    },
    {
      id: 'symantec/authentication',
      reason: 'authentication_required',
      pattern: 'turn on smtp authentication in your mail client.*messagelabs',
      source: codes,
      examples: ['550 Please turn on SMTP Authentication in your mail client, or login to the messagelabs server'],
    },
  ],
};
