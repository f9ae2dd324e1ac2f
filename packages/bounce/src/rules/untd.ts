/** United Online: Juno and NetZero. */
import type { Provider } from './rule.ts';

export const untd: Provider = {
  id: 'untd',
  name: 'Juno and NetZero',
  mx: ['untd.com', 'juno.com', 'netzero.net', 'netzero.com'],
  rules: [
    {
      id: 'untd/access-denied',
      reason: 'bad_reputation',
      pattern: '550 access denied\\.\\.\\.',
      source: 'seen on the wire',
      examples: ['550 Access denied...0123456789abcdef0123456789abcdef...'],
    },
  ],
};
