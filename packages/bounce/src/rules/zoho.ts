/** Zoho Mail. */
import type { Provider } from './rule.ts';

const manual = 'https://smtpfieldmanual.com/provider/zoho';

export const zoho: Provider = {
  id: 'zoho',
  name: 'Zoho Mail',
  mx: ['zoho.com', 'zoho.eu', 'zoho.in', 'zoho.com.au', 'zoho.jp', 'zoho.com.cn', 'zohomail.com', 'zohocloud.ca'],
  rules: [
    {
      id: 'zoho/no-such-user',
      reason: 'user_unknown',
      pattern: ['user does not exist - <', 'mailbox delivery failure policy error'],
      source: manual,
      examples: [
        '550 5.1.1 User does not exist - <user@example.org>',
        '552 5.1.1 <user@example.org> Mailbox delivery failure policy error',
      ],
    },
    {
      id: 'zoho/blocked-by-domain',
      reason: 'blocked_by_recipient',
      pattern: 'mail rejected by destination domain',
      meaning: "A filter that the recipient's domain set up.",
      source: manual,
      examples: ['541 5.4.1 Mail rejected by destination domain'],
    },
    {
      id: 'zoho/spam',
      reason: 'spam_content',
      pattern: ['reason: email flagged as spam', 'email cannot be delivered\\. reason: .*spam'],
      source: 'https://www.zoho.com/mail/help/spam-reason.html',
      examples: ['554 5.7.1 Email cannot be delivered. Reason: Email flagged as Spam.'],
    },
    {
      id: 'zoho/virus',
      reason: 'virus_content',
      pattern: 'virus .* detected by zoho mail',
      source: manual,
      examples: ['552 5.7.1 virus [Eicar-Test-Signature] detected by Zoho Mail'],
    },
    {
      id: 'zoho/dmarc',
      reason: 'auth_dmarc',
      pattern: 'email rejected per dmarc policy',
      mxOnly: true,
      source: manual,
      examples: ['550 5.7.1 Email rejected per DMARC policy for example.com'],
    },
    {
      id: 'zoho/policy',
      reason: 'policy_restriction',
      pattern: [
        'mailpolicy violation error delivering to mailboxes',
        'email policy violation detected',
        'restricted by policy error',
      ],
      source: manual,
      examples: [
        '554 5.2.3 MailPolicy violation Error delivering to mailboxes',
        '554 5.7.7 Email policy violation detected',
      ],
    },
    {
      id: 'zoho/greylisted',
      reason: 'greylisted',
      pattern: 'greylisted, try again after some time',
      source: 'seen on the wire',
      examples: ['451 4.7.1 Greylisted, try again after some time'],
    },
    {
      id: 'zoho/busy',
      reason: 'receiver_temporary_failure',
      pattern: '4\\.3\\.1 temporary system error',
      source: 'seen on the wire',
      examples: ['452 4.3.1 Temporary System Error'],
    },
    {
      id: 'zoho/relay',
      reason: 'relay_denied',
      pattern: 'relaying disallowed',
      source: manual,
      examples: ['553 Relaying disallowed'],
    },
    {
      id: 'zoho/sender-account',
      reason: 'sender_account',
      pattern: ['unusual sending activity detected', 'zoho.* (sending limit|outgoing .{0,20}(blocked|disabled))'],
      source: 'https://www.zoho.com/mail/help/adminconsole/unusual-sending-activity.html',
      examples: ['550 5.4.6 Unusual sending activity detected. Please try after sometime'],
    },
  ],
};
