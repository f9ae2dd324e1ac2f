/** Refused for a policy, or with no reason at all. Last: these words accompany every cause. */
import type { Rule } from '../rule.ts';

const recipientRefused = [
  '(recipient|to|rcpt|recipient.s) (e-?mail )?address (was |is |has been )?(rejected|refused|denied|not accepted)',
  '\\baddress rejected',
  '(rejected|refused|refuses|refusing|denied) (the |all |this |your )?recipients?\\b',
  'rcpt (is|was) (rejected|refused|denied)',
  'recipients? (<[^ ]+> )?(was |is |were |are |has been )?(rejected|refused|denied)',
];

/** Where the mail comes from in the world: said in the words for addresses and hosts that may not send. */
export const places: readonly Rule[] = [
  {
    id: 'generic/country',
    reason: 'policy_restriction',
    pattern: '(from|your|this|that) (that |this |your |the )?countr(y|ies)\\b',
    confidence: 0.7,
    source: 'Exim and Postfix with GeoIP lists; seen on the wire',
    examples: ['550 Your country is not allowed to send mail to this server'],
  },
];

/** "Service unavailable" stands before it, as before any refusal of a host. */
export const hosts: readonly Rule[] = [
  {
    id: 'generic/host-policy',
    reason: 'policy_restriction',
    pattern:
      '(client|host)( [^ ]+)? (is |was |has been )?(rejected|refused|denied|blocked)(:| by| for| due to) (a |an |our |the |local |site |server |security )?polic(y|ies)\\b',
    confidence: 0.7,
    source: 'Postfix access(5), whose refusals of a client begin with "Service unavailable"',
    examples: ['554 5.7.1 Service unavailable; Client host [192.0.2.7] rejected by local policy'],
  },
];

export const rules: readonly Rule[] = [
  {
    id: 'generic/contact-recipient',
    reason: 'blocked_by_recipient',
    pattern: ['contact (the |your )?recipient (directly|by|via|in)', 'contact (the )?receiver'],
    confidence: 0.6,
    meaning: 'Advice that stands beside many causes; alone it is said of mail that the recipient chose not to take.',
    source: 'seen on the wire',
    examples: ['550 Not delivered. Please contact the recipient directly.'],
  },
  {
    id: 'generic/policy',
    reason: 'policy_restriction',
    pattern: [
      '\\bpolic(y|ies)\\b',
      '(security|organi[sz]ational|local|administrative|site|corporate|company) (settings|restriction|restrictions|reason|reasons|rule|rules|prohibition|prohibited|reject|requirements?|policy|standard)',
      'administratively',
      '(rule|rules|filter|filters|ruleset|acl|access list|access rule|access control|custom|configured|header check|body check|access map|header_checks) (reject|rejection|rejected|denied|refused|blocked|prohibits?|deny|block|violation)',
      '(rejected|refused|blocked|denied|bounced|prohibited) by (the |a |an |our |your |local |its )?(rule|filter|system|server|administrator|admin|content|acl|access|site|local|mail ?server|organi[sz]ation|firewall|gateway|header|host|remote)',
      '(country|geo-?ip|geograph|geo-?(loc|block))',
      'not (allowed|permitted|authori[sz]ed|acceptable|accepted|welcome|wanted)',
      '(unauthori[sz]ed|prohibited|forbidden|disallowed|verboten|interdit|no autorizad)',
      'prohibit',
      'permission',
      '(deny|denied|reject|refuse) (message|mail|by rule|this)\\b',
      '(mass mailer|low priority|captcha)',
    ],
    confidence: 0.7,
    source: 'RFC 3463 x.7.1; Postfix access(5), Exim ACLs, Exchange transport rules',
    examples: [
      '550 5.7.1 Message rejected due to local policy',
      '550 Administratively prohibited',
      '550 5.7.1 This type of mail is not permitted',
    ],
  },
  {
    id: 'generic/recipient-refused-by-policy',
    reason: 'policy_restriction',
    pattern: recipientRefused,
    status: 'x.7.x',
    confidence: 0.7,
    meaning: 'Servers name every refusal at RCPT a rejected recipient; the status says that a policy did it.',
    source: 'Postfix access(5) REJECT and policy services; RFC 3463 x.7',
    examples: ['554 5.7.1 <jo@example.org>: Recipient address rejected: Access denied'],
  },
  {
    id: 'generic/recipient-refused',
    reason: 'user_unknown',
    pattern: recipientRefused,
    confidence: 0.6,
    meaning: 'The recipient is refused without a cause; nearly always nobody is there.',
    source: 'Postfix smtpd_recipient_restrictions and check_recipient_access; seen on the wire',
    examples: [
      '550 5.1.0 Address rejected a@example.org',
      '550 <a@example.org>: Recipient address rejected.',
      '550 recipient <a@example.org> denied',
    ],
  },
  {
    id: 'generic/refused-as-unknown',
    reason: 'user_unknown',
    pattern: ['reject', 'refus', 'denied', 'block', 'not accept'],
    status: 'x.1.1',
    confidence: 0.7,
    meaning: 'A bare refusal gives way to the registered status beside it.',
    source: 'RFC 3463 x.1.1',
    examples: ['550 5.1.1 <a@example.org>: refused'],
  },
  {
    id: 'generic/blocked',
    reason: 'blocked_unspecified',
    pattern: [
      'access (is |was |has been )?(denied|forbidden|blocked|refused|not)',
      '\\bblocked\\b',
      '\\bblacklist',
      '\\bbanned\\b',
      '\\b(dropped|declined|discarded|bounced|not accepted)\\b',
      '\\b(rejected|rejects|denied|refused|refuses|refusing|rejet[eé]e?|refus[eé]e?|abgelehnt|abgewiesen|rechazado|rifiutato|rejeitad[ao]|recusad[ao]|geweigerd|odrzucon[ay]|отклонен[оа]|отказано|拒绝|拒絕|拒否)',
      '(go away|no thank)',
      '\\breject by\\b',
      '\\bno access\\b',
    ],
    confidence: 0.6,
    source: 'seen on the wire',
    examples: [
      '554 5.7.1 <mx.example.org[192.0.2.1]>: Client host rejected: Access denied',
      '550 Blocked',
      '554 Message refused',
    ],
  },
];
