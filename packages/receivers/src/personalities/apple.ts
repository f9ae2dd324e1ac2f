/** iCloud Mail: short replies, tags such as [CS01], one help page for all of them. */
import type { Personality } from './personality.ts';

export const apple: Personality = {
  id: 'apple',
  name: 'iCloud Mail',
  provider: 'apple',
  domains: ['icloud.sim', 'me.sim'],
  mx: ['mx01.mail.icloud.com', 'mx02.mail.icloud.com'],
  greeting: 'iCloud SMTP - {id} p00-smtpin-{id}',
  hello: '',
  extensions: { size: 28_311_552, pipelining: true, smtputf8: true, dsn: true },
  accepted: '2.0.0 Ok: queued as {id}',
  idForm: '[0-9A-F]{12}',
  rateLimit: { perConnection: 50, perWindow: 1_000, windowMs: 60_000 },
  replies: {
    user_unknown: '550 5.1.1 <{recipient}>: user does not exist',
    user_disabled: '550 5.2.1 <{recipient}>: account is disabled',
    user_moved: '550 5.1.6 recipient no longer on server: {recipient}',
    mailbox_full: '552 5.2.2 <{recipient}>: user is over quota',
    rate_limited: '421 4.7.0 [HCM1] Your mail from {ip} was deferred. Visit https://support.apple.com/en-us/HT204137',
    recipient_rate_limited:
      '421 4.7.1 Messages to {recipient} deferred due to excessive volume. Try again later - https://support.apple.com/en-us/HT204137',
    dnsbl_ip:
      '550 5.7.1 Mail from IP {ip} was rejected due to listing in Spamhaus SBL. For details please see http://www.spamhaus.org/query/bl?ip={ip}',
    dnsbl_domain:
      '550 5.7.1 Your email was rejected due to having a domain present in the Spamhaus DBL -- see https://www.spamhaus.org/dbl/',
    policy_restriction:
      '550 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137',
    spam_content:
      '550 5.7.1 message content rejected due to spam. Please visit https://support.apple.com/en-us/HT204137',
    auth_dmarc:
      "554 5.7.1 Your message was rejected due to {sender_domain}'s DMARC policy. See https://support.apple.com/en-us/HT204137 for info",
    auth_failed:
      '554 5.7.1 [HME1] This message was blocked for failing both SPF and DKIM authentication checks. See https://support.apple.com/en-us/HT204137 for mailing best practices',
    receiver_temporary_failure: '451 4.3.0 [BS02] Temporary server error. Please try again later.',
    domain_not_accepting: '550 5.1.2 host/domain does not accept mail',
  },
  stages: { policy_restriction: 'body' },
  dialect: 'postfix',
};
