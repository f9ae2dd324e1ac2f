/** Forward Email (forwardemail.net): open source, so its sentences can be read in its code. */
import type { Provider } from './rule.ts';

const repository = 'https://github.com/forwardemail/forwardemail.net';

export const forwardEmail: Provider = {
  id: 'forward-email',
  name: 'Forward Email',
  mx: ['forwardemail.net'],
  rules: [
    {
      id: 'forward-email/no-recipients',
      reason: 'user_unknown',
      pattern: [
        'is invalid .{0,20}recipient.*forwardemail',
        'recipient .{0,80}does not exist.*forwardemail',
        'invalid recipients configured',
      ],
      source: repository,
      examples: ['550 Recipient user@example.org does not exist on this domain, see https://forwardemail.net'],
    },
    {
      id: 'forward-email/upgrade',
      reason: 'domain_not_accepting',
      pattern: 'requires an upgrade to enhanced protection at .*forwardemail',
      meaning: 'The domain is not paid for, so it takes no mail.',
      source: 'seen on the wire',
      examples: [
        "550 Your message wasn't delivered due to an error; example.org requires an upgrade to Enhanced Protection at https://forwardemail.net",
      ],
    },
    {
      id: 'forward-email/denylist',
      reason: 'bad_reputation',
      pattern: [
        'denylist by .*forwardemail',
        'denylist(ed)?.{0,40}forwardemail\\.net',
        'forwardemail\\.net/[a-z/]*denylist',
      ],
      source: repository,
      examples: [
        '554 The value 192.0.2.1 is on our denylist; To request removal, visit https://forwardemail.net/denylist?q=192.0.2.1',
      ],
    },
    {
      id: 'forward-email/rate',
      reason: 'rate_limited',
      pattern: ['forwardemail.* rate limit', 'rate limit.* forwardemail'],
      final: false,
      source: repository,
      examples: ['421 Rate limit exceeded, see https://forwardemail.net/faq or forwardemail.net'],
    },
  ],
};
