import { describe, expect, test } from 'vitest';
import { parse } from '../parse.ts';
import { notice } from './notice.fixture.ts';

/** So long that a reader which looks back for every character outlasts the test's time. */
const times = (text: string): string => text.repeat(Math.ceil(1_000_000 / text.length));

/** Openings that make a format believe it is its own, and filling that makes a careless pattern try again and again. */
const openings: readonly string[] = [
  'Hi. This is the qmail-send program.\n\n<a@example.org>:\n',
  'This message was created automatically by mail delivery software.\n\naddress(es) failed:\n\n  a@example.org\n    ',
  'This is the mail system at host mx.example.net.\n\n<a@example.org>: ',
  '   ----- The following addresses had permanent fatal errors -----\n<a@example.org>\n    (reason: ',
  '   ----- Transcript of session follows -----\n',
  'Your message\n\ndid not reach the following recipient(s):\n\n',
  "Delivery has failed to these recipients\nGenerating server: mx.example.org\n\na@example.org\nRemote Server returned '",
  'This report relates to a message you sent with the following header fields\nrecipients:\n\n  Recipient address: ',
  'Sorry, we were unable to deliver your message to the following address.\n\n<a@example.org>:\n[',
  "** Address not found **\n\nYour message wasn't delivered to ",
  'Undeliverable Mail\n\nOriginal message follows.\nUnknown user: ',
  'We had trouble delivering your message\nrejected recipient ',
];
const fillings: readonly string[] = [
  ' ',
  '\n',
  '<',
  'a@',
  'rejected recipient ',
  ' \n',
  "Remote Server returned '",
  '(reason: x\n  ',
  'a.',
  '[RCPT_TO]',
  '  a@example.org\n',
  '<<< 550 ',
];

describe('a megabyte of hostile filling is read in time, for at most so many recipients', () => {
  test.each(openings)('%j', (opening) => {
    for (const filling of fillings) {
      const body = opening + times(filling);
      const { recipients } = parse(notice({ from: 'MAILER-DAEMON@mx.yahoo.com', subject: 'Undeliverable Mail', body }));
      expect(recipients.length).toBeLessThanOrEqual(5000);
    }
  });
});
