/** Encryption asked for and not had: STARTTLS, certificates, DANE, MTA-STS, REQUIRETLS. */
import type { Rule } from '../rule.ts';

export const rules: readonly Rule[] = [
  {
    id: 'generic/tls',
    reason: 'tls_failure',
    pattern: [
      'starttls',
      'start tls',
      '\\btls\\b.*(required|not (available|offered|supported|started)|fail|error|handshake|negotiat|mandatory|must|needed|version|enforced|alert|did not)',
      '(require[sd]?|requiring|must|needs?|mandatory|enforced|without|only|over|use) (an? |use )?(secure |encrypted )?(tls|ssl)\\b',
      '\\b(ssl|tls)(v[23])? ?(handshake|negotiation|session|connection|routines|alert|error|fail|library)',
      '(encryption|(encrypted|secure) (connection|session|channel)) (is |was )?(required|needed|mandatory|expected)',
      '(requires?|require an|needs?) (encryption|encrypted|high-strength ciphers|a secure)',
      '(server |peer |remote |ssl |tls )?certificate (check |has |is |was )?(expired|not (trusted|verified|valid|match)|invalid|verif|mismatch|rejected|untrusted|self-signed|name|unknown|problem|failed)',
      '\\btlsa\\b',
      'non[ -]?dnssec',
      '\\b(un|not )encrypted (session|connection|mail|smtp|channel)',
      '(via|over|through|only) an? encrypted ',
      'no shared cipher',
      'plain ?text (sessions? |connections? )?(is |are )?not (allowed|accepted|permitted)',
      '\\b(mta-?sts|requiretls|dane|tls policy)\\b',
    ],
    source: 'RFC 3207 §4, RFC 8461, RFC 8689; Postfix smtp(8) tls_policy texts, Exim smtp transport',
    examples: [
      '530 5.7.0 Encrypted connection needed',
      '451 4.7.5 Delayed by TLS policy',
      '530 5.7.0 Must issue a STARTTLS command first',
      'TLS is required, but was not offered by host mx.example.org[192.0.2.1]',
      'Server certificate not trusted',
    ],
  },
];
