/** The message, or a part of it, is over a size limit. */
import type { Rule } from '../rule.ts';

/** Named as the message's; before the words for a mailbox over its limit. */
export const named: readonly Rule[] = [
  {
    id: 'generic/message-over-limit',
    reason: 'message_too_large',
    pattern: [
      '(message|mail|e-?mail|content|attachment)s? (body )?(is |are |was |has a size )?(over|above|exceeds?|beyond) (the |our |its |a |fixed |maximum |allowed ){1,2}(size|limit)',
      '(größe|taille|tamaño|tamanho|dimensione|rozmiar|velikost|размер) ([^ ]+ )?(nachricht|message|mensa|messaggi|wiadom|zpráv|письм|сообщ)',
    ],
    source: 'RFC 1870 §6; seen on the wire',
    examples: [
      '552 Taille du message trop importante',
      '552 Your message is over the size limit',
      '552 5.3.4 Message exceeds fixed limit',
    ],
  },
  {
    id: 'generic/domain-over-limit',
    reason: 'receiver_storage_full',
    pattern:
      'domain.{0,3} (size|storage|disk|space|quota) (limit |space |quota |allocation )?(has been |is |was )?(exceed|reached|full|used up)',
    source: 'SmarterMail (http://kb.indsoft.net/kb/a70/common-email-delivery-errors.aspx)',
    examples: ['The domain size limit has been exceeded'],
  },
];

export const rules: readonly Rule[] = [
  {
    id: 'generic/too-large',
    reason: 'message_too_large',
    pattern: [
      '(message|mail|e-?mail|email|file|attachment|attachments|header|headers|body|content|data|subject|it|size) (size )?(is |are |was |were |file |content )?(too|to) (big|large|long)',
      '(message|mail|e-?mail|email|header|headers|body|content|attachment|attachments|file|data|line|inbound message|database|object)(.s)? (size|length|header size|sizes) .{0,60}(exceed|limit|larger|over|greater|bigger|more than|too|not (allowed|accepted))',
      '(exceed(s|ed|ing)?|over|above|larger than|bigger than|beyond|more than|violat(es|ed)) .{0,50}(message|mail|e-?mail|email|size|header|attachment|databytes|length|content|current system) ?(size|length)?( |-)?(limit|limits|size|allowed|restriction|maximum|permitted|accepted|value|that|we accept)',
      '(exceed(s|ed|ing)?|larger than) (the )?(max(imum)?|allowed|permitted|fixed) (inbound |allowed |permitted |accepted |mail |e-?mail )?(message|mail|email|e-mail)? ?(size|length)',
      '(size|length) (of|value) .{0,50}(exceed|larger|greater|over|limit)',
      '(size|line|length|databytes) limit (was |is |has been )?(exceed|reach)',
      'max(imum)?[ -](message |mail |e-?mail |allowed |permitted |attachment )?(message |mail )?size',
      'oversize',
      'max(imum)? file size',
      'size (is |was |has )?(been )?(exceed|over|limit)',
      'exceed(s|ed|ing)? .{0,24}(size|length|kb|mb|bytes|kilobytes|megabytes)\\b',
      'too (large|big)\\b',
      '(trop|zu|muy|troppo|muito|te|demasiado) (volumineu[xs]e?|grande?s?|grosse?|gross|groß|groot|lourde?)',
      '(message|mail|content|attachments?|body) (is |are )?(greater|larger|bigger) than',
      '(taille|poids) .{0,30}(limite|maximale?|atteinte|d[eé]pass|trop)',
      '(tama[nñ]o|tamanho|dimensione) .{0,40}(exced|super|ecced|ultrapass|m[aá]xim|massim)',
      '(gr(ö|oe)(ß|ss)e|nachricht|e-?mail|datei).{0,40}(überschr|ueberschr|übersteig|begrenz|zu groß)',
      'rozmiar.{0,40}(przekr|za du)',
      '(nachricht|message|mensaje|messaggio|mensagem|bericht|meddelan|meddelelse|wiadomo|zpráv|письм|сообщени|ileti|mesaj|메시지|메일).{0,24}(größe|taille|tamañ|tamanh|dimensi|groter|större|større|rozmiar|velik|размер|boyut|크기)',
      '(size|message) (restriction|restrictions)',
      '(length|size) of (the )?(data|message|mail|content).{0,30}(maximum|limit|threshold)',
      '(слишком большо|превышает .{0,20}размер|邮件大小|邮件过大|信件過大|郵件過大|サイズ.{0,12}(超|大き)|za duż|te groot|zu gro)',
    ],
    source: 'RFC 1870 §6, RFC 3463 x.2.3 and x.3.4; Postfix, Exim, sendmail, qmail databytes, Exchange, GroupWise',
    examples: [
      '552 Wiadomość ma zbyt wielki rozmiar',
      '552 Die E-Mail überschreitet die erlaubten 20 MB',
      '552 5.3.4 Message size exceeds fixed limit',
      '552 sorry, that message size exceeds my databytes limit (#5.3.4)',
      '552 Message too large',
      '552 Taille limite du message atteinte',
      '557 The length of DATA content is achieved the maximum threshold',
    ],
  },
];
