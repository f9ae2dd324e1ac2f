/**
 * Which message and which address an observation is about, by the surest thing it names, and whether that is proven. What
 * came by mail may be made up by anybody: only a signed return path of this very recipient, or a message that we sent to
 * this recipient, lets it have an effect. A token for one address never touches another.
 */
import type { StoredMessage } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { addressKey } from './address-key.ts';
import type { Correlation } from './event.ts';
import type { Observation } from './observation.ts';
import type { VerifyPath } from './signed-path.ts';

export interface CorrelateDeps {
  readonly store: Pick<Store, 'message' | 'messagesNamed' | 'namesKnown' | 'isOurs' | 'eventsAbout' | 'events'>;
  readonly verify: VerifyPath;
}

export interface Correlated {
  readonly by: Correlation | null;
  readonly message: StoredMessage | null;
  /** Ours, also where the message itself is kept no more. */
  readonly messageId: string | null;
  readonly recipient: string | null;
  /**
   * - `proven`: the message is one of ours to this recipient: taken, whether or not an attempt is recorded yet, or sent.
   * - `contradicted`: what it names belongs to another recipient.
   */
  readonly standing: 'proven' | 'unproven' | 'contradicted';
}

type Named = Pick<Correlated, 'by' | 'messageId' | 'standing'> & { readonly recipient?: string };

const day = 86_400_000;
/** A report that names nothing but its recipient is about the last message of so long before. */
const window = 7 * day;
const mostEvents = 200;
const mostRecipients = 1000;
const mostNamesakes = 50;

export async function correlate(deps: CorrelateDeps, observation: Observation): Promise<Correlated> {
  const { recipient, originalRecipient } = observation;
  const named = await firstNamed(deps, observation);
  const messageId = named?.messageId ?? null;
  return {
    by: named?.by ?? null,
    message: messageId === null ? null : await deps.store.message(messageId),
    messageId,
    recipient: named?.recipient ?? recipient ?? originalRecipient,
    standing: named?.standing ?? 'unproven',
  };
}

/**
 * What names nothing of ours, as nearly every line of another server's log: nothing need be asked about it. Null: it may
 * name something. `isKnown`: whether a message of ours bears that Message-ID.
 */
export function correlateUnasked(
  { recipient, originalRecipient, identifiers }: Observation,
  isKnown: (headerMessageId: string) => boolean,
): Correlated | null {
  const { returnPath, messageId, headerMessageId, envid, feedbackId, custom, remote } = identifiers;
  if (remote === undefined || returnPath !== undefined || envid !== undefined) return null;
  if (ourId(messageId) !== null || ourId(feedbackId) !== null || ourId(custom) !== null) return null;
  if (headerMessageId !== undefined && (ourId(headerMessageId) !== null || isKnown(headerMessageId))) return null;
  return { by: null, message: null, messageId: null, recipient: recipient ?? originalRecipient, standing: 'unproven' };
}

async function firstNamed(deps: CorrelateDeps, observation: Observation): Promise<Named | null> {
  const { identifiers } = observation;
  const signed = await byReturnPath(deps, observation);
  if (signed !== null) return signed;
  const ids: readonly (readonly [Correlation, string | null])[] = [
    ['message_id', ourId(identifiers.messageId)],
    ['header_message_id', ourId(identifiers.headerMessageId)],
  ];
  let foreign: Named | null = null;
  const look = async (by: Correlation, id: string | null): Promise<Named | null> => {
    const found = id === null ? null : await sentTo(deps, by, id, observation);
    if (found?.standing === 'proven') return found;
    foreign ??= found;
    return null;
  };
  for (const [by, id] of ids) {
    const found = await look(by, id);
    if (found !== null) return found;
  }
  const namesake = await byHeader(deps, observation);
  if (namesake !== null) return namesake;
  const enveloped = await byEnvelope(deps, observation);
  if (enveloped !== null) return enveloped;
  for (const [by, text] of [
    ['feedback_id', identifiers.feedbackId],
    ['header', identifiers.custom],
  ] as const) {
    const found = await look(by, ourId(text));
    if (found !== null) return found;
  }
  // Where another server has an id of its own for the message, the last of ours to this recipient is a guess too far.
  return foreign ?? (identifiers.remote === undefined ? byTime(deps, observation) : null);
}

