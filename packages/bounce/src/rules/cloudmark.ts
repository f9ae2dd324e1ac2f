/** Cloudmark (Proofpoint): the Gateway that many Internet providers run ("cmsmtp", "bizsmtp"), and its list of senders, CSI. */
import type { Provider } from './rule.ts';

const seen = 'seen on the wire';

export const cloudmark: Provider = {
  id: 'cloudmark',
  name: 'Cloudmark Gateway',
  mx: ['cloudmark.com', 'cloudfilter.net'],
  rules: [
    {
      id: 'cloudmark/listed',
      reason: 'dnsbl_ip',
      pattern: ['csi\\.cloudmark\\.com', '\\bcm-csi\\b', 'ip blacklisted by (csi|spamhaus)'],
      source: 'https://csi.cloudmark.com/reset-request/',
      examples: [
        '554 mx.example.org cmsmtp 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using cm-csi-v11; Cloudmark Poor Reputation Sender Blacklist http://csi.cloudmark.com/reset-request/?ip=192.0.2.1',
        '554 mx.example.org cmsmtp 1sXXXXXXXXXXX IP blacklisted by Spamhaus. For remediation please use https://www.spamhaus.org/lookup/ [103]',
      ],
    },
    {
      id: 'cloudmark/too-many-connections',
      reason: 'rate_limited',
      pattern: '(cloudmark gateway|bizsmtp|cmsmtp) .{0,60}too many (connections|sessions)',
      source: seen,
      examples: [
        '421 mx.example.org Cloudmark Gateway Too many connections from same IP',
        '421 mx.example.org bizsmtp Too many connections, try later.',
      ],
    },
  ],
};
