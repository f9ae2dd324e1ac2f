/** Mails that report something, as servers write them. */
import type { ReturnPathKeys } from '@hearback/bounce';
import { returnPath } from '@hearback/bounce';
import { createVerifyPath } from '../ledger/signed-path.ts';
import { createProve, type Prove, type ReturnPathSettings } from './proof.ts';

export const keys: ReturnPathKeys = [{ id: 3, secret: new Uint8Array(32).fill(7) }];
export const settings: ReturnPathSettings = { domain: 'bounces.ours.example', keys };
export const proveAt = (now: () => number): Prove => createProve(settings.domain, createVerifyPath(settings.keys, now));
export const messageId = 'msg_019ac9f0-0000-7000-8000-0123456789ab';
export const now = Date.UTC(2026, 10, 28, 9);

export const signedFor = (recipient: string, at = now): string =>
  returnPath.sign({ message: messageId, recipient, domain: settings.domain, now: at }, keys);

interface NoticeParts {
  readonly recipients?: readonly string[];
  readonly original?: string;
  readonly action?: string;
  readonly status?: string;
  readonly diagnostic?: string;
  readonly to?: string;
  readonly date?: string;
}

const crlf = (text: string): Buffer => Buffer.from(text.replace(/\n/g, '\r\n'));

/** RFC 3464. */
export function dsn(parts: NoticeParts = {}): Buffer {
  const { recipients = ['jo@there.example'], action = 'failed', status = '5.1.1' } = parts;
  const { diagnostic = '550 5.1.1 <jo@there.example>: user unknown', to = 'b@bounces.ours.example' } = parts;
  const fields = recipients.map(
    (recipient) => `
${parts.original === undefined ? '' : `Original-Recipient: rfc822;${parts.original}\n`}Final-Recipient: rfc822;${recipient}
Action: ${action}
Status: ${status}
Remote-MTA: dns; mx.there.example
Diagnostic-Code: smtp; ${diagnostic}
`,
  );
  return crlf(`From: MAILER-DAEMON@relay.example
To: ${to}
Date: ${parts.date ?? 'Sat, 28 Nov 2026 08:59:00 +0000'}
Subject: Delivery Status Notification
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b1

--b1
Content-Type: text/plain

Your message could not be delivered.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example
Original-Envelope-Id: envelope-7
${fields.join('')}
--b1
Content-Type: message/rfc822

From: Ann <ann@ours.example>
To: jo@there.example
Message-ID: <first@ours.example>
List-Id: The weekly letter <weekly.ours.example>
Feedback-ID: 1:2:3:ours
X-Campaign-Key: abc-1
Subject: Hello

Hello
--b1--
`);
}

interface ComplaintParts {
  readonly to?: string;
  /** Of the reported message: as the report has it, as the message has it. */
  readonly mailFrom?: string;
  readonly returnPath?: string;
}

/** RFC 5965. `recipient` null: redacted. */
export const complaintMail = (
  type = 'abuse',
  recipient: string | null = 'jo@there.example',
  { to = 'jo@there.example', mailFrom, returnPath: path }: ComplaintParts = {},
): Buffer =>
  crlf(`From: fbl@there.example
To: b@bounces.ours.example
Subject: FW: Hello
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary=b2

--b2
Content-Type: text/plain

This is an abuse report.

--b2
Content-Type: message/feedback-report

Feedback-Type: ${type}
User-Agent: There/1.0
Version: 1
Source-IP: 192.0.2.7
${mailFrom === undefined ? '' : `Original-Mail-From: <${mailFrom}>\n`}${recipient === null ? '' : `Original-Rcpt-To: ${recipient}\n`}
--b2
Content-Type: message/rfc822

${path === undefined ? '' : `Return-Path: <${path}>\n`}From: Ann <ann@ours.example>
To: ${to}
Message-ID: <first@ours.example>
Subject: Hello

Hello
--b2--
`);

export const autoReply = (from = 'Jo <jo@there.example>'): Buffer =>
  crlf(`From: ${from}
To: b@bounces.ours.example
Auto-Submitted: auto-replied
Subject: Out of office: Hello
Message-ID: <away@there.example>

I am out of the office until 3 December 2026.
`);

export const personal = (): Buffer =>
  crlf(`From: Jo <jo@there.example>
To: b@bounces.ours.example
Subject: Lunch?
Message-ID: <lunch@there.example>

Are you free at noon?
`);
