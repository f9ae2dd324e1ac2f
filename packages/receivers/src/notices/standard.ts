/** Servers that write RFC 3464, each with its habits: what it does to statuses, which fields it leaves out. */
import { deliveryStatus } from './delivery-status.ts';
import { type Dialect, mailDate, type NoticeFacts, oneLine, withoutCode } from './notice.ts';

const delayed = ({ action }: NoticeFacts): boolean => action === 'delayed';

/** The status field; a server that heard none makes one up. */
const statusOf = ({ status, code, expired }: NoticeFacts): string =>
  status ?? (expired ? '4.4.7' : code < 500 ? '4.0.0' : '5.0.0');

const postfix: Dialect = {
  name: 'postfix',
  write: (facts) =>
    deliveryStatus(facts, {
      from: `MAILER-DAEMON@${facts.reporter} (Mail Delivery System)`,
      subject: delayed(facts) ? 'Delayed Mail (still being retried)' : 'Undelivered Mail Returned to Sender',
      header: [['Auto-Submitted', 'auto-replied']],
      text: `This is the mail system at host ${facts.reporter}.\n\n${delayed(facts) ? '# THIS IS A WARNING ONLY. #\n\nYour message could not be delivered yet; it will be retried.' : 'Your message could not be delivered to one recipient; it is attached below.'}\n\n<${facts.recipient}>: host ${facts.remote}[127.0.0.1] said:\n    ${facts.reply} (in reply to RCPT TO command)\n`,
      message: [
        ['Reporting-MTA', `dns; ${facts.reporter}`],
        ['X-Postfix-Queue-ID', facts.id],
        ['X-Postfix-Sender', `rfc822; ${oneLine(facts.sender)}`],
        ['Arrival-Date', mailDate(facts.at)],
      ],
      recipient: [
        ['Final-Recipient', `rfc822; ${facts.recipient}`],
        ['Original-Recipient', `rfc822;${facts.recipient}`],
        ['Action', facts.action],
        ['Status', statusOf(facts)],
        ['Remote-MTA', `dns; ${facts.remote}`],
        ['Diagnostic-Code', `smtp; ${facts.reply}`],
      ],
    }),
};

const sendmail: Dialect = {
  name: 'sendmail',
  write: (facts) =>
    deliveryStatus(facts, {
      from: `Mail Delivery Subsystem <MAILER-DAEMON@${facts.reporter}>`,
      subject: delayed(facts)
        ? 'Warning: could not send message for past 4 hours'
        : 'Returned mail: see transcript for details',
      header: [['Auto-Submitted', 'auto-generated (failure)']],
      text: `The original message was received at ${mailDate(facts.at)}\nfrom localhost [127.0.0.1]\n\n   ----- The following addresses had ${delayed(facts) ? 'transient non-fatal' : 'permanent fatal'} errors -----\n<${facts.recipient}>\n    (reason: ${facts.reply})\n\n   ----- Transcript of session follows -----\n... while talking to ${facts.remote}.:\n>>> RCPT To:<${facts.recipient}>\n<<< ${facts.reply}\n`,
      message: [
        ['Reporting-MTA', `dns; ${facts.reporter}`],
        ['Received-From-MTA', 'DNS; localhost'],
        ['Arrival-Date', mailDate(facts.at)],
      ],
      recipient: [
        ['Final-Recipient', `RFC822; ${facts.recipient}`],
        ['Action', facts.action],
        ['Status', statusOf(facts)],
        ['Remote-MTA', `DNS; ${facts.remote}`],
        ['Diagnostic-Code', `SMTP; ${facts.reply}`],
        ['Last-Attempt-Date', mailDate(facts.at)],
      ],
    }),
};

