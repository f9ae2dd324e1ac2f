import { expect, test } from 'vitest';
import { hearback } from './hearback.ts';

const returned = `${'A line of the message that came back, as long as lines of mails are.\n'.repeat(450)}\n`;

const bounce = (n: number): string => `From MAILER-DAEMON Mon Jan  5 10:00:00 2026
From: MAILER-DAEMON@mx.provider.example
To: bounce@newsletter.example.org
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary=b${n}

--b${n}
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.provider.example

Final-Recipient: rfc822; user${n}@firm.example
Action: failed
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--b${n}
Content-Type: message/rfc822

From: News <news@newsletter.example.org>
List-Id: The weekly news <weekly.newsletter.example.org>
Message-ID: <m${n}@newsletter.example.org>

${returned}--b${n}--

`;

test('a mailbox twice as large as the memory is reported on', () => {
  const mails = 3000;
  const mailbox = Array.from({ length: mails }, (_, n) => bounce(n)).join('');
  const { code, out } = hearback(['report', '-', '--format', 'json'], mailbox, {
    NODE_OPTIONS: '--max-old-space-size=48',
  });
  expect(code).toBe(0);
  expect(mailbox.length).toBeGreaterThan(2 * 48_000_000 - 2_000_000);
  expect(JSON.parse(out).sentence).toContain('3,000 recipients');
});
