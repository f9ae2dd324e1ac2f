/**
 * Corrects the past by the rules of now, and takes such a run back. A run is a job: it goes on behind the request that began
 * it, and tells how far it is. Whatever it has corrected stands when it is broken off; run again it goes on where it was,
 * for what is right already is left alone.
 */
import type { Ids } from '../ledger/ids.ts';
import type { Reclassifier } from '../ledger/reclassify.ts';
import type { Log } from '../observe/log.ts';
import type { Job, Store } from '../store/store.ts';
import type { RuleSet } from './own-rules.ts';
import { changesSince, type Reading } from './reread.ts';

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
  readonly store: Pick<Store, 'events' | 'correctionsIn' | 'job' | 'saveJob'>;
  readonly reclassifier: Reclassifier;
  readonly ids: Pick<Ids, 'make'>;
  readonly now: () => number;
  readonly log: Log;
}

/** Corrections under way at a time: each commits, and commits share their fsync. */
const atOnce = 50;

export function createHistory({ store, reclassifier, ids, now, log }: HistoryDeps): History {
  let open = true;
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
      return begin(job, async (progress) => {
        const reading: Reading = { read: 0, complete: true, until: null };
        const said = { who, why, run: job.id, rules: rules.version };
        let changed = 0;
        const asked = { store, since, rules: rules.book, more: () => open };
        for await (const page of changesSince(asked, reading)) {
          for (let from = 0; from < page.length && open; from += atOnce) {
            const some = page.slice(from, from + atOnce);
            await Promise.all(some.map(({ event, to }) => reclassifier.correct(event, to, said)));
            changed += some.length;
          }
          await progress({ read: reading.read, changed });
        }
        const state = open && reading.complete ? 'done' : 'failed';
        return { ...job, state, detail: { ...job.detail, read: reading.read, changed } };
      });
    },

    undo: async (id, { who, why }) => {
      const job = await store.job(id);
      if (job === null || job.kind !== 'reclassify' || job.state === 'undone') return null;
      if (job.state === 'running' && now() - job.touchedAt < silence) return null;
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
      await quiet();
    },
  };
}

/** A run that tells nothing for so long was broken off with its process. */
const silence = 5 * 60_000;
