/** An effect as a row: what nobody looks up stands in one JSON array, for one is written for every message. */
import type { Effect } from '../ledger/effect.ts';

export function effectDetail(effect: Effect): string {
  const { bits, firsts, accepted, list, stream, campaign, senderDomain, domain, path, cause } = effect;
  return JSON.stringify([bits, firsts, accepted, list, stream, campaign, senderDomain, domain, path, cause]);
}

type Stored = [
  Effect['bits'],
  Effect['firsts'],
  Effect['accepted'],
  Effect['list'],
  Effect['stream'],
  Effect['campaign'],
  Effect['senderDomain'],
  Effect['domain'],
  Effect['path'],
  Effect['cause'],
];

export function readEffect(detail: string): Effect {
  const [bits, firsts, accepted, list, stream, campaign, senderDomain, domain, path, cause] = JSON.parse(
    detail,
  ) as Stored;
  return { bits, firsts, accepted, list, stream, campaign, senderDomain, domain, path, cause };
}
