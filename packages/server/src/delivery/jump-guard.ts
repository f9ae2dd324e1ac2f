/**
 * Nothing expires, or is deleted, right after the wall clock has jumped ahead: a machine that wakes up, or a clock that was set wrong,
 * must not end the mail of five days at once, or take the ledger of a year. The pause gives people, or the time service, the time to put it right.
 */
import type { Clock } from './clock.ts';
import type { Log } from './ports.ts';

export interface JumpGuard {
  /** Whether expiry has to wait. Asked before anything expires or is deleted; notices jumps by itself. */
  readonly pausesExpiry: () => boolean;
}

export interface JumpGuardOptions {
  /** Jumps ahead of more than this count. */
  readonly jump: number;
  readonly pause: number;
}

const hour = 3_600_000;
/** By so much a clock that goes differently has jumped, or was set back. */
export const jump = hour;

/** Clocks differ by less: what bears such an instant was made by one that was ahead, and would last for as long as that. */
export const isAhead = (at: number, now: number): boolean => at > now + jump;

const defaultJumpGuard: JumpGuardOptions = { jump, pause: hour };

/** `setBack` is told by how many milliseconds the clock has gone back, where that is as much as a jump. */
export function createJumpGuard(
  clock: Clock,
  log: Log,
  options: JumpGuardOptions = defaultJumpGuard,
  setBack: (by: number) => void = () => {},
): JumpGuard {
  const drift = (): number => clock.now() - clock.monotonic();
  let known = drift();
  let pausedUntil = Number.NEGATIVE_INFINITY;
  return {
    pausesExpiry: () => {
      const ahead = drift() - known;
      known += ahead;
      if (ahead > options.jump) {
        pausedUntil = clock.monotonic() + options.pause;
        const minutes = Math.round(ahead / 60_000);
        log.warn({ minutes }, 'The clock jumped ahead: nothing expires or is deleted for the time being.');
      } else if (-ahead > options.jump) setBack(Math.round(-ahead));
      return clock.monotonic() < pausedUntil;
    },
  };
}
