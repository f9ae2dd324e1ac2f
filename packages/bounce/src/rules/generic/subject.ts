/**
 * Last of all: words that no other rule knows, after a code that by itself speaks of a dead address. What the words are about
 * tells at least whether that is meant. Only where no enhanced status says more.
 */
import type { Rule } from '../rule.ts';

const code = ['550', '551', '553', '556'];
const confidence = 0.4;
const source = 'seen on the wire: every other such reply was not about the recipient (docs/accuracy.md)';

/** Of statuses those that tell no more than that it is a refusal; and those that many servers write beside any. */
const bare = '[07]\\.[0-9]';
const usual = `${bare}|1\\.[0-2]|2\\.[01]`;

/** Words anywhere in a refusal, behind no enhanced status or one of these. Not of the codes that are said of commands. */
const about = (words: string, code = '5[25-7].', status = bare): string =>
  `^${code}[ -]([45]\\.(${status}) )?[^0-9]*\\b(${words})`;

/** Before the words for a policy, which is the provider's own here. */
export const ofTheAccount: readonly Rule[] = [
  {
    id: 'generic/of-the-account',
    reason: 'sender_account',
    pattern: about('your (account|plan|trial)|credits?\\b|subscription|upgrade'),
    confidence,
    source,
    examples: ['550 5.7.1 Upgrade to a paid plan', '550 5.7.1 Not permitted with your plan'],
  },
];

export const rules: readonly Rule[] = [
  {
    id: 'generic/of-the-sender',
    reason: 'bad_sender',
    pattern: about(
      'mail ?from|sen[dt] from|sender|originator|envelope|bounces?\\b|(return|reverse)[- ]path',
      undefined,
      usual,
    ),
    confidence,
    source,
    examples: ['550 I do not like this sender', '550 5.1.1 This envelope is not for us'],
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
    pattern: about(
      'mime|headers?\\b|subject|line length|charset|rfc ?[0-9]{3}|boundary|de(cod|crypt)|parse|format',
      undefined,
      usual,
    ),
    confidence,
    source,
    examples: [
      '550 Subject is odd',
      '550 5.2.0 Odd headers',
      '550 maximum allowed line length is 998 octets, got 1756',
      '553 Header Error',
    ],
  },
  {
    id: 'generic/of-relaying',
    reason: 'relay_denied',
    pattern: about('relay(s|ing|ed)?\\b'),
    confidence,
    source,
    examples: ['553 relay check domain fail'],
  },
  {
    id: 'generic/of-the-login',
    reason: 'authentication_required',
    pattern: about('authenticat|auth\\b|log ?in\\b|credential|password'),
    confidence,
    source,
    examples: ['550 We know you only behind a login'],
  },
  {
    id: 'generic/of-a-limit',
    reason: 'rate_limited',
    pattern: about('quota|limits?\\b|too many|per (hour|day|minute)|frequen', '[45]..'),
    confidence,
    source,
    examples: ['550 5.7.1 Mind the limits'],
  },
  {
    id: 'generic/of-the-address',
    reason: 'bad_reputation',
    pattern: about('ip address|(your|client|remote|invalid) ip\\b'),
    confidence,
    source,
    examples: ['553 remote ip check error.'],
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
    pattern: about('attach|files?\\b|extension|images?\\b|html|words\\b'),
    confidence,
    source,
    examples: ["550 Please don't mail me attachments"],
  },
  {
    id: 'generic/of-the-host',
    reason: 'blocked_unspecified',
    pattern: [
      about('hosts?\\b|server|network|client|helo|connection|access\\b|router'),
      '^5..[ -][^0-9].*\\b(your?|messages?)\\b',
    ],
    code,
    confidence,
    source,
    examples: ['553 fake router infomation.', '550 We know who you are'],
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
