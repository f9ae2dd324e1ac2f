/** Proofpoint: Protection Server and on Demand (pphosted.com), and Essentials (ppe-hosted.com). */
import type { Provider } from './rule.ts';

const manual = 'https://smtpfieldmanual.com/provider/proofpoint';
const lookup = 'https://ipcheck.proofpoint.com/';

export const proofpoint: Provider = {
  id: 'proofpoint',
  name: 'Proofpoint',
  mx: ['pphosted.com', 'ppe-hosted.com', 'gpphosted.com', 'ppops.net'],
  rules: [
    {
      id: 'proofpoint/not-a-valid-address',
      reason: 'user_unknown',
      pattern: [
        'this is not a valid email address\\. please verify that you have the correct',
        'user email address is marked as invalid',
      ],
      source: manual,
      examples: [
        '550 5.1.1 - This is not a valid email address. Please verify that you have the correct email address for your recipient.',
        '550 5.7.1 <user@example.org>: Recipient address rejected: User email address is marked as invalid.',
      ],
    },
    {
      id: 'proofpoint/verification-failed',
      reason: 'connection_failure',
      pattern: 'recipient address rejected: unverified address:.*(lost connection with|connect to|timed out)',
      mxOnly: true,
      source: manual,
      examples: [
        '421 4.1.1 <user@example.org>: Recipient address rejected: unverified address: host mx.example.org[192.0.2.1] said: 450 4.1.1: lost connection with mx.example.org[192.0.2.1] while sending RCPT TO',
      ],
    },
    {
      id: 'proofpoint/verifying',
      reason: 'receiver_temporary_failure',
      pattern: 'recipient address rejected: unverified address',
      code: '4xx',
      mxOnly: true,
      source: manual,
      examples: [
        '421 4.1.1 <user@example.org>: Recipient address rejected: unverified address: Address verification in progress',
      ],
    },
    {
      id: 'proofpoint/dynamic-reputation',
      reason: 'dnsbl_ip',
      pattern: ['blocked using prs\\.proofpoint\\.com', '(ipcheck|support)\\.proofpoint\\.com'],
      meaning: "The IP is on Proofpoint's Dynamic Reputation list; the linked page asks for its removal.",
      source: lookup,
      examples: [
        '550 5.7.1 Service unavailable; client [192.0.2.1] blocked using prs.proofpoint.com',
        '554 Blocked - see https://ipcheck.proofpoint.com/?ip=192.0.2.1',
        '550 5.7.0 Blocked - see https://support.proofpoint.com/dnsbl-lookup.cgi?ip=192.0.2.1',
      ],
    },
    {
      id: 'proofpoint/dmarc',
      reason: 'auth_dmarc',
      pattern: ['email rejected per sender.s dmarc policy', 'local policy violation ?- ?dmarc'],
      source: manual,
      examples: [
        "550 5.7.0 Email rejected per sender's DMARC policy",
        '550 5.7.0 Local Policy Violation - DMARC Reject',
      ],
    },
    {
      id: 'proofpoint/local-policy',
      reason: 'policy_restriction',
      pattern: 'local policy violation',
      source: 'seen on the wire',
      examples: ['550 5.7.0 Local Policy Violation'],
    },
    {
      id: 'proofpoint/message-size',
      reason: 'message_too_large',
      pattern: 'message size violation',
      source: 'seen on the wire',
      examples: ['550 5.7.0 Message Size Violation'],
    },
    {
      id: 'proofpoint/spam',
      reason: 'spam_content',
      pattern: ['spam ?violation', 'message content rejected due to spam'],
      mxOnly: true,
      source: 'seen on the wire',
      examples: ['550 5.7.0 Spam Violation'],
    },
    {
      id: 'proofpoint/virus',
      reason: 'virus_content',
      pattern: ['virus violation', '(zero-hour|malware) (virus )?violation'],
      source: 'seen on the wire',
      examples: ['550 5.7.0 Virus Violation'],
    },
    {
      id: 'proofpoint/too-many-connections',
      reason: 'rate_limited',
      pattern: ['rate ?limit(ed)? violation', 'too many (concurrent )?(connections|sessions)', 'smtp rate control'],
      mxOnly: true,
      final: false,
      source: 'seen on the wire',
      examples: ['421 4.7.0 Too many connections from 192.0.2.1'],
    },
    {
      id: 'proofpoint/relay',
      reason: 'relay_denied',
      pattern: ['relaying denied', 'relay access denied'],
      mxOnly: true,
      meaning: 'Proofpoint does not (or no longer) filter for this domain.',
      source: manual,
      examples: ['550 5.7.1 Relaying denied', '554 5.7.1 <user@example.org>: Relay access denied'],
    },
  ],
};
