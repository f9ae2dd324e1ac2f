/** Barracuda Email Gateway Defense and Email Security Gateway; "cuda_nsu" marks a reply of the customer's own server. */
import type { Provider } from './rule.ts';

const manual = 'https://smtpfieldmanual.com/provider/barracuda';

export const barracuda: Provider = {
  id: 'barracuda',
  name: 'Barracuda',
  mx: ['barracudanetworks.com', 'cudamail.com', 'barracuda.com'],
  rules: [
    {
      id: 'barracuda/no-such-user',
      reason: 'user_unknown',
      pattern: ['cuda_nsu 5\\.(1\\.1|1\\.10|4\\.1) ', 'cuda_nsu .*(user unknown|no such user|does not exist)'],
      source: manual,
      examples: [
        '550 cuda_nsu 5.1.1 <user@example.org>... User unknown',
        '550 cuda_nsu 5.4.1 [user@example.org]: Recipient address rejected: Access denied',
      ],
    },
    {
      id: 'barracuda/recipient-abuse',
      reason: 'policy_restriction',
      pattern: 'policy rejection- abuse',
      source: manual,
      examples: [
        '450 cuda_nsu 4.7.1 <user@example.org>: Recipient address rejected: Policy Rejection- Abuse. Go away.',
      ],
    },
    {
      id: 'barracuda/spam-url',
      reason: 'dnsbl_domain',
      pattern: 'rejected due to spam url in content',
      source: manual,
      examples: ['554 rejected due to spam URL in content'],
    },
    {
      id: 'barracuda/spam',
      reason: 'spam_content',
      pattern: [
        '554 rejected due to spam content',
        '554 message.? blocked due to spam content',
        'rejected by barracuda.*spam',
      ],
      source: manual,
      examples: ['554 rejected due to spam content'],
    },
    {
      id: 'barracuda/banned-content',
      reason: 'content_prohibited',
      pattern: ['rejecting banned content', 'rejecting banned file'],
      source: manual,
      examples: ['554 rejecting banned content'],
    },
    {
      id: 'barracuda/virus',
      reason: 'virus_content',
      pattern: ['rejected due to virus', 'rejecting virus'],
      source: 'seen on the wire',
      examples: ['554 rejected due to virus'],
    },
    {
      id: 'barracuda/spoofed',
      reason: 'auth_failed',
      pattern: 'rejecting spoofed message',
      source: manual,
      examples: ['550 rejecting spoofed message'],
    },
    {
      id: 'barracuda/spf',
      reason: 'auth_spf',
      pattern: ['rejected due to sender policy framework', '550 spf: '],
      mxOnly: true,
      source: 'seen on the wire',
      examples: ['550 rejected due to Sender Policy Framework violation'],
    },
    {
      id: 'barracuda/reputation',
      reason: 'bad_reputation',
      pattern: ['poor reputation', '550 blocked$', 'intent analysis'],
      mxOnly: true,
      source: manual,
      examples: ['550 Blocked'],
    },
    {
      id: 'barracuda/licence',
      reason: 'receiver_temporary_failure',
      pattern: ['422 license expired', '^421 temporary failure, please try again later', 'cuda_nsu 4\\.4\\.3'],
      meaning: "The customer's filter has no licence, or its own server does not answer.",
      source: manual,
      examples: ['422 License Expired', '451 cuda_nsu 4.4.3 Temporary server error. Please try again later'],
    },
    {
      id: 'barracuda/try-later',
      reason: 'receiver_temporary_failure',
      pattern: '4\\.7\\.1 try again later',
      mxOnly: true,
      source: manual,
      examples: ['451 4.7.1 Try again later'],
    },
    {
      id: 'barracuda/rate',
      reason: 'rate_limited',
      pattern: ['rate control', 'exceeded .*connection limit'],
      mxOnly: true,
      final: false,
      source: 'seen on the wire',
      examples: ['450 too many connections: rate control'],
    },
    {
      id: 'barracuda/recipient-failure',
      reason: 'blocked_unspecified',
      pattern: 'permanent failure for one or more recipients \\([^)]*:blocked\\)',
      confidence: 0.6,
      source: 'seen on the wire',
      examples: ['550 permanent failure for one or more recipients (user@example.org:blocked)'],
    },
  ],
};
