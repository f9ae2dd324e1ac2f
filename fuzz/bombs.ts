/** Mails that cost a careless MIME reader seconds: many parts, chained headers, deep nesting, long fields (up to 256 KB). */
import type { Random } from './random.ts';

type Bomb = (count: number) => string;

const report = 'Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n';
const chained = 'Content-Type: message/rfc822\n\n';

const bombs: readonly Bomb[] = [
  (count) => report + '--b\n'.repeat(count),
  (count) => report + '--b\n\n'.repeat(count),
  (count) => chained.repeat(count),
  (count) =>
    Array.from({ length: count }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`).join(''),
  (count) =>
    `${report}--b\nContent-Type: message/delivery-status\n\n${'Final-Recipient: rfc822; a@b.example\nAction: failed\n\n'.repeat(count)}`,
  (count) =>
    `${report}--b\nContent-Type: message/delivery-status\n\n${'Diagnostic-Code: smtp; 550 x\n '.repeat(count)}`,
  (count) => `Subject: ${'=?utf-8?Q?=C3=BC?= '.repeat(count)}\n\n`,
  (count) => `Subject: ${'=?utf-8?B?'.repeat(count)}\n\n`,
  (count) => `To: ${'a@b.example, '.repeat(count)}\n\n`,
  (count) => `From: ${'('.repeat(count)}\n\n`,
  (count) => `From: ${'g: '.repeat(count)}a@b.example${';'.repeat(count)}\n\n`,
  (count) => `From: ${'"a" <'.repeat(count)}\n\n`,
  (count) => `Content-Type: text/plain${'; a=b'.repeat(count)}\n\n`,
  (count) => `Content-Type: text/plain; ${Array.from({ length: count }, (_, i) => `a*${i}*=%41`).join('; ')}\n\n`,
  (count) => 'X: y\n'.repeat(count),
  (count) => `X: y${'\n '.repeat(count)}`,
  (count) => `Content-Type: text/html\nFrom: mailer-daemon@a.example\n\n${'<'.repeat(count)}`,
  (count) => `Content-Type: text/html\nFrom: mailer-daemon@a.example\n\n${'<a href="'.repeat(count)}`,
  (count) => `Content-Type: text/html\nFrom: mailer-daemon@a.example\n\n${'&amp'.repeat(count)}`,
  (count) => `From: mailer-daemon@a.example\nSubject: failure notice\n\n${'<a@b.example>:\n'.repeat(count)}`,
  (count) => `From: mailer-daemon@a.example\nSubject: failure notice\n\n${'<a@b.example> '.repeat(count)}`,
  (count) => `From: mailer-daemon@a.example\nSubject: Undeliverable\n\n${'550 5.1.1 user unknown '.repeat(count)}`,
  (count) => `From: mailer-daemon@a.example\nSubject: Undeliverable\n\n${' '.repeat(count)}x`,
  (count) => `From: mailer-daemon@a.example\nSubject: Undeliverable\n\n${'\n'.repeat(count)}x`,
  (count) => `From: mailer-daemon@a.example\nSubject: Undeliverable\n\n${'a@'.repeat(count)}`,
  (count) => `From: mailer-daemon@a.example\nSubject: Undeliverable\n\n${'> '.repeat(count)}\n`,
  (count) => `Content-Transfer-Encoding: base64\nFrom: mailer-daemon@a.example\n\n${'NTUwIDUuMS4x'.repeat(count)}`,
  (count) => `Content-Transfer-Encoding: quoted-printable\nFrom: mailer-daemon@a.example\n\n${'=3D= '.repeat(count)}`,
];

export const bomb = (random: Random): string =>
  random
    .pick(bombs)(1 << (6 + random.int(9)))
    .slice(0, 1 << 18);
