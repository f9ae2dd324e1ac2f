/** Spectrum (Charter, Road Runner, Time Warner Cable, Bright House). The cause is the number after "AUP#In-", "AUP#I-" or "AUP#O-". */
import type { Provider } from './rule.ts';

const errors = 'https://www.spectrum.net/support/internet/understanding-email-error-codes';

export const spectrum: Provider = {
  id: 'spectrum',
  name: 'Spectrum',
  mx: ['charter.net', 'rr.com', 'twc.com', 'brighthouse.com', 'spectrum.net'],
  rules: [
    {
      id: 'spectrum/ip-blocked',
      reason: 'bad_reputation',
      pattern: 'aup#[a-z]{1,3}-?1000',
      source: errors,
      examples: ['550 5.7.1 192.0.2.1 blocked. For more information see https://www.spectrum.net AUP#In-1000'],
    },
    {
      id: 'spectrum/account-blocked',
      reason: 'sender_account',
      pattern: 'aup#[a-z]{1,3}-?10[1-8][0-9]',
      meaning: 'The sending account is blocked or limited for suspicious activity.',
      source: errors,
      examples: ['550 5.1.0 <bounces@example.com> sender rejected. AUP#Out-1010'],
    },
    {
      id: 'spectrum/try-later',
      reason: 'receiver_temporary_failure',
      pattern: 'aup#[a-z]{1,3}-?109[0-9]',
      source: errors,
      examples: ['451 4.3.0 Message cannot be processed. AUP#In-1090'],
    },
    {
      id: 'spectrum/reverse-dns',
      reason: 'missing_ptr',
      pattern: 'aup#[a-z]{1,3}-?11([0-4][0-9]|50)',
      source: errors,
      examples: ['554 ERROR: Mail Refused - 192.0.2.1. AUP#In-1130'],
    },
    {
      id: 'spectrum/domain-policy',
      reason: 'auth_failed',
      pattern: 'aup#[a-z]{1,3}-?11[6-9][0-9]',
      meaning: "The message goes against the sender domain's own security policy.",
      source: errors,
      examples: ['550 5.1.0 <bounces@example.com> sender rejected. AUP#In-1170'],
    },
    {
      id: 'spectrum/blocklist',
      reason: 'dnsbl_ip',
      pattern: 'aup#[a-z]{1,3}-?12[0-5][0-9]',
      meaning: '1200 to 1210: Cloudmark CSI; 1220 to 1250: Spamhaus.',
      source: errors,
      examples: ['554 ERROR: Mail Refused - 192.0.2.1. AUP#In-1230'],
    },
    {
      id: 'spectrum/no-ipv6',
      reason: 'policy_restriction',
      pattern: 'aup#[a-z]{1,3}-?1260',
      source: errors,
      examples: ['554 IPv6 addresses are not processed. AUP#In-1260'],
    },
    {
      id: 'spectrum/rate',
      reason: 'rate_limited',
      pattern: ['aup#[a-z]{1,3}-?1(3[0-9]{2}|4[0-9]{2}|540|580)'],
      final: false,
      source: errors,
      examples: [
        '550 5.1.0 <bounces@example.com> sender rejected. Please see https://www.spectrum.net/support/internet/understanding-email-error-codes for more information. AUP#In-1310',
      ],
    },
    {
      id: 'spectrum/sender-address',
      reason: 'bad_sender',
      pattern: 'aup#[a-z]{1,3}-?15(00|20)',
      source: errors,
      examples: ['550 5.1.0 <bounces@example.com> sender rejected. AUP#Out-1500'],
    },
    {
      id: 'spectrum/too-large',
      reason: 'message_too_large',
      pattern: 'aup#[a-z]{1,3}-?1530',
      source: errors,
      examples: ['552 5.3.4 Message too big. AUP#In-1530'],
    },
    {
      id: 'spectrum/too-many-recipients',
      reason: 'too_many_recipients',
      pattern: 'aup#[a-z]{1,3}-?1550',
      final: false,
      source: errors,
      examples: ['452 4.5.3 Too many recipients. AUP#In-1550'],
    },
    {
      id: 'spectrum/invalid-recipients',
      reason: 'bad_reputation',
      pattern: 'aup#[a-z]{1,3}-?1560',
      meaning: 'Too many unknown recipients from this sender.',
      source: errors,
      examples: ['550 5.1.1 Too many invalid recipients. AUP#In-1560'],
    },
    {
      id: 'spectrum/road-runner-refused',
      reason: 'dnsbl_ip',
      pattern: 'security\\.rr\\.com',
      source: 'seen on the wire',
      examples: [
        '554 5.7.1 - ERROR: Mail refused - <192.0.2.1> - See http://security.rr.com/cgi-bin/block-lookup?192.0.2.1',
      ],
    },
  ],
};
