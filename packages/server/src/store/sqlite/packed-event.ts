/**
 * What an event has besides its columns, in few octets: first which values there are, one bit for each, then the values in
 * their order. What is rare stands together as JSON. `eventCells` takes an event apart on the side that records it, the
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

export function eventCells(event: LedgerEvent): Cell[] {
  const { id: _, at: __, type: ___, message_id: ____, ...held } = event;
  const { recipient, original_recipient, sender, stream, list, campaign, source_ip, tls, stage, ...more } = held;
  const { source, source_name, foreign_message, correlated_by, mx, reply, verdict, ...others } = more;
  const { trusted, ambiguous, attempt, duration_ms, next_attempt_at, ...rare } = others;
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(rare)) if (!isAbsent(value)) rest[name] = value;
  const packable = (name: string, value: number | null): number | null => {
    if (value === null || (Number.isSafeInteger(value) && value >= 0)) return value;
    rest[name] = value;
    return null;
  };
  const numbers = [
    packable('attempt', attempt),
    packable('duration_ms', duration_ms),
    packable('next_attempt_at', next_attempt_at),
    packable('code', reply?.code ?? null),
  ];
  return [
    ...[recipient, original_recipient, sender, stream, list, campaign, source_ip, tls, stage, source],
    ...[source_name ?? null, foreign_message ?? null, correlated_by ?? null, mx?.host ?? null, mx?.address ?? null],
    ...[reply?.status ?? null, reply?.text ?? null, verdict === null ? null : JSON.stringify(verdict)],
    isEmpty(rest) ? null : JSON.stringify(rest),
    ...numbers,
    (trusted ? 1 : 0) + (ambiguous ? 2 : 0) + (reply === null ? 0 : 4),
  ];
}

const isAbsent = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

function isEmpty(record: object): boolean {
  for (const _ in record) return false;
  return true;
}

/** `cells` as `eventCells` gives them, from `from` on. `about`: hash of the address. */
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
