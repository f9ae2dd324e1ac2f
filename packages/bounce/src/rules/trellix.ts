/** Trellix Email Security, once FireEye. */
import type { Provider } from './rule.ts';

const seen = 'seen on the wire';

export const trellix: Provider = {
  id: 'trellix',
  name: 'Trellix Email Security (FireEye)',
  mx: ['fireeyecloud.com', 'fireeyegov.com', 'trellix.com'],
  rules: [
    {
      id: 'trellix/recipient-rejected',
      reason: 'user_unknown',
      pattern: 'recipient address rejected',
      status: '5.1.1',
      mxOnly: true,
      source: seen,
      examples: ['550 5.1.1 <user@example.org>: Recipient address rejected: not in recipient list'],
    },
    {
      id: 'trellix/threat',
      reason: 'virus_content',
      pattern: ['fireeye.* (malicious|threat|virus)', 'message rejected by fireeye'],
      source: seen,
      examples: ['554 5.7.1 Message rejected by FireEye'],
    },
  ],
};
