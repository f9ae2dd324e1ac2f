/** Outlook.com and Hotmail, Microsoft's consumer mail: 5.5.0 for an unknown mailbox, tags such as S3150 for the rest. */
import type { Personality } from './personality.ts';

export const outlook: Personality = {
  id: 'outlook',
  name: 'Outlook.com',
  provider: 'outlook',
  domains: ['outlook.sim', 'hotmail.sim', 'live.sim'],
  mx: ['outlook-com.olc.protection.outlook.com'],
  greeting: '{id}.mail.protection.outlook.com Microsoft ESMTP MAIL Service ready',
  hello: 'Hello [{ip}]',
  extensions: { size: 49_283_072, pipelining: true, smtputf8: true, dsn: true },
  accepted: '2.6.0 <{id}> [InternalId={seconds}] Queued mail for delivery',
  idForm: 'DB3EUR0[1-6]FT0[0-9]{2}',
  rateLimit: { perConnection: 200, perWindow: 1_000, windowMs: 60_000 },
  replies: {
    user_unknown:
      '550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302). [{id}.eop-EUR03.prod.protection.outlook.com]',
    mailbox_full: '452 4.2.2 STOREDRV.Deliver; mailbox full [{id}.prod.outlook.com]',
    rate_limited:
      '451 4.7.650 The mail server [{ip}] has been temporarily rate limited due to IP reputation. For e-mail delivery information, see https://postmaster.live.com (S775) [{id}]',
    recipient_rate_limited:
      '554 5.2.122 The recipient has exceeded their limit for the number of messages they can receive per hour. [{id}]',
    bad_reputation:
      "550 5.7.1 Unfortunately, messages from [{ip}] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150). [{id}]",
    dnsbl_ip:
      '550 OU-001 Mail rejected by Outlook.com for policy reasons. For more information about this block and to request removal please go to: Spamhaus.',
    auth_dmarc:
      '550 5.7.509 Access denied, sending domain [{sender_domain}] does not pass DMARC verification and has a DMARC policy of reject. [{id}]',
    auth_failed:
      '550 5.7.515 Access denied, sending domain {sender_domain} does not meet the required authentication level. [{id}]',
    missing_ptr: '550 5.7.506 Access Denied, Bad HELO [{id}]',
    receiver_temporary_failure: '451 4.7.0 Temporary server error. Please try again later. ATTR2 [{id}]',
    policy_restriction: '550 5.7.944 Delivery not authorized, message refused [{id}]',
    routing_loop: '554 5.4.14 Hop count exceeded - possible mail loop ATTR1 [{id}]',
  },
  stages: { rate_limited: 'mail', bad_reputation: 'mail', dnsbl_ip: 'mail' },
  dialect: 'outlook',
};
