/** For tests: what a reader makes of some lines. */
import type { Attempt } from './attempt.ts';
import type { LogFormat } from './log.ts';

export interface Heard {
  readonly attempts: Attempt[];
  local: number;
  complaints: number;
}

/** The lines are taken as written at the end of 2026-11-24, UTC. */
export function readLines(format: LogFormat, ...lines: readonly string[]): Heard {
  const heard: Heard = { attempts: [], local: 0, complaints: 0 };
  const reader = format.reader({
    attempt: (attempt) => heard.attempts.push(attempt),
    delivered: () => false,
    local: () => {
      heard.local++;
    },
    complaint: () => {
      heard.complaints++;
    },
  });
  reader.read(Buffer.from(`${lines.join('\n')}\n`), Date.UTC(2026, 10, 24, 23, 59));
  return heard;
}
