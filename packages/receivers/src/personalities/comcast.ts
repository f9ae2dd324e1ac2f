/** Comcast Xfinity: the cause is the code at the end of the help page's address. */
import type { Personality } from './personality.ts';

export const comcast: Personality = {
  id: 'comcast',
  name: 'Comcast Xfinity',
  provider: 'comcast',
  domains: ['comcast.sim', 'xfinity.sim'],
  mx: ['mx1a1.comcast.net', 'mx2h1.comcast.net'],
  greeting: 'resimta-{id}.sys.comcast.net resimta-{id}.sys.comcast.net ESMTP server ready',
  hello: 'hello [{ip}], pleased to meet you',
  extensions: { size: 36_700_160, pipelining: true, smtputf8: false, dsn: false },
  accepted: '2.0.0 {id} mail accepted for delivery',
  idForm: '[a-z]{2}-[0-9]{2}v',
  rateLimit: { perConnection: 50, perWindow: 500, windowMs: 60_000 },
  replies: {
    user_unknown: '550 5.1.1 Not our Customer',
    user_disabled: '550 5.1.1 <{recipient}> Account Closed, Please Remove',
    mailbox_full: '452 4.1.1 <{recipient}> user over quota',
    mailbox_full_inactive: '552 5.2.2 <{recipient}> mailbox is full and inactive',
    receiver_temporary_failure: '450 4.2.0 <{recipient}> - Recipient temporarily unavailable',
    rate_limited:
      '421 4.2.0 Throttled - try again later. Please see https://postmaster.comcast.net/smtp-error-codes.php#RL000003',
    dnsbl_ip:
      '554 resimta-{id}.sys.comcast.net {ip} found on one or more DNSBLs, see https://postmaster.comcast.net/smtp-error-codes.php#BL000001',
    bad_reputation:
      '554 resimta-{id}.sys.comcast.net comcast {ip} Comcast block for spam. Please see https://postmaster.comcast.net/smtp-error-codes.php#BL000000',
    spam_content:
      '552 5.2.0 {id} Message rejected due to possible spam content. Please see https://postmaster.comcast.net/smtp-error-codes.php#SP000001',
    virus_content:
      '554 5.7.1 Message rejected. Please see https://postmaster.comcast.net/smtp-error-codes.php#PH000001',
    auth_dmarc:
      '550 5.2.0 Message rejected due to DMARC. Please see https://postmaster.comcast.net/smtp-error-codes.php#DM000001',
    auth_spf:
      '550 5.2.0 Message rejected due to SPF. Please see https://postmaster.comcast.net/smtp-error-codes.php#SPF000001',
    missing_ptr:
      '554 resimta-{id}.sys.comcast.net comcast {ip} Comcast requires that all mail servers must have a PTR record with a valid Reverse DNS entry.',
    bad_sender: '550 5.1.8 Invalid sender. Please see https://postmaster.comcast.net/smtp-error-codes.php#IV000001',
  },
  stages: { rate_limited: 'mail', dnsbl_ip: 'mail', bad_reputation: 'mail', missing_ptr: 'mail' },
  dialect: 'yahoo',
};
