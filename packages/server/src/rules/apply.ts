/**
 * Corrects the past by the rules of now, and takes such a run back. A run is a job: it goes on behind the request that began
 * it, and tells how far it is. Whatever it has corrected stands when it is broken off; run again it goes on where it was,
 * for what is right already is left alone. Before it ends it waits until every process has the rules, and looks at what was
 * recorded meanwhile by those of before. One that began by other rules in this process ends when the next begins.
 */
import { setTimeout } from 'node:timers/promises';
import type { Ids } from '../ledger/ids.ts';
import type { Reclassifier } from '../ledger/reclassify.ts';
import type { Log } from '../observe/log.ts';
import type { Job, Store } from '../store/store.ts';
import type { RuleSet } from './own-rules.ts';
import { changeOf, changesSince, type Reading, recordedBehind } from './reread.ts';

export interface History {
  /** Resolves when the run is written down; it goes on by itself. */
  readonly apply: (rules: RuleSet, since: number, said: { readonly who: string; readonly why: string }) => Promise<Job>;
  /** Null: there is no such run, or it is not over. */
  readonly undo: (id: string, said: { readonly who: string; readonly why: string }) => Promise<Job | null>;
  /** Resolves when nothing runs. */
  readonly quiet: () => Promise<void>;
  /** Breaks off what runs, and resolves when nothing does. */
  readonly close: () => Promise<void>;
}

export interface HistoryDeps {
  readonly store: Pick<
    Store,
    'kind' | 'events' | 'newestEvent' | 'numberBefore' | 'eventsBehind' | 'correctionsIn' | 'job' | 'saveJob'
  >;
  readonly reclassifier: Reclassifier;
  readonly ids: Pick<Ids, 'make'>;
  readonly now: () => number;
  readonly log: Log;
  /** Milliseconds after which all that is recorded is judged by the rules of now; left out: by the kind of the store. */
  readonly settle?: number | undefined;
}

/** Corrections under way at a time: each commits, and commits share their fsync. */
const atOnce = 50;
/** What is judged is recorded in a moment; another process has the rules within ten seconds (store/postgres/news.ts). */
const settling = { sqlite: 2000, postgres: 15_000 } as const;

export function createHistory({ store, reclassifier, ids, now, log, ...options }: HistoryDeps): History {
  const { settle = settling[store.kind] } = options;
  const closing = new AbortController();
  let open = true;
  /** Of the run that began last. */
  let version = '';
  const running = new Set<Promise<void>>();

  /** Runs `work` behind the caller; what it returns is the job's last word. */
  const begin = async (job: Job, work: (progress: (detail: Job['detail']) => Promise<void>) => Promise<Job>) => {
    await store.saveJob(job);
    const told = async (detail: Job['detail']): Promise<void> =>
      store.saveJob({ ...job, touchedAt: now(), detail: { ...job.detail, ...detail } });
    const run = work(told)
      .then((ended) => store.saveJob({ ...ended, touchedAt: now() }))
      .catch(async (err: unknown) => {
        log.error({ err, job: job.id }, 'A run over the past has failed; what it corrected stands');
        const problem = err instanceof Error ? err.message : String(err);
        await store.saveJob({ ...job, state: 'failed', touchedAt: now(), detail: { ...job.detail, problem } });
      })
      .catch((err: unknown) => log.error({ err, job: job.id }, 'The end of a run could not be written down'))
      .finally(() => running.delete(run));
    running.add(run);
    return job;
  };

  const quiet = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running);
  };

  return {
    apply: async (rules, since, { who, why }) => {
      const started = now();
      const job: Job = {
        ...{ id: ids.make('rcl_', started), kind: 'reclassify', state: 'running', who, why },
        ...{ startedAt: started, touchedAt: started },
        detail: { since, rules: rules.version, read: 0, changed: 0 },
      };
      version = rules.version;
      const from = await store.numberBefore(Number.MAX_SAFE_INTEGER);
      const more = (): boolean => open && version === rules.version;
      return begin(job, async (progress) => {
        const reading: Reading = { read: 0, complete: true, until: null };
        const said = { who, why, run: job.id, rules: rules.version };
        let changed = 0;
        const correctAll = async <T>(page: readonly T[], correct: (one: T) => Promise<boolean>): Promise<void> => {
          for (let at = 0; at < page.length && more(); at += atOnce) {
            const done = await Promise.all(page.slice(at, at + atOnce).map(correct));
            changed += done.filter((each) => each).length;
          }
          await progress({ read: reading.read, changed });
        };
        for await (const page of changesSince({ store, since, rules: rules.book, more }, reading))
          await correctAll(page, async ({ event, to }) => {
            await reclassifier.correct(event, to, said);
            return true;
          });
        await setTimeout(more() ? settle : 0, null, { signal: closing.signal }).catch(() => null);
        for await (const page of recordedBehind({ store, from, since, run: job.id, more }))
          await correctAll(page, async (id) => {
            const found = await reclassifier.standing(id);
            const change = found === null ? null : changeOf(found.event, found.correction ?? undefined, rules.book);
            if (change !== null) await reclassifier.correct(change.event, change.to, said);
            return change !== null;
          });
        const state = more() && reading.complete ? 'done' : 'failed';
        return { ...job, state, detail: { ...job.detail, read: reading.read, changed } };
      });
    },

    undo: async (id, { who, why }) => {
      const job = await store.job(id);
      if (job === null || job.kind !== 'reclassify' || job.state === 'undone') return null;
      if (job.state === 'running' && Math.abs(now() - job.touchedAt) < silence) return null;
      return begin({ ...job, state: 'running' }, async (progress) => {
        let undone = 0;
        for (let after: string | null = null; open; ) {
          const page = await store.correctionsIn(id, after, atOnce);
          // Undoing twice changes nothing: what is taken back is taken back.
          const some = page.data.filter(({ reclassification }) => reclassification?.undoes === null);
          await Promise.all(some.map((correction) => reclassifier.takeBack(correction, { who, why, run: null })));
          undone += some.length;
          await progress({ undone });
          after = page.next;
          if (after === null) break;
        }
        return { ...job, state: open ? 'undone' : 'failed', detail: { ...job.detail, undone } };
      });
    },

    quiet,
    close: async () => {
      open = false;
      closing.abort();
      await quiet();
    },
  };
}

/** A run that tells nothing for so long was broken off with its process. */
const silence = 5 * 60_000;
