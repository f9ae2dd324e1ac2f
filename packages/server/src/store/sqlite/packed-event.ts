/**
 * What an event has besides its columns, in few octets: first which values there are, one bit for each, then the values in
 * their order. What is rare stands together as JSON. `pushEvent` takes an event apart on the side that records it, the
 * store's thread packs the cells, and a reader makes the JSON of them that readEvent (event-row.ts) takes.
 */
import type { LedgerEvent } from '../../ledger/event.ts';
import type { Packer } from './octets.ts';
import { unpack } from './octets.ts';
import type { Texts } from './texts.ts';

type Cell = string | number | null;

/** Addresses are never in the table of texts. */
const ownTexts = 2;
const textNames = [
  ...['recipient', 'original_recipient', 'sender', 'stream', 'list', 'campaign', 'source_ip', 'tls', 'stage', 'source'],
  ...['source_name', 'foreign_message', 'correlated_by', 'host', 'address', 'status', 'text', 'verdict', 'rest'],
] as const;
const numberNames = ['attempt', 'duration_ms', 'next_attempt_at', 'code'] as const;
const flagNames = ['trusted', 'ambiguous', 'reply'] as const;

/** Cells of an event: its texts, its numbers, and its flags as one number. */
export const eventWidth = textNames.length + numberNames.length + 1;

/** Where each field goes: one that has no place here does not compile. */
const placeOf: Readonly<Record<keyof LedgerEvent, 'column' | 'cell' | 'rest'>> = {
  ...{ id: 'column', at: 'column', type: 'column', message_id: 'column' },
  ...{ recipient: 'cell', original_recipient: 'cell', sender: 'cell', stream: 'cell', list: 'cell', campaign: 'cell' },
  ...{ source_ip: 'cell', tls: 'cell', stage: 'cell', source: 'cell', source_name: 'cell', foreign_message: 'cell' },
  ...{ correlated_by: 'cell', mx: 'cell', reply: 'cell', verdict: 'cell', trusted: 'cell', ambiguous: 'cell' },
  ...{ attempt: 'cell', duration_ms: 'cell', next_attempt_at: 'cell' },
  ...{ tags: 'rest', incident_id: 'rest', attempts: 'rest', dominant_reason: 'rest', suppression: 'rest' },
  ...{ reclassification: 'rest', incident: 'rest', health: 'rest' },
};
const restNames = (Object.keys(placeOf) as (keyof LedgerEvent)[]).filter((name) => placeOf[name] === 'rest');

/** Every cell is named, for this is done for each event: a field is taken out of an object much faster than left in it. */
export function pushEvent(cells: Cell[], event: LedgerEvent): void {
  const { mx, reply, verdict, attempt, duration_ms, next_attempt_at } = event;
  const code = reply?.code ?? null;
  const numbers = { attempt, duration_ms, next_attempt_at, code };
  cells.push(
    event.recipient,
    event.original_recipient,
    event.sender,
    event.stream,
    event.list,
    event.campaign,
    event.source_ip,
    event.tls,
    event.stage,
    event.source,
    event.source_name ?? null,
    event.foreign_message ?? null,
    event.correlated_by ?? null,
    mx?.host ?? null,
    mx?.address ?? null,
    reply?.status ?? null,
    reply?.text ?? null,
    verdict === null ? null : JSON.stringify(verdict),
    restOf(event, numbers),
    packable(attempt),
    packable(duration_ms),
    packable(next_attempt_at),
    packable(code),
    (event.trusted ? 1 : 0) + (event.ambiguous ? 2 : 0) + (reply === null ? 0 : 4),
  );
}

/** As JSON; null for nothing. */
function restOf(event: LedgerEvent, numbers: Readonly<Record<(typeof numberNames)[number], number | null>>) {
  const rest: Record<string, unknown> = {};
  for (const name of restNames) {
    const value = event[name];
    if (!isAbsent(value)) rest[name] = value;
  }
  for (const name of numberNames) {
    const value = numbers[name];
    if (value !== packable(value)) rest[name] = value;
  }
  return isEmpty(rest) ? null : JSON.stringify(rest);
}

function isEmpty(record: object): boolean {
  for (const _ in record) return false;
  return true;
}

/** The others stand in the rest. */
const packable = (value: number | null): number | null =>
  value !== null && Number.isSafeInteger(value) && value >= 0 ? value : null;

const isAbsent = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/** `cells` as `pushEvent` gives them, from `from` on. `about`: hash of the address. */
export function packEvent(
  packer: Packer,
  cells: readonly unknown[],
  from: number,
  texts: Texts,
  about: number,
): Uint8Array {
  const flagsAt = textNames.length + numberNames.length;
  let there = Number(cells[from + flagsAt]);
  for (let index = 0; index < flagsAt; index++) if (cells[from + index] !== null) there += bits[index] ?? 0;
  packer.number(there);
  for (let index = 0; index < textNames.length; index++) {
    const text = cells[from + index];
    if (text !== null) packText(packer, String(text), index < ownTexts ? null : texts, about);
  }
  for (let index = textNames.length; index < flagsAt; index++) {
    const value = cells[from + index];
    if (value !== null) packer.number(Number(value));
  }
  return packer.take();
}

/** The bits behind those of the flags. */
const bits = Array.from(
  { length: textNames.length + numberNames.length },
  (_, index) => 2 ** (flagNames.length + index),
);
const hasBit = (there: number, index: number): boolean => Math.floor(there / (bits[index] ?? 1)) % 2 === 1;

export function packText(packer: Packer, text: string, texts: Texts | null, about: number): void {
  const id = texts?.numberOf(text, about) ?? null;
  if (id === null) packer.text(text);
  else packer.known(id);
}

/** The payload as JSON. Throws a RangeError for what was never packed. */
export function unpackEvent(octets: Uint8Array, textOf: (id: number) => string): string {
  const values = unpack(octets, textOf);
  const there = values.number();
  const texts: Partial<Record<(typeof textNames)[number], string>> = {};
  const numbers: Partial<Record<(typeof numberNames)[number], number>> = {};
  textNames.forEach((name, index) => {
    if (hasBit(there, index)) texts[name] = values.text() ?? '';
  });
  numberNames.forEach((name, index) => {
    if (hasBit(there, textNames.length + index)) numbers[name] = values.number();
  });
  const { host, address, status, text, verdict, rest, ...plain } = texts;
  const { code, ...counts } = numbers;
  const payload = {
    ...plain,
    ...counts,
    ...(host === undefined ? {} : { mx: { host, address: address ?? '' } }),
    trusted: there % 2 === 1 || undefined,
    ambiguous: Math.floor(there / 2) % 2 === 1 || undefined,
  };
  const { code: oddCode, ...more } = rest === undefined ? {} : (JSON.parse(rest) as Record<string, unknown>);
  const reply = { code: code ?? oddCode ?? null, status: status ?? null, text: text ?? '' };
  const whole = JSON.stringify({ ...payload, ...more, ...(Math.floor(there / 4) % 2 === 1 ? { reply } : {}) });
  // It is JSON already, and long.
  return verdict === undefined ? whole : `${whole.slice(0, -1)},"verdict":${verdict}}`;
}
