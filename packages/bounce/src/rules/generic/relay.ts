/** The host does not handle mail for the domain. */
import type { Rule } from '../rule.ts';

/** The whole cause, whatever is said behind it of names and authentication. */
export const named: readonly Rule[] = [
  {
    id: 'generic/relaying-denied',
    reason: 'relay_denied',
    pattern: [
      'relaying denied\\. (ip name|proper|please)',
      'relay not permitted',
      '(to|for) (a |an )?non-?local (e-?mail |mail )?(address|recipient|domain|user)',
      '(don.t|do not|does not|doesn.t) (support|allow|permit|offer|do) ([^ ]+ )?relay',
    ],
    source: "sendmail check_rcpt, Exim's default ACL",
    examples: [
      '550 5.7.1 a@example.org... Relaying denied. IP name lookup failed [192.0.2.1]',
      '550 5.7.1 a@example.org... Relaying denied. Proper authentication required.',
      '503 This server requires authentication for a non-local address',
    ],
  },
];

export const rules: readonly Rule[] = [
  {
    id: 'generic/relay-denied',
    reason: 'relay_denied',
    pattern: [
      'relay(ing)?( access| attempt| operation| request| of mail| mail| msg)?\\)? ?(is |was |has been |are )?(denied|not (allowed|permitted|enabled|supported|accepted)|prohibited|disallowed|refused|rejected|forbidden|blocked|disabled|attempt)',
      '(unable|not allowed|not permitted|unauthori[sz]ed|not authori[sz]ed|refus(e|es|ed|ing)|denies|forbids|forbidden|illegal|prohibited|denied|attempted|try to|attempt to|trying|attempting) (to |mail |third.?party )?relay',
      '(don.t|do not|does not|doesn.t|won.t|will not|cannot|can.t|can not|not) (a |an |act as |act as a |an open |open )?(mail )?relay',
      '\\bno relay',
      'open relay',
      '(not|isn.t) (configured|set up|supposed|going) to relay',
      'as a relay',
      'relaying (mail|for|to|from|through|is|via)',
      'not (a|an|the) (gateway|relay|mail server (of|for)|mx (of|for))',
      'rcpthosts',
      'relay access',
      '(don.t|do not|does not|doesn.t|not) (handle|accept|host|serve|process|deliver) (mail |e-?mail |messages )?for (that|this|such|the) (domain|host|address|recipient)',
      '(don.t|do not|does not|doesn.t|cannot|can.t) (handle|accept|host|serve|process|deliver) (mail|e-?mail|messages) for\\b',
      '(domain|host) (is )?(isn.t |not )(local|hosted|handled|served|one of|in my|on this|managed|in list|responsible|serviced)',
      '(isn.t|not|is not|are not) (one of |in )?(our|my|the) (list of )?(local |relay |accepted |allowed |valid |hosted )?(domains|rcpt|recipient domains|customers|mail domains)',
      '(not|isn.t) (responsible|authoritative|configured|the mail (server|exchanger|host)) for .*(domain|host|this)',
      'local users? only',
      'not configured to (accept|receive|handle) (mail|e-?mail|messages) for',
      'domain (is )?not (allowed|permitted|accepted|valid) (here|for relay|on this|in this|by this)',
      'no such domain (here|at this|on this|hosted)',
      '(you|sender|client|host|ip) ([^ ]+ )?(is |are |was )?not (allowed|authori[sz]ed|permitted) to (use|relay|route|send) (this|through|via|mail through|the|outside|outbound) ',
      '(not|isn.t) hosted (here|on|by|at)',
      'insecure mail relay',
      'not (a |our |one of our )?local domain',
      '(do|does) not host (that|this|the|your|such|any)',
      'mail for (this|that|the) domain (is )?(not|cannot)',
      'domain (is )?(not|isn.t) (configured|provisioned|set up|enabled) (to use|on|here|for|in) ',
      '(retransmiss[aã]o|reenv[ií]o|relais|relayen|weiterleitung|przekazywani|ретрансляция|пересылка|中继|中繼|中継|転送|릴레이|중계).{0,24}(negad|denegad|proibid|prohibid|refus|interdit|non autoris|verweigert|niet toeg|zabron|запрещ|отклон|拒绝|拒絕|拒否|禁止|許可され|거부)',
      '(不允许|不允許|禁止)(转发|轉發|中继|中繼)',
    ],
    source:
      'Postfix reject_unauth_destination, sendmail check_rcpt, Exim\'s default ACL ("relay not permitted"), qmail rcpthosts, Exchange "Unable to relay"',
    examples: [
      '550 5.7.1 This is not the mail server of example.org',
      '553 host denies relay',
      '554 5.7.1 <a@example.org>: Relay access denied',
      "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
      '550 5.7.1 Unable to relay for a@example.org',
      '550 a@example.org... Retransmissão negada',
      '550 禁止转发',
    ],
  },
];
