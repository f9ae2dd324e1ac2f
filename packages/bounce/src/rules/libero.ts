/** Italiaonline: libero.it, virgilio.it, iol.it. A Cloudmark gateway: host name, words, then "[smtp-10.iol.local; LIB_102]". */
import type { Provider } from './rule.ts';

const seen = 'seen on the wire';

export const libero: Provider = {
  id: 'libero',
  name: 'Libero and Virgilio (Italiaonline)',
  mx: ['libero.it', 'virgilio.it', 'iol.it'],
  rules: [
    {
      id: 'libero/blocklist',
      reason: 'dnsbl_ip',
      pattern: ['\\blib_10[12]\\b', 'iol\\.local ip blacklisted by'],
      source: seen,
      examples: [
        '550 smtp-10.iol.local smtp-10.iol.local IP blacklisted by CSI. For remediation please use http://csi.cloudmark.com/reset-request/?ip=192.0.2.1 [smtp-10.iol.local; LIB_102]',
      ],
    },
    {
      id: 'libero/quota',
      reason: 'mailbox_full',
      pattern: 'rcpt to:<[^ >]+> mailbox disk quota exceeded',
      source: seen,
      examples: ['552 RCPT TO:<user@example.it> Mailbox disk quota exceeded'],
    },
    {
      id: 'libero/no-such-user',
      reason: 'user_unknown',
      pattern: 'rcpt to:<[^ >]+> user unknown',
      source: seen,
      examples: ['550 RCPT TO:<user@example.it> User unknown'],
    },
  ],
};
