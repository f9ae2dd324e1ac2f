/** Vade Cloud (Hornetsecurity), and providers that filter with Vade and quote its tags. */
import type { Provider } from './rule.ts';

const seen = 'seen on the wire';

export const vade: Provider = {
  id: 'vade',
  name: 'Vade',
  mx: ['vadesecure.com', 'vaderetro.com', 'cloud-security.net'],
  rules: [
    {
      id: 'vade/spam',
      reason: 'spam_content',
      pattern: ['vade ?(retro|secure|cloud).* spam', 'vrcause', 'spam .{0,40}vade (retro|secure)'],
      source: seen,
      examples: ['554 5.7.1 Message rejected by Vade Secure as spam'],
    },
    {
      id: 'vade/reputation',
      reason: 'bad_reputation',
      pattern: [
        'sendertool\\.vadesecure\\.com',
        'cloud-security\\.net/unblock',
        'sendersupport\\.(vadesecure|hornetsecurity)\\.com',
        'blocked by vade',
      ],
      source: 'https://sendertool.vadesecure.com/',
      examples: ['550 5.7.1 Client host blocked. See https://sendertool.vadesecure.com/'],
    },
    {
      id: 'vade/unknown-recipient',
      reason: 'user_unknown',
      pattern: ['recipient (address )?unknown', 'recipient (address )?rejected\\.?$', 'user unknown'],
      mxOnly: true,
      source: seen,
      examples: ['550 5.1.1 <user@example.org>: Recipient address rejected: User unknown'],
    },
  ],
};
