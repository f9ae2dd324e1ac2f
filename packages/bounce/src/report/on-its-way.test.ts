/** What gateways, lists and people do to a notice after it was written. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from './parse.ts';

const seeds = new URL('../../../../fuzz/seeds/', import.meta.url);
const mails: readonly (readonly [name: string, mail: string])[] = [
  ...readdirSync(seeds)
    .filter((name) => name.endsWith('.eml') && !/mbox|person/.test(name))
    .map((name) => [name, readFileSync(new URL(name, seeds), 'latin1').replaceAll('\r\n', '\n')] as const),
  // What is known by the beginning of its subject, or by its return path alone.
  [
    'absence',
    'From: Jane <jane@example.net>\nSubject: Automatic reply: News\n\nI am out of the office until 4 December 2026.\n',
  ],
  [
    'Domino',
    'From: postmaster@example.net\nSubject: DELIVERY FAILURE: User not listed\n\nYour message\n\n  Subject: News\n\nwas not delivered to:\n\n  ann@example.org\n\nbecause:\n\n  User not listed in Domino Directory\n',
  ],
  [
    'unknown',
    'Return-Path: <>\nFrom: robot@example.net\nSubject: News\n\nCould not be delivered to:\n\nann@example.org\n550 5.1.1 User unknown\n',
  ],
  [
    'Exim',
    'From: Mailer-Daemon@example.net\nSubject: Mail delivery failed: returning message to sender\n\nThis message was created automatically by mail delivery software.\n\nThe following address(es) failed:\n\n  ann@example.org\n    host mx.example.org [192.0.2.25]\n    SMTP error from remote mail server after RCPT TO:<ann@example.org>: 550 5.1.1 The mailbox of this person does not exist here\n',
  ],
  [
    'Postfix',
    'From: MAILER-DAEMON@example.net\nSubject: Undelivered Mail Returned to Sender\n\nThis is the mail system at host mx.example.net.\n\n<ann@example.org>: host mx.example.org[192.0.2.25] said: 550\n    5.7.1 <ann@example.org>: Recipient address rejected: ann@example.org does\n    not exist (in reply to RCPT TO command)',
  ],
  [
    'Exchange',
    "From: System Administrator <postmaster@example.net>\nSubject: Undeliverable: News\n\nYour message\n\n  To:      'ann@example.org'\n  Subject: News\n\ndid not reach the following recipient(s):\n\n'ann@example.org' on Mon, 30 Nov 2026 07:00:00 +0000\n    The recipient name is not recognized\n",
  ],
  [
    'page',
    'From: postmaster@example.net\nSubject: Undeliverable: News\nContent-Type: text/html\n\n<p>Your message could not be delivered to:</p>\n<p>ann@example.org<br>\n550 5.1.1 User unknown</p>\n',
  ],
  [
    'IMail',
    'From: postmaster@example.net\nX-Mailer: <SMTP32 v8>\nSubject: Undeliverable Mail\n\nUnknown user: ann@example.org\n\nRCPT TO generated following response:\n553 5.3.0 <ann@example.org>... Addressee unknown\n\nOriginal message follows.\n\nFrom: news@sender.example\n',
  ],
  [
    'offer',
    'From: Travel <news@example.net>\nSubject: Out of office: on vacation\n\nWhen you are on vacation, we are not in the office.\n',
  ],
];

const said = (mail: string) => {
  const { kind, recipients, auto_reply, feedback } = parse(Buffer.from(mail, 'latin1'));
  const people = recipients.map(({ verdict, ...rest }) => ({ ...rest, diagnostic: null, reason: verdict.reason }));
  return {
    kind,
    people,
    why: auto_reply?.verdict.reason,
    until: auto_reply?.until,
    about: feedback?.original_recipient,
  };
};

const titled = (mark: string) => (mail: string) => mail.replace(/^Subject: /m, `Subject: ${mark}`);
const above = (fields: string) => (mail: string) => `${fields}\n${mail}`;
const head = (mail: string): string => mail.slice(0, mail.indexOf('\n\n') + 1);
const body = (mail: string): string => mail.slice(mail.indexOf('\n\n') + 2);
const fieldsOf = (mail: string, names: RegExp): string =>
  head(mail)
    .split(/\n(?![ \t])/)
    .filter((field) => names.test(field))
    .map((field) => `${field.trimEnd()}\n`)
    .join('');
const CONTENT = /^(?:content-|mime-version)/i;
const OTHERS = /^(?!content-|mime-version)\S/i;

/** The text for people alone, where it is not encoded: of several parts the first. */
const inText =
  (change: (text: string) => string) =>
  (mail: string): string => {
    const boundary = /^content-type: multipart\/[\s\S]*?boundary="?([^";\n]+)/im.exec(head(mail))?.[1];
    const from = mail.indexOf('\n\n', boundary === undefined ? 0 : mail.indexOf(`\n--${boundary}\n`)) + 2;
    const end = boundary === undefined ? mail.length : mail.indexOf(`\n--${boundary}`, from);
    if (/^content-transfer-encoding: (?:base64|quoted)|charset="?(?!utf-8|us-ascii)/im.test(mail.slice(0, from)))
      return mail;
    return mail.slice(0, from) + change(mail.slice(from, end)) + mail.slice(end);
  };
const typeset = (pattern: RegExp, character: string) =>
  inText((text) => text.replace(pattern, Buffer.from(character).toString('latin1')));

/** Lines of at most so many characters; those that are new have no indentation. */
const wrapped = (most: number) =>
  inText((text) => text.replace(new RegExp(`(?=.{${most + 1}})(.{1,${most}}) `, 'g'), '$1\n'));

