import { expect, test } from 'vitest';
import { detectLogs } from './formats.ts';

test.each([
  [
    'Postfix',
    'Nov 24 09:00:01 mail dovecot: imap-login: Login: user=<a>\nNov 24 09:00:01 mail postfix/smtpd[811]: connect from x.example[192.0.2.1]',
  ],
  ['Postfix', '<22>1 2026-11-24T08:00:02Z mail postfix-out/qmgr 17 - - 4F1A2B3C4D: removed'],
  ['Exim', '2026-11-24 09:00:01 1tEAbc-0001Xy-2Z Completed'],
  ['Exim', '2026-11-24 09:00:02.345 +0100 [4711] 1tEAbc-000000001Xy-2Zab => ann@firm.example R=r T=t'],
  [
    'sendmail',
    'Nov 24 09:00:02 mail sm-mta[812]: 5AO901aB000811: to=<ann@firm.example>, delay=00:00:01, mailer=esmtp, relay=mx. [192.0.2.7], dsn=2.0.0, stat=Sent (ok)',
  ],
  [
    'OpenSMTPD',
    'Nov 24 09:00:02 mail smtpd[4711]: 5df87c9b982c840c mta delivery evpid=3d4c4a424797fe79 from=<a@b.example> to=<c@d.example> rcpt=<-> result="Ok" stat="250"',
  ],
  [
    'Haraka',
    '2026-11-24T08:00:02.123Z [NOTICE] [3FA9C2D1-0B4E-4E56-9C7A-1D2E3F405162.1.1] [outbound] recipient <ann@firm.example> rejected: 550 5.1.1 no',
  ],
  ['PowerMTA', 'type,timeLogged,timeQueued,orig,rcpt,dsnAction\nd,1,1,a@b.example,c@d.example,relayed'],
  ['KumoMTA', '{"type":"Delivery","id":"1","sender":"a@b.example","recipient":"c@d.example","response":{"code":250}}'],
])('knows %s by its lines', (name, head) => {
  expect(detectLogs(head).map((each) => each.name)).toEqual([name]);
});

test.each([
  '',
  'hello',
  'Nov 24 09:00:01 host sshd[1]: Accepted publickey for a',
  '{"level":"info"}',
  'type,name\n1,2',
  'From: a@b.example\nTo: c@d.example\n\nhello',
])('knows nothing in %j', (head) => {
  expect(detectLogs(head)).toEqual([]);
});
