/** Proofpoint, in front of companies: short violations, and a page where a blocked IP may ask to be let in. */
import type { Personality } from './personality.ts';

export const proofpoint: Personality = {
  id: 'proofpoint',
  name: 'A company behind Proofpoint',
  provider: 'proofpoint',
  domains: ['proofpoint.sim', 'hospital.sim'],
  mx: ['mx0a-00112233.pphosted.com', 'mx0b-00112233.pphosted.com'],
  greeting: '{host} ESMTP mfa-{id}',
  hello: 'Hello [{ip}], pleased to meet you',
  extensions: { size: 83_886_080, pipelining: true, smtputf8: true, dsn: false },
  accepted: '2.0.0 {id} Message accepted for delivery',
  idForm: '[0-9a-z]{10}-1',
  rateLimit: { perConnection: 100, perWindow: 600, windowMs: 60_000 },
  replies: {
    user_unknown:
      '550 5.1.1 <{recipient}> - This is not a valid email address. Please verify that you have the correct email address for your recipient.',
    receiver_temporary_failure:
      '421 4.1.1 <{recipient}>: Recipient address rejected: unverified address: Address verification in progress',
    dnsbl_ip: '554 Blocked - see https://ipcheck.proofpoint.com/?ip={ip}',
    policy_restriction: '550 5.7.0 Local Policy Violation',
    message_too_large: '550 5.7.0 Message Size Violation',
    spam_content: '550 5.7.0 Spam Violation',
    virus_content: '550 5.7.0 Virus Violation',
    rate_limited: '421 4.7.0 Too many connections from {ip}',
    relay_denied: '550 5.7.1 Relaying denied',
  },
  stages: { dnsbl_ip: 'mail', rate_limited: 'mail', policy_restriction: 'body' },
  dialect: 'exchange',
};
