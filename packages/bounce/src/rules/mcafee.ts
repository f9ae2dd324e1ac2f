/** McAfee SaaS Email Protection, once MX Logic. */
import type { Provider } from './rule.ts';

const seen = 'seen on the wire';

export const mcafee: Provider = {
  id: 'mcafee',
  name: 'McAfee SaaS (MX Logic)',
  mx: ['mxlogic.net', 'mxlogicmx.net', 'mcafeesaas.com'],
  rules: [
    {
      id: 'mcafee/blocked-mode',
      reason: 'blocked_by_recipient',
      pattern: ['\\(mode: (block|deny|blacklist)[^)]*\\)', 'denied by policy.*mxl'],
      source: seen,
      examples: ['554 Denied (Mode: deny)'],
    },
    {
      id: 'mcafee/invalid-recipient',
      reason: 'user_unknown',
      pattern: 'invalid recipient [^ ]+ \\(mode: [a-z]+\\)',
      source: seen,
      examples: ['553 Invalid recipient user@example.org (Mode: normal)'],
    },
    {
      id: 'mcafee/denied',
      reason: 'blocked_unspecified',
      pattern: ['\\(mode: [a-z]+\\)', 'mxl(ogic)?~[0-9]'],
      confidence: 0.7,
      source: seen,
      examples: ['554 Denied [CS] [a1b2c3.example] (Mode: normal)'],
    },
  ],
};
