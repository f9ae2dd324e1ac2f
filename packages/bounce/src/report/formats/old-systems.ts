/**
 * Systems of providers, mostly gone, whose software nobody knows by name; Sisimai numbers them X1 to X6.
 * X2 writes like Yahoo, X4 and X5 like qmail. And servers of which a notice still turns up now and then.
 */
import type { Format } from '../format.ts';
import { readReasonFirst } from './imail.ts';
import { laidOut } from './layout.ts';
import { listed } from './list.ts';
import { readSendmail } from './sendmail.ts';
import { knownBy } from './signature.ts';

const XMAIL = 'XMail bounce: Rcpt=[';

export const oldSystems: readonly Format[] = [
  { name: 'x1', recognises: knownBy({ text: ['The following addresses had delivery errors'] }), read: readSendmail },
  laidOut(
    'x3',
    [
      {
        subject: /^Delivery status notification/i,
        text: ['      This is an automatically generated Delivery Status Notification.'],
      },
    ],
    {
      recipients: ['following recipients failed permanently:', 'following recipients was aborted after'],
      reason: ['Technical details:'],
    },
  ),
  laidOut(
    'x6',
    [{ subject: /^There was an error sending your mail/, text: ['We had trouble delivering your message'] }],
    {
      recipients: ['returned permanent errors:', 'rejected recipient '],
      reason: ['error(s):'],
    },
  ),
  // smail 3: "user@example.org ... unknown host" between rules.
  listed('smail', [{ text: ['-- Failed addresses follow: --'] }], (line) => {
    const [, recipient, words] = /^ *<?([^\s<>|@]+@[^\s<>|@]+)>? \.\.\. (.*)$/.exec(line) ?? [];
    return recipient === undefined ? null : { recipient, words: words ?? '' };
  }),
  // "[<00>] XMail bounce: Rcpt=[user@example.org];Error=[550 Unknown user]"
  listed('xmail', [{ text: [XMAIL] }, { from: /^root@/, text: [XMAIL] }], (line) => {
    const [, recipient, words] = /XMail bounce: Rcpt=\[([^\s\]]+)\];Error=\[(.*)\]/.exec(line) ?? [];
    return recipient === undefined ? null : { recipient, words: words ?? '' };
  }),
  { name: 'prodigy', recognises: knownBy({ text: ['>\nUnable to deliver mail.'] }), read: readReasonFirst },
];
