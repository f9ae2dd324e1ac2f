/** Mail.ru: whole sentences, no status, an id at the end. */
import type { Personality } from './personality.ts';

export const mailRu: Personality = {
  id: 'mail-ru',
  name: 'Mail.ru',
  provider: 'mail-ru',
  domains: ['mailru.sim', 'bk.sim'],
  mx: ['mxs.mail.ru'],
  greeting: 'mail.ru ESMTP ({id}) (Looking for Mail for your domain? Visit https://biz.mail.ru)',
  hello: '',
  extensions: { size: 73_400_320, pipelining: true, smtputf8: false, dsn: false },
  accepted: 'OK id={id}',
  idForm: '[0-9a-zA-Z]{6}-[0-9a-zA-Z]{6}-[0-9A-Z]{2}',
  rateLimit: { perConnection: 30, perWindow: 300, windowMs: 60_000 },
  replies: {
    user_unknown:
      '550 Message was not accepted -- invalid mailbox. Local mailbox {recipient} is unavailable: user not found',
    user_disabled:
      '550 Message was not accepted -- invalid mailbox. Local mailbox {recipient} is unavailable: account is disabled',
    mailbox_full: '552 User quota exceeded: {recipient}',
    rate_limited: '451 Too many messages from {ip}, slow down. ID: {id}',
    spam_content:
      '550 spam message rejected. Please visit https://help.mail.ru/notspam-support/id?c={id} or report details to abuse@corp.mail.ru. Error code: {id}',
    bad_sender: '550 Non-local sender verification failed',
    sender_account: '550 Message sending for this account is disabled',
  },
  stages: { bad_sender: 'mail', rate_limited: 'mail' },
  dialect: 'mail-ru',
};
