/** Filters and gateways in front of mail servers whose notices differ only in their marks and phrases. */
import type { Format } from '../format.ts';
import { laidOut } from './layout.ts';
import { listed } from './list.ts';
import { readSendmail } from './sendmail.ts';
import { knownBy } from './signature.ts';

export const gateways: readonly Format[] = [
  laidOut('m-filter', [{ header: ['x-mailer', /^m-FILTER/] }, { text: ['「m-FILTER」'] }], {
    reason: ['-------server message'],
  }),
  laidOut(
    'mailmarshal',
    [
      { header: ['x-mailer', /MailMarshal/i] },
      {
        text: ['Your message:\n   From:', 'This message was sent by MailMarshal', 'MailMarshal'],
        from: /postmaster|mailmarshal/i,
      },
    ],
    { recipients: ['recipients were affected:'], reason: ['Could not be delivered because of'] },
  ),
  laidOut('mimecast', [{ subject: /^\[Postmaster\] / }, { text: ['The problem appears to be :'] }], {
    reason: ['Additional information follows :', 'The problem appears to be :'],
  }),
  laidOut(
    'messagelabs',
    [
      { from: /MessageLabs/i },
      { header: ['x-msg-ref', /messagelabs/i] },
      { text: ['Symantec Email Security.cloud', 'This is the mail delivery agent at messagelabs.com'] },
    ],
    { recipients: ['was unable to deliver your message to the following addresses'] },
  ),
  laidOut('symantec', [{ from: /^"?Symantec_AntiVirus/i }]),
  {
    name: 'mcafee',
    recognises: knownBy(
      { header: ['x-nai-header', /./], subject: /^Delivery Status/ },
      { text: ['--- The following addresses had delivery problems ---'] },
    ),
    read: readSendmail,
  },
  listed('webshield', [{ from: /E500_SMTP|WebShield/i }]),
  listed('mxlogic', [{ header: ['x-mx-bounce', /./] }, { from: /\.mxlogic\.net|\.mxl\d/i }]),
  laidOut('surfcontrol', [{ header: ['x-mailer', /SurfControl/i] }], {
    reason: ['Failed to send to identified host,'],
  }),
  laidOut('barracuda', [{ text: ['was blocked by our Spam Firewall'] }], {
    recipients: ['Your message to:'],
    reason: ['Your message to: '],
  }),
  laidOut('active-hunter', [{ header: ['x-ahmailid', /./] }], {
    recipients: ['>>> '],
    reason: ['Transcript of session follows -----'],
  }),
  laidOut('mailfoundry', [{ text: ['Delivery failed for the following reason:'] }], {
    recipients: ['Unable to deliver message to:'],
    reason: ['Delivery failed for the following reason:'],
  }),
];
