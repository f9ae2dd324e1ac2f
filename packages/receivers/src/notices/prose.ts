/** Servers whose notices are prose: nothing in them is meant for programs. */
import { common, type Dialect, localPart, mailDate, mailOf, type NoticeFacts, oneLine, returned } from './notice.ts';

interface Prose {
  readonly from: (facts: NoticeFacts) => string;
  readonly subject: (facts: NoticeFacts) => string;
  readonly text: (facts: NoticeFacts) => string;
  readonly header?: (facts: NoticeFacts) => readonly (readonly [string, string])[];
}

const prose = (name: string, { from, subject, text, header }: Prose): Dialect => ({
  name,
  write: (facts) =>
    mailOf(
      [
        ...common(facts, from(facts), subject(facts)),
        ...(header?.(facts) ?? []),
        ['MIME-Version', '1.0'],
        ['Content-Type', 'text/plain; charset=utf-8'],
        ['Content-Transfer-Encoding', '8bit'],
      ],
      text(facts),
    ),
});

const daemon = (facts: NoticeFacts): string => `MAILER-DAEMON@${facts.reporter}`;
const delayed = ({ action }: NoticeFacts): boolean => action === 'delayed';

const qmail = prose('qmail', {
  from: daemon,
  subject: () => 'failure notice',
  text: (facts) =>
    `Hi. This is the qmail-send program at ${facts.reporter}.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<${facts.recipient}>:\n${facts.remote} does not like recipient.\nRemote host said: ${facts.reply}\nGiving up on 127.0.0.1.\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <${oneLine(facts.sender)}>\n${returned(facts)}`,
});

const opensmtpd = prose('opensmtpd', {
  from: (facts) => `Mailer Daemon <MAILER-DAEMON@${facts.reporter}>`,
  subject: (facts) => `Delivery status notification: ${delayed(facts) ? 'delayed' : 'error'}`,
  text: (facts) =>
    `    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    ${delayed(facts) ? 'A message is delayed for more than 4 hours for' : 'An error has occurred while attempting to deliver a message for'}\n    the following list of recipients:\n\n${facts.recipient}: ${facts.reply}\n\n    Below is a copy of the original message:\n\n${returned(facts)}`,
});

const domino = prose('domino', {
  from: (facts) => `Postmaster <postmaster@${facts.reporter}>`,
  subject: (facts) => `DELIVERY FAILURE: ${facts.reply}`,
  text: (facts) =>
    `Your message\n\n  Subject: ${oneLine(facts.original.subject)}\n\nwas not delivered to:\n\n  ${facts.recipient}\n\nbecause:\n\n  ${facts.reply}\n\n`,
});

const mdaemon = prose('mdaemon', {
  from: (facts) => `MDaemon@${facts.reporter}`,
  subject: () => 'Permanent Delivery Failure',
  text: (facts) =>
    `The attached message had PERMANENT fatal delivery errors!\n\nThe following addresses did NOT receive a copy of your message:\n\n> ${facts.recipient}\n\n--- Session Transcript ---\n Attempting SMTP connection to [127.0.0.1 : 25]\n 220 ${facts.remote} ESMTP\n EHLO ${facts.reporter}\n 250 SIZE 40000000\n RCPT To:<${facts.recipient}>\n ${facts.reply}\n QUIT\n--- End Transcript ---\n`,
});

const yahoo = prose('yahoo', {
  from: () => 'MAILER-DAEMON@yahoo.com',
  subject: () => 'Failure Notice',
  text: (facts) =>
    `Sorry, we were unable to deliver your message to the following address.\n\n<${facts.recipient}>:\n${facts.reply} [RCPT_TO]\n\n--- Below this line is a copy of the message.\n\n${returned(facts)}`,
});

