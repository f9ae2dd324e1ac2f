/**
 * United Internet: GMX, web.de, mail.com and the hosting of IONOS (1&1), one mail system. Never an enhanced status; several lines, and at
 * the end a link whose parameter `c` names the reason: "https://postmaster.gmx.net/en/case?c=r0201&i=ip&v=192.0.2.1&r=…".
 */
import type { Provider } from './rule.ts';

const postmaster = 'https://postmaster.gmx.net/en/error-messages';

export const gmx: Provider = {
  id: 'gmx',
  name: 'GMX, web.de, mail.com and IONOS',
  mx: [
    'gmx.net',
    'gmx.com',
    'web.de',
    'mail.com',
    'kundenserver.de',
    'schlund.de',
    'ionos.com',
    'ionos.de',
    'ionos.co.uk',
    'ionos.es',
    'ionos.fr',
    'ionos.it',
    '1and1.com',
    '1and1.co.uk',
    'perfora.net',
  ],
  rules: [
    {
      id: 'gmx/ip-listed',
      reason: 'dnsbl_ip',
      pattern: ['ip address is (block|black) listed', '[?&]c=r0201\\b'],
      source: postmaster,
      examples: [
        '554-gmx.net (mxgmx104) Nemesis ESMTP Service not available\r\n554-No SMTP service\r\n554-IP address is block listed.\r\n554 For explanation visit https://postmaster.gmx.net/en/case?c=r0201&i=ip&v=192.0.2.1&r=1XXXXX-1XXXXX',
        '550 <user@example.org>: IP address is block listed',
      ],
    },
    {
      id: 'gmx/reverse-dns',
      reason: 'missing_ptr',
      pattern: ['bad dns ptr resource record', 'postmaster\\.(gmx|web|mail)\\.[a-z]+/.{0,90}\\bc=rdns\\b'],
      source: postmaster,
      examples: [
        '554-mail.com (mxgmxus002) Nemesis ESMTP Service not available\r\n554-No SMTP service\r\n554-Bad DNS PTR resource record.\r\n554 For explanation visit http://postmaster.gmx.com/en/error-messages?ip=192.0.2.1&c=rdns',
      ],
    },
    {
      id: 'gmx/spf',
      reason: 'auth_spf',
      pattern: 'reject due to spf policy',
      source: postmaster,
      examples: [
        '550-Requested action not taken: mailbox unavailable\r\n550-Reject due to SPF policy.\r\n550-The originating IP of the message is not permitted by the domain owner',
      ],
    },
    {
      id: 'gmx/dmarc',
      reason: 'auth_dmarc',
      pattern: 'reject due to dmarc policy',
      source: postmaster,
      examples: ['554-Transaction failed\r\n554 Reject due to DMARC policy.'],
    },
    {
      id: 'gmx/policy-violations',
      reason: 'bad_reputation',
      pattern: 'reject due to policy violations',
      meaning: 'Too many of the addresses this IP writes to do not exist, or its HELO name changes all the time.',
      source: postmaster,
      examples: [
        '421-web.de (mxweb009) Nemesis ESMTP Service not available\r\n421-Service closing transmission channel\r\n421 Reject due to policy violations.',
        '450 Reject due to policy violations.',
      ],
    },
    {
      id: 'gmx/policy',
      reason: 'policy_restriction',
      pattern: 'reject due to policy restrictions',
      meaning:
        'The header, the domain or the IP breaks the rules for senders; the link says which. The mailbox is not at fault.',
      source: postmaster,
      examples: [
        '550-Requested action not taken: mailbox unavailable\r\n550-Reject due to policy restrictions.\r\n550 For explanation visit https://postmaster.gmx.net/en/case?c=hi&i=mail&v=1XXXX',
        '550 <user@example.org>: Reject due to policy restrictions (header based)',
      ],
    },
    {
      id: 'gmx/rate',
      reason: 'rate_limited',
      pattern: 'rate limit reached\\. please try again later',
      source: postmaster,
      examples: ['421 Rate limit reached. Please try again later'],
    },
    {
      id: 'gmx/too-many-connections',
      reason: 'rate_limited',
      pattern: ['nemesis esmtp service not available.*too many connections'],
      source: 'seen on the wire',
      examples: [
        '421-gmx.net (mxgmx115) Nemesis ESMTP Service not available\r\n421-Service closing transmission channel\r\n421 Too many connections',
      ],
    },
    {
      id: 'gmx/sender-domain',
      reason: 'bad_sender',
      pattern: 'invalid dns mx or a/aaaa resource record',
      meaning: 'The domain of the envelope sender cannot receive mail.',
      source: postmaster,
      examples: [
        '550-Requested action not taken: mailbox unavailable\r\n550 invalid DNS MX or A/AAAA resource record.',
        '550 <user@example.org>: Invalid DNS MX or A/AAAA resource record',
      ],
    },
    {
      id: 'gmx/quota',
      reason: 'mailbox_full',
      pattern: 'exceeded storage allocation,? quota exceeded',
      source: postmaster,
      examples: ['552-Requested mail action aborted: exceeded storage allocation\r\n552 Quota exceeded.'],
    },
    {
      id: 'gmx/no-mailbox',
      reason: 'user_unknown',
      pattern: 'requested action not taken: mailbox unavailable',
      mxOnly: true,
      source: postmaster,
      examples: ['550 Requested action not taken: mailbox unavailable'],
    },
    {
      id: 'gmx/syntax',
      reason: 'protocol_error',
      pattern: 'syntax error in parameters or arguments',
      mxOnly: true,
      meaning: 'The HELO name or another argument is not what RFC 5321 allows.',
      source: postmaster,
      examples: ['501 Syntax error in parameters or arguments'],
    },
  ],
};
