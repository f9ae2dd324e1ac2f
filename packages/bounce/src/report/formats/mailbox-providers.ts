/** Mailbox providers and networks whose notices differ only in their marks and phrases. */
import type { Format } from '../format.ts';
import { readExim } from './exim.ts';
import { laidOut } from './layout.ts';
import { type Head, listed } from './list.ts';
import { microsoftSmtp } from './mail-servers.ts';
import { readPostfix } from './postfix.ts';
import { readSendmail } from './sendmail.ts';
import { knownBy } from './signature.ts';

export const mailboxProviders: readonly Format[] = [
  // Exim with a paragraph in Russian before its own.
  { name: 'mail.ru', recognises: knownBy({ from: /@(?:[a-z0-9.-]+\.)?mail\.ru\b/i }), read: readExim },
  { name: 'yandex', recognises: knownBy({ from: /mailer-daemon@yandex\./i }), read: readPostfix },
  laidOut('outlook.com', [{ from: /postmaster@(?:hotmail|outlook|live|msn)\./i }], microsoftSmtp),
  laidOut('qq', [{ from: /@(?:foxmail|qq)\.com\b/i, subject: /系统退信|退信|returned/i }]),
  laidOut('netease', [{ from: /@(?:163|126|188|netease|yeah)\.(?:com|net)\b/i, subject: /系统退信|退信|returned/i }]),
  listed('sina', [{ header: ['x-mailer', /^SinaMail/i] }, { from: /mailer-daemon@sina\./i }]),
  laidOut('docomo', [{ from: /@docomo\.ne\.jp\b|@nttdocomo\.ne\.jp\b/i }]),
  laidOut('ezweb', [{ from: /@(?:ezweb|au|msmx\.au)\.(?:ne\.jp|com)\b/i }], {
    says: ['The user(s) account', 'Your message was not delivered within', 'Your message was delayed', 'Remote host '],
  }),
  laidOut('kddi', [{ from: /\bdion\.ne\.jp\b|@kddi\.com\b/i }], {
    recipients: ['Could not be delivered to:'],
    reason: ['Could not be delivered to:'],
  }),
  laidOut('softbank', [{ from: /@(?:softbank|[a-z]\.vodafone)\.ne\.jp\b|@i\.softbank\.jp\b/i }]),
  laidOut('gmx', [
    { from: /@(?:mail\.)?(?:gmx|web)\.(?:com|net|de|at|ch)\b|@kundenserver\.de\b/i },
    { text: ['SMTP error from remote server'] },
  ]),
  laidOut('t-online', [{ from: /@t-online\.de\b/i }]),
  listed('zoho', [{ header: ['x-zohomail', /./] }, { from: /mailer-daemon@mail\.zoho\./i }], zohoHead),
  laidOut('verizon', [{ from: /post_master@vtext\.com/i }, { from: /@[a-z0-9]+\.vzwpix\.com/i }], {
    recipients: ['RCPT TO:'],
    reason: ['Error message below:', 'Error:'],
  }),
  // Italian certified mail (d.P.R. 68/2005): "destinato all'utente "…" è stato rilevato un errore 5.1.1 - …".
  laidOut(
    'pec',
    [
      { header: ['x-ricevuta', /errore-consegna|non-accettazione/i] },
      { from: /^posta-certificata@/i, subject: /^avviso di (?:mancata consegna|non accettazione)/i },
    ],
    {
      recipients: ["destinato all'utente", 'indirizzato a'],
      says: ['è stato rilevato un', 'non è stato consegnato nelle'],
    },
  ),
  laidOut('hotpop', [{ from: /@hotpop\.com\b/i }], { recipients: ['Undeliverable Address:'], reason: ['Reason:'] }),
  laidOut('biglobe', [{ from: /@(?:[a-z0-9]+\.)?(?:biglobe|inacatv|tmtv|ttv)\.ne\.jp\b/i }], {
    recipients: ['had delivery problems -----'],
    reason: ['Non-delivered information -----'],
  }),
  laidOut('caiwireless', [{ from: /\bcai-?wireless\./i }], { recipients: ['did not receive this message:'] }),
  { name: 'bigfoot', recognises: knownBy({ from: /@bigfoot\.com\b/i }), read: readSendmail },
  laidOut('llnl', [{ text: ['did not exactly match an\nLLNL email address'] }], {
    recipients: ['your message was addressed,'],
    reason: ['your message was addressed,'],
  }),
];

/** "user@example.org Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 <user@example.org>... User unknown" */
function zohoHead(line: string): Head | null {
  const [, recipient, words] = /^\s*([^\s<>@]+@[^\s<>,:@]+)[ ,]+(\S.*)$/.exec(line) ?? [];
  if (recipient === undefined || words === undefined) return null;
  return { recipient, words: words.replaceAll('ERROR_CODE :', '') };
}
