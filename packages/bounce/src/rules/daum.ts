/** Daum and Kakao Mail (hanmail.net), Korea: a four-letter tag and the client's IP before the words. */
import type { Provider } from './rule.ts';

const codes = 'https://oliveit.tistory.com/39';

export const daum: Provider = {
  id: 'daum',
  name: 'Daum and Kakao Mail',
  mx: ['hanmail.net', 'daum.net', 'kakao.com'],
  rules: [
    {
      id: 'daum/no-such-user',
      reason: 'user_unknown',
      pattern: '\\brusr [0-9a-f.:*]{1,45}: no such user',
      source: codes,
      examples: ['550 5.1.1 RUSR 192.0.2.1: No such user: <user@example.org>'],
    },
    {
      id: 'daum/refused',
      reason: 'bad_reputation',
      pattern: '\\bcc[a-z]{2} [0-9a-f.:*]{1,45}: connection refused',
      meaning: 'The spam centre took this IP for a spammer and refuses it for a while.',
      source: codes,
      examples: ['421 4.4.5 CCRT 192.0.2.1: Connection refused. Server is busy(RT)'],
    },
    {
      id: 'daum/busy',
      reason: 'receiver_temporary_failure',
      pattern: '\\bch[a-z]{2} [0-9a-f.:*]{1,45}: network is busy',
      source: codes,
      examples: ['421 4.4.1 CHIC 192.0.2.1: Network is busy.'],
    },
    {
      id: 'daum/spam',
      reason: 'spam_content',
      pattern: '\\bdas[0-9]{1,2} [0-9a-f.:*]{1,45}: your mail is blocked automatically',
      source: 'seen on the wire',
      examples: ['554 5.7.1 DAS51 192.0.2.1: Your mail is blocked automatically by anti-spam system. (E06)'],
    },
  ],
};
