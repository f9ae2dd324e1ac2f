/** The store's port for whoever looks for messages: which there are, to whom they went, what became of each. */
import type { Fate } from '../ledger/fate.ts';
import type { StoredMessage } from './rows.ts';

export interface MessageFilter {
  /** In any case; empty for the null reverse-path. */
  readonly sender?: string | undefined;
  readonly stream?: string | undefined;
  readonly campaign?: string | undefined;
  readonly list?: string | undefined;
  /** Accepted at this instant or later, and before that one. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  /** Of any of its recipients. */
  readonly fate?: Fate | undefined;
}

/** By the hash of the recipient (ledger/address-key.ts). */
export type FatesOf = ReadonlyMap<number, Fate>;

export interface MessageReads {
  readonly message: (id: string) => Promise<StoredMessage | null>;
  readonly messagesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, StoredMessage>>;
  /**
   * The newest first. What is over and was not delivered is found as long as the events that tell it are kept. A page looks at a
   * bounded number of messages: of a rare list or the like it may hold fewer than `limit`, even none, and still have a `next`.
   */
  readonly messages: (
    filter: MessageFilter,
    after: string | null,
    limit: number,
  ) => Promise<{ readonly data: readonly StoredMessage[]; readonly next: string | null }>;
  /**
   * Of each message (as `outcomeMessage` of ledger/subject.ts names it), what became of its recipients. `recipients`: how many it
   * has, where that is known: whoever has that many fates needs no further look.
   */
  readonly fatesOf: (
    messages: readonly { readonly id: string; readonly recipients: number | null }[],
  ) => Promise<ReadonlyMap<string, FatesOf>>;
  /** The first few recipients that the events of each message name, in the order of its envelope; fewer than `most` may be different ones. */
  readonly firstRecipients: (ids: readonly string[], most: number) => Promise<ReadonlyMap<string, readonly string[]>>;
  /** Messages that are in the queue for this address, the newest first. */
  readonly queuedFor: (address: string, limit: number) => Promise<readonly string[]>;
}
