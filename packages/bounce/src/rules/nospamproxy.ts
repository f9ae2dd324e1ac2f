/** NoSpamProxy (Net at Work), in front of Exchange in German-speaking companies. */
import type { Provider } from './rule.ts';

const seen = 'seen on the wire';

export const nospamproxy: Provider = {
  id: 'nospamproxy',
  name: 'NoSpamProxy',
  mx: ['nospamproxy.com'],
  rules: [
    {
      id: 'nospamproxy/listed',
      reason: 'dnsbl_ip',
      pattern: 'remotehost is listed in the following rbl lists',
      source: seen,
      examples: [
        '550 5.7.1 This email was rejected because it violates our security policy Remotehost is listed in the following RBL lists: NiX Spam',
      ],
    },
    {
      id: 'nospamproxy/policy',
      reason: 'policy_restriction',
      pattern: 'this email was rejected because it violates our security policy',
      source: seen,
      examples: ['550 5.7.1 This email was rejected because it violates our security policy'],
    },
  ],
};
