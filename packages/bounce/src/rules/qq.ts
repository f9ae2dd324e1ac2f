/** Tencent: QQ Mail, Foxmail and the company mail Exmail. No enhanced statuses; the reason's words, then a link with its number. */
import type { Provider } from './rule.ts';

const help = 'https://service.mail.qq.com/detail/122';

export const qq: Provider = {
  id: 'qq',
  name: 'Tencent QQ Mail and Exmail',
  mx: ['qq.com', 'foxmail.com'],
  rules: [
    {
      id: 'qq/rate',
      reason: 'rate_limited',
      pattern: '(connection|sender|domain|ip) frequency limited',
      meaning: 'Over the limit of a minute, an hour or a day, which Tencent does not publish.',
      source: `${help}/175`,
      examples: [
        '550 Ip frequency limited [XXXX IP: 192.0.2.1]. http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000725',
        '550 Connection frequency limited',
        '550 Domain frequency limited',
        '550 Sender frequency limited. http://service.exmail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000723',
      ],
    },
    {
      id: 'qq/connection-denied',
      reason: 'rate_limited',
      pattern: '550 connection denied.*mail\\.qq\\.com',
      meaning: 'This IP is far over its limit.',
      source: `${help}/170`,
      examples: ['550 Connection denied. http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000721'],
    },
    {
      id: 'qq/recipient-rate',
      reason: 'recipient_rate_limited',
      pattern: ['mailbox unavailable or access denied', 'frequency of receiving messages is limited'],
      confidence: 0.8,
      meaning: 'The recipient got so much mail in a short time that QQ protects the mailbox for a while.',
      source: `${help}/166`,
      examples: ['550 Mailbox unavailable or access denied', '550 The frequency of receiving messages is limited'],
    },
    {
      id: 'qq/content',
      reason: 'spam_content',
      pattern: ['mail content denied', 'spam is embedded in the email'],
      source: `${help}/171`,
      examples: [
        '550 Mail content denied. http://service.exmail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000726',
        '550 Spam is embedded in the email',
      ],
    },
    {
      id: 'qq/reputation',
      reason: 'bad_reputation',
      pattern: ['suspected (bounce attacks|spam ip|spam sender)'],
      meaning: 'Much spam, or many bounces, came from this IP or domain.',
      source: `${help}/66`,
      examples: ['550 Suspected bounce attacks', '550 Suspected spam ip', '550 Suspected spam sender.'],
    },
    {
      id: 'qq/blocked-by-recipient',
      reason: 'blocked_by_recipient',
      pattern: 'mail is rejected by recipients',
      source: `${help}/92`,
      examples: ['550 Mail is rejected by recipients'],
    },
    {
      id: 'qq/no-such-user',
      reason: 'user_unknown',
      pattern: [
        'mailbox not found.{0,3}https?://service\\.(ex)?mail\\.qq\\.com',
        'recipient may contain a non-existent account',
      ],
      source: `${help}/169`,
      examples: [
        '550 Mailbox not found. http://service.exmail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000728',
        '550 The recipient may contain a non-existent account, please check the recipient address.',
      ],
    },
    {
      id: 'qq/deactivated',
      reason: 'user_disabled',
      pattern: 'is a deactivated mailbox',
      source: 'http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000742',
      examples: ['550 user@example.org is a deactivated mailbox'],
    },
    {
      id: 'qq/sender-domain',
      reason: 'bad_sender',
      pattern: 'domain may not exist or dns check failed',
      source: 'seen on the wire',
      examples: ['550 Domain may not exist or DNS check failed'],
    },
    {
      id: 'qq/dmarc',
      reason: 'auth_dmarc',
      pattern: 'dmarc check failed.{0,60}mail\\.qq\\.com',
      source: help,
      examples: ['550 DMARC check failed. http://service.mail.qq.com/cgi-bin/help?subtype=1&&no=1001508&&id=16.'],
    },
    {
      id: 'qq/spf',
      reason: 'auth_spf',
      pattern: 'spf check failed.{0,60}mail\\.qq\\.com',
      source: `${help}/72`,
      examples: [
        '550 SPF check failed [XXXX IP: 192.0.2.1]. http://service.mail.qq.com/cgi-bin/help?subtype=1&&no=1001445&&id=20022.',
      ],
    },
  ],
};
