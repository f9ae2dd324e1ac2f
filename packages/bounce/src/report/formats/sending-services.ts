/** Services that send or carry mail for others, and web sites that refuse it, known by marks and phrases. */
import type { Format } from '../format.ts';
import { laidOut } from './layout.ts';

export const sendingServices: readonly Format[] = [
  laidOut('amazon-workmail', [{ header: ['x-mailer', /^Amazon WorkMail/i] }], {
    recipients: ['trying to deliver the mail to the following recipients:'],
  }),
  laidOut(
    'amazon-ses',
    [
      { from: /@(?:[a-z0-9-]+\.)*amazonses\.com\b/i },
      { text: ['An error occurred while trying to deliver the mail to the following recipients'] },
    ],
    {
      recipients: ['trying to deliver the mail to the following recipients:', 'The following message to '],
      reason: ['The reason for the problem:'],
    },
  ),
  laidOut('sendgrid', [{ from: /@(?:[a-z0-9-]+\.)*sendgrid\.net/i }]),
  laidOut('facebook', [{ from: /mailer-daemon@mx\.facebook\.com/i }]),
];
