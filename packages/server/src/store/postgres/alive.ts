/**
 * A server that is gone without a word (its machine is off, a firewall has forgotten the connection) leaves what it was asked
 * without an answer for as long as TCP sends it again, a quarter of an hour. One that is only slow still takes connections: so
 * when an answer is long in coming, another connection is tried, and without that the first one is given up.
 */
import pg from 'pg';
import { clientConfig, type PostgresConnection } from './connection.ts';

const usualSilence = 15_000;

export interface Alive {
  /** The answer; `giveUp`, which is to end the connection that it would come by, is called when no server is there any more. */
  readonly watch: <T>(answer: Promise<T>, giveUp: () => void) => Promise<T>;
}

/** `silence`: how long an answer may take until the server is looked for, in milliseconds. */
export function createAlive(connection: PostgresConnection, silence: number = usualSilence): Alive {
  let looking: Promise<boolean> | null = null;
  /** One look serves all that wait. */
  const isThere = (): Promise<boolean> => {
    looking ??= answers(connection).finally(() => {
      looking = null;
    });
    return looking;
  };
  return {
    watch: async (answer, giveUp) => {
      let isOver = false;
      const look = async (): Promise<void> => {
        if (isOver || (await isThere()) || isOver) return;
        giveUp();
      };
      const timer = setInterval(() => void look(), silence);
      try {
        return await answer;
      } finally {
        isOver = true;
        clearInterval(timer);
      }
    },
  };
}

/** Whether a server is there, also one that turns us away. */
async function answers(connection: PostgresConnection): Promise<boolean> {
  const client = new pg.Client(clientConfig(connection));
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    return error instanceof pg.DatabaseError;
  } finally {
    await client.end().catch(() => {});
  }
}
