/** Hands the campaign to the server as a program would: by SMTP, over a few connections. */
import { connect, defaultTimeouts, noRecipientParameters, noSenderParameters } from '@hearback/smtp';
import type { Mailing } from './campaign.ts';

export interface Submission {
  readonly host: string;
  readonly port: number;
}

export interface Letter {
  readonly mailing: Mailing;
  readonly recipient: string;
}

/** The server does not want this letter; it may want others. */
export class Refused extends Error {}

/** Many, for each waits until its message is on disk, and those that wait together share one sync. */
const CONNECTIONS = 24;

/** Resolves when all are accepted; rejects when the server refuses one, for then the demo shows nothing of use. */
export async function submit(mailings: readonly Mailing[], to: Submission, signal: AbortSignal): Promise<void> {
  const letters = interleaved(mailings);
  const work = letters[Symbol.iterator]();
  await Promise.all(Array.from({ length: CONNECTIONS }, () => handIn(work, to, signal)));
}

/** One connection; each of the letters in turn. */
export async function handIn(work: Iterator<Letter>, { host, port }: Submission, signal: AbortSignal): Promise<void> {
  const opened = await connect({
    endpoint: { host, address: host, port },
    ehlo: 'demo.acme.example',
    source: null,
    tls: { kind: 'none' },
    auth: null,
    timeouts: defaultTimeouts,
    signal,
  });
  if (opened.kind === 'failed') {
    if (signal.aborted) return;
    throw new Error(`the server takes no mail: ${opened.text}`);
  }
  const { connection } = opened;
  for (let next = work.next(); !next.done && !signal.aborted; next = work.next()) {
    const { mailing, recipient } = next.value;
    const { outcomes } = await connection.send({
      ...noSenderParameters,
      sender: mailing.sender,
      // The senders are nobody: a notice would have nowhere to go (RFC 3461 §4.1).
      recipients: [{ ...noRecipientParameters, address: recipient, notify: ['never'] }],
      body: Buffer.from(messageFor(mailing, recipient)),
    });
    const [outcome] = outcomes;
    if (outcome?.kind !== 'delivered' && !signal.aborted)
      throw new Refused(`the server refused ${recipient}: ${outcome?.text}`);
  }
  await connection.quit();
}

/** All mailings go on at once, each as fast as its size asks. */
function interleaved(mailings: readonly Mailing[]): readonly Letter[] {
  return mailings
    .flatMap((mailing) =>
      mailing.recipients.map((recipient, n) => ({ mailing, recipient, place: (n + 0.5) / mailing.recipients.length })),
    )
    .sort((a, b) => a.place - b.place);
}

function messageFor({ sender, stream, list, campaign, subject }: Mailing, recipient: string): string {
  const header = [
    `From: Acme <${sender}>`,
    `To: ${recipient}`,
    `Subject: ${subject}`,
    `X-Hearback-Stream: ${stream}`,
    ...(list === null ? [] : [`X-Hearback-List: ${list}`]),
    `X-Hearback-Campaign: ${campaign}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
  ];
  return `${header.join('\r\n')}\r\n\r\nHello,\r\n\r\nthis is a message of the demo. It never left this machine.\r\n`;
}
