/** Over quota. The server's own disk being full is another matter: see storage.ts. */
import type { Rule } from '../rule.ts';

export const rules: readonly Rule[] = [
  {
    id: 'generic/full-and-inactive',
    reason: 'mailbox_full_inactive',
    pattern: [
      '(full|over ?quota|out of (storage )?space|quota exceeded) and (is |has been |was )?(inactive|disabled|abandoned|deactivated)',
      'inactive.{0,30}(over ?quota|mailbox full)',
    ],
    source: 'seen on the wire',
    examples: ['552 5.2.2 The mailbox is full and inactive'],
  },
  {
    id: 'generic/over-quota',
    reason: 'mailbox_full',
    pattern: [
      'over ?-?quota',
      'over (the |his |her |their |its |your |disk |mail |storage |e-?mail |allowed |maximum |mailbox |allotted |allocated ){1,3}(quota|limit|storage|allocation|size)',
      'quotas? (limit |usage |size |of [^ ]+ |for [^ ]+ )?(is |was |has been |has |would be |will be |have been |already |currently )?(exceed|full|violat|reached|overdraft|overflow|used up|exhaust|met|hit|overrun|over)',
      '(exceed(s|ed|ing)?|reached|over|exhausted|surpass(ed|es)|beyond|violat(es|ed|ing)) .{0,40}(quota|storage (space|limit|allocation)|allocated (space|storage)|disk ?space|mailbox (size|limit|space))',
      'exceeded storage allocation',
      'quota (exceeded|violation|exceed|error|check failed|limit)',
      'quota.*exceed',
      'exceed the hard limit',
      'maildir.{0,20}(over|quota|full)',
    ],
    source:
      'RFC 3463 x.2.2; Dovecot quota plugin, Cyrus lmtpd, Courier and vpopmail Maildir++ quota, maildrop, Exim appendfile, Zimbra, CommuniGate',
    examples: [
      '550 5.1.1 recipient overquota',
      '552 5.2.2 <a@example.org> Quota exceeded (mailbox for user is full)',
      '552 Requested mail action aborted: exceeded storage allocation',
    ],
  },
  {
    id: 'generic/mailbox-full',
    reason: 'mailbox_full',
    pattern: [
      '(mailbox|mail ?box|inbox|mail ?folder|mail ?drop|mail ?store|message store|mail account|mail file|e-?mail box|account|box|recipient|user|folder|storage) (of [^ ]+ |for [^ ]+ |for user [^ ]+ |[^ ]+ |\\( [^ ]+ \\) )?(is |are |has been |appears |was )?(currently |now |too |temporarily |almost |completely |already |over)?full\\b',
      '(full|overfull|overflowing) (mailbox|mail ?box|inbox|mail account|mail folder)',
      '(mailbox|mail ?box|inbox|mail ?drop|mail ?folder)\\b.*exc?ee?d(s|ed|ing)?\\b.{0,40}(limit|size|space|storage|capacity|allow|maximum)',
      '(mailbox|mail ?box|inbox|account|user|recipient).{0,30}(reached|hit|is at|is over|over) (its|the|his|her|their|limit|quota|maximum|capacity)',
      'space (remaining|left|available) in ',
      '(account|user|recipient)\\b.*exc?ee?d(s|ed|ing)?\\b.{0,40}(size|space|storage|capacity)',
      'too many (messages|mails|e-?mails) (on|in) (the |this |your |his )?(server|mailbox|inbox|account)',
      '(mailbox|mail ?box|inbox|message store|mail account|user.s (mail|space|disk)) (size |storage |space |message |count |disk )?(limit|limits|capacity|space|storage|quota) ?.{0,20}(exc?ee?d|reached|full|over|used|exhaust|insufficient|not enough)',
      '(out of|insufficient|no more|not enough|no free|lack of|no) ([^ ]+ )?(storage|space) .{0,30}(mailbox|mail ?box|inbox|user|account|recipient|folder)',
      '(mailbox|inbox|recipient|account|user) (is |has |has run |ran )?(currently )?out of ([^ ]+ )?(storage|space|room)',
      '(space|storage) (has been|is|was) (used up|exhausted)',
      '(mailbox|account|inbox) (has )?(no|not enough|insufficient) (more )?(room|space|storage)',
      'not (enough|sufficient) (disk |storage |free )space',
      '(recipient|user|mailbox) storage (is )?full',
      '(number of|too many) messages in .{0,30}mailbox',
      'error writing message: file too large',
      '(mailbox|mail ?box|inbox|account|user) space',
      '(allotted|allocated|assigned|available|allowed) (mail |disk |mailbox )?(space|storage|disk)',
      '(storage|space|disk) (quota|allocation|allowance)',
      '(cause|make|put) .{0,30}(over|exceed) .{0,12}(limit|quota)',
      'would exceed .{0,24}(mailbox|quota|storage|limit for)',
      'too much mail (data )?in',
    ],
    source:
      'sendmail, Postfix local(8) and virtual(8), qmail and vpopmail, Exim, Exchange, Domino, GroupWise, MDaemon, IceWarp, Communigate; seen on the wire',
    examples: [
      '550 5.2.2 <a@example.org>... Mailbox Full',
      '552 5.2.2 Mailbox size limit exceeded',
      'Account a@example.org has exceeded the maximum allowed size',
    ],
  },
  {
    id: 'generic/mailbox-full-abroad',
    reason: 'mailbox_full',
    pattern: [
      '(postfach|mailbox|speicherplatz|konto|posteingang|kontingent|quota) .{0,60}(voll|überfüllt|ueberfuellt|erschöpft|überschritten|ueberschritten|überzogen)\\b',
      '(bo[iî]te|messagerie|espace|quota|compte|stockage) .{0,50}(pleine?|satur[eé]e?|d[eé]pass[eé]e?|insuffisant|rempli)',
      '(buz[oó]n|cuota|casilla|espacio|bandeja|cuenta) .{0,50}(llen[oa]|excedid[oa]|superad[oa]|agotad[oa]|excede|sobrepas)',
      '(casella|quota|spazio|mailbox) .{0,50}(pien[ao]|superat[ao]|esaurit[ao]|satura)',
      '(caixa|cota|quota|espa[cç]o) .{0,50}(chei[ao]|lotad[ao]|excedid[ao]|esgotad[ao]|excedeu|ultrapass)',
      '(postvak|mailbox|postbus|quotum|brievenbus) .{0,40}(is )?(vol|overschreden|overvol)\\b',
      '(skrzynk|konto|limit|pojemno|quota).{0,50}(pełn|pelna|przepełnion|przepelnion|przekroczon|zapełnion)',
      '(ящик|квот|лимит|места|объ[её]м).{0,40}(переполнен|заполнен|превышен|полон|исчерпан|нет)',
      '(переполнен|превышен|недостаточно|нет).{0,30}(ящик|квот|лимит|места|объ[её]м)',
      '(邮箱|信箱|郵箱|空间|空間|容量|配额|配額|存储).{0,12}(已满|已滿|满了|滿了|不足|已超|超过|超過|超出|溢出)',
      '(メールボックス|ボックス|容量|保存).{0,24}(いっぱい|一杯|満杯|超え|超過|オーバー|不足)',
      '(kota|posta kutusu|kutusu).{0,30}(aşıl|asild|dold|dolu|dolmuş)',
    ],
    source:
      'replies in German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Chinese, Japanese, Turkish; seen on the wire',
    examples: ['550 Das Postfach des Empfängers ist voll', '552 Boite du destinataire pleine', '552 收件人邮箱已满'],
  },
];
