/** Mail servers whose notices differ only in their marks and phrases. */
import type { Format } from '../format.ts';
import { type Layout, laidOut } from './layout.ts';

/** IIS, and Hotmail before it became Outlook.com. */
export const microsoftSmtp: Layout = {
  recipients: [
    'following recipients failed.',
    'following recipients has been delayed.',
    'Unable to deliver message to the following recipients,',
  ],
  says: ['following recipients, due to', 'Delivery to the following recipients'],
};

export const mailServers: readonly Format[] = [
  laidOut('dma', [{ text: ['This is the DragonFly Mail Agent'] }]),
  laidOut('nullmailer', [{ text: ['the nullmailer', 'X-Nullmailer'] }]),
  laidOut('domino', [{ subject: /^DELIVERY FAILURE: / }, { text: ['------- Failure Reasons '] }], {
    recipients: ['was not delivered to:'],
    reason: ['because:', '------- Failure Reasons '],
  }),
  laidOut('groupwise', [
    { header: ['x-mailer', /GroupWise/i] },
    { text: ['The message that you sent was undeliverable to the following'] },
  ]),
  laidOut(
    'james',
    [
      { header: ['x-mailer', /JAMES/i] },
      { text: ['This is the James mail server', 'Message details:\n  Subject:', 'Error message below:'] },
    ],
    { recipients: ['RCPT TO:'], reason: ['Error message below:'] },
  ),
  laidOut(
    'smartermail',
    [{ subject: /^Delivery Failure/i, text: ['Could not deliver message to the following recipient(s):'] }],
    { recipients: ['Failed Recipient:'], reason: ['Reason: '] },
  ),
  laidOut(
    'microsoft-smtp',
    [
      {
        subject: /^Delivery Status Notification/,
        text: [
          'Delivery to the following recipients failed.',
          'Unable to deliver message to the following recipients, ',
        ],
      },
    ],
    microsoftSmtp,
  ),
  laidOut('hmailserver', [{ text: ['hMailServer sent:', '\nhMailServer\n'] }]),
  laidOut('mailenable', [{ text: ['MailEnable: Message'] }]),
  laidOut('communigate', [{ header: ['x-mailer', /CommuniGate/i] }, { text: ['Failed to deliver to '] }]),
  laidOut('icewarp', [{ header: ['x-mailer', /^(?:Merak|IceWarp)/i] }, { text: ['<<< MAIL DELIVERY REPORT >>>'] }]),
  laidOut('mercury', [{ header: ['x-mailer', /Mercury/i] }, { text: ['Mercury Mail Transport', 'with Mercury/32'] }]),
  laidOut('kerio', [
    { header: ['x-mailer', /^Kerio/i] },
    { text: ['Kerio Connect', 'Kerio MailServer'], from: /postmaster|mailer-daemon|kerio/i },
  ]),
  laidOut('netscape-messaging', [{ text: ['This Message was undeliverable due to the following reason:'] }], {
    recipients: ['recipients did not receive your message:', 'recipients did not receive this message:'],
    reason: ['due to the following reason:'],
  }),
  laidOut('fml', [{ header: ['x-mlserver', /fml/i], subject: /error|fail|not member|warning/i }], {
    recipients: ['of this mailing list'],
    says: ['You are not a member', 'You are NOT MEMBER', 'This mailing list'],
  }),
];