/** Whatever the reply said, Exim's status is 5.0.0 or 4.0.0. */
const exim: Dialect = {
  name: 'exim',
  write: (facts) =>
    deliveryStatus(facts, {
      from: `Mail Delivery System <Mailer-Daemon@${facts.reporter}>`,
      subject: delayed(facts)
        ? `Warning: message ${facts.id} delayed 24 hours`
        : 'Mail delivery failed: returning message to sender',
      header: [
        ['X-Failed-Recipients', facts.recipient],
        ['Auto-Submitted', 'auto-replied'],
      ],
      text: delayed(facts)
        ? `This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on ${facts.reporter}.\n\nThe address to which the message has not yet been delivered is:\n\n  ${facts.recipient}\n    Delay reason: ${facts.reply}\n`
        : `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. The following address(es) failed:\n\n  ${facts.recipient}\n    host ${facts.remote} [127.0.0.1]\n    SMTP error from remote mail server after RCPT TO:<${facts.recipient}>:\n    ${facts.reply}\n`,
      message: [['Reporting-MTA', `dns; ${facts.reporter}`]],
      recipient: [
        ['Action', facts.action],
        ['Final-Recipient', `rfc822;${facts.recipient}`],
        ['Status', delayed(facts) ? '4.0.0' : '5.0.0'],
        ['Remote-MTA', `dns; ${facts.remote}`],
        ['Diagnostic-Code', `smtp; ${facts.reply}`],
      ],
    }),
};

const courier: Dialect = {
  name: 'courier',
  write: (facts) =>
    deliveryStatus(facts, {
      from: `"Courier mail server at ${facts.reporter}" <@>`,
      subject: 'NOTICE: mail delivery status.',
      text: `This is a delivery status notification from ${facts.reporter},\nrunning the Courier mail server, version 1.0.\n\n                           ${delayed(facts) ? 'DELAYED' : 'UNDELIVERABLE'} MAIL\n\nYour message to the following recipients ${delayed(facts) ? 'has been delayed' : 'cannot be delivered'}:\n\n<${facts.recipient}>:\n    ${facts.remote} [127.0.0.1]:\n >>> RCPT TO:<${facts.recipient}>\n <<< ${facts.reply}\n`,
      recipient: [
        ['Final-Recipient', `rfc822; ${facts.recipient}`],
        ['Action', facts.action],
        ['Status', delayed(facts) ? '4.0.0' : '5.0.0'],
        ['Remote-MTA', `dns; ${facts.remote} [127.0.0.1]`],
        ['Diagnostic-Code', `smtp; ${facts.reply}`],
      ],
    }),
};

/** No MIME-Version, no Status when the reply had none, the remote host as a bare address. */
const haraka: Dialect = {
  name: 'haraka',
  write: (facts) =>
    deliveryStatus(facts, {
      from: `MAILER-DAEMON@${facts.reporter}`,
      subject: 'Failure Notice',
      mimeVersion: false,
      text: `Hi. This is the mail server at ${facts.reporter}. Your message could\nnot be delivered to the address below.\n\n<${facts.recipient}>: ${facts.reply}\n`,
      returnedType: 'text/rfc822-headers',
      message: [
        ['Original-Envelope-Id', oneLine(facts.original.messageId ?? facts.id)],
        ['Reporting-MTA', `dns;${facts.reporter}`],
        ['Arrival-Date', mailDate(facts.at)],
      ],
      recipient: [
        ['Final-Recipient', `rfc822;${facts.recipient}`],
        ['Action', facts.action],
        ['Status', facts.status === null ? null : facts.status.replace(/^4/, delayed(facts) ? '4' : '5')],
        ['Remote-MTA', '127.0.0.1'],
        ['Diagnostic-Code', `smtp;${facts.reply}`],
      ],
    }),
};

const nullmailer: Dialect = {
  name: 'nullmailer',
  write: (facts) =>
    deliveryStatus(facts, {
      from: `Message Delivery System <MAILER-DAEMON@${facts.reporter}>`,
      subject: 'Returned mail: Could not send message',
      text: `Hi. This is the nullmailer program. Your message could not be sent.\n\n<${facts.recipient}>: ${facts.reply}\n`,
      message: [
        ['Reporting-MTA', `x-local-hostname; ${facts.reporter}`],
        ['Arrival-Date', mailDate(facts.at)],
      ],
      recipient: [
        ['Final-Recipient', `rfc822; ${facts.recipient}`],
        ['Action', facts.action],
        ['Status', statusOf(facts)],
        ['Remote-MTA', 'dns; 127.0.0.1'],
        ['Diagnostic-Code', `SMTP; ${facts.reply}`],
      ],
    }),
};

