/** GoDaddy (secureserver.net). A code IBnnn at the end says the cause. */
import type { Provider } from './rule.ts';

const errors = 'https://www.godaddy.com/help/fix-rejected-email-with-a-bounce-error-40685';

export const godaddy: Provider = {
  id: 'godaddy',
  name: 'GoDaddy',
  mx: ['secureserver.net'],
  rules: [
    {
      id: 'godaddy/authentication',
      reason: 'authentication_required',
      pattern: '\\bib401\\b',
      source: errors,
      examples: ['535 Authentication not allowed on IBSMTP Servers. IB401'],
    },
    {
      id: 'godaddy/from-header',
      reason: 'malformed_message',
      pattern: '\\bib50[12]\\b',
      source: errors,
      examples: [
        '550 user@example.com Blank From: addresses are not allowed. Provide a valid From. IB501',
        '550 user@example.com IP addresses are not allowed as a From: Address. Provide a valid From. IB502',
      ],
    },
    {
      id: 'godaddy/from-domain',
      reason: 'bad_sender',
      pattern: '\\bib50[567]\\b',
      source: errors,
      examples: ['550 example.com From: Domain is invalid. Provide a valid From: IB506'],
    },
    {
      id: 'godaddy/spf',
      reason: 'auth_spf',
      pattern: '\\bib508\\b',
      source: errors,
      examples: [
        "550 5.1.0 192.0.2.1 is not allowed to send from <example.com> per it's SPF Record. Please inspect your SPF settings, and try again. IB508 <http://x.co/srbounce>",
      ],
    },
    {
      id: 'godaddy/reverse-dns',
      reason: 'missing_ptr',
      pattern: '\\bib108\\b',
      source: errors,
      examples: ['421 Temporarily rejected. Reverse DNS for this IP failed. IB108'],
    },
    {
      id: 'godaddy/spam',
      reason: 'spam_content',
      pattern: ['\\bib212\\b', 'content judged to be spam by the internet community\\. ib2'],
      source: errors,
      examples: [
        '552 This message has been rejected due to content judged to be spam by the internet community. IB212',
      ],
    },
    {
      id: 'godaddy/virus',
      reason: 'virus_content',
      pattern: '\\bib705\\b',
      source: errors,
      examples: ['552 Virus infected message rejected. IB705'],
    },
    {
      id: 'godaddy/too-many-recipients',
      reason: 'too_many_recipients',
      pattern: '\\bib605\\b',
      source: errors,
      examples: ['452 This message contains too many recipients. Reduce the number of recipients and retry. IB605'],
    },
    {
      id: 'godaddy/rate',
      reason: 'rate_limited',
      pattern: ['\\bib00[1-9]\\b', '\\bib504\\b', '\\bib510\\b', '\\bib607\\b'],
      final: false,
      source: errors,
      examples: [
        '550 This IP has sent too many messages this hour. IB504',
        '421 Connection refused, too many sessions from This IP. Lower the number of concurrent sessions. IB007',
        '550 5.1.1 <user@example.org> - 192.0.2.1 has sent to too many recipients this hour. IB607 <http://x.co/rlbounce>',
      ],
    },
    {
      id: 'godaddy/busy',
      reason: 'receiver_temporary_failure',
      pattern: '\\bib101\\b',
      source: errors,
      examples: ['421 Server temporarily unavailable. Try again later. IB101'],
    },
    {
      id: 'godaddy/listed',
      reason: 'dnsbl_ip',
      pattern: '\\bib10[4567]\\b',
      source: errors,
      examples: ['554 Connection refused. This IP address is listed on the Spamhaus Block List (SBL). IB104'],
    },
    {
      id: 'godaddy/reputation',
      reason: 'bad_reputation',
      pattern: ['\\bib103\\b', '\\bib11[0-3]\\b', '554 rbl reject', 'unblock\\.secureserver\\.net'],
      source: errors,
      examples: [
        '554 This IP has been temporarily blocked for attempting to mail too many invalid recipients. IB112',
        '554 Connection refused. This IP has a poor reputation on Cloudmark Sender Intelligence (CSI). IB103',
        '554 RBL Reject.',
      ],
    },
    {
      id: 'godaddy/no-such-account',
      reason: 'user_unknown',
      pattern: ['recipient not found', 'account does not exist'],
      mxOnly: true,
      source: errors,
      examples: ['550 Recipient not found. <http://x.co/irbounce>', '550 Account does not exist'],
    },
    {
      id: 'godaddy/account-disabled',
      reason: 'user_disabled',
      pattern: 'account disabled',
      mxOnly: true,
      source: errors,
      examples: ['550 Account disabled'],
    },
    {
      id: 'godaddy/storage',
      reason: 'mailbox_full',
      pattern: 'account storage limit',
      source: errors,
      examples: ['552 Account storage limit'],
    },
    {
      id: 'godaddy/expired',
      reason: 'message_expired',
      pattern: 'has been in the queue too long',
      mxOnly: true,
      source: errors,
      examples: [
        "451 Sorry, I wasn't able to establish an SMTP connection. I'm not going to try again; this message has been in the queue too long.",
      ],
    },
  ],
};