const gmx = prose('gmx', {
  from: () => 'GMX Mailer Daemon <mailer-daemon@gmx.net>',
  subject: () => 'Mail delivery failed: returning message to sender',
  text: (facts) =>
    `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to\none or more of its recipients. The following addresses\nfailed:\n\n<${facts.recipient}>:\n\nSMTP error from remote server for RCPT TO command, host: ${facts.remote} (127.0.0.1) reason: ${facts.reply}\n\n--- The header of the original message is following. ---\n\n${facts.original.header}\n`,
});

const mailRu = prose('mail-ru', {
  from: () => 'Mail Delivery System <mailer-daemon@corp.mail.ru>',
  subject: () => 'Mail delivery failed: returning message to sender',
  header: (facts) => [['X-Failed-Recipients', facts.recipient]],
  text: (facts) =>
    `Это письмо создано автоматически сервером Mail.Ru, отвечать на него не нужно.\n\nК сожалению, Ваше письмо не может быть доставлено одному или нескольким получателям:\n\nThis message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. The following address(es) failed:\n\n  ${facts.recipient}\n    host ${facts.remote} [127.0.0.1]\n    SMTP error from remote mail server after RCPT TO:<${facts.recipient}>:\n    ${facts.reply}\n\n------ This is a copy of the message, including all the headers. ------\n\n${returned(facts)}`,
});

const yandex = prose('yandex', {
  from: () => 'mailer-daemon@yandex.ru',
  subject: () => 'Undelivered Mail Returned to Sender',
  text: (facts) =>
    `This is the mail system at host ${facts.reporter}.\n\nYour message could not be delivered.\n\n<${facts.recipient}>: host ${facts.remote}[127.0.0.1] said:\n    ${facts.reply} (in reply to RCPT TO command)\n\n${returned(facts)}`,
});

const chinese = (name: string, from: string): Dialect =>
  prose(name, {
    from: () => from,
    subject: () => '=?utf-8?B?57O757uf6YCA5L+hL1N5c3RlbXMgYm91bmNl?=',
    text: (facts) =>
      `抱歉,您的邮件被退回来了……\n\n原邮件信息:\n时间 Time : ${mailDate(facts.at)}\n主题 Subject : ${oneLine(facts.original.subject)}\n收件人 To : ${facts.recipient}\n\n退信原因:\n${facts.reply}\n`,
  });

const tOnline = prose('t-online', {
  from: () => 'Mail Delivery System <mailer-daemon@t-online.de>',
  subject: (facts) => `Nachricht an ${localPart(facts.recipient)} nicht zugestellt`,
  text: (facts) =>
    `Ihre Nachricht konnte nicht zugestellt werden.\n\n<${facts.recipient}>\n    ${facts.reply}\n\n--- Original-Kopfzeilen ---\n\n${facts.original.header}\n`,
});

const dma: Dialect = {
  name: 'dma',
  write: (facts) =>
    mailOf(
      [...common(facts, 'MAILER-DAEMON <>', 'Mail delivery failed')],
      `This is the DragonFly Mail Agent v0.13 at ${facts.reporter}.\n\nThere was an error delivering your mail to <${facts.recipient}>.\n\n${facts.remote} did not like our RCPT TO:\n${facts.reply}\n\nMessage headers follow.\n\n${facts.original.header}\n`,
    ),
};

const imail = prose('imail', {
  from: (facts) => `Postmaster <postmaster@${facts.reporter}>`,
  subject: () => 'Undeliverable Mail',
  header: () => [['X-Mailer', '<SMTP32 v8.15>']],
  text: (facts) =>
    `Unknown user: ${facts.recipient}\n\nRCPT TO generated following response:\n${facts.reply}\n\nOriginal message follows.\n\n${returned(facts)}`,
});

export const proseDialects: readonly Dialect[] = [
  qmail,
  opensmtpd,
  domino,
  mdaemon,
  yahoo,
  gmx,
  mailRu,
  yandex,
  chinese('qq', '"QQMail" <postmaster@qq.com>'),
  chinese('netease', 'Postmaster@163.com'),
  tOnline,
  dma,
  imail,
];
