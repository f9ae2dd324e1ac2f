/** Free (free.fr, aliceadsl.fr). */
import type { Provider } from './rule.ts';

const postmaster = 'https://postmaster.free.fr/index_en.html';

export const free: Provider = {
  id: 'free',
  name: 'Free',
  mx: ['free.fr'],
  rules: [
    {
      id: 'free/too-many-errors',
      reason: 'rate_limited',
      pattern: 'too many errors detected from your ip',
      meaning: 'Too many unknown recipients from this IP; Free lets it in again by and by.',
      source: postmaster,
      examples: ['451 too many errors detected from your IP (192.0.2.1), please visit http://postmaster.free.fr/'],
    },
    {
      id: 'free/too-many-spams',
      reason: 'bad_reputation',
      pattern: 'too many spams? from your ip',
      source: postmaster,
      examples: ['421 Too many spams from your IP (192.0.2.1), please visit http://postmaster.free.fr/'],
    },
    {
      id: 'free/inactive',
      reason: 'user_disabled',
      pattern: 'this mailbox has been blocked due to inactivity',
      source: postmaster,
      examples: ['550 5.2.1 This mailbox has been blocked due to inactivity (UserSearch)'],
    },
    {
      id: 'free/quota',
      reason: 'mailbox_full',
      pattern: 'user quota exceeded \\(usersearch\\)',
      source: postmaster,
      examples: ['552 5.2.2 user quota exceeded (UserSearch)'],
    },
    {
      id: 'free/spam',
      reason: 'spam_content',
      pattern: '550 spam detected',
      source: postmaster,
      examples: ['550 spam detected'],
    },
    {
      id: 'free/virus',
      reason: 'virus_content',
      pattern: '550 virus detected',
      source: postmaster,
      examples: ['550 virus detected'],
    },
  ],
};
