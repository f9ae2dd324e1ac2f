/** A notice as a receiver writes it (RFC 3464), about one message to one recipient, to the return path that was signed for it. */
export function noticeOf({ returnPath, messageId, recipient, index, reply, status }) {
  const boundary = `=_report_${index}`;
  return Buffer.from(
    [
      'From: Mail Delivery System <MAILER-DAEMON@mx.receiver.example>',
      `To: ${returnPath}`,
      'Subject: Undelivered Mail Returned to Sender',
      'Date: Sat, 28 Nov 2026 10:00:00 +0000',
      `Message-ID: <${index}.report@mx.receiver.example>`,
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
      '',
      `--${boundary}`,
      'Content-Type: text/plain; charset=us-ascii',
      '',
      'This is the mail system at host mx.receiver.example.',
      '',
      'Your message could not be delivered to one or more recipients. It is attached below.',
      '',
      `<${recipient}>: host mx1.receiver.example[192.0.2.10] said: ${reply} (in reply to RCPT TO command)`,
      '',
      `--${boundary}`,
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.receiver.example',
      'Arrival-Date: Sat, 28 Nov 2026 09:59:58 +0000',
      '',
      `Final-Recipient: rfc822; ${recipient}`,
      'Action: failed',
      `Status: ${status}`,
      'Remote-MTA: dns; mx1.receiver.example',
      `Diagnostic-Code: smtp; ${reply}`,
      '',
      `--${boundary}`,
      'Content-Type: text/rfc822-headers',
      '',
      `Return-Path: <${returnPath}>`,
      'From: News <news@sender.example>',
      `To: ${recipient}`,
      'Subject: Our news of November',
      `Message-ID: <${messageId}@sender.example>`,
      '',
      `--${boundary}--`,
      '.',
      '',
    ].join('\r\n'),
  );
}

const replies = [
  ['550 5.1.1 No such user here', '5.1.1'],
  ['550-5.1.1 The email account that you tried to reach does not exist', '5.1.1'],
  ['554 5.2.1 The account has been disabled', '5.2.1'],
  ['552 5.2.2 The mailbox is over quota', '5.2.2'],
];
export const replyOf = (index) => replies[index % replies.length];
