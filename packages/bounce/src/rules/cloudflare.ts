/** Cloudflare Email Routing: forwards, and passes on in the session what the next server says ("Upstream error"). */
import type { Provider } from './rule.ts';

const postmaster = 'https://developers.cloudflare.com/email-service/reference/postmaster/';

export const cloudflare: Provider = {
  id: 'cloudflare',
  name: 'Cloudflare Email Routing',
  mx: ['mx.cloudflare.net', 'email.cloudflare.net'],
  rules: [
    {
      id: 'cloudflare/listed',
      reason: 'dnsbl_ip',
      pattern: ['found on one or more (rbls|dnsbls).*cloudflare', 'found on one or more rbls \\('],
      source: postmaster,
      examples: [
        '554 192.0.2.1 found on one or more RBLs (abusixip). Refer to https://developers.cloudflare.com/email-routing/postmaster/#spam-and-abusive-traffic/',
      ],
    },
    {
      id: 'cloudflare/address-not-routed',
      reason: 'user_unknown',
      pattern: ['address does not exist.*cloudflare', '5\\.1\\.1 address does not exist'],
      mxOnly: true,
      source: postmaster,
      examples: ['550 5.1.1 Address does not exist.'],
    },
    {
      id: 'cloudflare/unauthenticated',
      reason: 'auth_failed',
      pattern: [
        'cloudflare.* (spf|dkim)',
        'email routing requires .{0,40}(spf|dkim)',
        'failed .{0,20}authentication.*cloudflare',
      ],
      source: postmaster,
      examples: ['550 5.7.26 Unauthenticated mail. Cloudflare requires mail to pass either SPF or DKIM.'],
    },
    {
      id: 'cloudflare/rejected-by-worker',
      reason: 'blocked_by_recipient',
      pattern: 'rejected reason: ',
      mxOnly: true,
      source: 'https://developers.cloudflare.com/email-routing/email-workers/runtime-api/',
      examples: ['555 5.7.1 Rejected reason: this sender is not welcome'],
    },
    {
      id: 'cloudflare/upstream',
      reason: 'receiver_temporary_failure',
      pattern: 'upstream error, please check https://developers\\.cloudflare',
      code: '4xx',
      source: postmaster,
      examples: [
        '421 4.3.0 Upstream error, please check https://developers.cloudflare.com/email-routing/postmaster for possible reasons why.',
      ],
    },
    {
      id: 'cloudflare/upstream-permanent',
      reason: 'policy_restriction',
      pattern: 'upstream error, please check https://developers\\.cloudflare',
      confidence: 0.6,
      source: postmaster,
      examples: [
        '521 5.3.0 Upstream error, please check https://developers.cloudflare.com/email-routing/postmaster for possible reasons why.',
      ],
    },
  ],
};
