/** The recipient's address cannot be valid, whoever is asked. */
import type { Rule } from '../rule.ts';

export const rules: readonly Rule[] = [
  {
    id: 'generic/address-syntax',
    reason: 'bad_address_syntax',
    pattern: [
      '(malformed|badly formed|ill-?formed|illegal|unparsable|unparseable|syntactically invalid|syntactically incorrect|illegally formed) ([^ ]+ )?([^ ]+ )?(address|mailbox|recipient|local part)',
      '(address|mailbox|recipient|user|rcpt to|to) .{0,60}(syntax (error|is|incorrect|invalid)|malformed|is not (a )?(valid|legal) rfc|badly formed|bad format|invalid format|format (is )?(invalid|incorrect|error))',
      '(invalid|bad|wrong|incorrect|illegal) ([^ ]+ )?(address|recipient|mailbox|user) (syntax|format)',
      '(invalid|bad|incorrect|wrong) syntax (in|for|of) (the )?(recipient|address|destination|mailbox|e-?mail)',
      '(destination|recipient) (mailbox )?address syntax',
      '(domain|local part) missing or malformed',
      'unbalanced .{1,3}$',
      '(@[^ ]+|recipient|address|local part) (is )?too long',
      'invalid rcpt to address',
      '(need|require|requires|without|not a) (a )?(fully[ -]qualified|qualified) (recipient )?address',
      '(recipient|rcpt|destination)( [^ ]+){0,4} fully[ -]qualified',
      '(user address|hostname|colon|local part|domain name|domain part) required',
      '(recipient|address|mailbox) must (contain|have|include) (a|an|the) (domain|host|@|local)',
      'illegal characters? in (address|recipient|local)',
      'non-?ascii (address|local|mailbox|recipient)',
      'address (has (an )?(illegal|invalid)|(is )?not rfc)',
      'missing (domain|@|at sign)',
      'valid (e-?mail )?address format',
      '(improper|unqualified|incomplete) (recipient |destination |e-?mail )?address',
      'malformed (destination|recipient)',
      '(character|characters|char|period|dot|space|spaces) (in|are|is) .{0,30}(address|local part|recipient)',
      '5\\.1\\.3 (.{0,4})?(invalid|bad|illegal|incorrect) (recipient |destination |mailbox |e-?mail )?address',
    ],
    source: 'RFC 3463 x.1.3, RFC 5321 §4.1.2; sendmail parseaddr, Exim and Postfix address parsers',
    examples: [
      '552 5.3.4 Local part is too long',
      '501 <ann@>: domain missing or malformed',
      '501 5.1.3 Bad recipient address syntax',
      '554 Improper recipient address. Try supplying a domain name.',
      '553 5.1.3 The recipient address is not a valid RFC 5321 address',
      '501 a@: malformed address: missing or malformed local part',
    ],
  },
];