/** Types for internationalised mail though all is ASCII; the stage in front of the reply. */
const chasquid: Dialect = {
  name: 'chasquid',
  write: (facts) =>
    deliveryStatus(facts, {
      from: `Mail Delivery System <postmaster-dsn@${facts.reporter}>`,
      subject: 'Mail delivery failed: returning message to sender',
      header: [
        ['X-Failed-Recipients', facts.recipient],
        ['Auto-Submitted', 'auto-replied'],
      ],
      textType: 'text/plain; charset="utf-8"',
      statusType: 'message/global-delivery-status',
      text: `Delivery of your message to the following recipient failed permanently:\n\n  - ${facts.recipient}\n\nTechnical details:\n- "${facts.recipient}" (rfc822) failed permanently with error:\n    ${facts.reply}\n`,
      message: [['Reporting-MTA', `dns; ${facts.reporter}`]],
      recipient: [
        ['Original-Recipient', `utf-8; ${facts.recipient}`],
        ['Final-Recipient', `utf-8; ${facts.recipient}`],
        ['Action', facts.action],
        ['Status', delayed(facts) ? '4.0.0' : '5.0.0'],
        ['Diagnostic-Code', `smtp; MAIL+RCPT ${facts.reply}`],
      ],
    }),
};

const gmail: Dialect = {
  name: 'gmail',
  write: (facts) =>
    deliveryStatus(facts, {
      from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      subject: `Delivery Status Notification (${delayed(facts) ? 'Delay' : 'Failure'})`,
      header: [
        ['X-Failed-Recipients', facts.recipient],
        ['Auto-Submitted', 'auto-replied'],
      ],
      textType: 'text/plain; charset="UTF-8"',
      text: `** ${delayed(facts) ? 'Delivery incomplete' : 'Message not delivered'} **\n\n${delayed(facts) ? 'There was a temporary problem while delivering your message to' : 'There was a problem delivering your message to'} ${facts.recipient}. See the technical details below.\n\nThe response from the remote server was:\n${facts.reply}\n`,
      message: [
        ['Reporting-MTA', 'dns; googlemail.com'],
        ['Arrival-Date', mailDate(facts.at)],
        ['X-Original-Message-ID', oneLine(facts.original.messageId ?? '')],
      ],
      recipient: [
        ['Final-Recipient', `rfc822; ${facts.recipient}`],
        ['Action', facts.action],
        ['Status', statusOf(facts)],
        ['Remote-MTA', `dns; ${facts.remote}. (127.0.0.1, the server for the domain ${facts.remote}.)`],
        ['Diagnostic-Code', `smtp; ${facts.reply}`],
        ['Last-Attempt-Date', mailDate(facts.at)],
      ],
    }),
};

/** The old consumer service's: a text that says little, and a standard part. */
const outlook: Dialect = {
  name: 'outlook',
  write: (facts) =>
    deliveryStatus(facts, {
      from: 'postmaster@hotmail.com',
      subject: `Delivery Status Notification (${delayed(facts) ? 'Delay' : 'Failure'})`,
      text: `This is an automatically generated Delivery Status Notification.\n\nDelivery to the following recipients ${delayed(facts) ? 'has been delayed' : 'failed'}.\n\n       ${facts.recipient}\n`,
      message: [
        ['Reporting-MTA', `dns;${facts.reporter}`],
        ['Received-From-MTA', 'dns;localhost'],
        ['Arrival-Date', mailDate(facts.at)],
      ],
      recipient: [
        ['Final-Recipient', `rfc822;${facts.recipient}`],
        ['Action', facts.action],
        ['Status', statusOf(facts)],
        ['Diagnostic-Code', `smtp;${facts.code} ${withoutCode(facts.reply)}`],
      ],
    }),
};

export const standardDialects: readonly Dialect[] = [
  postfix,
  sendmail,
  exim,
  courier,
  haraka,
  nullmailer,
  chasquid,
  gmail,
  outlook,
];
