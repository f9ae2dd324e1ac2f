/** T-Online: strict about who connects, the reason in capital letters in brackets, an address to write to. */
import type { Personality } from './personality.ts';

export const tOnline: Personality = {
  id: 't-online',
  name: 'T-Online',
  provider: 't-online',
  domains: ['t-online.sim', 'magenta.sim'],
  mx: ['mx00.t-online.de', 'mx01.t-online.de'],
  greeting: 'mailin{id}.mgt.mul.t-online.de T-Online ESMTP receiver ssmtpd ready.',
  hello: 'hello [{ip}]',
  extensions: { size: 52_428_800, pipelining: true, smtputf8: false, dsn: false },
  accepted: '2.0.0 Message accepted.',
  idForm: '[0-9]{2}',
  rateLimit: { perConnection: 20, perWindow: 200, windowMs: 60_000 },
  replies: {
    user_unknown: '550 5.1.1 {recipient} is not existing. (user not existing)',
    rate_limited:
      '421 4.7.0 IP={ip} - too many messages, try again later. Ask your postmaster to contact tobr@rx.t-online.de',
    bad_reputation:
      '554 IP={ip} - None/bad reputation. Ask your postmaster for help or to contact tobr@rx.t-online.de for reset. (NOWL)',
  },
  stages: { bad_reputation: 'mail', rate_limited: 'mail' },
  dialect: 't-online',
};
