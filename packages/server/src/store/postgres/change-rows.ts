/** The values that a unit's parts put into the rows of changes.ts. */
import { crc32 } from 'node:zlib';
import { subjectOf } from '../../ledger/subject.ts';
import { domainOf, noteText, notifyText } from '../entry-row.ts';
import { placedPayload } from '../event-places.ts';
import { eventCodes } from '../event-row.ts';
import { idOctets } from '../id.ts';
import { headerIdOf, messageDetail } from '../message-row.ts';
import type { Settlement } from '../store.ts';
import { octetsOf, type SessionUnit } from './fences.ts';

export function keyRow({ unit }: SessionUnit) {
  if (unit.accept?.idempotency === undefined) return [];
  return [{ key: unit.accept.idempotency.key, message: idOctets(unit.accept.message.id, 'msg_') }];
}

export function messageRow({ unit }: SessionUnit) {
  if (unit.accept === undefined) return [];
  const { id, acceptedAt, sender, stream, list, campaign, size } = unit.accept.message;
  const packed = messageDetail(unit.accept.message);
  const header_id = headerIdOf(unit.accept.message);
  return [
    { id: idOctets(id, 'msg_'), accepted_at: acceptedAt, sender, stream, list, campaign, size, header_id, packed },
  ];
}

export function bodyRow({ unit }: SessionUnit) {
  if (unit.accept === undefined || unit.accept.entries.length === 0) return [];
  const { message, body } = unit.accept;
  return [{ message: idOctets(message.id, 'msg_'), crc: crc32(body), packed: body }];
}

/** A session that is dead leases nothing: such a unit does not stand (fences.ts). */
export function entryRows({ unit, session }: SessionUnit) {
  if (unit.accept === undefined) return [];
  const { message, entries, leased } = unit.accept;
  const id = idOctets(message.id, 'msg_');
  const owner = leased ? session : null;
  return entries.map(({ position, recipient, orcpt, notify, lane, nextAt, delayNoticeAt, suspendedMark, endsAt }) => ({
    message: id,
    position,
    owner,
    lane,
    next_at: nextAt,
    accepted_at: message.acceptedAt,
    recipient,
    domain: domainOf(recipient),
    orcpt,
    notify: notifyText(notify),
    delay_notice_at: delayNoticeAt ?? null,
    suspended_mark: suspendedMark ?? 0,
    ends_at: endsAt ?? null,
  }));
}

export function retryRow(settlement: Settlement) {
  if (settlement.kind !== 'retry') return [];
  const { lane, nextAt, attempts, suspendedFor, suspendedMark, delayNoticeAt, note, crashes } = settlement;
  return [
    {
      ...octetsOf(settlement),
      lane,
      retry: attempts > 0 ? 1 : 0,
      next_at: nextAt,
      attempts,
      suspended_for: suspendedFor,
      suspended_mark: suspendedMark,
      delay_notice_at: delayNoticeAt,
      note: noteText(note),
      why: note?.text ?? null,
      crashes,
    },
  ];
}

export function eventRows({ unit }: SessionUnit) {
  return unit.events.map((event) => {
    const packed = placedPayload(event);
    return {
      id: idOctets(event.id, 'evt_'),
      at: event.at,
      type: eventCodes[event.type],
      message: event.message_id === null ? null : idOctets(event.message_id, 'msg_'),
      recipient: subjectOf(event),
      crc: crc32(packed),
      packed,
    };
  });
}
