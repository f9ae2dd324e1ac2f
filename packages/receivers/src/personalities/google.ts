/** Gmail and Google Workspace: a status on every line, a link to a help page, an id and "gsmtp" at the end. */
import type { Personality } from './personality.ts';

export const google: Personality = {
  id: 'google',
  name: 'Gmail',
  provider: 'google',
  domains: ['gmail.sim', 'googlemail.sim'],
  mx: ['gmail-smtp-in.l.google.com', 'alt1.gmail-smtp-in.l.google.com', 'alt2.gmail-smtp-in.l.google.com'],
  greeting: 'mx.google.com ESMTP {id} - gsmtp',
  hello: 'at your service, [{ip}]',
  extensions: { size: 157_286_400, pipelining: true, smtputf8: true, dsn: false },
  accepted: '2.0.0 OK  {seconds} {id} - gsmtp',
  idForm: '[a-z0-9]{13}-[a-z0-9]{8}si[0-9]{8}[a-z]{3}.[0-9]{3}',
  rateLimit: { perConnection: 100, perWindow: 2_000, windowMs: 60_000 },
  replies: {
    user_unknown:
      "550 5.1.1 The email account that you tried to reach does not exist. Please try\ndouble-checking the recipient's email address for typos or\nunnecessary spaces. For more information, go to\n https://support.google.com/mail/?p=NoSuchUser {id} - gsmtp",
    user_disabled:
      '550 5.2.1 The email account that you tried to reach is inactive. For more\ninformation, go to\n https://support.google.com/mail/?p=DisabledUser {id} - gsmtp',
    bad_address_syntax: '553 5.1.3 The recipient address <{recipient}> is not a valid RFC 5321 address. {id} - gsmtp',
    mailbox_full:
      "452 4.2.2 The recipient's inbox is out of storage space. Please direct the\nrecipient to\n https://support.google.com/mail/?p=OverQuotaTemp {id} - gsmtp",
    mailbox_full_inactive:
      "552 5.2.2 The recipient's inbox is out of storage space and inactive. Please\ndirect the recipient to\n https://support.google.com/mail/?p=OverQuotaPerm {id} - gsmtp",
    recipient_rate_limited:
      '450 4.2.1 The user you are trying to contact is receiving email at a rate that\nprevents additional messages from being delivered. For more information, go to\n https://support.google.com/mail/?p=ReceivingRate {id} - gsmtp',
    rate_limited:
      '421 4.7.28 Gmail has detected an unusual rate of unsolicited mail originating\nfrom your IP address [{ip}]. To protect our users from spam, mail sent from\nyour IP address has been temporarily rate limited. {id} - gsmtp',
    too_many_recipients:
      '452 4.5.3 Your message has too many recipients. For more information, go to\n https://support.google.com/mail/?p=TooManyRecipientsError {id} - gsmtp',
    bad_reputation:
      '550 5.7.1 [{ip}] Gmail has detected that this message is likely suspicious due\nto the very low reputation of the sending IP address. To best protect our\nusers from spam, the message has been blocked. {id} - gsmtp',
    spam_content:
      '550 5.7.1 [{ip}] Gmail has detected that this message is likely unsolicited\nmail. To reduce the amount of spam sent to Gmail, this message has been\nblocked. {id} - gsmtp',
    content_prohibited:
      '552 5.7.0 This message was blocked because its content presents a potential\nsecurity issue. Please go to\n https://support.google.com/mail/?p=BlockedMessage {id} - gsmtp',
    malformed_message: '550 5.7.1 [{ip}] This message is not RFC 5322 compliant: two From fields. {id} - gsmtp',
    message_too_large: "552 5.3.4 Your message exceeded Google's message size limits. {id} - gsmtp",
    auth_spf:
      '550 5.7.27 This mail has been blocked because SPF authentication did not pass\nfor {sender_domain}. Gmail requires all bulk senders to authenticate with SPF. {id} - gsmtp',
    auth_dkim:
      "550 5.7.30 This message was blocked because it didn't pass DKIM authentication.\nGmail requires bulk email senders to authenticate their email with DKIM. {id} - gsmtp",
    auth_dmarc:
      "550 5.7.26 Unauthenticated email from {sender_domain} is not accepted due to\ndomain's DMARC policy. Please contact the administrator of {sender_domain}. {id} - gsmtp",
    auth_failed:
      '550 5.7.26 This mail has been blocked because the sender is unauthenticated.\nGmail requires all senders to authenticate with either SPF or DKIM. {id} - gsmtp',
    missing_ptr:
      "550 5.7.25 [{ip}] The sending IP doesn't have a PTR record, or the PTR record's\nforward DNS entry does not match the sending IP. {id} - gsmtp",
    tls_failure: "421 4.7.29 Your email has been rate limited because you're not using a TLS connection. {id} - gsmtp",
    receiver_temporary_failure: '421 4.3.0 Temporary System Problem. Try again later. {id} - gsmtp',
    routing_loop: '554 5.4.6 Message exceeded 50 hops, this may indicate a mail loop. {id} - gsmtp',
    policy_restriction:
      '550 5.7.1 The user or domain that you are sending to (or from) has a policy that\nprohibited the mail that you sent. Please contact your domain administrator. {id} - gsmtp',
    authentication_required: '530 5.7.0 Authentication Required. {id} - gsmtp',
    sender_account: '550 5.4.5 Daily user sending limit exceeded. {id} - gsmtp',
  },
  stages: { rate_limited: 'mail', policy_restriction: 'body', bad_reputation: 'body' },
  dialect: 'gmail',
};
