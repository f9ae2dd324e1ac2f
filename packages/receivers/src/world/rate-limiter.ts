/** Counts what one client sends to one receiver, in fixed windows of the world's time. */
import type { RateLimit } from '../personalities/personality.ts';

interface Window {
  readonly began: number;
  count: number;
}

export class RateLimiter {
  readonly #windows = new Map<string, Window>();

  /** Counts one message, and says whether it is one too many. */
  exceeded(key: string, limit: RateLimit, now: number): boolean {
    const window = this.#windows.get(key);
    if (window === undefined || now - window.began >= limit.windowMs) {
      this.#windows.set(key, { began: now, count: 1 });
      return limit.perWindow < 1;
    }
    window.count += 1;
    return window.count > limit.perWindow;
  }
}
