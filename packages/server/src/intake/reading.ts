/**
 * A mail that ends the process when it is read: a Maildir, a mailbox or a server that sends it anew would bring it back after
 * every start. So the mail at hand is named in a file while it is read (one at a time: reading waits for nothing). The file
 * is not synced, for the death of a process takes nothing from it. What was at hand at three deaths is read no more: it goes
 * to the tray as it came.
 */
import { hash } from 'node:crypto';
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import type { Heard } from '../ledger/observation.ts';
import { failpoint } from '../observe/failpoint.ts';

export interface Reading {
  /** `anew`: somebody wants it read although it must not be. */
  readonly read: (octets: Uint8Array, hear: () => Heard, anew?: boolean) => Heard;
  readonly close: () => void;
}

const mostDeaths = 3;
/** Mails that were at hand at a death and have not been read since. */
const remembered = 100;
const width = 32;
const nothing = Buffer.from(`${' '.repeat(width)}\n`);

/** `file`: the name of what is being read, then a line for each death's mail with their number. */
export function openReading(file: string): Reading {
  const deaths = deathsIn(file);
  writeAll(file, deaths);
  const place = openSync(file, 'r+');
  return {
    read(octets, hear, anew = false) {
      const name = hash('sha256', octets, 'hex').slice(0, width);
      const before = deaths.size === 0 ? 0 : (deaths.get(name) ?? 0);
      if (before >= mostDeaths && !anew)
        return { kind: 'not_understood', why: `The service died ${before} times while it read this mail` };
      writeSync(place, name, 0);
      failpoint('reading');
      try {
        return hear();
      } finally {
        writeSync(place, nothing, 0, nothing.length, 0);
        if (before > 0) {
          deaths.delete(name);
          writeAll(file, deaths);
        }
      }
    },
    close: () => closeSync(place),
  };
}

function writeAll(file: string, deaths: ReadonlyMap<string, number>): void {
  const lines = [...deaths].slice(-remembered).map(([name, count]) => `${name} ${count}\n`);
  writeFileSync(file, `${nothing.toString()}${lines.join('')}`, { mode: 0o600 });
}

/** What was being read when the last process ended has one more. A file of another form says nothing. */
function deathsIn(file: string): Map<string, number> {
  const deaths = new Map<string, number>();
  for (const [, name = '', count] of textOf(file).matchAll(/^([0-9a-f]{32}) (\d{1,4})$/gm))
    deaths.set(name, Number(count));
  const [last] = /^[0-9a-f]{32}(?=\n|$)/.exec(textOf(file)) ?? [];
  if (last !== undefined) deaths.set(last, (deaths.get(last) ?? 0) + 1);
  return deaths;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
