/** Naver Mail, Korea. */
import type { Provider } from './rule.ts';

export const naver: Provider = {
  id: 'naver',
  name: 'Naver Mail',
  mx: ['naver.com', 'worksmobile.com'],
  rules: [
    {
      id: 'naver/filtered-ip',
      reason: 'bad_reputation',
      pattern: [
        'your ip ?\\([^ )]*\\) is filtered and this connection will be closed',
        'register your ip to https?://realip\\.naver\\.com',
      ],
      source: 'https://puffinknight.tistory.com/102',
      examples: [
        '421 4.3.2 Your IP(192.0.2.1) is filtered and this connection will be closed. You must register your IP to http://realip.naver.com',
      ],
    },
    {
      id: 'naver/rate',
      reason: 'rate_limited',
      pattern: ['4\\.3\\.1 you send too many messages', 'since you sent too many e-?mails'],
      source: 'https://puffinknight.tistory.com/102',
      examples: [
        '421 4.3.1 You send too many messages.',
        '550 5.7.1 <user@example.org>... Error.your access was denied. Since you sent too many e-mails,you are not allowed to send more e-mails within 24 hours.',
      ],
    },
  ],
};
