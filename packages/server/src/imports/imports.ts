/**
 * Imports of suppression entries, each a job: what is handed in is on disk before it is answered, and read from there a few
 * lines at a time behind the request. An import that its process did not end says so; what it had taken stands, and is
 * known when the file comes again.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Ids } from '../ledger/ids.ts';
import { type ByHand, keyOfSubject, type SuppressionList } from '../ledger/suppression.ts';
import { failpoint } from '../observe/failpoint.ts';
import type { Log } from '../observe/log.ts';
import type { Job, Store } from '../store/store.ts';
import { readEntry, type Said, unique } from './entry.ts';
import { type Form, recordsOf } from './records.ts';

export interface ImportAsked {
  readonly form: Form;
  readonly dryRun: boolean;
  /** What a line does not say itself. */
  readonly said: Said;
  readonly who: string;
}

export interface Imports {
  /** Resolves when what is handed in is on disk and the job written down. Rejects with ImportTooLarge, or as the stream does. */
  readonly begin: (octets: Readable, asked: ImportAsked) => Promise<Job>;
  /** Resolves with the next word of a job that runs here, or when `signal` aborts; at once for any other. */
  readonly next: (id: string, signal: AbortSignal) => Promise<void>;
  /** Resolves when nothing runs. */
  readonly quiet: () => Promise<void>;
  /** Breaks off what runs, and resolves when nothing does. */
  readonly close: () => Promise<void>;
}

export class ImportTooLarge extends Error {
  constructor(largest: number) {
    super(`An import has at most ${largest} octets`);
    this.name = 'ImportTooLarge';
  }
}

export interface ImportsDeps {
  readonly store: Pick<Store, 'job' | 'saveJob'>;
  readonly suppressions: Pick<SuppressionList, 'isKnown' | 'add'>;
  readonly ids: Pick<Ids, 'make'>;
  readonly now: () => number;
  readonly log: Log;
  /** Of what is handed in, while it is read; this process's own. */
  readonly folder: string;
  /** Octets of one import. */
  readonly largest?: number;
}

/** About five million addresses. */
const usualLargest = 200 * 1024 * 1024;
const atOnce = 1000;
/** Read before any is written, so that neighbours in the table are written together; some 150 MB. */
const readAhead = 500_000;
const mostErrors = 100;
const cutOff = 'The service ended before the import did. What was taken stands; hand the file in again for the rest.';

interface Counts {
  read_octets: number;
  lines: number;
  new: number;
  known: number;
  released: number;
  invalid: number;
  errors: { readonly line: number; readonly why: string }[];
}

