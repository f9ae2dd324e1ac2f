/**
 * An effect in few octets. Instants are told by how far they are from the acceptance of the message, which its id tells; texts
 * by their numbers. `pushEffect` takes an effect apart; a reader makes the JSON of it that readEffect (effect-row.ts) takes.
 */
import { type Effect, outcomes } from '../../ledger/effect.ts';
import { effectDetail } from '../effect-row.ts';
import { type Packer, unpack } from './octets.ts';
import { packText } from './packed-event.ts';
import type { Texts } from './texts.ts';

type Cell = string | number | null;

/** Which fields there are, behind which the fields stand in this order. */
const there = { list: 1, stream: 2, campaign: 4, senderDomain: 8, path: 16, cause: 32, accepted: 64 } as const;
const names = ['list', 'stream', 'campaign', 'senderDomain'] as const;

/** Of an effect of one event, whose outcomes all have one instant. */
export const effectWidth = 14;

/** Every cell is named: this is done for each delivery. */
export function pushEffect(cells: Cell[], effect: Effect): void {
  const { path, cause } = effect;
  cells.push(
    effect.bits,
    effect.firsts.find((first) => first !== 0) ?? 0,
    effect.accepted,
    effect.list,
    effect.stream,
    effect.campaign,
    effect.senderDomain,
    effect.domain,
    path?.[1] ?? null,
    path?.[2] ?? null,
    cause?.[0] ?? null,
    cause?.[2] ?? null,
    cause?.[3] ?? null,
    path?.[0] ?? cause?.[1] ?? null,
  );
}

/** `cells` as `pushEffect` gives them, from `from` on. */
export function readEffectCells(cells: readonly unknown[], from: number): Effect {
  const text = (index: number): string | null => (cells[from + index] ?? null) as string | null;
  const number = (index: number): number => Number(cells[from + index]);
  const bits = number(0);
  const at = number(1);
  const provider = text(8);
  const reason = text(11);
  return {
    bits,
    firsts: outcomes.map((_, index) => (bits & (1 << index) ? at : 0)),
    accepted: number(2),
    ...{ list: text(3), stream: text(4), campaign: text(5), senderDomain: text(6), domain: text(7) ?? '' },
    path: provider === null ? null : [number(13), provider, text(9) ?? ''],
    cause: reason === null ? null : [number(10), number(13), reason as NonNullable<Effect['cause']>[2], text(12) ?? ''],
  };
}

export function packEffect(
  packer: Packer,
  effect: Effect,
  message: Uint8Array,
  texts: Texts,
  about: number,
): Uint8Array {
  const { bits, firsts, path, cause } = effect;
  const accepted = acceptedBy(message);
  let has = accepted === effect.accepted ? 0 : there.accepted;
  for (const name of names) if (effect[name] !== null) has += there[name];
  if (path !== null) has += there.path;
  if (cause !== null) has += there.cause;
  packer.number(has);
  packer.number(bits);
  if (has & there.accepted) packer.signed(effect.accepted);
  let before = effect.accepted;
  firsts.forEach((first, index) => {
    if ((bits & (1 << index)) === 0) return;
    packer.signed(first - before);
    before = first;
  });
  for (const name of names) {
    const text = effect[name];
    if (text !== null) packText(packer, text, texts, about);
  }
  packText(packer, effect.domain, texts, about);
  if (path !== null) {
    packer.signed(path[0] - before);
    packText(packer, path[1], texts, about);
    packText(packer, path[2], texts, about);
  }
  if (cause !== null) {
    packer.number(cause[0]);
    packer.signed(cause[1] - before);
    packText(packer, cause[2], texts, about);
    packText(packer, cause[3], texts, about);
  }
  return packer.take();
}

export function unpackEffect(octets: Uint8Array, message: Uint8Array, textOf: (id: number) => string): Effect {
  const values = unpack(octets, textOf);
  const has = values.number();
  const bits = values.number();
  const accepted = has & there.accepted ? values.signed() : (acceptedBy(message) ?? 0);
  let before = accepted;
  const firsts = outcomes.map((_, index) => {
    if (bits & (1 << index)) before += values.signed();
    return bits & (1 << index) ? before : 0;
  });
  const [list = null, stream = null, campaign = null, senderDomain = null] = names.map((name) =>
    has & there[name] ? values.text() : null,
  );
  const domain = values.text() ?? '';
  const path: Effect['path'] =
    has & there.path ? [before + values.signed(), values.text() ?? '', values.text() ?? ''] : null;
  const cause: Effect['cause'] =
    has & there.cause
      ? [
          values.number(),
          before + values.signed(),
          values.text() as NonNullable<Effect['cause']>[2],
          values.text() ?? '',
        ]
      : null;
  return { bits, firsts, accepted, list, stream, campaign, senderDomain, domain, path, cause };
}

/** Of very many of which nothing else is wanted. */
export function bitsOfEffect(octets: Uint8Array): number {
  const values = unpack(octets, () => '');
  values.number();
  return values.number();
}

export const effectText = (octets: Uint8Array, message: Uint8Array, textOf: (id: number) => string): string =>
  effectDetail(unpackEffect(octets, message, textOf));

/** The instant within a UUIDv7 (RFC 9562 §5.7); null for the name of a foreign message. */
function acceptedBy(message: Uint8Array): number | null {
  if (message.length !== 16 || (message[6] ?? 0) >> 4 !== 7) return null;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = message;
  return ((a * 256 + b) * 256 + c) * 2 ** 24 + ((d * 256 + e) * 256 + f);
}
