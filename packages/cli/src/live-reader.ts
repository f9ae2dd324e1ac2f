/** For what goes on whether or not anybody reads it: one that has stopped reading a pipe must not fill the memory. */
import type { Output } from './io.ts';
import { mostWaiting } from './log-output.ts';

/** So much is kept for the reader and no more; `tell` hears how much was dropped when it reads again. */
export function dropping(output: Output, tell: (sentence: string) => unknown): Output {
  let lost = 0;
  return {
    write(chunk) {
      if ((output.writableLength ?? 0) > mostWaiting) {
        lost++;
        return true;
      }
      if (lost > 0) tell(`${lost} of what was to be written is lost: nobody read it in time`);
      lost = 0;
      return output.write(chunk);
    },
    get isTTY() {
      return output.isTTY;
    },
    get columns() {
      return output.columns;
    },
  };
}
