/** Interia, Poland (interia.pl, poczta.fm). */
import type { Provider } from './rule.ts';

const help = 'https://pomoc.poczta.interia.pl/news-dlaczego-wiadomosc-nie-zostala-dostarczona,nId,6589600';

export const interia: Provider = {
  id: 'interia',
  name: 'Interia',
  mx: ['interia.pl'],
  rules: [
    {
      id: 'interia/no-such-user',
      reason: 'user_unknown',
      pattern: '5\\.1\\.1 account not found',
      meaning: 'No such account, or one that Interia closed.',
      source: help,
      examples: ['550 5.1.1 Account not found'],
    },
    {
      id: 'interia/not-available',
      reason: 'user_disabled',
      pattern: '5\\.2\\.1 mailbox not available',
      meaning: 'No such mailbox, a suspended one, or a full one; Interia does not say which.',
      confidence: 0.7,
      source: help,
      examples: ['550 5.2.1 Mailbox not available'],
    },
    {
      id: 'interia/blocked-by-recipient',
      reason: 'blocked_by_recipient',
      pattern: 'recipient doesn.t want your mail',
      source: help,
      examples: ["550 5.7.1 Recipient doesn't want your mail"],
    },
    {
      id: 'interia/spf',
      reason: 'auth_spf',
      pattern: '\\[spf\\] .* is not allowed to send mail from',
      source: help,
      examples: ['550 5.7.0 [SPF] mail.example.com (192.0.2.1) is not allowed to send mail from example.com'],
    },
  ],
};
