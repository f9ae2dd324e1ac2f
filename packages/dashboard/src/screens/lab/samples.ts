/** Twelve things that come back, to click: replies of several providers, and mails. Names and addresses are nobody's. */
import type { Stage } from '@hearback/bounce';

export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly mx?: string;
  readonly stage?: Stage;
}

const gmail = 'gmail-smtp-in.l.google.com';

const dsn = `From: Mail Delivery System <MAILER-DAEMON@mx.shop.example>
To: news@acme.example
Subject: Undelivered Mail Returned to Sender
Date: Mon, 23 Nov 2026 09:41:07 +0000
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=us-ascii

Two of your recipients could not be reached.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.shop.example
Arrival-Date: Mon, 23 Nov 2026 09:40:58 +0000

Final-Recipient: rfc822; cy@reader.example
Action: failed
Status: 5.0.0
Remote-MTA: dns; mx.reader.example
Diagnostic-Code: smtp; 552 5.2.2 The mailbox of cy is over its quota

Final-Recipient: rfc822; bo@reader.example
Action: delayed
Status: 4.7.1
Remote-MTA: dns; mx.reader.example
Diagnostic-Code: smtp; 451 4.7.1 Greylisted, please come back in 300 seconds

--b1
Content-Type: text/rfc822-headers

From: Acme <news@acme.example>
To: cy@reader.example
Subject: What is new in November
Message-ID: <n1@acme.example>
List-Id: <customers.acme.example>

--b1--
`;

const absence = `From: Ines Costa <ines@reader.example>
To: news@acme.example
Subject: Automatic reply: What is new in November
Date: Mon, 23 Nov 2026 09:41:30 +0000
Auto-Submitted: auto-replied
Content-Type: text/plain; charset=utf-8

Hello,

I am out of the office until 7 December 2026 and read no mail meanwhile.
For anything urgent please write to omar@reader.example.

Ines
`;

const departed = `From: Dan Evans <dan@company.example>
To: offers@acme.example
Subject: Automatic reply: Everything must go
Date: Mon, 23 Nov 2026 10:02:11 +0000
Auto-Submitted: auto-replied
Content-Type: text/plain; charset=utf-8

Dan Evans no longer works for the company. Please contact mia@company.example instead.
`;

const complaint = `From: <fbl@reporter.example>
To: <abuse@acme.example>
Subject: FW: Everything must go
Date: Mon, 23 Nov 2026 10:15:00 +0000
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b2"

--b2
Content-Type: text/plain

This is an abuse report about a message received from 192.0.2.7.

--b2
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Example-FBL/2.0
Version: 1
Original-Mail-From: <offers@promo.acme.example>
Original-Rcpt-To: <vera@reader.example>
Source-IP: 192.0.2.7

--b2
Content-Type: message/rfc822

From: Acme <offers@promo.acme.example>
To: vera@reader.example
Subject: Everything must go
Message-ID: <o7@promo.acme.example>

Buy now
--b2--
`;

const challenge = `From: Sam <sam@reader.example>
To: news@acme.example
Subject: Please confirm your message
Date: Mon, 23 Nov 2026 10:20:44 +0000
In-Reply-To: <n1@acme.example>

Your message to sam@reader.example is being held because your address was not recognized.
To release your message, simply reply to this message.
`;

export const samples: readonly Sample[] = [
  {
    id: 'no-such-mailbox',
    title: 'Gmail: no such mailbox',
    text: '550-5.1.1 The email account that you tried to reach does not exist. Please try\n550-5.1.1 double-checking the recipient’s address for typos.\n550 5.1.1 https://support.google.com/mail/?p=NoSuchUser a1-20020a1b2c3d.7 - gsmtp',
    mx: gmail,
    stage: 'rcpt',
  },
  {
    id: 'volume',
    title: 'Yahoo: too much at once',
    text: '421 4.7.0 [TSS04] Messages from 192.0.2.7 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.yahooinc.com/error-codes',
    mx: 'mta5.am0.yahoodns.net',
    stage: 'connect',
  },
  {
    id: 'reputation',
    title: 'Outlook.com: blocked network',
    text: '550 SC-001 (AM5EUR02FT019) Unfortunately, messages from 192.0.2.7 weren’t sent. Please contact your Internet service provider since part of their network is on our block list.',
    mx: 'outlook-com.olc.protection.outlook.com',
    stage: 'mail',
  },
  {
    id: 'blocklist',
    title: 'A blocklist says no',
    text: '554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.7',
    mx: 'mx.company.example',
    stage: 'rcpt',
  },
  {
    id: 'authentication',
    title: 'DMARC was not passed',
    text: '550-5.7.26 Unauthenticated email from acme.example is not accepted due to domain’s\n550-5.7.26 DMARC policy. Please contact the administrator of acme.example\n550 5.7.26 domain if this was a legitimate mail.',
    mx: gmail,
    stage: 'body',
  },
  {
    id: 'another-language',
    title: 'In German: mailbox full',
    text: '550 Das Postfach des Empfängers ist voll',
    mx: 'mx.stadtwerke.example',
    stage: 'rcpt',
  },
  {
    id: 'lying-code',
    title: 'A code that lies',
    text: '550 5.1.1 <jo@reader.example>: Recipient address rejected: Greylisted, please try again in 300 seconds',
    mx: 'mx.reader.example',
    stage: 'rcpt',
  },
  { id: 'report', title: 'Mail: report about two recipients', text: dsn },
  { id: 'absence', title: 'Mail: out of office', text: absence },
  { id: 'departed', title: 'Mail: no longer works here', text: departed },
  { id: 'complaint', title: 'Mail: complaint (ARF)', text: complaint },
  { id: 'challenge', title: 'Mail: prove to be a person', text: challenge },
];
