/** EarthLink and its PeoplePC, MindSpring. */
import type { Provider } from './rule.ts';

export const earthlink: Provider = {
  id: 'earthlink',
  name: 'EarthLink',
  mx: ['earthlink.net', 'earthlink-vadesecure.net', 'mindspring.com', 'peoplepc.com'],
  rules: [
    {
      id: 'earthlink/blocked',
      reason: 'bad_reputation',
      pattern: 'blockedbyearthlink@',
      source: 'seen on the wire',
      examples: ['550 Dynamic/zombied/spam IPs blocked. Write blockedbyearthlink@abuse.earthlink.net'],
    },
  ],
};
