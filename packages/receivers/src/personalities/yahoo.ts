/** Yahoo and AOL: few statuses, codes in brackets, a host name and a link to the list of error codes. */
import type { Personality } from './personality.ts';

export const yahoo: Personality = {
  id: 'yahoo',
  name: 'Yahoo Mail and AOL',
  provider: 'yahoo',
  domains: ['yahoo.sim', 'aol.sim', 'ymail.sim'],
  mx: ['mta5.am0.yahoodns.net', 'mta6.am0.yahoodns.net', 'mta7.am0.yahoodns.net'],
  greeting: '{id}.mail.ne1.yahoo.com ESMTP ready',
  hello: '',
  extensions: { size: 41_943_040, pipelining: true, smtputf8: true, dsn: false },
  accepted: 'ok dirdel',
  idForm: 'mtaproxy[0-9]{3}.free',
  rateLimit: { perConnection: 20, perWindow: 600, windowMs: 60_000 },
  replies: {
    user_unknown:
      "554 delivery error: dd This user doesn't have a yahoo.com account ({recipient}) [0] - {id}.mail.ne1.yahoo.com",
    user_disabled: '554 30 Sorry, your message to {recipient} cannot be delivered. This mailbox is disabled (554.30).',
    mailbox_full:
      '552 1 delivery error: dd Sorry, your message to {recipient} cannot be delivered. This account is over quota. - {id}.mail.bf1.yahoo.com',
    rate_limited:
      '421 4.7.0 [TSS04] Messages from {ip} temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.yahooinc.com/error-codes',
    recipient_rate_limited: '450 User is receiving mail too quickly',
    dnsbl_ip:
      "553 5.7.1 [BL21] Connections will not be accepted from {ip}, because the ip is in Spamhaus's list; see https://postmaster.yahooinc.com/error-codes",
    bad_reputation:
      '553 5.7.2 [TSS09] All messages from {ip} will be permanently deferred; Retrying will NOT succeed. See https://postmaster.yahooinc.com/error-codes',
    virus_content:
      '554 Message not allowed - [PH01] Email not accepted for policy reasons. Please visit https://postmaster.yahooinc.com/error-codes [120]',
    malformed_message: '554 Message not allowed - Headers are not RFC compliant[291]',
    policy_restriction:
      '554 5.7.9 Message not accepted for policy reasons. See https://postmaster.yahooinc.com/error-codes',
    auth_failed:
      '550 5.7.9 This mail has been blocked because the sender is unauthenticated. Yahoo requires all senders to authenticate with either SPF or DKIM.',
    auth_dmarc: '521 5.2.1 : (DMARC) This message failed DMARC Evaluation and is being refused. See postmaster.aol.com',
    bad_sender:
      '451 Message temporarily deferred due to unresolvable RFC.5321 from domain. See https://senders.yahooinc.com/error-codes#unresolvable-from-domain',
    receiver_temporary_failure:
      '451 {id}.mail.ne1.yahoo.com Resources temporarily unavailable. Please try again later [#4.16.1].',
    relay_denied: '550 relaying denied for <{recipient}>',
    missing_ptr: '421 4.7.1 : (DNS:NR) https://postmaster.yahooinc.com/error-codes#421dnsnr',
  },
  stages: {
    rate_limited: 'mail',
    bad_reputation: 'mail',
    dnsbl_ip: 'mail',
    user_unknown: 'body',
    user_disabled: 'body',
  },
  dialect: 'yahoo',
};
