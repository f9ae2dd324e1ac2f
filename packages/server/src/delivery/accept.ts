/**
 * Takes a message in: checks, labels, trace fields, signature, one commit. Only then is it ours, and only then does the
 * submitter hear so (RFC 5321 §4.2.5, §6.1). Answers are values; a store that fails is "try again".
 */
import { messageEvent } from '../ledger/compose.ts';
import type { Ids } from '../ledger/ids.ts';
import type { Recorder } from '../ledger/record.ts';
import type { NewEntry, NoticeDue, StoredMessage } from '../store/rows.ts';
import type { Store, Unit } from '../store/store.ts';
import type { Clock } from './clock.ts';
import { type LaneOf, newEntries, octetsOf, storedMessage } from './compose-message.ts';
import { eachOnce } from './each-once.ts';
import { fitLines } from './fit-lines.ts';
import { type HeaderFields, isAutomatic, readHeader } from './header-fields.ts';
import { readLabels } from './labels.ts';
import type { Log, Observe, Sign } from './ports.ts';
import { type DeliverySettings, firstAttempt, retryPolicy, streamPolicy } from './settings.ts';
import { noticesOfStopped, stoppedRecipients, whyNobody } from './stopped-recipients.ts';
import type { Accept, Accepted, Submission, SuppressionCheck } from './submission.ts';
import { takeIn } from './take-in.ts';

export interface AcceptDeps {
  readonly store: Pick<Store, 'idempotent'>;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly settings: DeliverySettings;
  readonly log: Log;
  readonly observe: Observe;
  readonly sign: Sign | undefined;
  readonly suppressed: SuppressionCheck | undefined;
  readonly hasRoom: () => boolean;
  readonly isClosing: () => boolean;
  /** A notice falls due then. */
  readonly noticeDue: (at: number) => void;
  readonly lanes: AcceptLanes;
}

/** Room in the memory of one session: what it was kept for is sent from there only while that session lasts. */
export type Room = object;

/** What accepting needs to know of the queue. */
export interface AcceptLanes {
  readonly laneOf: LaneOf;
  /** Keeps room in memory for the entries, which are to be leased; null: they wait in the store. */
  readonly reserve: (entries: readonly NewEntry[]) => Room | null;
  /** What became of the commit: the entries are on disk, or not. */
  readonly accepted: (
    message: StoredMessage,
    entries: readonly NewEntry[],
    body: Uint8Array,
    room: Room | null,
  ) => void;
  readonly failed: (entries: readonly NewEntry[], room: Room | null) => void;
}

type Refusal = Extract<Accepted, { kind: 'refused' }>;

const refuse = (code: number, status: string, text: string): Refusal => ({ kind: 'refused', code, status, text });
const storeFailed = refuse(452, '4.3.1', 'The message cannot be stored at present; try again later');
const mostOwnReceived = 5;

export function createAccept(deps: AcceptDeps): Accept {
  return async (submission) => {
    const accepted = await take(deps, submission).catch((error: unknown) => {
      // A key that cannot sign, a suppression list that cannot be read: the submitter may come again.
      deps.log.error({ error }, 'A message could not be taken in.');
      return refuse(451, '4.3.0', 'The message cannot be handled at present; try again later');
    });
    if (accepted.kind === 'refused') deps.observe.refused(submission.origin, accepted.code);
    return accepted;
  };
}

