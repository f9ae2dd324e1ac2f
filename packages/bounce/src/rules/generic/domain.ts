/** The recipient's domain does not exist, takes no mail, or its host says it takes none. */
import type { Rule } from '../rule.ts';

export const rules: readonly Rule[] = [
  {
    id: 'generic/no-mx',
    reason: 'no_mx',
    pattern: [
      'null[ -]?mx',
      '\\benodata\\b',
      'mx records? .{0,60}0\\.0\\.0\\.0',
      'host found but no data record',
      '\\b(no|any|missing|invalid) (valid |usable |working |suitable )?(mx|mail exchanger|mail exchange|mail host|mail server)( record| records| host| hosts| or|s)?\\b.{0,40}(for|found|exist|defined|domain|ip address|a record)',
      'couldn.t find (a|any) (mail exchanger|mx)',
      'nowhere to deliver mail',
      '(does not|doesn.t|do not) have (any |an? )?(valid )?(mx|mail exchanger|mail server|a record)',
      'no mail (hub|exchanger|server|route) (found|exists|for|is)',
      'sends and receives no e-?mail',
      '(mx or srv|mx|srv) record indicated no smtp service',
      'mx records? point to non-?existent',
      '(has|have|with) no (mx|mail exchanger|mail server)',
      '\\bno (valid |usable )?mx (record|host|server)',
      'mx records? (not found|missing|does not|doesn.t|points? to (invalid|an invalid|private))',
      'no data (by|from|in) dns',
    ],
    source:
      'RFC 7505 §3; Postfix ("does not accept mail (nullMX)"), Exim, Haraka, qmail-remote ("couldn\'t find a mail exchanger or IP address")',
    examples: [
      '550 invalid MX record found for example.org',
      '556 5.1.10 Recipient address has null MX',
      'Domain example.org does not accept mail (nullMX)',
      'Nowhere to deliver mail to for domain: example.org',
      'an MX or SRV record indicated no SMTP service',
      'all relevant MX records point to non-existent hosts',
      '526 No data by dns resolve',
    ],
  },
  {
    id: 'generic/unrouteable',
    reason: 'domain_not_found',
    pattern: ['^unroute?able address', 'all host address lookups failed permanently'],
    confidence: 0.75,
    meaning: 'The sending Exim itself found no way to the domain. Behind a reply code the words speak of the mailbox.',
    source: 'Exim route.c and the dnslookup router',
    examples: ['Unrouteable address', 'all host address lookups failed permanently'],
  },
  {
    id: 'generic/domain-not-found',
    reason: 'domain_not_found',
    pattern: [
      'nxdomain',
      '\\benotfound\\b',
      '(not|isn.t) a valid (internet )?(domain|host)',
      'domain (must|should) exist',
      '(domain|host) .{0,30}(no longer exists?|is not (in|registered)|has expired|not in dns)',
      '\\b(host|domain|hostname|host name|domain name|mail domain|destination domain|host or domain name|site) ([^ ]+ )?(name )?(is |was |has |could |does |can )?(not (be )?(found|exist|resolve[d]?|known|located|registered|recogni[sz]ed)|unknown|doesn.t exist|nonexistent|non-existent|invalid|not valid|cannot be (resolved|found)|couldn.t be (found|resolved))',
      '\\b(unknown|no such|non-?exist[ae]nt|invalid|illegal|unresolvable|bad) (mail |destination |recipient |target )?(host|domain|hostname|domain name|host/domain|system|site)\\b',
      'unrout(e)?able (mail )?domain',
      '(couldn.t|could not|cannot|can.t|failed to) (find|resolve|locate|lookup) (any |the |a )?(host|hosts|domain|hostname|mx|mail server|destination|dns|recipient.s domain)',
      'name or service not known',
      'nodename nor servname',
      '[45][0-9][0-9] ([45]\\.[0-9]+\\.[0-9]+ )?[a-z0-9-]+\\.[a-z0-9.-]+ does not exist',
      'recipient.{0,30}domain (not|does|doesn|is not|unknown|invalid|not found)',
      '(domain|host) of (the |your )?(recipient|addressee|destination)[^.]{0,24}(does not|not found|unknown|cannot be|could not|invalid)',
      '(unbekannte domain|domain (existiert nicht|unbekannt)|domaine (inconnu|inexistant|n.existe)|dominio (no existe|inexistente|desconocido|non esiste|inesistente)|domen[^ ]* nie istnieje|домен.{0,20}не (найден|существует)|域名不存在|ドメイン.{0,12}(存在しません|見つかりません))',
    ],
    source:
      'RFC 3463 x.1.2; Postfix smtp(8), sendmail ("Host unknown"), qmail-remote ("couldn\'t find any host named"), Exim ("Unrouteable mail domain"), Courier ("No such domain")',
    examples: [
      'Host or domain name not found. Name service error for name=example.org type=A: Host not found',
      "Sorry, I couldn't find any host named example.org. (#5.1.2)",
      '550 5.1.2 a@example.org... Host unknown (Name server: example.org: host not found)',
    ],
  },
];

/** Behind the words for a closed mailbox, which "not accepting messages" is said of too. */
export const takesNoMail: readonly Rule[] = [
  {
    id: 'generic/host-takes-no-mail',
    reason: 'domain_not_accepting',
    pattern: [
      '(host|server|system|domain|machine|site|[a-z]\\.[a-z]{2,6}) (does not|doesn.t|do not|is not|will not|isn.t|not) (currently )?(accept|accepting|accepts|receive|receiving) (any |incoming |inbound |network |internet )?(mail|e-?mail|messages|email)',
      'not accepting (network )?messages',
      '(we|it|this|which|that) ([^ ]+ )?(do|does|will) not (currently )?(accept|receive) (any |incoming |inbound )?(mail|e-?mail|messages)',
      '(does|do|will|is) not (accept|receive) (any )?(e-?mail|mail) ?(at all|for anyone|\\.)',
      '(no|not an?) (smtp|mail|e-?mail) (service|server|host) (here|at this|on this|available|for this)',
      '(primary|backup|secondary) (mail exchanger|mx)',
      '(service|mail|e-?mail) (is )?(disabled|not available|not enabled|suspended|inactive) (for|on|at) (this|that|the) (domain|host)',
      'domain (is |has been |was )?(currently )?(disabled|suspended|inactive|expired|parked|deactivated|not active|blocked|locked)',
      'no mail-enabled',
      '(domain|host|server|system) accepts no (mail|e-?mail|messages)',
      '(incoming|inbound) (mail|e-?mail) (is |has been )?disabled',
      '(does not|doesn.t) accept (incoming|inbound) (mail|e-?mail|messages)',
      '\\bno mail (is )?accepted',
      '\\bnot (used|capable|configured|set up|intended) (for|to|of) ([^ ]+ )?(e-?mail|mail)\\b',
      '\\bmail is not (being )?accepted( here)?\\.?$',
      'no route for current request',
    ],
    source: 'RFC 7504 §3 (521), RFC 3463 x.3.2',
    examples: [
      '550 This domain is not used for e-mail',
      '521 5.3.2 mx.example.org does not accept mail',
      '450 4.3.2 System not accepting network messages',
      '550 Mail service disabled for this domain',
    ],
  },
];
