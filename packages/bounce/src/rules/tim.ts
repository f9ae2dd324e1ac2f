/** TIM (Telecom Italia): tim.it, alice.it, tin.it. */
import type { Provider } from './rule.ts';

const seen = 'https://computerprogrammi.com/2010/04/posta-elettronica-e-impossibile-inviare.html';

export const tim: Provider = {
  id: 'tim',
  name: 'TIM, Alice and Tin.it',
  mx: ['tim.it', 'aliceposta.it', 'alice.it', 'tin.it'],
  rules: [
    {
      id: 'tim/listed',
      reason: 'bad_reputation',
      pattern: 'mail not accepted from blacklisted ip address',
      source: seen,
      examples: ['550 mail not accepted from blacklisted IP address [192.0.2.1]'],
    },
    {
      id: 'tim/access-denied',
      reason: 'bad_reputation',
      pattern: 'tin\\.it.{0,3} server not available.{0,3} access denied',
      source: seen,
      examples: ['554 vsmtp20.tin.it Server not available - access denied'],
    },
  ],
};