/** A text alone as a page, with each line in a paragraph. */
const asPage = (mail: string): string => {
  if (/^content-/im.test(head(mail))) return mail;
  const lines = body(mail)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .split('\n')
    .map((line) => `<p class=MsoNormal>${line || '<o:p>&nbsp;</o:p>'}</p>`);
  return `${head(mail)}Content-Type: text/html\n\n<html><body>\n${lines.join('\n')}\n</body></html>\n`;
};
const withFooter = (footer: string) => inText((text) => `${text.trimEnd()}\n\n${footer}`);

/** The whole mail as a part, between others. */
const parted = (mail: string, before: string, behind: string): string =>
  `${fieldsOf(mail, OTHERS)}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="=out"\n\n${before}--=out\n${fieldsOf(mail, CONTENT)}\n${body(mail)}\n${behind}--=out--\n`;
const part = (text: string): string => `--=out\nContent-Type: text/plain\n\n${text}\n`;

const CAUTION = 'CAUTION: This email originated from outside of the organization. Do not click links.\n';
const FOOTER = '_______________________________________________\nStaff mailing list\nstaff@lists.example.net\n';

const ways: readonly (readonly [name: string, way: (mail: string) => string])[] = [
  ...['[EXTERNAL] ', '***SPAM*** ', '{Spam?} ', 'EXT: ', '[Ticket#2026113010000017] [EXTERNAL] '].map(
    (mark) => [mark, titled(mark)] as const,
  ),
  ['subject folded with tabs', (mail) => mail.replace(/^Subject: .*$/m, (field) => field.replace(/(?<!:) /g, '\n\t'))],
  ['banner as a part', (mail) => parted(mail, part(CAUTION), '')],
  ["a list's footer as a part", (mail) => parted(mail, '', part(FOOTER))],
  ["a scanner's word as a part", (mail) => parted(mail, '', part('Scanned for viruses, believed to be clean.'))],
  ['blanks that do not break', typeset(/(?<=\S) (?=\S)/g, '\u00a0')],
  ['an indentation that does not break', typeset(/^ {2}/gm, '\u00a0\u00a0')],
  ['quotation marks as a typesetter has them', typeset(/(?<=\w)'(?=\w)/g, '\u2019')],
  ['marks where an address may break', typeset(/(?=@)/g, '\u200b')],
  ['blanks at the end of lines', inText((text) => text.replace(/$/gm, '  '))],
  ['lines wrapped at 72 characters', wrapped(72)],
  ['lines wrapped at 40 characters', wrapped(40)],
  ['each line a paragraph of a page', asPage],
  ["a list's footer", withFooter(FOOTER)],
  ["a list's footer under a short rule", withFooter(FOOTER.replace(/^_+/, '_____'))],
  [
    "a list's footer under another rule",
    withFooter('#########\n\nTo unsubscribe from the list, write to:\nstaff-leave@lists.example.net\n'),
  ],
  [
    'the footer of a group',
    withFooter('-- \nYou are subscribed to Staff.\nTo unsubscribe, write to staff+unsubscribe@lists.example.net.\n'),
  ],
  ["a ticket system's fields", above('X-RT-Ticket: example.net #4711\nReply-To: help@example.net')],
  ['resent', above('Return-Path: <jane@example.net>\nResent-From: Jane <jane@example.net>\nResent-To: b@example.net')],
  [
    "redirected by Exchange's rules",
    above('Resent-From: <old@example.net>\nX-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent'),
  ],
  [
    'attached by SpamAssassin',
    (mail) =>
      `X-Spam-Flag: YES\n${fieldsOf(titled('*****SPAM***** ')(mail), /^(?:from|to|subject|date|return-path):/i)}Content-Type: multipart/mixed; boundary="sa"\n\n--sa\n\nSpam detection software has identified this email as possible spam. See postmaster@example.net.\n--sa\nContent-Type: message/rfc822; x-spam-type=original\n\n${mail}\n--sa--\n`,
  ],
];

describe('is read as it was written, with', () => {
  test.each(ways)('%s', (_, way) => {
    for (const [name, mail] of mails) expect([name, said(way(mail))]).toEqual([name, said(mail)]);
  });
});

const ann = 'From: Jane Roe <jane@example.net>\nTo: help@sender.example\nContent-Type: text/plain; charset=utf-8\n';
const plain = mails.filter(([, mail]) => !/^content-type: multipart|^content-transfer/im.test(head(mail)));
const title = (mail: string): string => /^Subject: (.*)$/m.exec(mail)?.[1] ?? '';

describe('is an ordinary mail when a person', () => {
  test.each<[string, (mail: string) => string]>([
    [
      'forwards it with Outlook',
      (mail) => `${ann}Subject: FW: ${title(mail)}\n\n\nFrom: MAILER-DAEMON\nSent: Monday\n\n${body(mail)}`,
    ],
    ['forwards it through a gateway', (mail) => `${ann}Subject: [SPAM?] WG: ${title(mail)}\n\n${body(mail)}`],
    ['answers what a gateway marked', (mail) => `${ann}Subject: RE: [EXTERNAL] ${title(mail)}\n\nSo?\n\n${body(mail)}`],
    [
      'pastes it under its subject',
      (mail) => `${ann}Subject: ${title(mail)}\n\nHello,\n\nI got this:\n\n${body(mail)}`,
    ],
  ])('%s', (_, way) => {
    expect(plain.length).toBeGreaterThan(5);
    for (const [name, mail] of plain) {
      const { kind } = parse(Buffer.from(mail, 'latin1'));
      // Anybody may write in a vacation program's words.
      if (kind === 'bounce' || kind === 'delayed') expect([name, said(way(mail)).kind]).toEqual([name, 'other']);
    }
  });
});
