/**
 * What units do, each as one flat list of steps: a step is its code and the values of its statement, in the order in which
 * they are bound. So a batch crosses to the store's thread as lists of plain values and one block of octets.
 *
 * Steps that may refuse the unit stand before all others.
 */
import { unitEffects } from '../../ledger/effect-of.ts';
import { subjectOf } from '../../ledger/subject.ts';
import { effectDetail } from '../effect-row.ts';
import { domainOf, noteText, notifyText } from '../entry-row.ts';
import { eventCodes } from '../event-row.ts';
import { failureValues } from '../failure-row.ts';
import { failureColumns } from '../health.ts';
import type { SuppressionWrite } from '../listening.ts';
import { headerIdOf, messageDetail } from '../message-row.ts';
import { delaysOf, noticeDetail } from '../notice-row.ts';
import type { NoticeDue } from '../rows.ts';
import type { Acceptance, Settlement, Unit } from '../store.ts';
import { changeDetail, suppressionDetail, suppressionDomain } from '../suppression-row.ts';
import type { ListedFilter } from './listed-filter.ts';
import { effectWidth, pushEffect } from './packed-effect.ts';
import { eventWidth, pushEvent } from './packed-event.ts';

export const steps = {
  /** key, message, fingerprint, at, oldest `at` that still counts */
  key: { code: 0, width: 5 },
  /** session, which is to be alive: nobody would give back what a dead one has */
  lives: { code: 44, width: 1 },
  /** message, position, session */
  done: { code: 1, width: 3 },
  /** lane, retry, nextAt, attempts, suspendedFor, suspendedMark, delayNoticeAt, note, why, crashes, message, position, session */
  retry: { code: 2, width: 13 },
  /** lane, message, position, session */
  release: { code: 3, width: 4 },
  /** message, position, session */
  inHand: { code: 21, width: 3 },
  /** why, crashes, message, position, session */
  hold: { code: 22, width: 5 },
  /** message, position, action */
  noticed: { code: 4, width: 3 },
  /** message, position */
  delayed: { code: 5, width: 2 },
  /** id, at, type, message, recipient, and the rest (packed-event.ts) */
  event: { code: 6, width: 5 + eventWidth },
  /** id, acceptedAt, sender, stream, list, campaign, size, headerId, detail */
  message: { code: 7, width: 9 },
  /** message, offset, length */
  body: { code: 8, width: 3 },
  /** message, position, owner, lane, nextAt, acceptedAt, recipient, domain, orcpt, notify, delayNoticeAt, suspendedMark, endsAt */
  entry: { code: 9, width: 13 },
  /** message, position, action, dueAt, detail */
  notice: { code: 10, width: 5 },
  /** message, position, attempt, at, text */
  dialogue: { code: 11, width: 5 },
  /** message: its body goes when no entry and no notice is left */
  spent: { code: 12, width: 1 },
  /** recipient: no entry of the suppression list is its own */
  lookNone: { code: 13, width: 1 },
  /** recipient, seq of its newest event */
  lookSeen: { code: 14, width: 2 },
  /** message, recipient, and what it comes to (packed-effect.ts) */
  effect: { code: 15, width: 2 + effectWidth },
  /** recipient, key, scope, value, address, domain, state, reason, since, expiresAt, detail */
  suppress: { code: 16, width: 11 },
  /** recipient, key, scope, value */
  unsuppress: { code: 17, width: 4 },
  /** recipient, key, scope, value, detail */
  suppressionChange: { code: 18, width: 5 },
  /** event, at, offset, length */
  raw: { code: 19, width: 4 },
  /** message, recipient, detail: in the place of what there is */
  recount: { code: 40, width: 3 },
  /** event, target, run, at */
  reclassified: { code: 41, width: 4 },
  /** event, at, and what it can be found by (failure-row.ts) */
  failure: { code: 20, width: 2 + failureColumns.length },
  /** what it can be found by, event, at */
  refound: { code: 43, width: 2 + failureColumns.length },
  /** incident, recipient, key, address, state, messages, firstAt, lastAt */
  incidentAddress: { code: 42, width: 8 },
} as const;

