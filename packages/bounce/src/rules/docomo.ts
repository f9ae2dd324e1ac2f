/** NTT docomo, Japan. After RCPT "Unknown user" is what it says; after the message it is the recipient's filter. */
import type { Provider } from './rule.ts';

const seen = 'seen on the wire';

export const docomo: Provider = {
  id: 'docomo',
  name: 'NTT docomo',
  mx: ['docomo.ne.jp', 'spmode.ne.jp'],
  rules: [
    {
      id: 'docomo/filtered',
      reason: 'blocked_by_recipient',
      pattern: '550 unknown user',
      stage: ['data', 'body'],
      mxOnly: true,
      meaning: "The recipient's settings refuse this sender; the address exists.",
      source: seen,
      examples: ['550 Unknown user user@example.jp'],
    },
    {
      id: 'docomo/no-such-user',
      reason: 'user_unknown',
      pattern: '550 unknown user',
      mxOnly: true,
      confidence: 0.85,
      source: seen,
      examples: ['550 Unknown user user@example.jp'],
    },
    {
      id: 'docomo/full',
      reason: 'mailbox_full',
      pattern: '552 too much mail data',
      source: seen,
      examples: ['552 Too much mail data user@example.jp'],
    },
  ],
};
