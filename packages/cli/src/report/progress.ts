/** A progress bar on standard error, on a terminal only; wiped away when done. */
import type { Output } from '../io.ts';

export interface Progress {
  /** More bytes were read. */
  seen(count: number): void;
  done(): void;
}

const width = 30;
const interval = 100;

export function progress(stderr: Output, total: number, now: () => number = Date.now): Progress {
  if (stderr.isTTY !== true) return { seen() {}, done() {} };
  let bytes = 0;
  let drawn = 0;
  return {
    seen(count) {
      bytes += count;
      if (now() - drawn < interval) return;
      drawn = now();
      const megabytes = `${(bytes / 1e6).toFixed(0)} MB`;
      const share = Math.min(1, bytes / total);
      const filled = Math.round(share * width);
      const bar =
        total === 0
          ? ''
          : `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${String(Math.floor(share * 100)).padStart(3)} %  `;
      stderr.write(`\r${bar}${megabytes} `);
    },
    done() {
      if (drawn > 0) stderr.write('\r\u001b[K');
    },
  };
}
