/** What the sending server itself writes when it could not get through: connections and loops. */
import type { Rule } from '../rule.ts';

export const rules: readonly Rule[] = [
  {
    id: 'generic/loop',
    reason: 'routing_loop',
    pattern: [
      'too many (hops|received|relay hops)',
      'hop (count|limit)s? ?(is |was |has been )?(exceed|too|reach)',
      'exceeded .{0,12}hops',
      '(mail|routing|forwarding|message|delivery|alias|addressing|e-?mail|dns|redirect|bounce)[ -]loop',
      'loops? back to (myself|me|itself)',
      '(is|message is|mail is) looping',
      'in a (routing )?loop',
      'loop (detected|count|broken)',
      '(lowest|best)[ -](numbered|preference) mx',
      'already has my delivered-to',
      'mx record points to local',
    ],
    source: 'RFC 5321 §6.3, RFC 3463 x.4.6; Postfix, Exim dnslookup router, sendmail, qmail-local, Courier',
    examples: [
      '554 5.4.6 Too many hops',
      'mail for mx.example.org loops back to myself',
      'lowest numbered MX record points to local host',
    ],
  },
  {
    id: 'generic/network-error',
    reason: 'connection_failure',
    pattern: [
      '\\b(connection|connect|conversation|session|socket|smtp conversation|channel) ?(to .{0,60}|with .{0,60}|from .{0,60}|attempt |was |has been |is |were |setup |establishment )?(timed out|time ?out|refused|reset|closed (by|unexpectedly|prematurely)|dropped|lost|aborted|failed|failure|error|died|terminated|broken|refulsed|could not|not established)',
      'lost (connection|smtp connection|input channel)',
      'no route to host',
      '(host|network|destination|server|peer|mx|site)s? (is |are |was |unreach)?(currently |temporarily )?(unreachable|down\\b|not reachable|not responding|unresponsive|not answering|is down)',
      '(host|server|peer|client|mta|end|site)( has| have)? (closed|dropped|reset|terminated|aborted|broke|hung up|disconnected)',
      'broken pipe',
      '(unexpected|premature) (eof|end|disconnect|close|closure|server disconnect)',
      '(timed? ?out|timeout) (while|waiting|after|during|connecting|reading|on|in|occurred|period|for|exceeded|error|- closing|talking|sending|receiving|expired|with)',
      '(read|write|smtp|connect|command|socket|idle|data|network|response|greeting|banner|operation|connection|tcp|request|[:]) ?(has |was |is )?(timed out|time ?out|timeout)',
      '(unable|could not|couldn.t|cannot|can.t|failed|wasn.t able|not able|was unable|error) (to )?(connect|establish|initiate|open|reach|contact|talk|communicate|connecting|communicating)\\b.{0,40}(connection|host|server|mta|smtp|remote|hosts|mx|any|with|to)',
      '(no|any) (answer|response|reply|greeting) (from|received|within|by)',
      '(did not|does not|doesn.t|didn.t|not|never|failed to|fails to) (respond|reply|answer|responding|answering)',
      '(network|communication|communications|transport|protocol|socket|winsock|i/o|transmission|link) (error|failure|problem|is down|down|trouble|dropped|interrupted)',
      'network is (down|unreachable)',
      '(tried all|all|every|none of) (of )?(the )?(mxs?|mail exchangers?|hosts?|servers?|relays?)\\b.{0,40}(fail|unreach|down|unavail|refus|respond|reject|tried)',
      'tried all mxs',
      'connection (was )?shut ?down',
      'winsock',
      'socket error',
      '(read|write) error from',
      'did not accept our requests to connect',
      'connection (limit|time)? ?(with|to) .{0,60} (timed|lost|refused)',
    ],
    confidence: 0.85,
    source:
      'RFC 3463 x.4.1 and x.4.2; Postfix smtp(8), Exim, sendmail ("Deferred: Connection refused by"), qmail-remote, OpenSMTPD, Haraka, Courier, Exchange, dma',
    examples: [
      'connect to mx.example.org[192.0.2.1]:25: Connection refused',
      "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)",
      'Network error on destination MXs',
    ],
  },
];
