/** The receiver's own judgement of the sending host. */
import type { Rule } from '../rule.ts';

/** Said as the cause, whatever it is that is blocked for it: the sender, its domain, its host. */
export const named: readonly Rule[] = [
  {
    id: 'generic/reputation-cause',
    reason: 'bad_reputation',
    pattern:
      '\\b(blocked|banned|rejected|refused|denied|black-?listed|deferred)[:;,]? ?(due to|because of|for|by|on|with)? ([a-z]+ ){0,3}reputation',
    confidence: 0.8,
    source: 'RFC 7372 has no status for it; seen on the wire',
    examples: ['550 5.7.1 Your domain is blocked due to its reputation', '550 Sender is blocked: very low reputation'],
  },
];

export const rules: readonly Rule[] = [
  {
    id: 'generic/reputation',
    reason: 'bad_reputation',
    pattern: [
      'reputation',
      '(bad|poor|low|extreme bad|negative) (ip |sender |sending |host |mail )?(profile|score|karma|standing|trust|history)',
      '\\bip[ :-].{0,40}(blocked|banned|block list|blocklist|rejected|denied|refused|barred|not allowed|not welcome|suspicious|bad|abus|untrusted|restricted|listed|forbidden)',
      '(blocked|banned|bad|rejected|refused|denied|suspicious|blocking) (your |this )?(sending )?ip\\b',
      '(listed|unauthori[sz]ed|because|due to|by) (bad |your |client )ip\\b',
      '(mail|e-?mail|messages?|connections?) from (your |this |that )?ips?\\b',
      '(mail|messages|connections?|e-?mail|traffic) from (your|this|the|that) (ip|host|network|server|mail ?server|isp|provider|address range|range|system|client)',
      '(network|subnet|range|netblock|isp) .{0,40}(blocked|banned|block ?list|on our block|rejected|denied)',
      'abus(e|es|ive|ing)\\b.{0,30}(detected|activity|source|report|from|block|behavio|your|system|traffic|of)',
      '(blocked|suspended|rejected|refused|denied) (for|due to|because of|by) (spam |user |abuse |too many )?(abuse|abusive|complaints|excessive|bad|poor|previous|suspicious|repeated)',
      '(intrusion prevention|bounce attacks?|denial.of.service|fail2ban)',
      '(confirm this (mail )?server|your (mail )?server requires confirmation)',
      'client host rejected: [^ ]*spam',
      '\\bip (is )?in (prison|jail|the penalty)',
      '(messages?|mails?) from (you|your (host|ip|network|geo-?zone)) (is|are|was|were) (blocked|rejected|refused)',
      'you are (temporarily|permanently) (blocked|banned|listed)',
      'suspicious(ly)? (activity|behavio|like|host|connection|traffic)',
      '(compromised|hijacked|hacked|botnet|\\bbot\\b|zombie|infected (host|server|computer))',
      '(your|isp|provider).{0,4} (isp|provider|isp.s|provider.s|smtp|mail) (smtp |mail |outgoing )?(server|relay|smarthost|gateway)',
      'not accept(ing)? (any )?(mail|messages|connections|e-?mail|email)s? from (you|your|these|hosts?|servers?|[0-9]|(this|that) (host|server|ip|network|isp|provider|system|source|mta|client))',
      '(due to|too many|user|of) complaints',
      'connections? refused from (\\[|[0-9]|your)',
      '(allowed|permitted|authori[sz]ed|welcome) to (connect|send mail here|deliver here)',
      '(service|connections?|mail|access) [^.]{0,20}for your (ip|host|address|server|network)',
      '(ip|host|sender|network) score .{0,12}(low|bad|poor)',
      '(sends?|sending|sent|source of|origin of) (too much |so much |much |us )?(abuse|abusive)',
      'history of (abuse|spam|sending)',
      '(ip|host|server|client|network|ip address|[0-9]\\]?) (is |are )?not (permitted|allowed|authori[sz]ed|welcome|accepted) here',
      '(address|ip) (block|range|space)s? .{0,16}(not welcome|unwelcome|blocked|refused|denied|rejected)',
      'not (allowed|permitted|authori[sz]ed) to send (mail|e-?mail|messages) to this (host|server|system|site)\\b',
    ],
    confidence: 0.8,
    source: 'RFC 7372 has no status for it; seen on the wire',
    examples: [
      '554 5.7.1 Client host rejected: your network has a history of abuse',
      '550 5.7.1 Poor sending history of 192.0.2.1',
      '554 5.7.1 Your access to this mail system has been rejected due to poor reputation',
      '550 Mail from your host is not wanted here: IP blocked',
      '554 5.7.1 Rejected because Bad IP',
    ],
  },
];
