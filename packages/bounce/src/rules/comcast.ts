/**
 * Comcast (Xfinity), until its mailboxes have moved to Yahoo. The code at the end of the help URL says the cause; in
 * BLxxxxxx the last three digits are switches: 1 Spamhaus ZEN, 10 Cloudmark CSI, 100 Sender Score.
 */
import type { Provider } from './rule.ts';

const errors = 'https://www.xfinity.com/support/articles/email-errors';
const manual = 'https://smtpfieldmanual.com/provider/comcast';

export const comcast: Provider = {
  id: 'comcast',
  name: 'Comcast Xfinity',
  mx: ['comcast.net', 'xfinity.com'],
  rules: [
    {
      id: 'comcast/no-such-user',
      reason: 'user_unknown',
      pattern: ['not our customer', 'recipient mailbox unallocated', '> - recipient unavailable'],
      source: manual,
      examples: [
        '550 5.1.1 Not our Customer',
        '550 5.1.1 <user@example.org> recipient mailbox unallocated',
        '550 5.2.0 <user@example.org> - Recipient unavailable',
      ],
    },
    {
      id: 'comcast/closed',
      reason: 'user_disabled',
      pattern: 'account closed, please remove',
      source: manual,
      examples: ['550 5.1.1 <user@example.org> Account Closed, Please Remove'],
    },
    {
      id: 'comcast/recipient-temporarily-unavailable',
      reason: 'receiver_temporary_failure',
      pattern: '> - recipient temporarily unavailable',
      source: manual,
      examples: ['450 4.2.0 <user@example.org> - Recipient temporarily unavailable'],
    },
    {
      id: 'comcast/over-quota',
      reason: 'mailbox_full',
      pattern: ['extended quota violation', '4\\.1\\.1 <[^>]+> user over quota'],
      source: manual,
      examples: [
        '552 5.1.1 <user@example.org> recipient rejected - extended quota violation',
        '452 4.1.1 <user@example.org> user over quota',
      ],
    },
    {
      id: 'comcast/dmarc',
      reason: 'auth_dmarc',
      pattern: ['#?\\bdm00000[0-9]\\b', 'comcast.* dmarc'],
      source: errors,
      examples: [
        '550 5.2.0 Message rejected due to DMARC. Please see http://postmaster.comcast.net/smtp-error-codes.php#DM000001',
      ],
    },
    {
      id: 'comcast/spf',
      reason: 'auth_spf',
      pattern: '\\bspf00000[0-9]\\b',
      source: errors,
      examples: [
        '550 5.2.0 Message rejected due to SPF. Please see http://postmaster.comcast.net/smtp-error-codes.php#SPF000001',
      ],
    },
    {
      id: 'comcast/reverse-dns',
      reason: 'missing_ptr',
      pattern: [
        'comcast requires that all mail servers must have a ptr record',
        'reverse dns failure ?: ?try again later',
        '\\b(dns|pt|rd)00000[0-9]\\b',
      ],
      source: errors,
      examples: [
        '554 mx1.comcast.net comcast 192.0.2.1 Comcast requires that all mail servers must have a PTR record with a valid Reverse DNS entry.',
        '421 - [Reverse DNS failure : Try again later]',
      ],
    },
    {
      id: 'comcast/listed',
      reason: 'dnsbl_ip',
      pattern: ['\\bbl000(001|01[01]|1[01][01])\\b', '\\bbl00[67]\\b', 'comcast.* found on one or more dnsbls'],
      source: errors,
      examples: [
        '554 resimta-po-01v.sys.comcast.net resimta-po-01v.sys.comcast.net 192.0.2.1 found on one or more DNSBLs, see http://postmaster.comcast.net/smtp-error-codes.php#BL000010',
      ],
    },
    {
      id: 'comcast/block',
      reason: 'bad_reputation',
      pattern: ['\\b(bl|es)00[0-9]{4}\\b', 'comcast block(ed)? for spam', 'comcast dynamic/residential'],
      source: errors,
      examples: [
        '554 mx1.comcast.net comcast 192.0.2.1 Comcast block for spam. Please see http://postmaster.comcast.net/smtp-error-codes.php#BL000000',
        '554 mx1.comcast.net comcast 192.0.2.1 ESMTP server not accepting. Please see http://postmaster.comcast.net/smtp-error-codes.php#ES000010',
      ],
    },
    {
      id: 'comcast/rate',
      reason: 'rate_limited',
      pattern: ['\\brl0000[0-9]{2}\\b', 'too many sessions opened', 'comcast.* too many sessions'],
      final: false,
      source: errors,
      examples: [
        '421 4.2.0 Throttled - try again later. Please see http://postmaster.comcast.net/smtp-error-codes.php#RL000003',
        '421 - [Too many sessions opened]',
      ],
    },
    {
      id: 'comcast/phishing',
      reason: 'virus_content',
      pattern: '\\bph00000[0-9]\\b',
      source: errors,
      examples: ['554 5.7.1 Message rejected. Please see http://postmaster.comcast.net/smtp-error-codes.php#PH000001'],
    },
    {
      id: 'comcast/spam',
      reason: 'spam_content',
      pattern: '\\bsp0000[0-9]{2}\\b',
      source: errors,
      examples: ['552 5.2.0 Message rejected. Please see http://postmaster.comcast.net/smtp-error-codes.php#SP000001'],
    },
    {
      id: 'comcast/return-path',
      reason: 'bad_sender',
      pattern: ['\\biv00000[0-9]\\b', 'invalid sender domain.*comcast'],
      source: errors,
      examples: ['550 5.1.8 Invalid sender. Please see http://postmaster.comcast.net/smtp-error-codes.php#IV000001'],
    },
  ],
};
