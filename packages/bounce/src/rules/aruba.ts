/** Aruba and its Forpsi (Italy, Czechia, Hungary, Poland): Cloudmark gateways, with a queue id before the words on the way out. */
import type { Provider } from './rule.ts';

const seen = 'seen on the wire';

export const aruba: Provider = {
  id: 'aruba',
  name: 'Aruba and Forpsi',
  mx: ['aruba.it', 'arubabusiness.it', 'forpsi.com', 'forpsi.cz', 'forpsi.net'],
  rules: [
    {
      id: 'aruba/security-policies',
      reason: 'policy_restriction',
      pattern: 'sorry, you are violating our security policies',
      source: seen,
      examples: ['550 5.1.1 sorry, you are violating our security policies'],
    },
    {
      id: 'aruba/sender-account',
      reason: 'sender_account',
      pattern: ['support\\.forpsi\\.[a-z]+/kb/a4071', '5\\.1\\.0 [a-z0-9]{16,40} naruszenie zasad'],
      meaning: 'The account broke the rules for outgoing mail, or its password is known to others.',
      source: 'https://support.konto.pl/kb/a2813/',
      examples: ['550 5.1.0 Naruszenie zasad cXXXX1y0022zrrQM01XXXX, zobacz https://support.forpsi.com/kb/a4071'],
    },
    {
      id: 'aruba/authentication',
      reason: 'authentication_required',
      pattern: '5\\.1\\.0 [a-z0-9]{16,40} authentication failed',
      source: 'https://support.forpsi.pl/kb/a2152/konfiguracja-serwera-smtp.aspx',
      examples: ['550 5.1.0 pXXX1j0010jifNx01XXXX authentication failed'],
    },
    {
      id: 'aruba/sender-rejected',
      reason: 'bad_sender',
      pattern: '5\\.1\\.0 <[^ >]+> sender rejected',
      mxOnly: true,
      meaning: 'The sender address is not of the account that sends.',
      source: 'https://support.forpsi.pl/kb/a2815/konfiguracja-serwera-smtp-autoryzacja.aspx',
      examples: ['550 5.1.0 <bounces@example.com> sender rejected'],
    },
  ],
};
