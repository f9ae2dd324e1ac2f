/** A notice as servers write them, to test what is believed of it. */

/** RFC 3464, in whoever's name. */
export const notice = (recipient: string, to: string): string => `Delivered-To: ${to}
From: MAILER-DAEMON@relay.example
To: ${to}
Subject: Undelivered Mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

It could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

Final-Recipient: rfc822; ${recipient}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <${recipient}>: user unknown

--b--
`;
