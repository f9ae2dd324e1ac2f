/** GMX and web.de: never a status, several lines, the reason in the link's parameter `c`. */
import type { Personality } from './personality.ts';

export const gmx: Personality = {
  id: 'gmx',
  name: 'GMX and web.de',
  provider: 'gmx',
  domains: ['gmx.sim', 'web-de.sim'],
  mx: ['mx00.emig.gmx.net', 'mx01.emig.gmx.net'],
  greeting: 'gmx.net (mxgmx{id}) Nemesis ESMTP Service ready',
  hello: 'Hello [{ip}]',
  extensions: { size: 157_286_400, pipelining: false, smtputf8: false, dsn: false },
  accepted: 'Requested mail action okay, completed: id={id}',
  idForm: '[0-9]{3}',
  rateLimit: { perConnection: 50, perWindow: 500, windowMs: 60_000 },
  replies: {
    user_unknown:
      '550 Requested action not taken: mailbox unavailable\nFor explanation visit https://postmaster.gmx.net/en/case?c=r0103&i=mail&v={id}',
    mailbox_full: '552 Requested mail action aborted: exceeded storage allocation\nQuota exceeded.',
    rate_limited:
      '421 gmx.net (mxgmx{id}) Nemesis ESMTP Service not available\nService closing transmission channel\nToo many connections',
    dnsbl_ip:
      '554 gmx.net (mxgmx{id}) Nemesis ESMTP Service not available\nNo SMTP service\nIP address is block listed.\nFor explanation visit https://postmaster.gmx.net/en/case?c=r0201&i=ip&v={ip}&r={id}',
    missing_ptr:
      '554 gmx.net (mxgmx{id}) Nemesis ESMTP Service not available\nNo SMTP service\nBad DNS PTR resource record.\nFor explanation visit https://postmaster.gmx.net/en/case?c=rdns&i=ip&v={ip}',
    auth_spf:
      '550 Requested action not taken: mailbox unavailable\nReject due to SPF policy.\nThe originating IP of the message is not permitted by the domain owner\nFor explanation visit https://postmaster.gmx.net/en/case?c=r1602',
    auth_dmarc:
      '554 Transaction failed\nReject due to DMARC policy.\nFor explanation visit https://postmaster.gmx.net/en/case?c=r1603',
    bad_reputation: '450 gmx.net (mxgmx{id}) Requested mail action not taken\nReject due to policy violations.',
    policy_restriction:
      '550 Requested action not taken: mailbox unavailable\nReject due to policy restrictions.\nFor explanation visit https://postmaster.gmx.net/en/case?c=hi&i=mail&v={id}',
    bad_sender: '550 Requested action not taken: mailbox unavailable\ninvalid DNS MX or A/AAAA resource record.',
    protocol_error: '501 Syntax error in parameters or arguments',
  },
  stages: { dnsbl_ip: 'mail', missing_ptr: 'mail', rate_limited: 'mail', policy_restriction: 'body' },
  dialect: 'gmx',
};
