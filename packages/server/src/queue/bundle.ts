/** Recipients of one message at one domain: what goes out in one transaction. */
import type { QueueEntry, StoredMessage } from '../store/rows.ts';
import type { HeldBody } from './body-memory.ts';
import { domainOf } from './lane-name.ts';

export interface Bundle {
  readonly message: StoredMessage;
  readonly domain: string;
  readonly entries: readonly QueueEntry[];
  readonly body: HeldBody;
  /** No recipient was attempted before. */
  readonly fresh: boolean;
}

/** One bundle per domain and age; entries are of one message. The body is counted once for each. */
export function bundles(
  message: StoredMessage,
  entries: readonly QueueEntry[],
  holdBody: (users: number) => HeldBody,
): readonly Bundle[] {
  const [only] = entries;
  if (only !== undefined && entries.length === 1)
    return [{ message, domain: domainOf(only.recipient), entries, body: holdBody(1), fresh: only.attempts === 0 }];
  const groups = new Map<string, QueueEntry[]>();
  for (const entry of entries) {
    const key = `${entry.attempts === 0 ? 'fresh' : 'retry'} ${domainOf(entry.recipient)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  const body = holdBody(groups.size);
  return [...groups.values()].map((group) => {
    const first = group[0] as QueueEntry;
    return { message, domain: domainOf(first.recipient), entries: group, body, fresh: first.attempts === 0 };
  });
}

/** The first `count` recipients and the rest. */
export function split(bundle: Bundle, count: number): readonly [Bundle, Bundle] {
  bundle.body.users++;
  return [
    { ...bundle, entries: bundle.entries.slice(0, count) },
    { ...bundle, entries: bundle.entries.slice(count) },
  ];
}
