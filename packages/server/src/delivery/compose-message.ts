/** What a submission becomes: the octets that leave, the message as it is kept, and an entry for each of its recipients. */
import { decodeWords } from '@hearback/bounce';
import { addMissingFields, joinPieces } from '@hearback/smtp';
import { domainOf } from '../queue/lane-name.ts';
import type { NewEntry, StoredMessage } from '../store/rows.ts';
import type { HeaderFields } from './header-fields.ts';
import type { Labelled } from './labels.ts';
import { isNoticeWanted } from './notice-wanted.ts';
import type { Sign } from './ports.ts';
import type { DeliverySettings, StreamPolicy } from './settings.ts';
import { sourceOf } from './source-of.ts';
import type { Submission } from './submission.ts';
import { ourReceived } from './trace-field.ts';

/** Lane that mail for the domain waits in, and what it was suspended for so far. */
export type LaneOf = (
  domain: string,
  source: string,
  stream: string,
) => { readonly name: string; readonly mark: number };

const usualDelay = 4 * 3_600_000;

/** The message as it leaves: Received, signature, what was missing, the rest. */
export async function octetsOf(
  { settings, sign }: { readonly settings: Pick<DeliverySettings, 'hostname'>; readonly sign: Sign | undefined },
  submission: Submission,
  { body, values }: HeaderFields,
  id: string,
  now: number,
): Promise<Uint8Array> {
  const { hostname } = settings;
  const isWhole = values.has('message-id') && values.has('date');
  const whole = isWhole ? body : addMissingFields(body, { messageId: id, date: now, hostname });
  const signature = (await sign?.(whole)) ?? null;
  const received = Buffer.from(ourReceived(submission, hostname, id, now));
  return joinPieces(signature === null ? [received, whole] : [received, signature, whole]);
}

interface Made {
  readonly id: string;
  readonly now: number;
  readonly policy: StreamPolicy;
  readonly size: number;
  readonly hostname: string;
}

export function storedMessage(
  { envelope, origin, submitter, notifiable }: Submission,
  { values }: HeaderFields,
  { labels, retry }: Extract<Labelled, { kind: 'labels' }>,
  made: Made,
): StoredMessage {
  const { ret, envid, eightBit, smtputf8, sender, recipients } = envelope;
  const subject = values.get('subject');
  return {
    ...{ id: made.id, acceptedAt: made.now, sender, ret, envid, eightBit, smtputf8, size: made.size },
    ...labels,
    // The one that `addMissingFields` makes.
    headerMessageId: values.get('message-id')?.slice(0, 998) ?? `<${made.id}@${made.hostname}>`,
    subject: subject === undefined ? null : decodeWords(subject).slice(0, 998),
    ...{
      origin,
      submitter,
      notifiable,
      source: sourceOf(made.policy.sources, made.id),
      retry,
      recipients: recipients.length,
    },
  };
}

export function newEntries(
  laneOf: LaneOf,
  { envelope }: Submission,
  message: StoredMessage,
  policy: StreamPolicy & { readonly delayTold: boolean },
  firstAt: number,
  stopped: ReadonlyMap<string, string>,
): readonly NewEntry[] {
  const entries: NewEntry[] = [];
  for (const [position, { address, orcpt, notify }] of envelope.recipients.entries()) {
    if (stopped.has(address)) continue;
    const lane = laneOf(domainOf(address), message.source, message.stream);
    const told = isNoticeWanted(message, notify, 'delayed', policy.delayTold);
    entries.push({
      ...{ position, recipient: address, orcpt, notify },
      lane: lane.name,
      nextAt: firstAt,
      delayNoticeAt: told ? message.acceptedAt + (policy.delayNoticeAfter ?? usualDelay) : null,
      suspendedMark: lane.mark,
      endsAt: endOf(message),
    });
  }
  return entries;
}

/** When the message is over by its own word, wherever it waits; null: it says nothing of its age. */
export const endOf = ({ acceptedAt, retry }: Pick<StoredMessage, 'acceptedAt' | 'retry'>): number | null =>
  retry?.maxAge === undefined ? null : acceptedAt + retry.maxAge;