async function byReturnPath({ store, verify }: CorrelateDeps, observation: Observation): Promise<Named | null> {
  const { recipient, originalRecipient, identifiers } = observation;
  const signed = identifiers.returnPath === undefined ? null : verify(identifiers.returnPath);
  if (signed === null) return null;
  const { message: messageId, isFor } = signed;
  const by = 'return_path';
  const names = [recipient, originalRecipient].filter((name) => name !== null);
  const meant = names.find(isFor);
  if (meant !== undefined) return { by, messageId, recipient: meant, standing: 'proven' };
  if (names.length > 0) return { by, messageId, standing: 'contradicted' };
  const { data } = await store.events({ messageId, type: 'accepted' }, null, mostRecipients);
  const found = data.find((event) => event.recipient !== null && isFor(event.recipient))?.recipient ?? null;
  return found === null
    ? { by, messageId, standing: 'unproven' }
    : { by, messageId, recipient: found, standing: 'proven' };
}

/** A message of ours that is not known, or was sent to others, proves nothing. */
async function sentTo(
  { store }: CorrelateDeps,
  by: Correlation,
  messageId: string,
  observation: Observation,
): Promise<Named | null> {
  for (const name of namesOf(observation))
    if (await store.isOurs(messageId, name)) return { by, messageId, recipient: name, standing: 'proven' };
  return (await store.message(messageId)) === null ? null : { by, messageId, standing: 'contradicted' };
}

async function byHeader(deps: CorrelateDeps, observation: Observation): Promise<Named | null> {
  const { headerMessageId } = observation.identifiers;
  if (headerMessageId === undefined || ourId(headerMessageId) !== null) return null;
  for (const { id } of await deps.store.messagesNamed(headerMessageId, mostNamesakes)) {
    const found = await sentTo(deps, 'header_message_id', id, observation);
    if (found?.standing === 'proven') return found;
  }
  return null;
}

/** Clients choose it, often a number that can be guessed: it tells which message, and proves nothing. */
async function byEnvelope({ store }: CorrelateDeps, observation: Observation): Promise<Named | null> {
  const { envid } = observation.identifiers;
  if (envid === undefined) return null;
  for (const name of namesOf(observation)) {
    const events = await store.eventsAbout(addressKey(name).recipient, null, mostEvents);
    for (const id of new Set(events.map(({ event }) => event.message_id))) {
      const message = id === null ? null : await store.message(id);
      if (message?.envid === envid)
        return { by: 'envelope_id', messageId: message.id, recipient: name, standing: 'unproven' };
    }
  }
  return null;
}

async function byTime({ store }: CorrelateDeps, observation: Observation): Promise<Named | null> {
  const { at } = observation;
  for (const name of namesOf(observation)) {
    const events = await store.eventsAbout(addressKey(name).recipient, null, mostEvents);
    const last = events.find(({ event }) => event.message_id !== null && event.at <= at && event.at > at - window);
    if (last !== undefined)
      return { by: 'recipient_and_time', messageId: last.event.message_id, recipient: name, standing: 'unproven' };
  }
  return null;
}

const namesOf = ({ recipient, originalRecipient }: Observation): readonly string[] =>
  [recipient, originalRecipient].filter((name) => name !== null);

/** Within a Message-ID that we made, too. */
function ourId(text: string | undefined): string | null {
  if (text === undefined || !text.includes('msg_')) return null;
  return /\bmsg_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f])/.exec(text)?.[0] ?? null;
}
