/** For tests: what a reader makes of some lines. */
import type { Attempt, Counted } from './attempt.ts';
import type { LogFormat } from './log.ts';

export interface Heard {
  readonly attempts: Attempt[];
  readonly counted: Counted[];
  local: number;
  complaints: number;
}

/** The lines are taken as written at the end of 2026-11-24, UTC. */
export function readLines(format: LogFormat, ...lines: readonly string[]): Heard {
  const heard: Heard = { attempts: [], counted: [], local: 0, complaints: 0 };
  const reader = format.reader({
    attempt: (attempt) => heard.attempts.push(attempt),
    counted: (deliveries) => heard.counted.push(deliveries),
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
