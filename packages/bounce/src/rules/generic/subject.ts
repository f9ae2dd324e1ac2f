/**
 * Last of all: words that no other rule knows, after a code that by itself speaks of a dead address. What the words are about
 * tells at least whether that is meant. Only where no enhanced status says more.
 */
import type { Rule } from '../rule.ts';

const code = ['550', '551', '553', '556'];
const confidence = 0.4;
const source = 'seen on the wire: every other such reply was not about the recipient (docs/accuracy.md)';

export const rules: readonly Rule[] = [
  {
    id: 'generic/of-the-sender',
    reason: 'bad_sender',
    pattern: [
      '^5..[ -][^0-9].*\\b(mail ?from|senders?|originator|envelope|bounces?|return[- ]path)\\b',
      '^5..[ -](mail ?from|senders?|originator|envelope|return[- ]path)\\b',
    ],
    code,
    confidence,
    source,
    examples: ['553 Envolope sender mismatch with header from..'],
  },
  {
    id: 'generic/of-a-domain',
    reason: 'bad_sender',
    pattern: 'fully[ -]qualified domain',
    code: [...code, '501', '504'],
    confidence,
    meaning: 'Sender or recipient: who is refused for it has mostly sent as a user of his own host.',
    source: 'seen on the wire',
    examples: ['553 must be fully qualified domain'],
  },
  {
    id: 'generic/of-the-message',
    reason: 'malformed_message',
    pattern: [
      '^5..[ -][^0-9].*\\b(mime|headers?|subject|line length|octets|charset|rfc ?[0-9]{3,4})\\b',
      '^5..[ -](mime|headers?|subject|charset|rfc ?[0-9]{3,4})\\b',
    ],
    code,
    confidence,
    source,
    examples: ['550 Subject is odd', '550 maximum allowed line length is 998 octets, got 1756', '553 Header Error'],
  },
  {
    id: 'generic/of-relaying',
    reason: 'relay_denied',
    pattern: ['^5..[ -][^0-9].*\\brelay(s|ing|ed)?\\b', '^5..[ -]relay(s|ing|ed)?\\b'],
    code,
    confidence,
    source,
    examples: ['553 relay check domain fail'],
  },
  {
    id: 'generic/of-the-recipient',
    reason: 'user_unknown',
    pattern: [
      '^5..[ -][^0-9].*\\b(recipients?|rcpt|users?|mail ?box|account|alias|addressee|address|anybody|nobody|person|customer)\\b',
      '^5..[ -](recipients?|rcpt|users?|mail ?box|account|alias|addressee|address|nobody|person|customer)\\b',
    ],
    code: ['550', '551'],
    confidence,
    source,
    examples: ["550 that address doesn't ring a bell"],
  },
  {
    id: 'generic/of-an-attachment',
    reason: 'content_prohibited',
    pattern: '^5..[ -][^0-9].* attachments?\\b',
    code,
    confidence,
    source,
    examples: ["550 Please don't mail me attachments"],
  },
  {
    id: 'generic/of-the-host',
    reason: 'blocked_unspecified',
    pattern: [
      '^5..[ -][^0-9].*( ips?| hosts?| server| network| client| helo| ehlo| connections?| access| router)\\b',
      '^5..[ -](hosts?|server|network|client|helo|ehlo|connections?|access|router)\\b',
    ],
    code,
    confidence,
    source,
    examples: ['553 fake router infomation.', '556 remote ip check error.'],
  },
  {
    id: 'generic/explained-elsewhere',
    reason: 'blocked_unspecified',
    pattern: '^5..[ -][^0-9].*https?://',
    code,
    confidence,
    meaning: 'Nobody writes a page for an address that does not exist; for mail that is not wanted they do.',
    source,
    examples: ['550 Acme Ltd., see https://example.org/why-not'],
  },
];
