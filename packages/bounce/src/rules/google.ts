/**
 * Gmail and Google Workspace. Every reply ends in "gsmtp"; a customer's own rule adds "gcdp".
 * Texts: Gmail SMTP errors and codes, which says "email" where the wire says "mail".
 */
import { googleSenderRules } from './google-sender.ts';
import type { Provider } from './rule.ts';

const errors = 'https://support.google.com/a/answer/3726730';

export const google: Provider = {
  id: 'google',
  name: 'Gmail and Google Workspace',
  mx: ['google.com', 'googlemail.com', 'psmtp.com'],
  rules: [
    {
      id: 'google/recipient-address-syntax',
      reason: 'bad_address_syntax',
      pattern: 'the recipient address .* is not a valid rfc.?5321 address',
      source: errors,
      examples: [
        '553 5.1.3 The recipient address <.user@example.org> is not a valid RFC 5321 address. a1si1 - gsmtp',
        '553-5.1.3 The recipient address <ann> is not a valid RFC-5321 address. Learn more at\r\n553 5.1.3  https://support.google.com/mail/answer/6596 a1si1 - gsmtp',
      ],
    },
    {
      id: 'google/no-such-user',
      reason: 'user_unknown',
      pattern: ['account that you tried to reach does not exist', 'p=nosuchuser', 'answer[/=]6596'],
      source: errors,
      examples: [
        "550-5.1.1 The email account that you tried to reach does not exist. Please try\r\n550-5.1.1 double-checking the recipient's email address for typos or\r\n550-5.1.1 unnecessary spaces. Learn more at\r\n550 5.1.1  https://support.google.com/mail/?p=NoSuchUser a1si1 - gsmtp",
        '550 5.1.1 http://support.google.com/mail/bin/answer.py?answer=6596 a1si1 - gsmtp',
      ],
    },
    {
      id: 'google/disabled-user',
      reason: 'user_disabled',
      pattern: ['account that you tried to reach is (disabled|inactive)', 'p=disableduser'],
      source: errors,
      examples: [
        '550 5.2.1 The email account that you tried to reach is disabled. Learn more at https://support.google.com/mail/?p=DisabledUser a1si1 - gsmtp',
        '550 5.2.1 The email account that you tried to reach is inactive. a1si1 - gsmtp',
      ],
    },
    {
      id: 'google/over-quota-inactive',
      reason: 'mailbox_full_inactive',
      pattern: ['out of storage space and inactive', 'p=overquotaperm'],
      meaning: 'The mailbox has been over quota for so long that Google calls it inactive.',
      source: errors,
      examples: [
        "552 5.2.2 The recipient's inbox is out of storage space and inactive. Please direct the recipient to https://support.google.com/mail/?p=OverQuotaPerm a1si1 - gsmtp",
        '552 5.2.2 The email account that you tried to reach is over quota. Please direct the recipient to https://support.google.com/mail/?p=OverQuotaPerm - gsmtp',
      ],
    },
    {
      id: 'google/over-quota',
      reason: 'mailbox_full',
      pattern: [
        'inbox is out of storage space',
        'account that you tried to reach is over quota',
        'p=overquotatemp',
        'answer[/=]6558',
      ],
      source: errors,
      examples: [
        "452 4.2.2 The recipient's inbox is out of storage space. Please direct the recipient to https://support.google.com/mail/?p=OverQuotaTemp a1si1 - gsmtp",
        '452 4.2.2 The email account that you tried to reach is over quota. Please direct the recipient to Clear Google Drive space',
      ],
    },
    {
      id: 'google/quota-exceeded',
      reason: 'mailbox_full',
      pattern: ['email quota exceeded', 'storage quota exceeded'],
      mxOnly: true,
      source: 'seen on the wire',
      examples: ['550 5.7.1 Email quota exceeded a1si1 - gsmtp'],
    },
    {
      id: 'google/receiving-rate',
      reason: 'recipient_rate_limited',
      pattern: ['the user you are trying to contact is receiving e?mail', 'p=receivingrate'],
      final: false,
      source: errors,
      examples: [
        '450 4.2.1 The user you are trying to contact is receiving email too quickly. Please resend your message at a later time.',
        '550 5.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered. For more information, please visit https://support.google.com/mail/?p=ReceivingRatePerm - gsmtp',
      ],
    },
    {
      id: 'google/recipient-domain-not-found',
      reason: 'domain_not_found',
      pattern: ['able to find the recipient domain', 'dns type .{1,8} lookup of .* responded with code nxdomain'],
      source: errors,
      examples: [
        "553 5.1.2 We weren't able to find the recipient domain. Please check for any spelling errors",
        "DNS Error: DNS type 'mx' lookup of example.invalid responded with code NXDOMAIN Domain name not found: example.invalid",
      ],
    },
    {
      id: 'google/recipient-domain-null-mx',
      reason: 'no_mx',
      pattern: [
        'receive email according to the administrator: returned null mx',
        "dns type 'a' lookup of [^ ]+ had no relevant answers",
      ],
      source: 'seen on the wire',
      examples: [
        "DNS Error: DNS type 'mx' lookup of example.org responded with code NOERROR The domain example.org doesn't receive email according to the administrator: returned Null MX https://www.rfc-editor.org/info/rfc7505",
        "DNS Error: DNS type 'mx' lookup of example.org had no relevant answers. DNS type 'aaaa' lookup of example.org had no relevant answers. DNS type 'a' lookup of example.org had no relevant answers.",
      ],
    },
    {
      id: 'google/recipient-domain-dns-failure',
      reason: 'dns_failure',
      pattern: 'dns type .{1,8} lookup of .* responded with code (servfail|refused)',
      source: 'seen on the wire',
      examples: ["DNS Error: DNS type 'mx' lookup of example.org responded with code SERVFAIL"],
    },
    {
      id: 'google/recipient-server-unreachable',
      reason: 'connection_failure',
      pattern: 'recipient server did not accept our requests to connect',
      source: 'https://support.google.com/mail/answer/7720',
      examples: [
        'The recipient server did not accept our requests to connect. Learn more at https://support.google.com/mail/answer/7720 [mx.example.org 192.0.2.1: timed out]',
      ],
    },
    {
      id: 'google/group-refuses',
      reason: 'recipient_restricted',
      pattern: [
        'the group you tried to contact',
        'permission to post messages to the group',
        'die gruppe, die sie kontaktieren möchten',
        'el grupo con el que has intentado ponerte en contacto',
        'le groupe que vous avez essayé de contacter',
        'il gruppo che hai (tentato|cercato|provato) (di|a) contattare',
        'o grupo (que|com o qual) você tentou (contatar|entrar em contato)',
        'група, з якою ви намагалися',
        'групп[аы], с которой вы (пытались|пытаетесь)',
        'گروهی که می.{0,2}خواهید با آن ارتباط',
        'المجموعة .{0,30}التي حاولت الاتصال',
        'הקבוצה שאליה ניסית',
        'ご連絡のあったグループ',
        '(您|您)?(試|试)(著|图|圖)?(聯絡|联系|联络)的.{0,30}(群組|群组)',
      ],
      meaning: 'The Google Group does not exist or does not take mail from this sender.',
      source: 'https://support.google.com/a/answer/168383',
      examples: [
        "We're writing to let you know that the group you tried to contact (team) may not exist, or you may not have permission to post messages to the group.",
        "Il se peut que le groupe que vous avez essayé de contacter (equipe) n'existe pas ou que vous ne soyez pas autorisé à lui envoyer des messages.",
      ],
    },
    {
      id: 'google/send-as-refused',
      reason: 'sender_account',
      pattern: [
        "different address or alias using the 'send mail as' feature",
        'smtp server does not advertise auth capability',
      ],
      meaning: "The account's own 'Send mail as' server is set up wrong; the recipient's server was never asked.",
      source: 'https://support.google.com/mail/?p=CustomFromDenied',
      examples: [
        "You're sending this from a different address or alias using the 'Send mail as' feature. The settings for your 'Send mail as' account are misconfigured or out of date.",
      ],
    },
    {
      id: 'google/group-spam',
      reason: 'spam_content',
      pattern: 'your email to group .* was rejected due to spam classification',
      source: 'https://support.google.com/a/answer/168383',
      examples: ['Your email to group team@example.org was rejected due to spam classification.'],
    },
    {
      id: 'google/domain-policy-size',
      reason: 'too_many_recipients',
      pattern: 'domain policy size per transaction exceeded',
      meaning: "The recipients' domains have too many own rules for one transaction; each recipient passes alone.",
      final: false,
      source: errors,
      examples: [
        '452 4.5.3 Domain policy size per transaction exceeded, please try this recipient in a separate transaction. a1si1 - gsmtp',
      ],
    },
    {
      id: 'google/several-domains',
      reason: 'receiver_temporary_failure',
      pattern: 'multiple destination domains per transaction is unsupported',
      meaning: 'Google takes one recipient domain per transaction; the message passes in its own transaction.',
      final: false,
      source: errors,
      examples: [
        '451 4.3.0 Multiple destination domains per transaction is unsupported. Please try again. a1si1 - gsmtp',
      ],
    },
    {
      id: 'google/too-many-recipients',
      reason: 'too_many_recipients',
      pattern: ['your message has too many recipients', 'too many recipients for this sender', 'p=toomanyrecipients'],
      final: false,
      source: errors,
      examples: [
        "452 4.5.3 Your message has too many recipients. For more information regarding Google's sending limits, visit https://support.google.com/mail/?p=TooManyRecipientsError a1si1 - gsmtp",
        '550 5.5.3 Too many recipients for this sender. a1si1 - gsmtp',
      ],
    },
    {
      id: 'google/mail-loop',
      reason: 'routing_loop',
      pattern: ['message exceeded \\d+ hops', 'p=mailloop'],
      source: errors,
      examples: ['554 5.4.6 Message exceeded 50 hops, this may indicate a mail loop. a1si1 - gsmtp'],
    },
    ...googleSenderRules,
    {
      id: 'google/temporarily-rejected',
      reason: 'receiver_temporary_failure',
      pattern: [
        'mail server (has )?temporarily rejected (this )?message',
        'temporary system problem.? try again later.* (gsmtp|smtp error messages)',
        'server busy, try again later.* (gsmtp|smtp error messages)',
      ],
      source: errors,
      examples: [
        '451 4.3.0 Mail server temporarily rejected message. a1si1 - gsmtp',
        '421 4.3.0 Temporary System Problem. Try again later. a1si1 - gsmtp',
        '421 4.4.5 Server busy, try again later. a1si1 - gsmtp',
      ],
    },
    {
      id: 'google/connection-lost',
      reason: 'connection_failure',
      pattern: ['connection expired, try reconnecting', '451 4\\.4\\.2 timeout - closing connection'],
      source: errors,
      examples: [
        '421 4.7.0 Connection expired, try reconnecting. a1si1 - gsmtp',
        '451 4.4.2 Timeout - closing connection. a1si1 - gsmtp',
      ],
    },
    {
      id: 'google/try-later',
      reason: 'rate_limited',
      pattern: '4\\.7\\.0 try again later, closing connection',
      source: errors,
      examples: ['421 4.7.0 Try again later, closing connection. (EHLO) a1si1 - gsmtp'],
    },
    {
      id: 'google/customer-policy',
      reason: 'policy_restriction',
      pattern: [
        'sending to \\(or from\\) has a policy',
        '(violates|violate) .* email policy',
        '\\bgcdp\\b',
        'answer/172179',
      ],
      meaning: "A rule that the recipient's (or the sender's) own administrator wrote in Google Workspace.",
      source: errors,
      examples: [
        '550-5.7.1 The user or domain that you are sending to (or from) has a policy that\r\n550-5.7.1 prohibited the mail that you sent. Please contact your domain\r\n550-5.7.1 administrator for further details. For more information, visit\r\n550 5.7.1  https://support.google.com/a/answer/172179 a1si1 - gsmtp',
        '550 5.7.1 This message violates example.com email policy. - gcdp a1 - gsmtp',
      ],
    },
    // Where Google names no words we know, its status still has a meaning of its own.
    {
      id: 'google/status-authentication',
      reason: 'auth_failed',
      status: 'x.7.26',
      source: errors,
      examples: ['550 5.7.26 Sorry. a1si1 - gsmtp'],
    },
    {
      id: 'google/status-spf',
      reason: 'auth_spf',
      status: ['x.7.24', 'x.7.27'],
      source: errors,
      examples: ['550 5.7.27 Sorry. a1si1 - gsmtp'],
    },
    {
      id: 'google/status-dkim',
      reason: 'auth_dkim',
      status: 'x.7.30',
      source: errors,
      examples: ['550 5.7.30 Sorry. a1si1 - gsmtp'],
    },
    {
      id: 'google/status-dmarc',
      reason: 'auth_dmarc',
      status: ['x.7.31', 'x.7.32', 'x.7.40'],
      code: ['421', '550'],
      source: errors,
      examples: ['550 5.7.40 Sorry. a1si1 - gsmtp'],
    },
    {
      id: 'google/status-ptr',
      reason: 'missing_ptr',
      status: ['x.7.23', 'x.7.25'],
      source: errors,
      examples: ['550 5.7.25 Sorry. a1si1 - gsmtp'],
    },
    {
      id: 'google/status-rate',
      reason: 'rate_limited',
      status: 'x.7.28',
      final: false,
      source: errors,
      examples: ['421 4.7.28 Sorry. a1si1 - gsmtp'],
    },
    {
      id: 'google/status-tls',
      reason: 'tls_failure',
      status: 'x.7.29',
      source: errors,
      examples: ['421 4.7.29 Sorry. a1si1 - gsmtp'],
    },
    {
      id: 'google/status-sending-limit',
      reason: 'sender_account',
      status: 'x.4.5',
      code: '550',
      source: errors,
      examples: ['550 5.4.5 Sorry. a1si1 - gsmtp'],
    },
  ],
};
