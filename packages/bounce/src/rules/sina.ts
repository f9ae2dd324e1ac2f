/** Sina Mail. */
import type { Provider } from './rule.ts';

const seen = 'seen on the wire';

export const sina: Provider = {
  id: 'sina',
  name: 'Sina Mail',
  mx: ['sina.com.cn', 'sina.com', 'sina.cn'],
  rules: [
    {
      id: 'sina/no-such-user',
      reason: 'user_unknown',
      pattern: '\\buser no found',
      source: seen,
      examples: ['554 user no found'],
    },
    {
      id: 'sina/rate',
      reason: 'rate_limited',
      pattern: ['too many connect', 'too many invalid'],
      mxOnly: true,
      source: seen,
      examples: ['550 Too many connections', '550 Too many invalid recipients'],
    },
  ],
};
