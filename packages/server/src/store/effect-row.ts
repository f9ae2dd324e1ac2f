/**
 * An effect as a row: what nobody looks up stands in one JSON array, for one is written for every message. Instants are told by
 * how far they are from the acceptance of the message, and those of the outcomes that there are stand at the end.
 */
import { type Effect, outcomes } from '../ledger/effect.ts';

export function effectDetail(effect: Effect): string {
  const { bits, firsts, accepted, list, stream, campaign, senderDomain, domain, path, cause } = effect;
  const since = firsts.flatMap((first, index) => (hasBit(bits, index) ? [first - accepted] : []));
  return JSON.stringify([
    ...[bits, accepted, list, stream, campaign, senderDomain, domain],
    path && [path[0] - accepted, path[1], path[2]],
    cause && [cause[0], cause[1] - accepted, cause[2], cause[3]],
    ...since,
  ]);
}

type Stored = [
  Effect['bits'],
  Effect['accepted'],
  Effect['list'],
  Effect['stream'],
  Effect['campaign'],
  Effect['senderDomain'],
  Effect['domain'],
  Effect['path'],
  Effect['cause'],
  ...number[],
];
/** Of rows of before: all instants whole, those of outcomes that there are not as well. */
type StoredBefore = [bits: number, firsts: number[], ...rest: unknown[]];

const isBefore = (stored: Stored | StoredBefore): stored is StoredBefore => Array.isArray(stored[1]);

export function readEffect(detail: string): Effect {
  const stored = JSON.parse(detail) as Stored | StoredBefore;
  if (isBefore(stored)) {
    const [bits, firsts, accepted, list, stream, campaign, senderDomain, domain, path, cause] = stored;
    return { bits, firsts, accepted, list, stream, campaign, senderDomain, domain, path, cause } as Effect;
  }
  const [bits, accepted, list, stream, campaign, senderDomain, domain, path, cause, ...since] = stored;
  let next = 0;
  return {
    bits,
    firsts: outcomes.map((_, index) => (hasBit(bits, index) ? accepted + (since[next++] ?? 0) : 0)),
    ...{ accepted, list, stream, campaign, senderDomain, domain },
    path: path && [accepted + path[0], path[1], path[2]],
    cause: cause && [cause[0], accepted + cause[1], cause[2], cause[3]],
  };
}

const hasBit = (bits: number, index: number): boolean => (bits & (1 << index)) !== 0;
