/** Takes what an operator selected out of memory. */
import type { ClaimedEntry, QueueEntry, StoredMessage } from '../store/rows.ts';
import type { Selection } from '../store/store.ts';
import type { BodyMemory } from './body-memory.ts';
import type { Bundle } from './bundle.ts';
import { domainOf } from './lane-name.ts';

function isSelected(selection: Selection, message: StoredMessage, entry: QueueEntry, lane: string): boolean {
  const { messageId, recipient, domain, stream, campaign, sender, acceptedSince, acceptedBefore } = selection;
  return (
    (messageId === undefined || messageId === message.id) &&
    (recipient === undefined || recipient.toLowerCase() === entry.recipient.toLowerCase()) &&
    (domain === undefined || domain.toLowerCase() === domainOf(entry.recipient)) &&
    (selection.lane === undefined || isLane(selection.lane, lane) || isLane(selection.lane, entry.lane)) &&
    (stream === undefined || stream === message.stream) &&
    (campaign === undefined || campaign === message.campaign) &&
    (sender === undefined || sender === message.sender) &&
    (acceptedSince === undefined || message.acceptedAt >= acceptedSince) &&
    (acceptedBefore === undefined || message.acceptedAt < acceptedBefore)
  );
}

/** As the store has it (store/selection.ts): a whole lane, or its site alone. */
const isLane = (selected: string, lane: string): boolean =>
  lane === selected || (!selected.includes('|') && lane.startsWith(`${selected}|`));

/** Where bundles wait in memory: a lane, or for a look-up. */
export interface Waiting {
  readonly name: string;
  readonly remove: (fits: (bundle: Bundle) => boolean) => readonly Bundle[];
  readonly unshift: (bundle: Bundle) => void;
}

/** Entries that are ready but not under way. They stay leased and counted: the caller settles them. */
export function takeSelected(
  places: Iterable<Waiting>,
  selection: Selection,
  bodies: BodyMemory,
): readonly ClaimedEntry[] {
  const taken: ClaimedEntry[] = [];
  for (const place of places) {
    const fits = (message: StoredMessage) => (entry: QueueEntry) => isSelected(selection, message, entry, place.name);
    for (const bundle of place.remove(({ message, entries }) => entries.some(fits(message)))) {
      const { message, entries } = bundle;
      const rest = entries.filter((entry) => !fits(message)(entry));
      for (const entry of entries) if (fits(message)(entry)) taken.push({ entry, message });
      if (rest.length > 0) place.unshift({ ...bundle, entries: rest });
      else bodies.letGo(bundle.body);
    }
  }
  return taken;
}
