/** What comes back by mail and is no bounce: complaints, automatic replies, challenges, read receipts, wishes to leave. */
import { domainOf, localPart, mailDate, mailOf, type NoticeFacts, oneLine } from './notice.ts';

const person = (address: string): string =>
  `${localPart(address)
    .split(/[._-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
    .replace(/[^\p{L}\p{N} ]/gu, '')} <${address}>`;

const answer = (facts: NoticeFacts, subject: string): (readonly [string, string])[] => [
  ['From', person(facts.recipient)],
  ['To', oneLine(facts.sender)],
  ['Subject', oneLine(subject)],
  ['Date', mailDate(facts.at)],
  ['Message-ID', `<${facts.id}@${domainOf(facts.recipient)}>`],
  ...(facts.original.messageId === null ? [] : ([['In-Reply-To', oneLine(facts.original.messageId)]] as const)),
];

const inPlainText = [
  ['MIME-Version', '1.0'],
  ['Content-Type', 'text/plain; charset=utf-8'],
] as const;

const DAY = 86_400_000;

export function outOfOffice(facts: NoticeFacts): string {
  const back = new Date(facts.at + 9 * DAY).toISOString().slice(0, 10);
  return mailOf(
    [...answer(facts, `Out of office: ${facts.original.subject}`), ['Auto-Submitted', 'auto-replied'], ...inPlainText],
    `Hello,\n\nI am out of the office until ${back}. In urgent cases please write to\noffice@${domainOf(facts.recipient)}.\n\nKind regards\n`,
  );
}

export const acknowledgement = (facts: NoticeFacts): string =>
  mailOf(
    [
      ...answer(facts, `[Ticket#${facts.at}] ${facts.original.subject}`),
      ['Auto-Submitted', 'auto-replied'],
      ...inPlainText,
    ],
    'Thank you for contacting us. We have received your message and opened a\nticket. We will answer within two working days.\n',
  );

export const departed = (facts: NoticeFacts): string =>
  mailOf(
    [
      ...answer(facts, `Automatic reply: ${facts.original.subject}`),
      ['Auto-Submitted', 'auto-replied'],
      ...inPlainText,
    ],
    `I no longer work here. Please write to office@${domainOf(facts.recipient)} instead.\n`,
  );

export const challenge = (facts: NoticeFacts): string =>
  mailOf(
    [
      ...answer(facts, `Please confirm your message: ${facts.original.subject}`),
      ['Auto-Submitted', 'auto-replied'],
      ...inPlainText,
    ],
    `Your message is being held because you are not among my known senders. Please\nconfirm that you are a person: click on this link and it is delivered.\n\n  http://challenge.${domainOf(facts.recipient)}/confirm/${facts.id}\n\nThis is done only once.\n`,
  );

/** RFC 5965, with the recipient hidden as some providers do. */
export function complaint(facts: NoticeFacts): string {
  const boundary = `=_arf${facts.id.replace(/[^A-Za-z0-9]/g, '')}`;
  const report = [
    'Feedback-Type: abuse',
    'User-Agent: SimulatedFeedback/1.0',
    'Version: 1',
    `Original-Mail-From: <${oneLine(facts.sender)}>`,
    `Original-Rcpt-To: <${facts.recipient}>`,
    `Arrival-Date: ${mailDate(facts.at)}`,
    `Reporting-MTA: dns; ${facts.reporter}`,
    'Source-IP: 127.0.0.1',
  ].join('\n');
  return mailOf(
    [
      ['From', `feedback-loop@${domainOf(facts.recipient)}`],
      ['To', oneLine(facts.sender)],
      ['Subject', oneLine(`FW: ${facts.original.subject}`)],
      ['Date', mailDate(facts.at)],
      ['Message-ID', `<${facts.id}@${facts.reporter}>`],
      ['MIME-Version', '1.0'],
      ['Content-Type', `multipart/report; report-type=feedback-report; boundary="${boundary}"`],
    ],
    `--${boundary}\nContent-Type: text/plain; charset=us-ascii\n\nA recipient called this message spam.\n\n--${boundary}\nContent-Type: message/feedback-report\n\n${report}\n\n--${boundary}\nContent-Type: message/rfc822\n\n${facts.original.header}\n\n${facts.original.body}\n--${boundary}--\n`,
  );
}

/** RFC 8098. */
export function readReceipt(facts: NoticeFacts): string {
  const boundary = `=_mdn${facts.id.replace(/[^A-Za-z0-9]/g, '')}`;
  const fields = [
    `Reporting-UA: ${domainOf(facts.recipient)}; Simulated`,
    `Final-Recipient: rfc822;${facts.recipient}`,
    ...(facts.original.messageId === null ? [] : [`Original-Message-ID: ${oneLine(facts.original.messageId)}`]),
    'Disposition: manual-action/MDN-sent-manually; displayed',
  ].join('\n');
  return mailOf(
    [
      ...answer(facts, `Read: ${facts.original.subject}`),
      ['MIME-Version', '1.0'],
      ['Content-Type', `multipart/report; report-type=disposition-notification; boundary="${boundary}"`],
    ],
    `--${boundary}\nContent-Type: text/plain; charset=us-ascii\n\nYour message was displayed.\n\n--${boundary}\nContent-Type: message/disposition-notification\n\n${fields}\n\n--${boundary}--\n`,
  );
}

/** To the address of List-Unsubscribe (RFC 2369 §3.2); null when the message names none by mailto. */
export function unsubscribe(facts: NoticeFacts): { readonly to: string; readonly mail: string } | null {
  const [, to] =
    /^List-Unsubscribe:[^\n]*<mailto:([^\s<>?@]{1,64}@[^\s<>?@]{1,255})/im.exec(facts.original.header) ?? [];
  if (to === undefined) return null;
  return { to, mail: mailOf([...answer({ ...facts, sender: to }, 'unsubscribe'), ...inPlainText], 'unsubscribe\n') };
}
