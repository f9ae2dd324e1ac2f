/** QQ Mail: no status, 550 for nearly everything, temporary limits too, and a link with a number. */
import type { Personality } from './personality.ts';

const help = 'https://service.mail.qq.com/detail/122';

export const qq: Personality = {
  id: 'qq',
  name: 'QQ Mail',
  provider: 'qq',
  domains: ['qq.sim', 'foxmail.sim'],
  mx: ['mx1.qq.com', 'mx2.qq.com', 'mx3.qq.com'],
  greeting: 'newxmmxszb{id}.qq.com MX QQ Mail Server.',
  hello: '',
  extensions: { size: 73_400_320, pipelining: true, smtputf8: false, dsn: false },
  accepted: 'Ok: queued as.',
  idForm: '[0-9]{2}-[0-9]',
  rateLimit: { perConnection: 30, perWindow: 200, windowMs: 60_000 },
  replies: {
    user_unknown: `550 The recipient may contain a non-existent account, please check the recipient address. ${help}/166`,
    user_disabled: `550 {recipient} is a deactivated mailbox. ${help}/167`,
    mailbox_full: `552 The recipient's mailbox is full. ${help}/168`,
    rate_limited: `550 Ip frequency limited [{id} IP: {ip}]. ${help}/169`,
    recipient_rate_limited: `550 The frequency of receiving messages is limited. ${help}/170`,
    spam_content: `550 Mail content denied. ${help}/171`,
    bad_reputation: `550 Suspected spam ip. ${help}/172`,
    blocked_by_recipient: `550 Mail is rejected by recipients. ${help}/173`,
    bad_sender: `550 Domain may not exist or DNS check failed [{id} IP: {ip}]. ${help}/174`,
    auth_spf: '550 SPF check failed [{id} IP: {ip}]. https://service.mail.qq.com/detail/122/72',
    auth_dmarc: '550 DMARC check failed [{id} IP: {ip}]. https://service.mail.qq.com/detail/122/53',
  },
  stages: { rate_limited: 'mail', bad_reputation: 'mail', bad_sender: 'mail' },
  dialect: 'qq',
};
