/** Reverse DNS and HELO: the sending host has no name, or not the one it gives. */
import type { Rule } from '../rule.ts';

export const rules: readonly Rule[] = [
  {
    id: 'generic/no-reverse-dns',
    reason: 'missing_ptr',
    pattern: [
      'reverse[ -](dns|hostname|host|name|lookup|ip|mapping|pointer|record|address|resolution)',
      '\\b(ptr|ptrs|rdns|fcrdns)\\b',
      'forward[ -]confirmed',
      '(cannot|could not|can.t|couldn.t|unable to|failed to|fail to|cant) (find|resolve|determine|verify|look ?up|get) (your|the|a|its|client|sending|any|host)? ?(valid |client |reverse |server |sending |smtp |remote |ip |dns )?(host ?name|host|ip|name|address) ?(name |address )?(for|of|\\[|\\(|from)',
      'cannot find your (reverse )?hostname',
      'no match(es)? to (name ?server|dns) quer(y|ies)',
      '(unverif[iy]able|unverified|unresolvable) (sending |client )?(ips?|hosts?)\\b',
      'ip name (lookup failed|possibly forged|is forged)',
      '(your |client |sending |sender |source |connecting |server |the |mail )(host ?name|host|server|ip|ip address|mailserver) (does not|doesn.t|must|did not|didn.t|has no|cannot|could not|not) .{0,40}(resolv|match|reverse|dns name|valid name|hostname|host name)',
      '(mismatch|does not match|doesn.t match|mismatches|not match) .{0,30}(client|connecting|sending|source|your) (ip|host|address)',
      '(ip|client|network|remote host|[0-9]\\]?) (does not|doesn.t) resolve',
      'no (matching|corresponding) (a[ -]record|ptr|forward|dns)',
      'dns (name|entry|entries|record|records) (for|of) (your|the|this) (ip|host|server|client|connecting|sending|mail)',
      'host ?name and (your )?(ip|ip address|address) (do not|don.t|does not) match',
    ],
    source:
      "RFC 7372 §3.4 (x.7.25), RFC 1912 §2.1; Postfix reject_unknown_client_hostname, sendmail FEATURE(require_rdns), Exim's verify = reverse_host_lookup",
    examples: [
      "550 Your server's hostname and IP do not match",
      '501 5.7.1 <a@mail.example.org>... Sender IP must resolve',
      '450 4.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.1]',
      '550 5.7.25 The sending IP address must have a PTR record',
      '450 4.7.1 Access denied. IP name lookup failed [192.0.2.1]',
    ],
  },
  {
    id: 'generic/bad-helo',
    reason: 'missing_ptr',
    pattern: [
      '(helo|ehlo)( command)? (rejected|refused|denied|blocked|not accepted)',
      '\\b(helo|ehlo)[^ ]* .{0,60}(resolv|invalid|not (valid|match|found|exist|allowed|accepted|fqdn|a )|does not|doesn.t|mismatch|forg|bogus|fqdn|fully|impersonat|illegal|syntactically|bad|must|should|spoof|suspicious|incorrect|wrong|unknown|violat)',
      '\\b(helo|ehlo)[^ ]* ([^ ]+ )?(contains|is) (an? |my |our )?(bare |own |numeric |literal )?(ip|address|name|host)',
      '(invalid|bad|illegal|forged|spoofed|bogus|fake|wrong|unresolvable|unacceptable|empty|incorrect|suspicious|missing|rejected|unqualified|your) (hostname |host |domain |name )?(in |for |given in |argument in |of |as )?(your )?(helo|ehlo)\\b',
      '(not|isn.t) (a |an )?(valid|acceptable|proper|good) (helo|ehlo)',
      'fully[ -]qualified (host ?name|hostname|host|dns)',
      '(your|server|client|host|smtp|machine|computer)( [^ ]+){0,4} fully[ -]qualified domain',
      '\\bfqdn\\b',
      '(invalid|no|bad|missing|generic|dynamic|forged) (host ?name|dns name)\\b',
      '\\b(helo|ehlo)[^ ]* .{0,60}(missing|without|has no) (a |an |any )?(dns|entry|record)',
      'pretend(s|ing)? to be (us|me|our|this)\\b',
      '(claim|claims|claimed|say|says|said) (to be|(that )?you are) (us|me|our)\\b',
      '(our|my) (own )?(host ?)?name in (the |your )?(helo|ehlo)',
      '(proper|real|correct) (helo|ehlo)',
    ],
    source: "RFC 5321 §4.1.4; Postfix smtpd_helo_restrictions, Exim's helo ACL",
    examples: [
      '550 5.7.0 HELO argument [mx.example.org] is missing a DNS entry',
      '450 4.7.1 <localhost>: Helo command rejected: Host not found',
      '550 5.7.1 Access denied: your HELO is not resolvable',
      '501 Syntactically invalid HELO argument(s): invalid HELO name',
      '550 5.7.1 You claim to be us',
    ],
  },
  {
    id: 'generic/dynamic-address',
    reason: 'bad_reputation',
    pattern: [
      '(dynamic|dial-?up|residential|adsl) (ip|host|address|range|pool|client|network|user|connection|space|or|assigned)',
      '(use|via|through|using) (the |your )?(own )?(smtp |mail |e-?mail |outgoing )?(server|relay|gateway|mailserver|smarthost) (of|from|provided by|at) your (isp|provider)',
    ],
    confidence: 0.85,
    meaning: 'Mail is not taken from addresses that providers hand out to customers.',
    source: 'Exim and Postfix client checks; seen on the wire',
    examples: [
      '550 We do not accept mail from dynamic IP addresses',
      '550 5.7.0 Please use the smtp server of your ISP.',
    ],
  },
];
