/** Exchange in its two manners: the sentences of 5.5 to 2003, and the page for people and administrators since 2007, in several languages. */
import { deliveryStatus } from './delivery-status.ts';
import { common, type Dialect, mailDate, mailOf, type NoticeFacts, oneLine, returned, withoutCode } from './notice.ts';

const exchange: Dialect = {
  name: 'exchange',
  write: (facts) =>
    mailOf(
      [
        ...common(
          facts,
          `System Administrator <postmaster@${facts.reporter}>`,
          `Undeliverable: ${facts.original.subject}`,
        ),
        ['X-Mailer', 'Internet Mail Service (5.5.2653.19)'],
      ],
      `Your message\n\n  To:      ${oneLine(facts.original.to ?? facts.recipient)}\n  Subject: ${oneLine(facts.original.subject)}\n  Sent:    ${mailDate(facts.at)}\n\ndid not reach the following recipient(s):\n\n${facts.recipient} on ${mailDate(facts.at)}\n    The e-mail system could not deliver the message\n    <${facts.reporter} #${facts.status ?? '5.5.0'} smtp;${facts.reply}>\n`,
    ),
};

interface Words {
  readonly subject: string;
  readonly failed: string;
  readonly advice: string;
  readonly administrators: string;
}

/** What people read is in their language; what administrators read is not. */
const words: Readonly<Record<string, Words>> = {
  en: {
    subject: 'Undeliverable',
    failed: 'Delivery has failed to these recipients or groups:',
    advice: "Your message couldn't be delivered.",
    administrators: 'Diagnostic information for administrators:',
  },
  de: {
    subject: 'Unzustellbar',
    failed: 'Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:',
    advice: 'Ihre Nachricht konnte nicht zugestellt werden.',
    administrators: 'Diagnoseinformationen für Administratoren:',
  },
  fr: {
    subject: 'Non remis',
    failed: 'Échec de la remise à ces destinataires ou groupes :',
    advice: "Votre message n'a pas pu être remis.",
    administrators: 'Informations de diagnostic pour les administrateurs :',
  },
  es: {
    subject: 'No se puede entregar',
    failed: 'No se pudo entregar el mensaje a estos destinatarios o grupos:',
    advice: 'No se pudo entregar el mensaje.',
    administrators: 'Información de diagnóstico para los administradores:',
  },
  pt: {
    subject: 'Não é possível entregar',
    failed: 'Falha na entrega a estes destinatários ou grupos:',
    advice: 'Não foi possível entregar a sua mensagem.',
    administrators: 'Informações de diagnóstico para administradores:',
  },
  ru: {
    subject: 'Не удается доставить',
    failed: 'Сбой доставки следующим получателям или группам:',
    advice: 'Не удалось доставить ваше сообщение.',
    administrators: 'Диагностические сведения для администраторов:',
  },
  ja: {
    subject: '配信不能',
    failed: '次の受信者またはグループへの配信に失敗しました:',
    advice: 'メッセージを配信できませんでした。',
    administrators: '管理者向けの診断情報:',
  },
  zh: {
    subject: '无法送达',
    failed: '未能向以下收件人或组传递邮件:',
    advice: '无法传递您的邮件。',
    administrators: '供管理员使用的诊断信息:',
  },
};

const english: Words = words.en as Words;

/** RFC 2047; the text is cut nowhere, which is what a sender of such subjects does too. */
const encoded = (text: string): string =>
  /^[ -~]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

function text(facts: NoticeFacts): string {
  const { failed, advice, administrators } = words[facts.language ?? 'en'] ?? english;
  return `${failed}\n\n${facts.recipient}<mailto:${facts.recipient}>\n${advice}\n\n${administrators}\n\nGenerating server: ${facts.reporter}\n\n${facts.recipient}\n${facts.remote}\nRemote Server returned '${facts.code} ${withoutCode(facts.reply)}'\n\nOriginal message headers:\n\n${facts.original.header}\n`;
}

const microsoft365: Dialect = {
  name: 'microsoft365',
  write: (facts) =>
    deliveryStatus(facts, {
      from: `postmaster@${facts.reporter}`,
      subject: encoded(`${(words[facts.language ?? 'en'] ?? english).subject}: ${facts.original.subject}`),
      header: [['Auto-Submitted', 'auto-replied']],
      textType: 'text/plain; charset="utf-8"',
      text: text(facts),
      message: [
        ['Reporting-MTA', `dns;${facts.reporter}`],
        ['Received-From-MTA', 'dns;localhost'],
        ['Arrival-Date', mailDate(facts.at)],
      ],
      recipient: [
        ['Final-Recipient', `rfc822;${facts.recipient}`],
        ['Action', facts.action],
        ['Status', facts.status ?? (facts.code < 500 ? '4.4.7' : '5.5.0')],
        ['Diagnostic-Code', `smtp;${facts.reply}`],
      ],
    }),
};

/** The same page without a standard part, as gateways leave it. */
const microsoftText: Dialect = {
  name: 'microsoft-text',
  write: (facts) =>
    mailOf(
      [
        ...common(
          facts,
          `Microsoft Outlook <postmaster@${facts.reporter}>`,
          encoded(`${(words[facts.language ?? 'en'] ?? english).subject}: ${facts.original.subject}`),
        ),
        ['MIME-Version', '1.0'],
        ['Content-Type', 'text/plain; charset=utf-8'],
      ],
      `${text(facts)}\n${returned(facts)}`,
    ),
};

export const microsoftDialects: readonly Dialect[] = [exchange, microsoft365, microsoftText];
