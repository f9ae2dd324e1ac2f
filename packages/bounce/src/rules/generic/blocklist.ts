/** Public blocklists. Those of domains and URLs come first: the words for addresses would match them too. */
import type { Rule } from '../rule.ts';

export const rules: readonly Rule[] = [
  {
    id: 'generic/domain-list',
    reason: 'dnsbl_domain',
    pattern: [
      '\\b(surbl|uribl|ivmuri|rhsbl|dbl\\.spamhaus|spamhaus.?.? dbl|nszones)',
      '(black|block|deny)[ -]?list(ed)? (url|uri|domain|link|web|site)',
      '\\b(url|uri|link|web ?site|domain)s? .{0,24}(black|block|deny)[ -]?list',
      '(sender|from|sending|envelope|helo|mail) domain (is )?listed',
      '(black|bad|blocked|blocking|forbidden|spammy) (url|uri|link)',
      'url ?/ ?phone number filter',
      '\\b(url|uri) (filter|block|reputation)',
      '\\bdbl\\b',
    ],
    source:
      'surbl.org, uribl.com, spamhaus.org/blocklists/domain-blocklist; milter-link, FortiMail, SpamAssassin URIBL tests',
    examples: [
      '550 The domain example.org is listed in DBL',
      '554 5.7.1 Message contains a URL listed by dbl.spamhaus.org',
      '550 5.7.1 rejected content, black listed URL host www.example.com',
      '550 5.7.1 Your domain is blacklisted',
    ],
  },
  {
    id: 'generic/public-list',
    reason: 'dnsbl_ip',
    pattern: [
      '(spamhaus|spamcop|spamrats|spameatingmonkey|spamcannibal|spfbl\\.net|nosolicitado|sorbs|njabl|uceprotect|abuseat|invaluement|backscatterer|mailspike|manitu|hostkarma|junkemailfilter|gbudb|lashback|mail-abuse|blocklist\\.de|dronebl|cymru|barracudacentral)',
      'barracuda ?(networks|reputation|block)',
      '(csi\\.cloudmark\\.com|\\bcm-csi|\\bivmsip|\\bdsbl\\b)',
      '(sender ?score|senderbase|talosintelligence|proofpoint|cloudmark|trend ?micro|mcafee|symantec)[^ ]*.{0,20}(block|reputation (service|list)|dnsbl|lookup|ipcheck|csi)',
      '(dnsbl|ipcheck|block-lookup|blocklist|bl_lookup)[^ ]*\\?',
    ],
    source: "the lists' own look-up pages, as servers quote them in their replies",
    examples: [
      '550 5.7.1 Rejected: 192.0.2.1 listed at zen.spamhaus.org',
      '554 5.7.1 Blocked - see http://www.spamcop.net/bl.shtml?192.0.2.1',
    ],
  },
  {
    id: 'generic/listed',
    reason: 'dnsbl_ip',
    pattern: [
      'blocked (using|by|via|with|in|due to) [^ ]*\\.[a-z]',
      'client host [^ ]+ blocked using',
      '(refused|rejected|denied|listed|present|banned) (by|using|in|on|at) (the |a |an )?(dns|rbl|dnsbl|real.?time|blocking list|block list|list(s)? at)',
      'found (by|using|in|on|at) (the |a |an )?(rbl|dnsbl|real.?time|blocking list|block list)',
      '\\b(dns-?bls?|dns-?rbls?|rbls?|dnsrbl|dns (black|block)[ -]?list(ed)?)\\b',
      'real.?time (black|block)',
      '(found|listed|is) (in|on) (one or more|multiple|several|a|the|an|some) ([^ ]+ )?(dns |dnsbl |public |ip |spam |rbl )?(black|block|deny)[ -]?list',
      '(listed|found) (at|in|on|by) ([a-z0-9-]+\\.){1,4}[a-z]{2,6}\\b',
      'multi-?(black|block)list',
      'open relay (data ?base|list|black|block)',
      '(entry|record) (in|on|at) ([a-z0-9-]+\\.){1,4}[a-z]{2,6}\\b',
    ],
    source: "Postfix reject_rbl_client, Exim's dnslists ACL condition, sendmail FEATURE(dnsbl), postscreen(8)",
    examples: [
      '550 5.7.1 Connection from 192.0.2.1 dropped: entry in xbl.example.org',
      '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using bl.example.net',
      '550 5.7.1 Mail from 192.0.2.1 refused by blackhole site, see RBL page',
      '550 192.0.2.1 is listed in dnsbl.example.com',
    ],
  },
  {
    id: 'generic/listed-here',
    reason: 'bad_reputation',
    pattern: [
      '(internal|private|local|our|own|site|personal) ([^ ]+ )?([^ ]+ )?(black|block|deny|ban|reject)[ -]?list',
      '(black|block)[ -]?list(ed|ing)?\\b.*(contact|abuse@|postmaster|administrator|call|mail us)',
      '\\bblack ip\\b',
      '^([245][0-9][0-9] )?([45]\\.[0-9]+\\.[0-9]+ )?[a-z0-9.-]+\\.[a-z]{2,6} (is |has been |was )(black|block|deny)[ -]?listed',
      'locally (black|block)[ -]?listed',
      '(black|block|deny)[ -]?listed (for|due|because)',
      '(black|block|deny)[ -]?listed (reverse )?(dns|host|rdns) ?name',
    ],
    source: 'FortiMail, local access lists of Postfix, Exim and Exchange; seen on the wire',
    examples: [
      '550 Sender IP address 192.0.2.1 locally blacklisted because of too much spam',
      '550 black ip.',
      '550 5.7.1 Access denied. IP on internal blacklist',
      '521 Your IP [192.0.2.1] has been blacklisted. Please contact abuse@example.org',
    ],
  },
  {
    id: 'generic/listed-abroad',
    reason: 'bad_reputation',
    pattern:
      '(lista negra|liste noire|lista nera|schwarzen? liste|zwarte lijst|czarn(a|ej) li[sś]|ч[её]рн(ый|ом) спис|чорн(ий|ому) спис|černé listině|黑名单|黑名單|ブラックリスト|블랙리스트|kara liste)',
    source:
      'replies in Spanish, Portuguese, French, Italian, German, Dutch, Polish, Russian, Chinese, Japanese, Turkish; seen on the wire',
    examples: [
      '554 5.7.1 Su direccion IP esta en una lista negra',
      '550 Ihre IP-Adresse steht auf einer schwarzen Liste',
    ],
  },
  {
    id: 'generic/address-listed',
    reason: 'dnsbl_ip',
    pattern: [
      '\\bips?\\b.{0,60}(black|block|deny|ban)[ -]?list',
      '(server|host|client|network|mta|gateway|relay|connection|provider|isp|machine) ([^ ]+ )?([^ ]+ )?(is |was |has been |are )?(in |on )?(a |the |our )?(black|block|deny)[ -]?list',
      '(black|block|deny)[ -]?listed (at|in|on|ip|host|client|server|address|connection|network|from|as|using)',
      '(black|block|deny)[ -]?listed\\b.*\\bip',
      '\\.[0-9]+\\.[0-9]+\\.[0-9]+\\]? .{0,30}(black|block)[ -]?listed',
      'your (mail ?server|smtp server) .{0,20}(black|block|deny)[ -]?list',
    ],
    source: 'seen on the wire',
    examples: [
      '550 5.2.1 Mailbox unavailable. Your IP address 192.0.2.1 is blacklisted',
      '550 IP address is block listed',
      '554 Your mail server has been blacklisted',
    ],
  },
  {
    id: 'generic/spammer',
    reason: 'bad_reputation',
    pattern: [
      'spammer',
      '(known|source of|sends?|sending|sent|much|more|lots of|host|hosts|network|relay|origin of|from) (too much |so much |excessive |us )?(spam|uce|unsolicited (bulk |commercial )?e?-?mail)\\b.{0,40}(your|this|ip|host|server|source|network|site|isp)',
      'spam ?(source|host|ware|network|relay|site|haven|gang|house|bot|nest|ip)',
      'too many (unwanted|spam|unsolicited|junk)',
      'excess(ive)? (spam|uce|junk)',
      '(server|host|ip|address|network|client|isp|[0-9]\\]?) (sends|is sending|has sent|was seen sending) ([^ ]+ )?([^ ]+ )?([^ ]+ )?(spam|uce|junk)\\b',
      '(banned|barred|black-?listed) (for|due to|because of) (sending )?(spam|abuse)',
      '(currently|has been|have been|is|was|are|were|for|from) (sending|sent) (us |out )?(spam|uce|junk)\\b',
      '(ip|server|host|network|client|[0-9.]+\\]?) (is |are |was |has been )?(known|listed|flagged|marked|reported|identified|suspected) (for|as|of) (a |an )?(source of |sending )?(spam|unwanted|junk|malicious|suspicious|bad|abus|compromised|bulk)',
      'source of (unwanted|junk|bulk|abus|malicious)',
      'rejected: listed as (suspicious|bad|broken|dynamic|malicious)',
      '(ip|server|host|network|[0-9]\\]?) is not trusted',
    ],
    source: 'seen on the wire',
    examples: [
      '553 5.7.1 Client host rejected: Your IP identified as spammer',
      '550 Too many unwanted messages have been sent from the following IP address',
      "554 5.7.1 Client host '192.0.2.1' rejected: listed as suspicious, bad, or broken",
      '550 5.7.1 Your network is flagged as malicious',
    ],
  },
];
