/** Syntax or sequence errors in the dialogue (RFC 5321 §4.2.2). */
import type { Rule } from '../rule.ts';

export const rules: readonly Rule[] = [
  {
    id: 'generic/command-refused',
    reason: 'protocol_error',
    pattern: ['disallow', 'not (allowed|permitted|available)', 'disabled', 'denied', 'unsupported', 'prohibited'],
    code: ['502', '504'],
    confidence: 0.8,
    source: 'RFC 5321 §4.2.2: these codes are said of commands and their parameters',
    examples: ['502 TURN disallowed'],
  },
  {
    id: 'generic/protocol',
    reason: 'protocol_error',
    pattern: [
      'syntax error',
      '(command|parameter|argument|option|verb|keyword)s? (is |was |not |has |line )?(not (implemented|recogni[sz]ed|supported|understood|known|valid|allowed|permitted)|unrecogni[sz]ed|unknown|rejected|out of|invalid|too long|disabled|implemented|recogni[sz]ed|unimplemented|unexpected)',
      '(unrecogni[sz]ed|unknown|invalid|unimplemented|bad|illegal|unexpected|unsupported|wrong|unacceptable|nested|null) (smtp |mail |data |esmtp )?(command|parameter|argument|option|verb|protocol|sequence)',
      '(out of|bad|wrong|improper|incorrect) (command )?(sequence|order)',
      'protocol (error|violation|deviation|synchroni)',
      'synchroni[sz]ation error',
      '(helo|ehlo|mail|rcpt|data|helo/ehlo|ehlo/helo|hello|mail from|rcpt to)( command)? (first|before|required|expected|must)',
      '(need|send|issue|give|polite|say|expect|expected|missing|require|no) .{0,16}(helo|ehlo|mail from|rcpt|hello)\\b',
      '(sender|transaction) already (specified|given|in progress|started)',
      'improper use of (smtp )?(command )?pipelin',
      '(8bitmime|smtputf8|binarymime|chunking|bdat|pipelining|utf-?8)\\b.{0,40}(not|require|support|unsupport|unauthori|reject|error)',
      'error: no valid recipients?',
      '(no|missing) recipients? (specified|given|have been)',
      '(not|no) (an? )?(implemented|identity change)',
      'line (is )?too long',
      'talk(ing|s)? (too soon|before)',
      '(follow(ing)?|obey(ing)?|speak(ing)?|respect(ing)?) (the )?e?smtp\\b',
      '(specify|give|supply|provide) at least one ',
    ],
    confidence: 0.8,
    source: 'RFC 5321 §4.2.2 and §4.3.2; Postfix smtpd(8), Exim, sendmail',
    examples: [
      '503 5.5.1 Bad sequence of commands',
      '501 Syntax error in parameters or arguments',
      '554 5.5.1 Error: no valid recipients',
      '554 Refused. You are not following the SMTP protocol.',
      '550 esmtp: protocol deviation',
    ],
  },
];