async function take(deps: AcceptDeps, given: Submission): Promise<Accepted> {
  const { clock, ids, settings } = deps;
  const limit = limits(deps, given);
  if (limit !== null) return limit;
  const submission = withEachOnce(given);
  // By HTTP the recipients are said beside the message; by SMTP it comes as its author's program, which may have signed it, wants it.
  const asGiven = readHeader(submission.body, { withoutBlind: submission.origin === 'http' });
  if (isLoop(asGiven, settings))
    return refuse(554, '5.4.6', 'The message goes round in a circle: too many Received fields');
  const fitted = fitLines(asGiven.body);
  if (fitted.kind === 'unfit') return refuse(554, '5.6.0', fitted.text);
  const header = fitted.kind === 'encoded' ? { ...asGiven, body: fitted.body } : asGiven;
  const labelled = readLabels(submission, submission.ours ? header.control : new Map());
  if (labelled.kind === 'wrong') return refuse(554, '5.6.0', labelled.text);
  const policy = streamPolicy(settings, labelled.labels.stream);
  const stopped = await stoppedRecipients(deps.suppressed, submission, labelled.labels);
  const refuses = policy.suppressed === 'refuse';
  if (refuses && stopped.size === submission.envelope.recipients.length)
    return refuse(550, '5.7.1', whyNobody(stopped));

  const now = clock.now();
  const id = ids.message(now);
  const signing = { settings, sign: submission.ours ? deps.sign : undefined };
  const body = await octetsOf(signing, submission, header, id, now);
  const message = storedMessage(submission, header, labelled, {
    id,
    now,
    policy,
    size: body.length,
    hostname: settings.hostname,
  });
  const delayTold = policy.delayNoticeAfter !== null && !isAutomatic(header);
  const firstAt = firstAttempt(retryPolicy(settings, message), now);
  const entries = newEntries(deps.lanes.laneOf, submission, message, { ...policy, delayTold }, firstAt, stopped);
  const noted = fitted.kind === 'encoded' ? { reply: { code: null, status: null, text: fitted.note } } : {};
  const events = submission.envelope.recipients.map(({ address, orcpt }) => {
    const why = stopped.get(address);
    const about = { message, recipient: address, orcpt };
    return why === undefined
      ? messageEvent(ids, now, 'accepted', 'submission', about, noted)
      : messageEvent(ids, now, 'suppressed_send', 'submission', about, {
          reply: { code: 550, status: '5.7.1', text: why },
        });
  });
  const notices = refuses ? noticesOfStopped(message, submission, stopped) : [];
  return commit(deps, submission, { message, body, entries, events, notices, suppressed: [...stopped.keys()] });
}

function withEachOnce(submission: Submission): Submission {
  const { envelope } = submission;
  const recipients = eachOnce(envelope.recipients);
  return recipients === envelope.recipients ? submission : { ...submission, envelope: { ...envelope, recipients } };
}

function limits({ settings, hasRoom, isClosing }: AcceptDeps, { envelope, body }: Submission): Refusal | null {
  if (isClosing()) return refuse(421, '4.3.2', 'The service is shutting down; try again later');
  if (!hasRoom()) return storeFailed;
  if (body.length > settings.largestMessage)
    return refuse(552, '5.3.4', `The message has more than ${settings.largestMessage} octets`);
  if (envelope.recipients.length === 0) return refuse(554, '5.5.1', 'The message has no recipient');
  if (envelope.recipients.length > settings.mostRecipients)
    return refuse(452, '4.5.3', `The message has more than ${settings.mostRecipients} recipients`);
  return null;
}

/** RFC 5321 §6.3. */
function isLoop({ received }: HeaderFields, { hostname, mostReceived }: DeliverySettings): boolean {
  if (received.length > mostReceived) return true;
  const by = `by ${hostname.toLowerCase()} `;
  return (
    received.filter((value) => `${value.toLowerCase().replace(/\s+/g, ' ')} `.includes(by)).length > mostOwnReceived
  );
}

interface Prepared {
  readonly message: StoredMessage;
  readonly body: Uint8Array;
  readonly entries: readonly NewEntry[];
  readonly events: Unit['events'];
  /** Of recipients that are left out. */
  readonly notices: readonly NoticeDue[];
  readonly suppressed: readonly string[];
}

async function commit(deps: AcceptDeps, submission: Submission, prepared: Prepared): Promise<Accepted> {
  const { recorder, lanes, log, observe } = deps;
  const { message, body, entries, events, notices, suppressed } = prepared;
  const idempotency = submission.idempotency ?? undefined;
  try {
    // Also for nobody, where all are suppressed: its key is used.
    const committed = await takeIn(lanes, { message, body, entries, idempotency }, (accept) =>
      recorder.record({ accept, events, notices }),
    );
    if (committed === 'duplicate') return await repeated(deps, submission);
    if (committed !== 'committed') return storeFailed;
  } catch (error) {
    log.error({ error }, 'A message could not be stored.');
    return storeFailed;
  }
  observe.accepted(submission.origin, entries.length, body.length);
  if (notices.length > 0) deps.noticeDue(message.acceptedAt);
  return { kind: 'accepted', id: message.id, suppressed };
}

async function repeated({ store }: AcceptDeps, { idempotency }: Submission): Promise<Accepted> {
  const before = idempotency === null ? null : await store.idempotent(idempotency.key);
  if (before === null) return storeFailed;
  return before.fingerprint === idempotency?.fingerprint
    ? { kind: 'repeated', id: before.messageId }
    : { kind: 'mismatched' };
}
