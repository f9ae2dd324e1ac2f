/**
 * Whether words that call an address dead may be said of somebody else: of the sender, its host, a login, a list, of a look-up
 * that failed for now, or of nobody who is named. Such a reply keeps its reason, but is not sure enough to stop mail to an
 * address that may be fine.
 */
import type { Match, RuleBook, Subject } from './rule-book.ts';

const list = (words: string): readonly string[] => words.split('|');

/** All as they stand in a folded reply. */
export const othersNamed = /* @__PURE__ */ list(
  'sender|sending|from:|from header|mail from|return path|return-path|reverse path|originat|envelope|posting|' +
    'your ip|your host|your server|your network|your domain|your account|your address|your e-mail|your email|' +
    'your mailbox|your admin|fully qualified|fully-qualified|dns says|client|helo|ehlo|header|ip address| ip |ipv6|tls|ssl|certificate|connection|session|attachment|' +
    'password|login|policy|filter|tempor|at this time|at the moment|try again|try later|verif|lookup failed|check failed|' +
    'database not|database does|table not|directory not|directory does|journal|' +
    'ihre adresse|ihre e-mail|ihr konto|votre adresse|votre compte|su cuenta|sua conta|uw adres|uw account|ваш адрес|' +
    'absender|expéditeur|expediteur|remitente|mittente|remetente|отправит|відправ|nadawc|afzender|avsänd|afsend|' +
    'avsend|lähettä|odesíl|odesil|odosielat|feladó|expeditor|gönder|αποστολέ|发件|發件|发信|寄件|差出|送信者|送信元|発信|발신|보내는|보낸|' +
    'pengirim|người gửi|الراسل|المرسل|' +
    'ip-adr|adresse ip|ección ip|indirizzo ip|ip адрес|ip-адрес|ip地址|ipアドレス|' +
    'vorübergehend|tijdelijk|tymczasow|временно|暂时|暫時|一時的|geçici',
);

/** By what English words name an address or a domain; the rules for other languages name it themselves. */
export const recipientNamed = /* @__PURE__ */ list(
  '@|user|recipient|rcpt|mailbox|mail box|account|address|inbox|alias|customer|member|subscri|person|employ|name|' +
    'domain|domini|domen|host|exchange|mx|destinat|local|nobody|no one|path|company|contact',
);

/** Their numbers among the signals, which are found in the same pass as the rules' words (explanation.ts). */
const [others, recipient] = [3, 4] as const;

/** Further off, the words speak of another matter. */
const before = 48;
const behind = 32;

export function isDoubtful(book: RuleBook, subject: Subject, { entry, spans }: Match): boolean {
  const text = subject.folded;
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  if (book.signalled(others, subject)) {
    const around = text.slice(Math.max(0, start - before), end + behind);
    if (othersNamed.some((word) => around.includes(word))) return true;
  }
  return !abroad.test(entry.id) && !book.signalled(recipient, subject);
}

const abroad = /-(?:abroad|asia)$/;
