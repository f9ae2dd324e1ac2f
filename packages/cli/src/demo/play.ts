/** The acts of the demo: the history that is told, and the campaign that is sent, each until its end or until it is stopped. */
import { setMaxListeners } from 'node:events';
import type { campaign } from './campaign.ts';
import { follow } from './follow.ts';
import { history } from './history/history.ts';
import { tellHistory } from './history/tell.ts';
import { createLedger } from './ledger.ts';
import { Progress } from './progress.ts';
import { type Submission, submit } from './submit.ts';
import type { Moment, View, Whereabouts } from './view.ts';

export interface PlayOptions {
  readonly mailings: ReturnType<typeof campaign>;
  readonly where: Whereabouts;
  readonly submission: Submission;
  readonly view: View;
  readonly signal: AbortSignal;
}

export interface Play {
  /** Messages of the campaign. */
  readonly total: number;
  readonly history: (seed: number, until: number) => Promise<void>;
  readonly campaign: () => Promise<void>;
  readonly moment: () => Moment;
}

/** Milliseconds between two pictures. */
const FRAME = 250;
/** The longest that the end of the last retries is waited for, in real milliseconds. */
const LONGEST = 60_000;

export function createPlay({ mailings, where, submission, view, signal }: PlayOptions): Play {
  const total = mailings.reduce((sum, { recipients }) => sum + recipients.length, 0);
  const progress = new Progress(total);
  const ledger = createLedger();
  let began = performance.now();
  const moment = (): Moment => ({
    standing: progress.standing,
    get health() {
      return ledger.health();
    },
    elapsed: performance.now() - began,
  });
  return {
    total,
    moment,
    async history(seed, until) {
      const events = history(seed, until);
      view.history(events.length);
      await tellHistory(where.socket, events, signal);
    },
    async campaign() {
      began = performance.now();
      const ending = new AbortController();
      const stop = AbortSignal.any([signal, ending.signal]);
      // Each connection that hands mail in listens to it.
      setMaxListeners(0, stop);
      await follow(
        where.socket,
        (event) => {
          progress.hear(event);
          ledger.hear(event);
          view.event(event);
        },
        stop,
      );
      const frames = setInterval(() => view.moment(moment()), FRAME);
      try {
        await submit(mailings, submission, stop);
        await Promise.race([progress.finished, aborted(signal), timeout(LONGEST, stop)]);
      } finally {
        clearInterval(frames);
        ending.abort();
      }
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function timeout(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}
