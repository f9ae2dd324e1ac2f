/**
 * Reports that arrive by SMTP at the domain of our signed return paths. At RCPT only what we have signed is let in, so that
 * nothing else is ever read; the final dot is answered 250 when what the mail says is on disk (RFC 5321 §6.1).
 */
import type { Client, Envelope, EnvelopeRecipient, ReceivedMessage, ReceiverReply } from '@hearback/smtp';
import { failpoint } from '../observe/failpoint.ts';
import type { Log } from '../observe/log.ts';
import { hearBounceMail } from './bounce-mail.ts';
import type { Intake, Taken } from './intake.ts';
import { isOf, type Prove } from './proof.ts';
import type { Reading } from './reading.ts';
import { TrayFull } from './tray.ts';

export interface ReportDesk {
  /** Whether mail for this recipient belongs here: a report, and not mail for the postmaster of that domain. */
  readonly isFor: (recipient: string) => boolean;
  readonly rcpt: (
    recipient: EnvelopeRecipient,
    client: Client,
    accepted: readonly EnvelopeRecipient[],
  ) => ReceiverReply | null;
  readonly data: (envelope: Envelope) => ReceiverReply | null;
  readonly message: (message: ReceivedMessage, client: Client) => Promise<ReceiverReply>;
}

export interface ReportDeskOptions {
  readonly domain: string;
  readonly prove: Prove;
  readonly intake: Intake;
  readonly reading: Pick<Reading, 'read'>;
  /** Largest mail, in octets. */
  readonly maxSize: number;
  readonly header: string | null;
  readonly now: () => number;
  readonly log: Log;
}

const sourceName = 'smtp';
const reply = (code: number, status: string, text: string): ReceiverReply => ({ code, status, text });
const notSigned = reply(550, '5.7.1', 'This return path was not signed here, or too long ago');
const oneOnly = reply(452, '4.5.3', 'A report has one recipient');
const reportsOnly = reply(550, '5.7.1', 'Nobody reads mail at this address: it takes reports of mail servers');
const later = reply(451, '4.3.0', 'The report could not be stored, try again later');
const trayFull = reply(452, '4.3.1', 'There is no room for more reports of an unknown kind, try again later');

/** RFC 5321 §4.5.1, RFC 2142. */
const people: ReadonlySet<string> = new Set(['postmaster', 'abuse']);

export function createReportDesk(options: ReportDeskOptions): ReportDesk {
  const { domain, prove, maxSize } = options;
  const tooLarge = reply(552, '5.3.4', `A report may have ${maxSize} octets`);
  return {
    isFor: (recipient) =>
      isOf(domain, recipient) && !people.has(recipient.slice(0, recipient.lastIndexOf('@')).toLowerCase()),
    rcpt({ address }, client, accepted) {
      if (prove(address) === null) {
        options.log.info({ client: client.address, session: client.session }, 'A report to no signed return path');
        return notSigned;
      }
      return accepted.length > 0 ? oneOnly : null;
    },
    data: ({ size }) => (size !== null && size > maxSize ? tooLarge : null),
    async message(message, client) {
      return message.body.length > maxSize ? tooLarge : take(options, message, client);
    },
  };
}

async function take(options: ReportDeskOptions, message: ReceivedMessage, client: Client): Promise<ReceiverReply> {
  const { prove, intake, reading, header, now, log } = options;
  const { body: octets, envelope } = message;
  const recipient = envelope.recipients[0]?.address ?? '';
  const source = 'bounce_mail';
  failpoint('after-dot-before-commit');
  const heard = reading.read(octets, () => {
    return hearBounceMail({ octets, recipient, at: now(), key: null }, { source, sourceName, prove, header });
  });
  // Servers report from the null reverse-path (RFC 3464 §2); others do so as themselves, and what they say must be a report.
  if (heard.kind === 'not_understood' && envelope.sender !== '') {
    intake.refused(source, sourceName, 'Not from the null reverse-path, and no report');
    return reportsOnly;
  }
  let taken: Taken;
  try {
    taken = await intake.take({ source, sourceName, octets, form: 'eml', recipient }, heard);
  } catch (error) {
    log.error({ err: error, session: client.session }, 'A report could not be stored');
    return error instanceof TrayFull ? trayFull : later;
  }
  failpoint('after-commit-before-250');
  return reply(250, '2.0.0', taken.inTray ? 'Kept' : 'Heard');
}