export type Cell = string | number | null;

/** What one unit does, written as soon as it is handed over: the store's thread works on the batch before meanwhile. */
export interface WrittenUnit {
  readonly cells: readonly Cell[];
  /** What its steps cut out of the block of octets, one piece behind the other. */
  readonly pieces: readonly Uint8Array[];
  /** It brings a message. */
  readonly accepts: boolean;
}

export interface Program {
  /** The cells of each unit. */
  readonly units: readonly (readonly Cell[])[];
  readonly bodies: Uint8Array<ArrayBuffer>;
  /** Where the octets of each unit begin in `bodies`. */
  readonly starts: readonly number[];
  /** Units (indexes) that bring a message: they wait while the disk is full. */
  readonly accepting: readonly number[];
}

const keyLasts = 24 * 60 * 60 * 1000;

/**
 * `session` null: nothing is leased to this process, so that no settlement holds. Units are applied in the order in which they
 * are written: whom `listed` does not know yet has no entry when this one's turn comes.
 */
export function writeUnit(unit: Unit, session: number | null, listed: Pick<ListedFilter, 'mayHave'>): WrittenUnit {
  const cells: Cell[] = [];
  const pieces: Uint8Array[] = [];
  let offset = 0;
  const place = (octets: Uint8Array): number => {
    pieces.push(octets);
    offset += octets.length;
    return offset - octets.length;
  };
  for (const { recipient, seen } of unit.looks ?? []) {
    if (seen !== null) cells.push(steps.lookSeen.code, recipient, seen);
    else if (listed.mayHave(recipient)) cells.push(steps.lookNone.code, recipient);
  }
  if (unit.accept?.idempotency !== undefined) writeKey(cells, unit.accept);
  if (unit.accept?.leased === true) cells.push(steps.lives.code, session);
  for (const settlement of unit.settle ?? []) writeSettlement(cells, settlement, session);
  for (const { messageId, position, action } of unit.noticed ?? []) {
    cells.push(steps.noticed.code, messageId, position, action);
  }
  for (const { messageId, position } of delaysOf(unit)) cells.push(steps.delayed.code, messageId, position);
  for (const event of unit.events) {
    cells.push(steps.event.code, event.id, event.at, eventCodes[event.type], event.message_id);
    cells.push(subjectOf(event));
    pushEvent(cells, event);
  }
  if (unit.accept !== undefined) writeAcceptance(cells, unit.accept, session, place);
  writeHeard(cells, unit, place);
  for (const notice of unit.notices ?? []) writeNotice(cells, notice);
  for (const { messageId, position, attempt, at, text } of unit.dialogues ?? []) {
    cells.push(steps.dialogue.code, messageId, position, attempt, at, text);
  }
  for (const messageId of spentMessages(unit)) cells.push(steps.spent.code, messageId);
  return { cells, pieces, accepts: unit.accept !== undefined };
}

export function joinUnits(units: readonly WrittenUnit[]): Program {
  const pieces = units.flatMap((unit) => unit.pieces);
  const bodies = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let offset = 0;
  const starts = units.map((unit) => {
    const start = offset;
    for (const piece of unit.pieces) {
      bodies.set(piece, offset);
      offset += piece.length;
    }
    return start;
  });
  const accepting = units.flatMap(({ accepts }, index) => (accepts ? [index] : []));
  return { units: units.map(({ cells }) => cells), bodies, starts, accepting };
}

function writeKey(cells: Cell[], { message, idempotency }: Acceptance): void {
  if (idempotency === undefined) return;
  const at = message.acceptedAt;
  cells.push(steps.key.code, idempotency.key, message.id, idempotency.fingerprint, at, at - keyLasts);
}

