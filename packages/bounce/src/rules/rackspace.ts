/** Rackspace Email (emailsrvr.com): a code such as (G8) at the end. */
import type { Provider } from './rule.ts';

const manual = 'https://smtpfieldmanual.com/provider/rackspace';

export const rackspace: Provider = {
  id: 'rackspace',
  name: 'Rackspace Email',
  mx: ['emailsrvr.com', 'mailtrust.com'],
  rules: [
    {
      id: 'rackspace/no-such-address',
      reason: 'user_unknown',
      pattern: ['email address could not be found, or was misspelled', '\\(g8\\)$'],
      source: manual,
      examples: ['550 5.1.1 Email address could not be found, or was misspelled (G8)'],
    },
    {
      id: 'rackspace/listed',
      reason: 'dnsbl_ip',
      pattern: ['acl dns_rbl', 'blagr\\.emailsrvr\\.com'],
      source: 'seen on the wire',
      examples: [
        '554 5.7.1 ACL dns_rbl; Client host [192.0.2.1] blocked using sa-ip4tset.blagr.emailsrvr.com=127.24.0.2 Spamhaus XBL. Please visit http://www.spamhaus.org/lookup/',
      ],
    },
    {
      id: 'rackspace/spam',
      reason: 'spam_content',
      pattern: ['message was (considered|identified as) (unsolicited|spam).*\\(g[0-9]+\\)'],
      source: 'seen on the wire',
      examples: ['554 5.7.1 Your message was considered unsolicited mail. (G14)'],
    },
    {
      id: 'rackspace/rate',
      reason: 'rate_limited',
      pattern: '\\(g28\\)',
      final: false,
      source: 'seen on the wire',
      examples: ['450 4.7.1 Too many messages, try again later (G28)'],
    },
  ],
};
