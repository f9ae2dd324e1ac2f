/** The receiver's own judgement of the sending host. */
import type { Rule } from '../rule.ts';

export const rules: readonly Rule[] = [
  {
    id: 'generic/reputation',
    reason: 'bad_reputation',
    pattern: [
      'reputation',
      '(bad|poor|low|extreme bad|negative) (ip |sender |sending |host |mail )?(profile|score|karma|standing|trust|history)',
      '(new|untrusted|suspicious) (or untrusted )?(ip|ips|host|server|client)\\b',
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
      'suspicious(ly)? (activity|behavio|like|host|connection|traffic)',
      '(compromised|hijacked|hacked|botnet|\\bbot\\b|zombie|infected (host|server|computer))',
      '(use|via|through|using) (the |your )?(own )?(smtp |mail |e-?mail |outgoing )?(smtp|server|relay|gateway|mailserver|smarthost|host) (of|from|provided by|at) your (isp|provider|internet)',
      '(your|isp|provider).{0,4} (isp|provider|isp.s|provider.s|smtp|mail) (smtp |mail |outgoing )?(server|relay|smarthost|gateway)',
      'not accept(ing)? (any )?(mail|messages|connections|e-?mail|email)s? from (you|your|these|hosts?|servers?|[0-9]|(this|that) (host|server|ip|network|isp|provider|system|source|mta|client))',
      '(due to|too many|user|of) complaints',
      'permanently deferred',
      'invalid ip\\b',
      '(allowed|permitted|authori[sz]ed|welcome) to (connect|send mail here|deliver here)',
      '(service|connections?|mail|access) [^.]{0,20}for your (ip|host|address|server|network)',
      '(ip|host|sender|network) score .{0,12}(low|bad|poor)',
      '(sends?|sending|sent|source of|origin of) (too much |so much |much |us )?(abuse|abusive)',
    ],
    confidence: 0.8,
    source: 'RFC 7372 has no status for it; seen on the wire',
    examples: [
      '550 5.7.1 Poor sending history of 192.0.2.1',
      '554 5.7.1 Your access to this mail system has been rejected due to poor reputation',
      '550 Mail from your host is not wanted here: IP blocked',
      '554 5.7.1 Rejected because Bad IP',
    ],
  },
];
