/** Postmark: its own words for inactive recipients and accounts. */
import type { Provider } from './rule.ts';

const api = 'https://postmarkapp.com/developer/api/overview#error-codes';

export const postmark: Provider = {
  id: 'postmark',
  name: 'Postmark',
  mx: ['postmarkapp.com'],
  rules: [
    {
      id: 'postmark/inactive-recipient',
      reason: 'previously_suppressed',
      pattern: [
        'recipient\\(?s?\\)? that (are|is|have been) (marked as )?inactive',
        'tried to send to .* inactive recipient',
        'found inactive addresses',
      ],
      source: api,
      examples: [
        '406 You tried to send to recipient(s) that have been marked as inactive. Found inactive addresses: user@example.org. Inactive recipients are ones that have generated a hard bounce, a spam complaint, or a manual suppression.',
      ],
    },
    {
      id: 'postmark/sender-signature',
      reason: 'sender_account',
      pattern: [
        'sender signature (was )?not (found|confirmed)',
        'from. address you supplied .* is not a sender signature',
        'account is pending approval',
      ],
      source: api,
      examples: [
        "400 The 'From' address you supplied (bounces@example.com) is not a Sender Signature on your account.",
      ],
    },
  ],
};
