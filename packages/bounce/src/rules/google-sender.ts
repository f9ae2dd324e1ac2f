/** Gmail's replies that speak of the sender: authentication, reputation, rate, form of the message, relay and account. */
import type { Rule } from './rule.ts';

const errors = 'https://support.google.com/a/answer/3726730';
const relay = 'https://support.google.com/a/answer/6140680';

export const googleSenderRules: readonly Rule[] = [
  {
    id: 'google/dmarc-policy',
    reason: 'auth_dmarc',
    pattern: ['unauthenticated email from .* is not accepted due to domain.s dmarc policy', 'p=dmarcrejection'],
    source: errors,
    examples: [
      "550 5.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy. Please contact the administrator of example.com domain if this was a legitimate mail. a1si1 - gsmtp",
      "451 4.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy, but temporary DNS failures prevent authentication.",
    ],
  },
  {
    id: 'google/no-dmarc-record',
    reason: 'auth_dmarc',
    pattern: ['sending domain (does not|doesn.t) have a dmarc record', 'bulk email senders to add a dmarc record'],
    source: errors,
    examples: [
      "421 4.7.40 Your email has been rate limited because the sending domain doesn't have a DMARC record, or the DMARC record doesn't specify a DMARC policy.",
    ],
  },
  {
    id: 'google/from-not-aligned',
    reason: 'auth_dmarc',
    pattern: 'aligned with either the authenticated spf or dkim organizational domain',
    source: errors,
    examples: [
      "421 4.7.32 Your email has been rate limited because the From: header (RFC5322) in this message isn't aligned with either the authenticated SPF or DKIM organizational domain.",
    ],
  },
  {
    id: 'google/spf-suspicious',
    reason: 'auth_spf',
    pattern: 'spf record of the sending domain has one or more suspicious entries',
    source: errors,
    examples: ['550 5.7.24 The SPF record of the sending domain has one or more suspicious entries. a1si1 - gsmtp'],
  },
  {
    id: 'google/spf-hard-fail',
    reason: 'auth_spf',
    pattern: [
      'spf record with a hard fail policy',
      'fails to pass spf checks',
      'senders to authenticate (their e?mail )?with spf',
      'because spf (authentication )?(does not|doesn.t|did not|didn.t) pass',
    ],
    source: errors,
    examples: [
      '550 5.7.26 The MAIL FROM domain [example.com] has an SPF record with a hard fail policy (-all) but it fails to pass SPF checks with the ip: [192.0.2.1]. a1si1 - gsmtp',
      "421 4.7.27 Your email has been rate limited because SPF authentication didn't pass for this message. Gmail requires all bulk email senders to authenticate their email with SPF.",
    ],
  },
  {
    id: 'google/dkim-fail',
    reason: 'auth_dkim',
    pattern: [
      'senders to authenticate (their e?mail )?with dkim',
      'because dkim (authentication )?(does not|doesn.t|did not|didn.t) pass',
    ],
    source: errors,
    examples: [
      "550 5.7.30 This message was blocked because it didn't pass DKIM authentication. Gmail requires bulk email senders to authenticate their email with DKIM.",
    ],
  },
  {
    id: 'google/unauthenticated',
    reason: 'auth_failed',
    pattern: [
      'gmail requires all senders to authenticate with either spf or dkim',
      'fails to pass authentication checks',
      'does not have authentication information',
      'unauthenticated email is not accepted from this domain',
    ],
    source: errors,
    examples: [
      '550 5.7.26 This mail has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM. a1si1 - gsmtp',
      '550 5.7.26 This message does not have authentication information or fails to pass authentication checks (SPF or DKIM). a1si1 - gsmtp',
    ],
  },
  {
    id: 'google/no-ptr',
    reason: 'missing_ptr',
    pattern: [
      '(does not|doesn.t) have a ptr record',
      'ip address of the hostname specified in the pointer',
      'ipv6 sending guidelines regarding ptr records',
      'p=ipv6autherror',
    ],
    source: errors,
    examples: [
      "550 5.7.25 This message was blocked because the sending IP address doesn't have a PTR record, or the forwarding DNS entry doesn't reference the sending IP address.",
      '550 5.7.1 This message does not meet IPv6 sending guidelines regarding PTR records and authentication. a1si1 - gsmtp',
      '550 5.7.25 The sending IP does not match the IP address of the hostname specified in the pointer (PTR) record. a1si1 - gsmtp',
    ],
  },
  {
    id: 'google/bad-helo',
    reason: 'missing_ptr',
    pattern: ['empty helo/ehlo argument', 'helo/ehlo argument .* invalid'],
    source: errors,
    examples: ['501 5.5.4 HELO/EHLO argument "_" invalid, closing connection. a1si1 - gsmtp'],
  },
  {
    id: 'google/tls-required',
    reason: 'tls_failure',
    pattern: [
      'tls required for rcpt domain',
      'not using a tls connection',
      'sent over a tls connection',
      'must issue a starttls command first.* (gsmtp|smtp error messages)',
    ],
    source: errors,
    examples: [
      '421 4.7.0 TLS required for RCPT domain, closing connection. a1si1 - gsmtp',
      "421 4.7.29 Your email has been rate limited because you're not using a TLS connection. Gmail requires all bulk email senders to use TLS/SSL for SMTP connections.",
      '530 5.7.0 Must issue a STARTTLS command first. a1si1 - gsmtp',
    ],
  },
  {
    id: 'google/low-reputation',
    reason: 'bad_reputation',
    pattern: 'very low reputation of the sending (ip|domain)',
    source: errors,
    examples: [
      '550 5.7.1 [192.0.2.1] Our system has detected that this message is likely suspicious due to the very low reputation of the sending IP address. a1si1 - gsmtp',
      '421 4.7.0 This message is suspicious due to the very low reputation of the sending domain. To best protect our users from spam, the message has been blocked.',
    ],
  },
  {
    id: 'google/unusual-rate',
    reason: 'rate_limited',
    pattern: [
      'unusual (rate|amount) of (unsolicited )?e?mail',
      'p=unsolicitedratelimiterror',
      'quota for sending messages (that have|with) the same message-id',
    ],
    final: false,
    source: errors,
    examples: [
      '421 4.7.28 [192.0.2.1] Our system has detected an unusual rate of unsolicited mail originating from your IP address. a1si1 - gsmtp',
      '421 4.7.28 Gmail has detected this sender exceeded the quota for sending messages that have the same Message-ID:.',
    ],
  },
  {
    id: 'google/rate-limited',
    reason: 'rate_limited',
    pattern: 'this e?mail has been rate limited',
    final: false,
    source: errors,
    examples: ['550 5.7.1 This mail has been rate limited. a1si1 - gsmtp'],
  },
  {
    id: 'google/spam',
    reason: 'spam_content',
    pattern: [
      'message is likely unsolicited e?mail',
      'nature of the content (and/)?or the links within',
      'p=unsolicitedmessageerror',
    ],
    source: errors,
    examples: [
      '550 5.7.1 [192.0.2.1] Our system has detected that this message is likely unsolicited mail. To reduce the amount of spam sent to Gmail, this message has been blocked. a1si1 - gsmtp',
      '421 4.7.0 This message is suspicious due to the nature of the content and/or the links within.',
    ],
  },
  {
    id: 'google/blocked-content',
    reason: 'content_prohibited',
    pattern: ['content presents a potential security issue', 'system detected an illegal attachment', 'answer[/=]6590'],
    source: errors,
    examples: [
      '552 5.7.0 This message was blocked because its content presents a potential security issue. Please visit https://support.google.com/mail/?p=BlockedMessage a1si1 - gsmtp',
      '552 5.7.0 Our system detected an illegal attachment on your message. a1si1 - gsmtp',
    ],
  },
  {
    id: 'google/malformed',
    reason: 'malformed_message',
    pattern: [
      'message is not rfc (2822|5322) compliant',
      'p=rfcmessagenoncompliant',
      'mail message is malformed',
      'messages? missing a valid (address in the from: header|message-id: header)',
      'multiple addresses in (the )?from: header',
      'unicode character in a disallowed header',
      'encoded-word syntax is not permitted',
    ],
    source: errors,
    examples: [
      '550 5.7.1 [192.0.2.1] This message is not RFC 5322 compliant because it has duplicate headers. a1si1 - gsmtp',
      '550 5.7.1 Messages missing a valid Message-ID: header are not accepted. a1si1 - gsmtp',
      '554 5.6.0 Mail message is malformed. Not accepted. a1si1 - gsmtp',
    ],
  },
  {
    id: 'google/too-large',
    reason: 'message_too_large',
    pattern: [
      'exceed(ed|s) google.s (message )?(size|header)',
      'exceeds google.s (limit|header name limit)',
      'p=maxsizeerror',
      'a\\?p=header-limits',
    ],
    source: errors,
    examples: [
      "552 5.3.4 Your message exceeded Google's message size limits. a1si1 - gsmtp",
      "552 5.3.4 The number of attachments (612) exceeds Google's limit of 500 attachments.",
      "552 5.3.4 The size of a header name (900 bytes) exceeds Google's header name limit of 256 bytes.",
    ],
  },
  {
    id: 'google/sender-address-syntax',
    reason: 'bad_sender',
    pattern: 'the sender address .* is not a valid rfc.?5321 address',
    source: errors,
    examples: ['553 5.1.7 The sender address <bounces@-example> is not a valid RFC 5321 address. a1si1 - gsmtp'],
  },
  {
    id: 'google/not-on-allowlist',
    reason: 'recipient_restricted',
    pattern: 'ip not in whitelist for rcpt domain',
    source: errors,
    examples: ['421 4.7.0 IP not in whitelist for RCPT domain, closing connection. a1si1 - gsmtp'],
  },
  {
    id: 'google/send-through-your-provider',
    reason: 'policy_restriction',
    pattern: ['not authorized to send email directly to our servers', 'p=notauthorizederror'],
    meaning: 'The IP belongs to a range (dial-up, residential) from which Google takes no mail directly.',
    source: errors,
    examples: [
      "550 5.7.1 [192.0.2.1] The IP you're using to send mail is not authorized to send email directly to our servers. Please use the SMTP relay at your service provider instead. a1si1 - gsmtp",
    ],
  },
  {
    id: 'google/relay-account',
    reason: 'sender_account',
    pattern: [
      '(peak|daily) smtp relay (sending )?limit exceeded',
      'daily (user )?sending (limit|quota) exceeded',
      'mail relay denied.* suspended due to abuse',
      'mail sending denied',
    ],
    source: relay,
    examples: [
      '450 4.2.1 Peak SMTP relay limit exceeded for customer. This is a temporary error. a1si1 - gsmtp',
      '550 5.4.5 Daily user sending limit exceeded. a1si1 - gsmtp',
      '550 5.7.0 Mail Sending denied. a1si1 - gsmtp',
    ],
  },
  {
    id: 'google/relay-denied',
    reason: 'relay_denied',
    pattern: ['invalid credentials for relay', 'mail relay denied \\[?\\d'],
    source: relay,
    examples: [
      '550 5.7.0 Mail relay denied [192.0.2.1]. Invalid credentials for relay for one of the domains in: example.com',
      '550 5.7.1 Invalid credentials for relay [192.0.2.1]. The IP address you have registered in your Workspace SMTP Relay service',
    ],
  },
  {
    id: 'google/authentication',
    reason: 'authentication_required',
    pattern: [
      'too many login attempts, please try again later',
      'cannot authenticate due to (a )?temporary system problem',
      'too many unauthenticated commands',
      'application-specific password required',
      'please log in (with|through) your web browser',
      'username and password not accepted',
      'xoauth is no longer supported',
      'unrecognized authentication type.* (gsmtp|smtp error messages)',
      'authentication required.* (gsmtp|google account|p=wantautherror)',
    ],
    source: errors,
    examples: [
      '530 5.7.0 Authentication Required. Learn more at https://support.google.com/mail/?p=WantAuthError a1si1 - gsmtp',
      '535 5.7.8 Username and Password not accepted. a1si1 - gsmtp',
      '454 4.7.0 Too many login attempts, please try again later. a1si1 - gsmtp',
    ],
  },
  {
    id: 'google/protocol',
    reason: 'protocol_error',
    pattern: [
      'no identity changes permitted',
      'smtp protocol violation, no commands allowed',
      'smtp protocol violation.* (gsmtp|smtp error messages)',
      'no data after bdat',
      'transaction protocol command was issued out of sequence',
      '(bad sequence of commands|unimplemented command|unrecognized command|unrecognized commands, goodbye|syntax error).* (gsmtp|smtp error messages)',
      '(ehlo/helo|mail|rcpt) first.* (gsmtp|smtp error messages|helo/ehlo email error)',
    ],
    source: errors,
    examples: [
      '503 5.5.1 RCPT first. A mail transaction protocol command was issued out of sequence. a1si1 - gsmtp',
      '502 5.5.1 Too many unrecognized commands, goodbye. a1si1 - gsmtp',
      '523 5.7.10 SMTP protocol violation, no commands allowed to pipeline after STARTTLS. a1si1 - gsmtp',
    ],
  },
];
