/**
 * A connection of its own for the statements that run for every message, which look rows up by their keys: one for batches,
 * one for what is asked. It comes back by itself, with growing pauses, for as long as a caller has patience. Queries of one
 * call go out together: the answers cost one round trip.
 */
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { StoreError } from '../store-error.ts';
import type { Alive } from './alive.ts';
import { assureDurability, clientConfig, type PostgresConnection } from './connection.ts';
import { isOutdated, kindOf, readFailure } from './failure.ts';

export interface NamedQuery {
  /** Prepared under this name; null: run once. */
  readonly name: string | null;
  readonly text: string;
  readonly values: unknown[];
}

export interface Line {
  /** Rejects with a StoreError when there is none by then. */
  readonly connected: (until: number) => Promise<Wire>;
  readonly close: () => Promise<void>;
}

export interface Wire {
  /** All results, or the first error; in a transaction the queries behind it fail as well. */
  readonly send: (queries: readonly NamedQuery[]) => Promise<readonly pg.QueryResult[]>;
  readonly lost: () => boolean;
}

/**
 * Nothing else is done here than looking rows up by their keys; a plan made while the tables were small must not scan them
 * when they have grown.
 */
const onlyByIndex =
  'set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set plan_cache_mode = force_generic_plan';

const shortestPause = 25;
const longestPause = 2000;

export function createLine(connection: PostgresConnection, alive: Alive): Line {
  let current: { readonly client: pg.Client; readonly wire: Wire } | null = null;
  let connecting: Promise<Wire> | null = null;
  const closing = new AbortController();

  const connect = async (): Promise<Wire> => {
    const client = new pg.Client({ ...clientConfig(connection), pipeline: true });
    let lost = false;
    const lose = (): void => {
      lost = true;
      if (current?.client === client) current = null;
    };
    const send: Wire['send'] = async (queries) => {
      try {
        return await alive.watch(sendTogether(client, queries), client);
      } catch (error) {
        // The next one has a new connection, also when the server told the end of this one before it was closed.
        if (!lost && (kindOf(error) === 'connection' || isOutdated(error))) {
          lose();
          void client.end();
        }
        throw error;
      }
    };
    client.on('error', lose);
    client.on('end', lose);
    await client.connect();
    try {
      await assureDurability(async (text) => (await alive.watch(client.query(text), client)).rows);
      await alive.watch(client.query(onlyByIndex), client);
    } catch (error) {
      await client.end();
      throw error;
    }
    if (closing.signal.aborted) {
      await client.end();
      throw new StoreError('closed', 'the store is closed');
    }
    const wire: Wire = { send, lost: () => lost };
    if (!lost) current = { client, wire };
    return wire;
  };

  /** Ends early when the store is closed. */
  const pause = (milliseconds: number): Promise<void> =>
    setTimeout(milliseconds, undefined, { signal: closing.signal }).catch(() => {});

  return {
    connected: async (until) => {
      for (let wait = shortestPause; ; wait = Math.min(2 * wait, longestPause)) {
        if (closing.signal.aborted) throw new StoreError('closed', 'the store is closed');
        if (current !== null) return current.wire;
        try {
          connecting ??= connect().finally(() => {
            connecting = null;
          });
          return await connecting;
        } catch (error) {
          if (error instanceof StoreError || kindOf(error) === 'statement') throw error;
          if (performance.now() + wait > until) throw readFailure(error);
          await pause(wait);
        }
      }
    },
    close: async () => {
      closing.abort();
      // Whoever waits for it learns that it is closed, or why it never came.
      await connecting?.catch(() => {});
      await current?.client.end();
    },
  };
}

async function sendTogether(client: pg.Client, queries: readonly NamedQuery[]): Promise<readonly pg.QueryResult[]> {
  const outcomes = await Promise.allSettled(
    queries.map(({ name, text, values }) => client.query(name === null ? { text, values } : { name, text, values })),
  );
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}
