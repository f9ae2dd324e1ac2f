/** Mimecast: no enhanced statuses, the reason's own words after the code, then a link to its list of codes. */
import type { Provider } from './rule.ts';

const codes = 'https://mimecastsupport.zendesk.com/hc/en-us/articles/34000709564691-Policies-Mimecast-SMTP-Error-Codes';

export const mimecast: Provider = {
  id: 'mimecast',
  name: 'Mimecast',
  mx: ['mimecast.com', 'mimecast.co.za', 'mimecast-offshore.com'],
  rules: [
    {
      id: 'mimecast/greylisted',
      reason: 'greylisted',
      pattern: 'internal resources? (is |are )?temporarily unavailable',
      source: codes,
      examples: [
        '451 Internal resource temporarily unavailable - https://community.mimecast.com/docs/DOC-1369#451 [AbCdEf.us1]',
      ],
    },
    {
      id: 'mimecast/invalid-recipient',
      reason: 'user_unknown',
      pattern: ['(451|550) invalid recipient - http', 'invalid recipient.*mimecast\\.com'],
      source: codes,
      examples: ['550 Invalid Recipient - https://community.mimecast.com/docs/DOC-1369#550 [AbCdEf.us1]'],
    },
    {
      id: 'mimecast/invalid-recipient-words',
      reason: 'user_unknown',
      pattern: ['invalid recipient\\b', '503 user unknown'],
      mxOnly: true,
      source: codes,
      examples: ['550 Invalid Recipient'],
    },
    {
      id: 'mimecast/invalid-address',
      reason: 'bad_address_syntax',
      pattern: '[45][0-9][0-9] invalid address\\b',
      mxOnly: true,
      source: codes,
      examples: ['501 Invalid Address'],
    },
    {
      id: 'mimecast/blocked-senders',
      reason: 'blocked_by_recipient',
      pattern: [
        'envelope blocked',
        'envelope rejected - block policy',
        'header.based (manually )?blocked senders',
        '421 sender address blocked',
        'policy level block list in force',
      ],
      meaning: 'The recipient or its administrator put the sender on a Blocked Senders list.',
      source: codes,
      examples: [
        '550 Envelope blocked - User Entry - https://community.mimecast.com/docs/DOC-1369#550 [AbCdEf.us1]',
        '550 Administrative prohibition - envelope blocked - https://community.mimecast.com/docs/DOC-1369#550',
        '550 Rejected by header based manually Blocked Senders: bounces@example.com - https://community.mimecast.com/docs/DOC-1369#550',
      ],
    },
    {
      id: 'mimecast/anti-spoofing',
      reason: 'policy_restriction',
      pattern: ['anti-spoofing policy', 'host network,? not allowed', 'hostname is not authorized'],
      meaning: "The customer's anti-spoofing or geographical policy refuses this sender.",
      source: codes,
      examples: [
        '550 Rejected by header based Anti-Spoofing policy: bounces@example.com - https://community.mimecast.com/docs/DOC-1369#550',
        '554 Host network not allowed - https://community.mimecast.com/docs/DOC-1369#554',
      ],
    },
    {
      id: 'mimecast/content-examination',
      reason: 'content_prohibited',
      pattern: 'bounced due to content examination policy',
      source: codes,
      examples: [
        '550 Message bounced due to Content Examination Policy - https://community.mimecast.com/docs/DOC-1369#550',
      ],
    },
    {
      id: 'mimecast/spam-signature',
      reason: 'spam_content',
      pattern: 'mcspamsignature',
      source: codes,
      examples: ['554 Email rejected due to security policies - MCSpamSignature.sa.1.1'],
    },
    {
      id: 'mimecast/security-policies',
      reason: 'virus_content',
      pattern: 'email rejected due to security policies',
      meaning: 'A signature of a virus, or a spam score over the limit.',
      confidence: 0.8,
      source: codes,
      examples: [
        '554 Email rejected due to security policies - https://community.mimecast.com/docs/DOC-1369#554 [AbCdEf.us1]',
      ],
    },
    {
      id: 'mimecast/reputation',
      reason: 'bad_reputation',
      pattern: [
        'local ct ip reputation',
        '451 ip temporarily blacklisted',
        '^451 recipient temporarily unavailable$',
        '^451 recipient temporarily unavailable - http',
      ],
      source: codes,
      examples: [
        '550 Local CT IP Reputation - (reject) - https://community.mimecast.com/docs/DOC-1369#550',
        '451 Recipient temporarily unavailable - https://community.mimecast.com/docs/DOC-1369#451',
      ],
    },
    {
      id: 'mimecast/rate',
      reason: 'rate_limited',
      pattern: 'account service is temporarily unavailable',
      meaning: 'Too many connections at once for the account.',
      source: codes,
      examples: ['451 Account service is temporarily unavailable - https://community.mimecast.com/docs/DOC-1369#451'],
    },
    {
      id: 'mimecast/inbounds-disabled',
      reason: 'domain_not_accepting',
      pattern: 'account inbounds disabled',
      source: codes,
      examples: ['451 Account inbounds disabled - https://community.mimecast.com/docs/DOC-1369#451'],
    },
    {
      id: 'mimecast/sender-account',
      reason: 'sender_account',
      pattern: ['account outbounds disabled', 'exceeding outbound thread limit'],
      source: codes,
      examples: ['550 Exceeding outbound thread limit - https://community.mimecast.com/docs/DOC-1369#550'],
    },
    {
      id: 'mimecast/submission',
      reason: 'authentication_required',
      pattern: ['submitter failed to (authenticate|disabled)', '535 incorrect authentication data - http'],
      source: codes,
      examples: ['550 Submitter failed to authenticate - https://community.mimecast.com/docs/DOC-1369#550'],
    },
    {
      id: 'mimecast/tls',
      reason: 'tls_failure',
      pattern: [
        'this route requires (encryption|tls version|high-strength)',
        'configuration is invalid for this certificate',
      ],
      source: codes,
      examples: ['553 This route requires encryption (TLS) - https://community.mimecast.com/docs/DOC-1369#553'],
    },
    {
      id: 'mimecast/loop',
      reason: 'routing_loop',
      pattern: ['incorrect hostname used for inbounds', '554 mail loop detected'],
      meaning: 'Too many hops, or an MX record that names a host for outbound mail.',
      source: codes,
      examples: [
        '554 Mail loop detected - https://community.mimecast.com/docs/DOC-1369#554',
        '451 The incorrect hostname used for inbounds',
      ],
    },
    {
      id: 'mimecast/busy',
      reason: 'receiver_temporary_failure',
      pattern: ['unable to process (connection at this time|command|an email at this time)', '451 message ended early'],
      source: codes,
      examples: ['421 Unable to process connection at this time - https://community.mimecast.com/docs/DOC-1369#421'],
    },
    {
      id: 'mimecast/journal-expired',
      reason: 'message_expired',
      pattern: 'journal messages? past (the )?expiration',
      source: codes,
      examples: ['550 Journal message past expiration'],
    },
  ],
};
