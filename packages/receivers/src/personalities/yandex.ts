/** Yandex Mail: 5.7.1 for nearly everything, and a session's id at the end. */
import type { Personality } from './personality.ts';

export const yandex: Personality = {
  id: 'yandex',
  name: 'Yandex Mail',
  provider: 'yandex',
  domains: ['yandex.sim'],
  mx: ['mx.yandex.ru'],
  greeting:
    'mail-nwsmtp-mxfront-production-main-{id}.vla.yp-c.yandex.net ESMTP (Want to use Yandex.Mail for your domain?)',
  hello: '',
  extensions: { size: 53_477_376, pipelining: true, smtputf8: false, dsn: true },
  accepted: '2.0.0 Ok: queued on mail-nwsmtp-mxfront-production-main-{id}.vla.yp-c.yandex.net {id}',
  idForm: '[0-9]{2}',
  rateLimit: { perConnection: 50, perWindow: 300, windowMs: 60_000 },
  replies: {
    user_unknown: '550 5.7.1 No such user! {seconds}-{id}',
    user_disabled: '550 5.7.1 Policy rejection on the target address {seconds}-{id}',
    mailbox_full: '552 5.2.2 Mailbox size limit exceeded {seconds}-{id}',
    recipient_rate_limited:
      '450 4.2.1 The recipient has exceeded their message rate limit. Try again later. {seconds}-{id}',
    spam_content: '554 5.7.1 [1] Message rejected under suspicion of SPAM; https://ya.cc/1IrBc {seconds}-{id}',
    bad_reputation:
      '554 5.7.1 Blocked by spam statistics - see https://feedback.yandex.ru/?from=mail-rejects {seconds}-{id}',
    virus_content: '554 5.7.1 Message infected by virus {seconds}-{id}',
    policy_restriction: '554 5.7.1 Rejected by policy {seconds}-{id}',
    receiver_temporary_failure:
      '451 4.7.1 Sorry, the service is currently unavailable. Please come back later. {seconds}-{id}',
    sender_account: '451 4.7.1 Spam limit exceeded {seconds}-{id}',
  },
  dialect: 'yandex',
};
