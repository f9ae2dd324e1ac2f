/**
 * What changed verdicts would do: which addresses would be suppressed or released, and what would become of the counts. Worked
 * out as it would be if the corrections were recorded, and nothing is.
 */
import type { SuppressionPolicies } from '@hearback/bounce';
import { addressKey, normalAddress } from '../ledger/address-key.ts';
import { entriesOf, outliving } from '../ledger/address-state.ts';
import { type Counts, counted, countsOf } from '../ledger/contributions.ts';
import { corrected } from '../ledger/corrected.ts';
import type { Effect } from '../ledger/effect.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import type { IncidentIndex } from '../ledger/incident.ts';
import { heldBy } from '../ledger/incident-hold.ts';
import { correctionOf } from '../ledger/reclassify.ts';
import { effectOn } from '../ledger/recount.ts';
import { outcomeMessage } from '../ledger/subject.ts';
import type { Store } from '../store/store.ts';
import type { Change } from './reread.ts';

export interface Consequences {
  /** Outcome by outcome: what it counts as now, and would. */
  readonly counts: readonly { readonly before: Effect; readonly after: Effect }[];
  /** Null: it gets mail, or does not, as before. */
  readonly address: {
    readonly address: string;
    readonly kind: 'suppressed' | 'released';
    readonly reason: string;
  } | null;
}

const mostHistory = 2000;
const said = { who: '', why: '', run: null, rules: null };

/** Of all changes about one address. */
export async function consequencesOf(
  store: Pick<Store, 'eventsAbout' | 'suppressionsAbout'>,
  changes: readonly Change[],
  given: { readonly policy: SuppressionPolicies; readonly incidents: IncidentIndex; readonly now: number },
): Promise<Consequences> {
  const { policy, incidents, now } = given;
  const address = normalAddress(changes[0]?.event.recipient ?? '');
  const key = addressKey(address);
  const [recorded, listed] = await Promise.all([
    store.eventsAbout(key.recipient, null, mostHistory),
    store.suppressionsAbout([key.recipient]),
  ]);
  const history = recorded
    .map(({ event }) => event)
    .filter(({ recipient, suppression }) =>
      recipient === null ? suppression?.address_sha256 === key.key : normalAddress(recipient) === address,
    );
  const standing = outliving(
    listed.filter((entry) => entry.key === key.key),
    history,
  );
  const corrections = changes.map(({ event, to }, index) =>
    correctionOf(event, { id: `~${index}`, at: now, verdict: to, undoes: null, said }),
  );
  const all = [...history, ...corrections];
  const stops = (events: readonly LedgerEvent[]) =>
    entriesOf(events, key, address, policy, heldBy(corrected(events), key, address, incidents), standing).find(
      ({ scope, state, expires_at: ends }) => scope === 'global' && state !== 'released' && (ends ?? now + 1) > now,
    );
  const [before, after] = [stops(history), stops(all)];
  const kind = before === undefined ? 'suppressed' : 'released';
  const told = (after ?? before)?.reason ?? '';
  return {
    counts: outcomes(changes, history, all),
    address: (before === undefined) === (after === undefined) ? null : { address, kind, reason: told },
  };
}

function outcomes(changes: readonly Change[], history: readonly LedgerEvent[], all: readonly LedgerEvent[]) {
  const messages = new Set(changes.map(({ event }) => outcomeMessage(event)));
  return [...messages].flatMap((message) => {
    const [before, after] = [effectOn(message, history), effectOn(message, all)];
    return before === null || after === null ? [] : [{ before, after }];
  });
}

/** What is added to the counts of a key. */
export type Deltas = Map<string, Counts>;

export function addDelta(deltas: Deltas, key: string | null, before: Effect, after: Effect): void {
  if (key === null) return;
  const [was, is] = [countsOf(before), countsOf(after)];
  const known = deltas.get(key);
  const sum = counted.map((name, index) => [name, (known?.[name] ?? 0) + (is[index] ?? 0) - (was[index] ?? 0)]);
  deltas.set(key, Object.fromEntries(sum) as Counts);
}