function writeSettlement(cells: Cell[], settlement: Settlement, session: number | null): void {
  const { kind, messageId, position } = settlement;
  if (kind === 'done') cells.push(steps.done.code, messageId, position, session);
  else if (kind === 'release') cells.push(steps.release.code, settlement.lane, messageId, position, session);
  else if (kind === 'in_hand') cells.push(steps.inHand.code, messageId, position, session);
  else if (kind === 'hold')
    cells.push(steps.hold.code, settlement.why, settlement.crashes, messageId, position, session);
  else {
    const { lane, nextAt, attempts, suspendedFor, suspendedMark, delayNoticeAt, note, crashes } = settlement;
    cells.push(steps.retry.code, lane, attempts > 0 ? 1 : 0, nextAt, attempts, suspendedFor, suspendedMark);
    cells.push(delayNoticeAt, noteText(note), note?.text ?? null, crashes, messageId, position, session);
  }
}

function writeAcceptance(
  cells: Cell[],
  accept: Acceptance,
  session: number | null,
  place: (octets: Uint8Array) => number,
): void {
  const { message, body, entries, leased } = accept;
  const { id, acceptedAt, sender, stream, list, campaign, size } = message;
  cells.push(steps.message.code, id, acceptedAt, sender, stream, list, campaign, size);
  cells.push(headerIdOf(message), messageDetail(message));
  if (entries.length > 0) cells.push(steps.body.code, id, place(body), body.length);
  const owner = leased ? session : null;
  for (const { position, recipient, orcpt, notify, lane, nextAt, delayNoticeAt, suspendedMark, endsAt } of entries) {
    cells.push(steps.entry.code, id, position, owner, lane, nextAt, acceptedAt, recipient, domainOf(recipient));
    cells.push(orcpt, notifyText(notify), delayNoticeAt ?? null, suspendedMark ?? 0, endsAt ?? null);
  }
}

function writeNotice(cells: Cell[], notice: NoticeDue): void {
  cells.push(steps.notice.code, notice.messageId, notice.position, notice.action, notice.dueAt, noticeDetail(notice));
}

/** Effects, failures, suppression, and mails as they came. */
function writeHeard(cells: Cell[], unit: Unit, place: (octets: Uint8Array) => number): void {
  for (const { message, recipient, effect } of unitEffects(unit)) {
    cells.push(steps.effect.code, message, recipient);
    pushEffect(cells, effect);
  }
  for (const event of unit.events) {
    const { id, at, reclassification: told } = event;
    if (told !== undefined) cells.push(steps.reclassified.code, id, told.event, told.run, at);
    const found = failureValues(event);
    if (found !== null) cells.push(steps.failure.code, event.id, event.at, ...found);
  }
  for (const { event, excused } of unit.refound ?? []) {
    const found = failureValues(event, excused);
    if (found !== null) cells.push(steps.refound.code, ...found, event.id, event.at);
  }
  for (const { message, recipient, effect } of unit.recounts ?? [])
    cells.push(steps.recount.code, message, recipient, effectDetail(effect));
  for (const { incident, recipient, key, address, state, messages, firstAt, lastAt } of unit.incidentAddresses ?? [])
    cells.push(steps.incidentAddress.code, incident, recipient, key, address, state, messages, firstAt, lastAt);
  for (const write of unit.suppressions ?? []) writeSuppression(cells, write);
  for (const { event, at, octets } of unit.raws ?? [])
    cells.push(steps.raw.code, event, at, place(octets), octets.length);
}

function writeSuppression(cells: Cell[], { recipient, key, scope, value, entry, change }: SuppressionWrite): void {
  if (entry === null) cells.push(steps.unsuppress.code, recipient, key, scope, value);
  else {
    cells.push(steps.suppress.code, recipient, key, scope, value, entry.address, suppressionDomain(entry));
    cells.push(entry.state, entry.reason, entry.since, entry.expires_at, suppressionDetail(entry));
  }
  cells.push(steps.suppressionChange.code, recipient, key, scope, value, changeDetail(change));
}

/** Messages that may have lost their last entry or notice by this unit. */
function spentMessages(unit: Unit): Set<string> {
  const spent = new Set<string>();
  for (const settlement of unit.settle ?? []) if (settlement.kind === 'done') spent.add(settlement.messageId);
  for (const { messageId } of unit.noticed ?? []) spent.add(messageId);
  return spent;
}
