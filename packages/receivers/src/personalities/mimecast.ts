/** Mimecast, in front of companies: words, a link to its list of codes, an id of the session in brackets. */
import type { Personality } from './personality.ts';

const link = 'https://community.mimecast.com/docs/DOC-1369';

export const mimecast: Personality = {
  id: 'mimecast',
  name: 'A company behind Mimecast',
  provider: 'mimecast',
  domains: ['mimecast.sim', 'bank.sim'],
  mx: ['eu-smtp-inbound-1.mimecast.com', 'eu-smtp-inbound-2.mimecast.com'],
  greeting: 'eu-smtp-1.mimecast.com ESMTP; [{id}.uk{seconds}]',
  hello: '[{ip}], pleased to meet you',
  extensions: { size: 104_857_600, pipelining: false, smtputf8: false, dsn: false },
  accepted: 'SmtpThread-{seconds} - Message received [{id}.uk1]',
  idForm: '[A-Za-z0-9]{22}',
  rateLimit: { perConnection: 50, perWindow: 500, windowMs: 60_000 },
  replies: {
    user_unknown: `550 Invalid Recipient - ${link}#550 [{id}.uk1]`,
    bad_address_syntax: `501 Invalid Address - ${link}#501 [{id}.uk1]`,
    greylisted: `451 Internal resource temporarily unavailable - ${link}#451 [{id}.uk1]`,
    rate_limited: `451 Account service is temporarily unavailable - ${link}#451 [{id}.uk1]`,
    bad_reputation: `550 Local CT IP Reputation - (reject) - ${link}#550 [{id}.uk1]`,
    spam_content: '554 Email rejected due to security policies - MCSpamSignature.x.xx.{seconds} [{id}.uk1]',
    virus_content: `554 Email rejected due to security policies - ${link}#554 [{id}.uk1]`,
    content_prohibited: `550 Message bounced due to Content Examination Policy - ${link}#550 [{id}.uk1]`,
    auth_spf: `550 SPF Sender Invalid - envelope rejected - ${link}#550 [{id}.uk1]`,
    auth_dkim: `550 DKIM Sender Invalid - envelope rejected - ${link}#550 [{id}.uk1]`,
    auth_dmarc: `550 DMARC Sender Invalid - envelope rejected - ${link}#550 [{id}.uk1]`,
    blocked_by_recipient: `550 Envelope blocked - User Entry - ${link}#550 [{id}.uk1]`,
    policy_restriction: `550 Rejected by header based Anti-Spoofing policy: {sender} - ${link}#550 [{id}.uk1]`,
    message_too_large: `554 Maximum email size exceeded - ${link}#554 [{id}.uk1]`,
    routing_loop: `554 Mail loop detected - ${link}#554 [{id}.uk1]`,
    relay_denied: `451 Open relay not allowed - ${link}#451 [{id}.uk1]`,
    tls_failure: `553 This route requires encryption (TLS) - ${link}#553 [{id}.uk1]`,
    domain_not_accepting: `451 Account inbounds disabled - ${link}#451 [{id}.uk1]`,
    receiver_temporary_failure: `421 Unable to process connection at this time - ${link}#421 [{id}.uk1]`,
    authentication_required: `535 Incorrect authentication data - ${link}#535 [{id}.uk1]`,
    sender_account: `550 Exceeding outbound thread limit - ${link}#550 [{id}.uk1]`,
  },
  stages: { virus_content: 'body', policy_restriction: 'body' },
  dialect: 'exchange',
};
