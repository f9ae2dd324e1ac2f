/**
 * A mail that ends the process when it is read: a Maildir, a mailbox or a server that sends it anew would bring it back after
 * every start. So the mail at hand is named in a file while it is read (one at a time: reading waits for nothing). What was at
 * hand at three deaths is read no more: it goes to the tray as it came.
 */
import type { Heard } from '../ledger/observation.ts';
import { mostDeaths, nameOf, openAtHand } from '../observe/at-hand.ts';
import { failpoint } from '../observe/failpoint.ts';

export interface Reading {
  /** `anew`: somebody wants it read although it must not be. */
  readonly read: (octets: Uint8Array, hear: () => Heard, anew?: boolean) => Heard;
  readonly close: () => void;
}

export function openReading(file: string): Reading {
  const atHand = openAtHand(file);
  return {
    read(octets, hear, anew = false) {
      const name = nameOf(octets);
      const deaths = atHand.deathsOf(name);
      if (deaths >= mostDeaths && !anew)
        return { kind: 'not_understood', why: `The service died ${deaths} times while it read this mail` };
      const end = atHand.begin(name);
      failpoint('reading');
      try {
        return hear();
      } finally {
        end();
      }
    },
    close: atHand.close,
  };
}
