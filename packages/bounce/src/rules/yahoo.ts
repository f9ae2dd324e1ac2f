/** Yahoo, AOL and the mail of AT&T, Verizon, Rogers, Sky, Frontier and (since 2025) Comcast that Yahoo runs. */
import type { Provider } from './rule.ts';

const errors = 'https://senders.yahooinc.com/smtp-error-codes';
const aol = 'https://postmaster.aol.com/error-codes';

export const yahoo: Provider = {
  id: 'yahoo',
  name: 'Yahoo and AOL',
  mx: ['yahoodns.net', 'mail.yahoo.com', 'mx.aol.com', 'yahoo.com', 'bizmail.yahoo.com'],
  rules: [
    {
      id: 'yahoo/no-account',
      reason: 'user_unknown',
      pattern: [
        'dd this user doesn.t have an? ',
        'dd not a valid recipient',
        'requested mail action aborted, mailbox not found',
        'dd (invalid recipient|user unknown)',
      ],
      source: errors,
      examples: [
        "554 delivery error: dd This user doesn't have a yahoo.com account (user@example.org) [0] - mta1001.mail.ne1.yahoo.com",
        '552 1 Requested mail action aborted, mailbox not found',
        '554 delivery error: dd Not a valid recipient - atlas1.free.mail.ne1.yahoo.com',
      ],
    },
    {
      id: 'yahoo/disabled',
      reason: 'user_disabled',
      pattern: [
        'cannot be delivered\\. this mailbox is disabled',
        'this account has been disabled or discontinued',
        'dd [^ ]+ is no longer valid',
        '\\(554\\.30\\)',
        'vs10-rt possible forgery or deactivated due to abuse',
      ],
      source: errors,
      examples: [
        '554 30 Sorry, your message to user@example.org cannot be delivered. This mailbox is disabled (554.30).',
        '554 delivery error: dd Sorry your message to user@example.org cannot be delivered. This account has been disabled or discontinued [#102]. - mta1.mail.sk1.yahoo.com',
        '554 delivery error: dd user@example.org is no longer valid. [-20] - mta1.mail.ne1.yahoo.com',
        '553 VS10-RT Possible forgery or deactivated due to abuse (#5.1.1)',
      ],
    },
    {
      id: 'yahoo/over-quota',
      reason: 'mailbox_full',
      pattern: ['delivery error: dd .*(over quota|overquota)', 'dd .* mailbox full'],
      source: errors,
      examples: [
        '554 delivery error: dd Sorry, your message to user@example.org cannot be delivered. This account is over quota. - mta1.mail.mud.yahoo.com',
      ],
    },
    {
      id: 'yahoo/receiving-rate',
      reason: 'recipient_rate_limited',
      pattern: '^(450|4[0-9]{2}) (4\\.[0-9]\\.[0-9]+ )?user is receiving mail too quickly',
      source: 'https://smtpfieldmanual.com/provider/yahoo',
      examples: ['450 User is receiving mail too quickly'],
    },
    {
      id: 'yahoo/action-aborted',
      reason: 'undetermined',
      pattern: 'dd requested mail action aborted',
      meaning: 'Yahoo gives no cause.',
      confidence: 0.5,
      source: 'https://smtpfieldmanual.com/provider/yahoo',
      examples: ['554 delivery error: dd Requested mail action aborted - mta1.mail.ne1.yahoo.com'],
    },
    {
      id: 'yahoo/unauthenticated',
      reason: 'auth_failed',
      pattern: ['yahoo requires all senders to authenticate', 'blocked because the sender is unauthenticated'],
      source: errors,
      examples: [
        '550 5.7.9 This mail has been blocked because the sender is unauthenticated. Yahoo requires all senders to authenticate with either SPF or DKIM.',
      ],
    },
    {
      id: 'yahoo/phishing',
      reason: 'virus_content',
      pattern: '\\[ph01\\]',
      meaning: 'Yahoo takes the message or its links for phishing.',
      source: errors,
      examples: [
        '554 Message not allowed - [PH01] Email not accepted for policy reasons. Please visit https://postmaster.yahooinc.com/error-codes [120]',
      ],
    },
    {
      id: 'yahoo/policy',
      reason: 'policy_restriction',
      pattern: [
        '(message|email) not accepted for policy reasons',
        'message not allowed - \\[',
        'message not allowed - unacceptable content',
      ],
      meaning: "Content, a URL, or the sender's DMARC policy; Yahoo does not say which.",
      source: errors,
      examples: [
        '554 5.7.9 Message not accepted for policy reasons. See https://senders.yahooinc.com/error-codes',
        '554 Message not allowed - [299]',
      ],
    },
    {
      id: 'yahoo/spamhaus',
      reason: 'dnsbl_ip',
      pattern: [
        '\\[bl2[13]\\]',
        'because the ip is in spamhaus',
        'not accepted from ip addresses on spamhaus',
        '\\[tss07\\]',
      ],
      source: errors,
      examples: [
        "553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.1, because the ip is in Spamhaus's list; see http://postmaster.yahoo.com/550-bl23.html",
        '553 5.7.1 [BL23] Connections not accepted from IP addresses on Spamhaus XBL; see http://postmaster.yahoo.com/errors/550-bl23.html [550]',
      ],
    },
    {
      id: 'yahoo/permanently-deferred',
      reason: 'bad_reputation',
      pattern: ['permanently deferred', '\\[(tss09|tss11|tss12)\\]'],
      meaning: 'The IP sent spam or to too many unknown recipients; trying again does not help.',
      source: errors,
      examples: [
        '553 5.7.2 [TSS11] All messages from 192.0.2.1 will be permanently deferred; Retrying will NOT succeed. See https://postmaster.yahooinc.com/error-codes',
        '421 4.7.1 [TS03] All messages from 192.0.2.1 will be permanently deferred; Retrying will NOT succeed.',
      ],
    },
    {
      id: 'yahoo/deferred',
      reason: 'rate_limited',
      pattern: [
        '\\[(ts|tss|ipts)0[1-8]\\]',
        'temporarily deferred due to (unexpected volume|user complaints)',
        'max message per connection reached',
        'too many (concurrent )?connections from your (host|ip).* yahoo',
      ],
      final: false,
      source: errors,
      examples: [
        '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.yahooinc.com/error-codes',
        '421 Max message per connection reached, closing transmission channel',
      ],
    },
    {
      id: 'yahoo/unknown-recipients',
      reason: 'bad_reputation',
      pattern: ['\\bvs[0-9]{1,2}-(ip|mf)', 'excessive unknown recipients'],
      source: errors,
      examples: ['451 VS1-IP Excessive unknown recipients - possible Open Relay (#4.1.8)'],
    },
    {
      id: 'yahoo/unresolvable-sender',
      reason: 'bad_sender',
      pattern: ['due to unresolvable rfc.5321', '#unresolvable-from-domain', 'deferred due to unresolvable'],
      source: errors,
      examples: [
        '451 Message temporarily deferred due to unresolvable RFC.5321 from domain. See https://senders.yahooinc.com/error-codes#unresolvable-from-domain',
      ],
    },
    {
      id: 'yahoo/message-deferred',
      reason: 'rate_limited',
      pattern: ['message temporarily deferred - ?(4\\.16|\\[|see)', 'message temporarily deferred'],
      final: false,
      code: ['421', '451'],
      source: errors,
      examples: ['451 Message temporarily deferred - [160]', '421 Message temporarily deferred - 4.16.50.'],
    },
    {
      id: 'yahoo/service-not-available',
      reason: 'receiver_temporary_failure',
      pattern: 'service not available',
      mxOnly: true,
      source: 'https://smtpfieldmanual.com/provider/yahoo',
      examples: ['421 Service not available, closing transmission channel'],
    },
    {
      id: 'yahoo/aol-ptr',
      reason: 'missing_ptr',
      pattern: ['\\(dns:(nr|b[0-9])\\)', '554rtrdns', '421dnsnr'],
      source: aol,
      examples: ['421 4.7.1 : (DNS:NR) https://postmaster.aol.com/error-codes#421dnsnr'],
    },
    {
      id: 'yahoo/aol-rate',
      reason: 'rate_limited',
      pattern: ['\\((rly:(cd|ch|nw|cs)[0-9]?|ctx:cd)\\)', '\\(conn:[a-z0-9]+\\)', '\\(dyn:t[0-9]\\)'],
      final: false,
      source: aol,
      examples: ['554 5.7.1 : (RLY:CH) https://postmaster.aol.com/error-codes#554rlych'],
    },
    {
      id: 'yahoo/aol-blocked-content',
      reason: 'spam_content',
      pattern: ['\\(hvu:b[0-9]\\)', '\\(con:b[0-9]\\)'],
      meaning: 'A URL in the message drew too many complaints.',
      source: aol,
      examples: ['554 5.2.1 : (HVU:B1) https://postmaster.aol.com/error-codes#554hvub1'],
    },
    {
      id: 'yahoo/aol-reputation',
      reason: 'bad_reputation',
      pattern: ['\\((rtr|rly|clr|hvc):[a-z0-9]+\\)', 'postmaster\\.(info\\.)?aol\\.com/errors/554(rtr|rly|clr)'],
      source: aol,
      examples: ['554- (RTR:BL) https://postmaster.aol.com/error-codes#554rtrbl\r\n554 Connecting IP: 192.0.2.1'],
    },
    {
      id: 'yahoo/aol-dmarc',
      reason: 'auth_dmarc',
      pattern: ['\\(dmarc\\).*aol', 'domain dmarc policy.*aol'],
      source: aol,
      examples: [
        '521 5.2.1 : (DMARC) This message failed DMARC Evaluation and is being refused. See postmaster.aol.com',
      ],
    },
    {
      id: 'yahoo/aol-address-rejected',
      reason: 'user_unknown',
      pattern: 'recipient address rejected: aol\\.com',
      source: 'https://www.wordtothewise.com/2017/03/aol-accidentally-hard-bounces-valid-addresses/',
      examples: ['550 5.1.1 <user@example.org>: Recipient address rejected: aol.com'],
    },
    {
      id: 'yahoo/aol-lookup',
      reason: 'receiver_temporary_failure',
      pattern: 'temporary lookup failure',
      mxOnly: true,
      source: 'https://www.wordtothewise.com/2016/06/aol-transmitting-4xx-error-for-user-unknown/',
      examples: ['451 4.3.0 <user@example.org>: Temporary lookup failure'],
    },
    {
      id: 'yahoo/status-policy',
      reason: 'policy_restriction',
      status: '5.7.9',
      source: errors,
      examples: ['554 5.7.9 Sorry'],
    },
  ],
};
