/** DNS that did not answer. `rules` say so themselves; `unclear` stand behind the words for a domain that does not exist. */
import type { Rule } from '../rule.ts';

export const rules: readonly Rule[] = [
  {
    id: 'generic/dns-temporary',
    reason: 'dns_failure',
    pattern: [
      'host not found, try again',
      'name service error .*(try again|malformed|unexpected name server|timeout|timed out|servfail|refused)',
      '(malformed|unexpected|bad|no) (or unexpected )?name ?server reply',
      'servfail',
      '\\b(eai_again|etimeout|eai_fail)\\b',
      'temporary (dns|name|resolution|resolver|mx|nameserver) ',
      'temporary failure in (name resolution|mx lookup)',
      '(lookup|resolution) (did not complete|failed temporarily|temporarily failed)',
      'host name lookup failure',
      'no dns (a|aaaa|mx)[ -](data|records?) ',
      'name ?server (is |was )?(not responding|unreachable|not answering|failure|error)',
    ],
    source:
      'RFC 3463 x.4.3; Postfix smtp(8), Exim, qmail-remote ("CNAME lookup failed temporarily"), sendmail ("Name server: host name lookup failure")',
    examples: [
      '474 example.org no DNS A-data returned',
      'Host or domain name not found. Name service error for name=example.org type=MX: Host not found, try again',
      'CNAME lookup failed temporarily. (#4.4.3)',
      'Deferred: Name server: mx.example.org.: host name lookup failure',
    ],
  },
];

/** Before the words for a domain that does not exist: the code says that it is for now. */
export const forNow: readonly Rule[] = [
  {
    id: 'generic/unresolved-for-now',
    reason: 'dns_failure',
    pattern:
      '(cannot|could not|can.t|couldn.t|unable to|failed to) (resolve|look ?up) (the |your |this )?(recipient |destination )?(domain|mx|host|hostname)\\b',
    code: '4xx',
    final: false,
    source: 'RFC 3463 x.4.3; seen on the wire',
    examples: ['451 4.4.3 Could not resolve MX', '450 Cannot resolve domain, try later'],
  },
];

export const unclear: readonly Rule[] = [
  {
    id: 'generic/dns-failure',
    reason: 'dns_failure',
    pattern: [
      '(dns|nameserver|name server|name service|resolver|mx|hostname|host|domain|cname|name) (lookup|query|queries|resolution|resolving|server|resolve|look-up) ?(error|failure|failed|timed? ?out|timeout|problem|temporarily|temporary|deferred|tempfail|soft)',
      '\\bdns (error|failure|failed|problem|timeout|timed out|server|temporar|soft)',
      'unable to (resolve|lookup|look up) (the )?(host|hostname|domain|mx|dns|name|destination|route)',
      'no relevant answers',
      '(send|connect|talk) to (the |a |any )?(name ?server|dns server)',
      'dns records? (for|of) .{0,40}(could not|cannot|can.t) be (found|resolved)',
    ],
    confidence: 0.8,
    source: 'RFC 3463 x.4.3; seen on the wire',
    examples: ['451 4.4.3 DNS lookup failed', '450 4.4.3 DNS timeout for example.org'],
  },
];
