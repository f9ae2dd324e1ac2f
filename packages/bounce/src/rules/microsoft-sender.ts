/** Replies about the sender that both front doors of Microsoft give: block lists, reputation, authentication, limits of tenants. */
import type { Rule } from './rule.ts';

const ndr =
  'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online';

export const microsoftSenderRules = (provider: 'microsoft-365' | 'outlook'): readonly Rule[] => [
  {
    id: `${provider}/dmarc`,
    reason: 'auth_dmarc',
    pattern: 'sending domain .* does not pass dmarc verification',
    source: ndr,
    examples: [
      '550 5.7.509 Access denied, sending domain [example.com] does not pass DMARC verification and has a DMARC policy of reject.',
    ],
  },
  {
    id: `${provider}/authentication-level`,
    reason: 'auth_failed',
    pattern: ['meet the required authentication level', 'must pass either spf or dkim validation'],
    source: 'https://techcommunity.microsoft.com/blog/microsoftdefenderforoffice365blog/4399730',
    examples: [
      '550 5.7.515 Access denied, sending domain example.com does not meet the required authentication level.',
      '450 4.7.26 Access denied, a message sent over IPv6 [2001:db8::1] must pass either SPF or DKIM validation, this message is not signed',
    ],
  },
  {
    id: `${provider}/spf`,
    reason: 'auth_spf',
    pattern: 'rejected because of sender policy framework violation',
    source: ndr,
    examples: ['550 5.7.23 The message was rejected because of Sender Policy Framework violation -> 550 5.7.23'],
  },
  {
    id: `${provider}/ipv6-ptr`,
    reason: 'missing_ptr',
    pattern: ['the sending ipv6 address .* must have a reverse dns record', 'access denied, bad helo'],
    source: ndr,
    examples: [
      '550 5.7.25 Access denied, the sending IPv6 address [2001:db8::1] must have a reverse DNS record',
      '550 5.7.506 Access Denied, Bad HELO',
    ],
  },
  {
    id: `${provider}/listed-domain`,
    reason: 'dnsbl_domain',
    pattern: ['(mailfrom|helo|ehlo) domain is listed in', '\\(s800[12]\\)'],
    source: 'https://smtpfieldmanual.com/provider/outlook',
    examples: [
      '550 5.7.1 Service unavailable, MailFrom domain is listed in Spamhaus. To request removal from this list see https://www.spamhaus.org/query/lookup/ (S8002)',
    ],
  },
  {
    id: `${provider}/listed-ip`,
    reason: 'dnsbl_ip',
    pattern: ['client host \\[[^\\]]+\\] blocked using spamhaus', 'blocked using spamhaus.* \\(as16012611\\)'],
    source: ndr,
    examples: [
      '550 5.7.1 Service unavailable, Client host [192.0.2.1] blocked using Spamhaus. To request removal from this list see https://www.spamhaus.org/query/ip/192.0.2.1 (AS16012611)',
    ],
  },
  {
    id: `${provider}/banned-ip`,
    reason: 'bad_reputation',
    pattern: [
      'access denied, banned send(er|ing ip)',
      'access denied, spam abuse detected',
      'blocked using forefront blocklist',
      'network is on our block list',
      'sender\\.office\\.com',
      'delist@(messaging\\.)?microsoft\\.com',
    ],
    meaning: "The sending IP is on Microsoft's own block list; sender.office.com removes it.",
    source: ndr,
    examples: [
      '550 5.7.606 Access denied, banned sending IP [192.0.2.1]. To request removal from this list please visit https://sender.office.com/ (AS16012609)',
      '550 5.7.511 Access denied, banned sender[192.0.2.1]. To request removal from this list please forward this message to delist@messaging.microsoft.com.',
      "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150).",
    ],
  },
  {
    id: `${provider}/rate-limited-for-reputation`,
    reason: 'rate_limited',
    pattern: 'temporarily rate limited due to ip reputation',
    meaning: 'The sending IP may send a little only until its reputation is better.',
    final: false,
    source: 'https://sendersupport.olc.protection.outlook.com/pm/troubleshooting',
    examples: [
      '451 4.7.650 The mail server [192.0.2.1] has been temporarily rate limited due to IP reputation. For e-mail delivery information, see https://postmaster.live.com (S775)',
    ],
  },
  {
    id: `${provider}/low-reputation`,
    reason: 'bad_reputation',
    pattern: '\\(s(775|843|844|3114|3140)\\)',
    final: false,
    source: 'https://sendersupport.olc.protection.outlook.com/pm/troubleshooting',
    examples: ['550 5.7.1 Messages from [192.0.2.1] were not sent because of its reputation. (S3140)'],
  },
  {
    id: `${provider}/too-many-connections`,
    reason: 'rate_limited',
    pattern: [
      'mail server \\[[^\\]]+\\] has exceeded the maximum number of',
      'mail server \\[[^\\]]+\\] has exceeded maximum number of messages',
      '\\(s3115\\)',
      'concurrent connections (per resource forest has exceeded a limit|limit exceeded\\. visit)',
    ],
    final: false,
    source: 'https://sendersupport.olc.protection.outlook.com/pm/troubleshooting',
    examples: [
      '451 4.7.652 The mail server [192.0.2.1] has exceeded the maximum number of connections. (S3115)',
      '421 4.3.2 The maximum number of concurrent connections per resource forest has exceeded a limit, closing transmission channel.',
      '432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information. [Hostname=AM5EUR02.PROD.OUTLOOK.COM]',
    ],
  },
  {
    id: `${provider}/try-later`,
    reason: 'rate_limited',
    pattern: [
      'access denied, please try again later',
      'server busy\\. please try again later from',
      'has exceeded permitted limits within',
      'mail server \\[[^\\]]+\\] has been temporarily rate limited',
    ],
    final: false,
    meaning: 'New or suspicious traffic is slowed down until Microsoft knows the sender better.',
    source:
      'https://learn.microsoft.com/en-us/exchange/troubleshoot/email-delivery/fix-error-code-451-4-7-500-699-asxxx',
    examples: [
      '451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (AS77712344)',
      '451 4.7.550 Access denied, please try again later',
      '550 5.7.508 Access denied, [2001:db8::1] has exceeded permitted limits within /64 range',
    ],
  },
  {
    id: `${provider}/tenant-blocked`,
    reason: 'sender_account',
    pattern: [
      'bad outbound sender',
      'tenant has exceeded threshold',
      'access denied, traffic not accepted from this ip',
      'blocked from sending from unregistered domains',
      'tenant external recipient rate limit',
      'submission quota (was )?exceeded',
      'daily limit for message recipients',
    ],
    meaning: 'The sending Microsoft 365 account or tenant is itself limited or blocked.',
    source: ndr,
    examples: [
      '550 5.1.8 Access denied, bad outbound sender',
      '550 5.7.705 Access denied, tenant has exceeded threshold',
      "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
    ],
  },
  // Microsoft alone uses these statuses, so with them even words that say nothing are its own.
  {
    id: `${provider}/access-denied-tenant`,
    reason: 'sender_account',
    pattern: ['access denied', 'service unavailable'],
    status: '5.7.700-750',
    source: ndr,
    examples: ['550 5.7.711 Access denied (AS0001)'],
  },
  {
    id: `${provider}/access-denied-reputation`,
    reason: 'bad_reputation',
    pattern: ['access denied', 'service unavailable'],
    status: ['5.7.501-503', '5.7.511', '5.7.606-649'],
    source: ndr,
    examples: ['550 5.7.501 Service unavailable (AS0001)'],
  },
  {
    id: `${provider}/access-denied-for-now`,
    reason: 'rate_limited',
    pattern: ['access denied', 'server busy', 'service unavailable'],
    status: '4.7.500-899',
    final: false,
    source: ndr,
    examples: ['451 4.7.540 Access denied (AS0001)'],
  },
  {
    id: `${provider}/from-header`,
    reason: 'malformed_message',
    pattern: [
      'message must be rfc 5322 section 3\\.6\\.2 compliant',
      'bare ?linefeeds? ?are ?illegal',
      'added invalid characters',
    ],
    source: ndr,
    examples: [
      '550 5.7.512 Access denied, message must be RFC 5322 section 3.6.2 compliant',
      '550 5.6.11 SMTPSEND.BareLinefeedsAreIllegal; message contains bare linefeeds, which cannot be sent via DATA',
    ],
  },
  {
    id: `${provider}/bare-line-feeds`,
    reason: 'malformed_message',
    pattern: ['invalid characters', 'bare line ?feed'],
    status: '5.6.11',
    source: ndr,
    examples: ['550 5.6.11 Invalid characters'],
  },
  {
    id: `${provider}/client-not-authenticated`,
    reason: 'authentication_required',
    pattern: ['client was not authenticated', 'cannot achieve exchange server authentication'],
    source: ndr,
    examples: [
      '530 5.7.57 Client was not authenticated to send anonymous mail during MAIL FROM',
      '454 5.7.3 Cannot achieve Exchange Server authentication',
    ],
  },
];
