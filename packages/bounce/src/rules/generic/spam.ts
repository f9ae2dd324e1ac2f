/** The message was judged spam. Behind the causes that mention spam only in passing. */
import type { Rule } from '../rule.ts';

export const rules: readonly Rule[] = [
  {
    id: 'generic/spam',
    reason: 'spam_content',
    pattern: [
      '^(anti-?)?(spam(ming)?|junk)\\b',
      '[^a-z0-9/.@_-](spam|spamm?y|spamming|spamtrap|spamassassin|rspamd|dspam|bogofilter|spamprofiler|spamaway|spam-?like|antispam|anti-spam)\\b',
      '\\bx-spam',
      'spam(trap|text|assassin|filter|check|score|bayes|block|guard|wall|shield|titan|experts)',
      'unsolicited',
      '\\bjunk ?(e-?)?mail',
      '\\bjunk\\b',
      '\\bspam_',
      '\\b(ube|uce)\\b',
      '(bayes|bayesian|heuristic|razor|pyzor|brightmail|cloudmark|ironport|trustwave|messagelabs|recurrent pattern)[^ ]* .{0,40}(reject|block|check|detect|refus|filter|score|match)',
      '(rejected|blocked|refused|denied) by (the |our |your |a )?(dcc|razor|pyzor|bayes|content filter|content scan|filter|mail filter|message filter|bogofilter|milter)',
      '(message|mail|e-?mail|email|content) (was |is |has been )?(filtered|quarantined)',
      '(looks|appears|seems|considered|classified|detected|identified|scored|recogni[sz]ed|suspected|marked|flagged|rejected) .{0,16}(spam|junk|unsolicited|bulk)',
      'unacceptable content',
      'message content rejected',
      'content filter',
      '(ind[eé]sirable|pourriel|correo no deseado|posta indesiderata|lixo eletr|ongewenste|skräppost|søppelpost|niechcian|nevyžádan|istenmeyen|нежелательн|спам|垃圾邮件|垃圾郵件|垃圾信|迷惑メール|スパム)',
      'gtube',
      '\\bdcc (score|rating|reject|bulk)',
      '\\b(bulk|mass)\\.?(advertis|mail)',
      'suspect(ed)? (mail|message|e-?mail|content)',
      '(bulk|mass|commercial|advertis|promotional|marketing|undesired|undesirable|unwanted|objectionable) ?(mail|e-?mail|message|mailer|ing mail|content)',
      '\\b(scam|fraud|fraudulent)',
      '(content|message|mail|e-?mail) (score|scored|scores|scoring|rating) ',
      '(score|points) .{0,16}(too high|exceed|above|over|threshold|limit)',
      '스팸',
    ],
    confidence: 0.85,
    source: 'SpamAssassin milters, amavis, rspamd, MIMEDefang, CanIt, Barracuda, IronPort; seen on the wire',
    examples: [
      '554 Rejected as bulk',
      '550 REJECTED - spamtext',
      '554 5.7.1 Message rejected as spam',
      '550 High probability of spam',
      '550 5.7.1 Message content rejected, UBE, id=01234-05',
    ],
  },
];

/** Tried before the words about a forged sender: here the forgery is only one of two guesses. */
export const orForged: readonly Rule[] = [
  {
    id: 'generic/spam-or-forged',
    reason: 'spam_content',
    pattern: 'appear(s|ed)? to be (unsolicited |likely )?(spam|junk|bulk)( mail)? or (forged|spoofed)',
    source: 'policyd-weight and scripts made after it',
    examples: ['550 5.7.1 <jo@example.org>: Recipient address rejected: Mail appeared to be SPAM or forged.'],
  },
];
