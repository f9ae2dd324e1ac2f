/**
 * What is at hand, by name, in a file, so that the next life of the process knows what the last one died of. One thing at a
 * time. The file is not synced, for the death of a process takes nothing from it; only who shares the data folder counts.
 */
import { hash } from 'node:crypto';
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';

export interface AtHand {
  /** Deaths with it at hand, since it last ended with the process alive. */
  readonly deathsOf: (name: string) => number;
  /** Gives what is to be called when it has ended, in whatever way. */
  readonly begin: (name: string) => () => void;
  readonly close: () => void;
}

/** How many deaths are no accident any more. */
export const mostDeaths = 3;
/** What was at hand at a death and has not been since. */
const remembered = 100;
const width = 32;
const nothing = Buffer.from(`${' '.repeat(width)}\n`);

/** A name for whatever it is. */
export const nameOf = (what: string | Uint8Array): string => hash('sha256', what, 'hex').slice(0, width);

/** `file`: the name of what is at hand, then a line for what was at hand at deaths, with their number. */
export function openAtHand(file: string): AtHand {
  const deaths = deathsIn(file);
  writeAll(file, deaths);
  const place = openSync(file, 'r+');
  // The number of a file that is closed may be another's already.
  let isOpen = true;
  return {
    deathsOf: (name) => (deaths.size === 0 ? 0 : (deaths.get(name) ?? 0)),
    begin(name) {
      if (isOpen) writeSync(place, name, 0);
      return () => {
        if (!isOpen) return;
        writeSync(place, nothing, 0, nothing.length, 0);
        if (deaths.delete(name)) writeAll(file, deaths);
      };
    },
    close() {
      isOpen = false;
      closeSync(place);
    },
  };
}

function writeAll(file: string, deaths: ReadonlyMap<string, number>): void {
  const lines = [...deaths].slice(-remembered).map(([name, count]) => `${name} ${count}\n`);
  writeFileSync(file, `${nothing.toString()}${lines.join('')}`, { mode: 0o600 });
}

/** What was at hand when the last process ended has one more. A file of another form says nothing. */
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
