/**
 * The store's port for forgetting an address: what names it is deleted; what was counted stays counted. Whether it may be mailed
 * is kept under a keyed hash, which tells nobody without the key which address it is of.
 */
import type { Reason } from '@hearback/bounce';
import type { SuppressionScope } from '../ledger/event.ts';
import type { SuppressionEntry } from './listening.ts';

export interface ErasedEntry {
  /** Keyed hash of the address, hexadecimal. */
  readonly key: string;
  readonly scope: SuppressionScope;
  readonly value: string;
  readonly reason: Reason;
  readonly at: number;
  readonly expires_at: number | null;
}

export interface Erasure {
  /** Ids of the events that name the address. */
  readonly events: readonly string[];
  /** Key (SHA-256, hexadecimal) and recipient (hash) of its entries on the suppression list. */
  readonly entry: { readonly key: string; readonly recipient: number };
  /** Those of its entries that were seen: one that came or changed since stays, for nothing is kept of it yet. */
  readonly listed: readonly Pick<SuppressionEntry, 'scope' | 'value' | 'state' | 'since'>[];
  /** Rows of dialogues, without its name. */
  readonly dialogues: readonly { readonly seq: number; readonly text: string }[];
  /** Ids of the deliveries to webhooks that name it: what waited is not sent. */
  readonly deliveries: readonly string[];
  readonly kept: readonly ErasedEntry[];
}

export interface ErasureReads {
  /** Of these keyed hashes; none when nothing was ever erased. */
  readonly erased: (keys: readonly string[]) => Promise<readonly ErasedEntry[]>;
  readonly anyErased: () => Promise<boolean>;
  /** Dialogues of a message with the numbers of their rows. */
  readonly dialogueRows: (messageId: string) => Promise<readonly { readonly seq: number; readonly text: string }[]>;
  /** What webhooks have been told and are to be told, by id. */
  readonly deliveryBodies: (
    after: string | null,
    limit: number,
  ) => Promise<readonly { readonly id: string; readonly body: string }[]>;
  readonly secret: (name: string) => Promise<string | null>;
}

export interface ErasureWrites {
  /** All of it or nothing. */
  readonly erase: (erasure: Erasure) => Promise<void>;
  /** Lets an erased address have mail again; false when nothing was kept of it. */
  readonly unerase: (key: string) => Promise<boolean>;
  /** Unless there is one of this name; gives the one that stands. */
  readonly keepSecret: (name: string, value: string) => Promise<string>;
  /** Unless it is not `before` any more. */
  readonly replaceSecret: (name: string, before: string, after: string) => Promise<void>;
}