export async function openImports(deps: ImportsDeps): Promise<Imports> {
  const { store, suppressions, ids, now, log, folder, largest = usualLargest } = deps;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await tellOfCutOff(deps);
  let open = true;
  const running = new Map<string, Promise<void>>();
  const listeners = new Map<string, Set<() => void>>();

  const save = async (job: Job): Promise<void> => {
    await store.saveJob(job);
    for (const tell of listeners.get(job.id) ?? []) tell();
  };

  const take = async (batch: readonly ByHand[], counts: Counts, dryRun: boolean): Promise<void> => {
    const entries = unique(batch);
    const known = await suppressions.isKnown(entries);
    const fresh = entries.filter((_, index) => known[index] !== true);
    failpoint('import-before-record');
    if (!dryRun) await suppressions.add(fresh);
    failpoint('import-after-record');
    counts.new += fresh.length;
    counts.known += batch.length - fresh.length;
  };

  const run = async (job: Job, file: string, { form, dryRun, said, who }: ImportAsked): Promise<void> => {
    const counts: Counts = { read_octets: 0, lines: 0, new: 0, known: 0, released: 0, invalid: 0, errors: [] };
    const detail = (): Job['detail'] => ({ ...job.detail, ...counts });
    let batch: ByHand[] = [];
    const flush = async (): Promise<void> => {
      const parts = inOrderOfKeys(batch);
      batch = [];
      for (const part of parts) {
        if (!open) return;
        await take(part, counts, dryRun);
        await save({ ...job, touchedAt: now(), detail: detail() });
      }
    };
    const breakOff = (): Promise<void> =>
      save({ ...job, state: 'failed', touchedAt: now(), detail: { ...detail(), problem: cutOff } });
    for await (const { line, fields, wrong } of recordsOf(counted(createReadStream(file), counts), form)) {
      if (!open) return breakOff();
      counts.lines++;
      const entry = fields === null ? null : readEntry(fields, said, who);
      if (entry?.kind === 'entry' && (entry.entry.expiresAt ?? Infinity) > now()) batch.push(entry.entry);
      // One that has run out holds nothing back either.
      else if (entry?.kind === 'entry' || entry?.kind === 'released') counts.released++;
      else {
        counts.invalid++;
        if (counts.errors.length < mostErrors)
          counts.errors.push({ line, why: entry?.kind === 'wrong' ? entry.why : (wrong ?? '') });
      }
      if (batch.length === readAhead) await flush();
    }
    await flush();
    if (!open) return breakOff();
    await save({ ...job, state: 'done', touchedAt: now(), detail: detail() });
  };

  const begin = (job: Job, file: string, asked: ImportAsked): void => {
    const going = run(job, file, asked)
      .catch(async (err: unknown) => {
        log.error({ err, job: job.id }, 'An import has failed; what it took stands');
        const last = (await store.job(job.id)) ?? job;
        const problem = err instanceof Error ? err.message : String(err);
        await save({ ...last, state: 'failed', touchedAt: now(), detail: { ...last.detail, problem } });
      })
      .then(() => rm(file, { force: true }))
      .catch((err: unknown) => log.error({ err, job: job.id }, 'The end of an import could not be written down'))
      .finally(() => {
        running.delete(job.id);
        for (const tell of listeners.get(job.id) ?? []) tell();
      });
    running.set(job.id, going);
  };

  const quiet = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running.values());
  };

  return {
    begin: async (octets, asked) => {
      const started = now();
      const id = ids.make('imp_', started);
      const file = join(folder, id);
      try {
        await pipeline(octets, atMost(largest), createWriteStream(file, { flags: 'wx', mode: 0o600 }));
        const { size } = await stat(file);
        const detail = { dry_run: asked.dryRun, octets: size, read_octets: 0 };
        const job: Job = {
          ...{ id, kind: 'import', state: 'running', who: asked.who, why: asked.said.why ?? '' },
          ...{ startedAt: started, touchedAt: now(), detail },
        };
        await store.saveJob(job);
        begin(job, file, asked);
        return job;
      } catch (error) {
        await rm(file, { force: true });
        throw error;
      }
    },
    next: (id, signal) => {
      if (!running.has(id) || signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const waiting = listeners.get(id) ?? new Set();
        listeners.set(id, waiting);
        const tell = (): void => {
          waiting.delete(tell);
          if (waiting.size === 0) listeners.delete(id);
          signal.removeEventListener('abort', tell);
          resolve();
        };
        waiting.add(tell);
        signal.addEventListener('abort', tell);
      });
    },
    quiet,
    close: async () => {
      open = false;
      await quiet();
    },
  };
}

/**
 * As the table of suppressed addresses has them: by the hash. In the order of a file each would go to a page of its own. What
 * is said of one address stays together: the last word counts.
 */
function* inOrderOfKeys(entries: readonly ByHand[]): Generator<readonly ByHand[]> {
  const keyed = entries.map((entry) => ({ entry, recipient: keyOfSubject(entry.subject).recipient }));
  keyed.sort((a, b) => a.recipient - b.recipient);
  for (let from = 0; from < keyed.length; ) {
    let to = Math.min(from + atOnce, keyed.length);
    while (keyed[to]?.recipient === keyed[to - 1]?.recipient) to++;
    yield keyed.slice(from, to).map(({ entry }) => entry);
    from = to;
  }
}

/** What is in the folder when a process begins was left there by one that did not end it. */
async function tellOfCutOff({ store, folder, now }: ImportsDeps): Promise<void> {
  for (const name of await readdir(folder)) {
    const job = await store.job(name);
    if (job?.state === 'running')
      await store.saveJob({ ...job, state: 'failed', touchedAt: now(), detail: { ...job.detail, problem: cutOff } });
    await rm(join(folder, name), { force: true });
  }
}

function atMost(largest: number): Transform {
  let octets = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      octets += chunk.length;
      if (octets > largest) done(new ImportTooLarge(largest));
      else done(null, chunk);
    },
  });
}

async function* counted(octets: AsyncIterable<Buffer>, counts: Pick<Counts, 'read_octets'>): AsyncGenerator<Buffer> {
  for await (const chunk of octets) {
    counts.read_octets += chunk.length;
    yield chunk;
  }
}
