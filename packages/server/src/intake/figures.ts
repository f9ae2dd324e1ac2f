/**
 * Adds what the sources' figures have grown by to what is kept of them, every few seconds, and takes over what other processes
 * have added; the last of it when it is stopped.
 */
import type { Work } from '../duty/duties.ts';
import type { Store } from '../store/store.ts';
import { added, notAhead, type SourceBook, type SourceState } from './sources.ts';

export function keepFigures(
  book: SourceBook,
  store: Pick<Store, 'sourceFigures' | 'changeSourceFigures'>,
  every: number,
  now: () => number,
  failed: (error: unknown) => void,
): Work {
  /** What is kept and this process knows. */
  const known = new Map<string, SourceState>(book.all().map((state) => [state.name, { ...state }]));
  let running: Promise<void> = Promise.resolve();

  const keepOne = async (state: SourceState, kept: SourceState | null): Promise<void> => {
    const before = known.get(state.name) ?? null;
    Object.assign(state, notAhead(state, now()));
    const mine = { ...state };
    const changed = before === null || !isSame(mine, before);
    // Another process has removed it.
    if (kept === null && !changed) {
      book.forget(state.name);
      known.delete(state.name);
      return;
    }
    const all = changed || kept === null ? added(kept && notAhead(kept, now()), before, mine) : kept;
    // When another process was faster it is added the next time.
    if (changed && !(await store.changeSourceFigures(state.name, json(kept), { ...all }))) return;
    known.set(state.name, all);
    Object.assign(state, added(all, mine, state));
  };
  const keep = async (): Promise<void> => {
    const kept = new Map(
      (await store.sourceFigures()).map(({ name, figures }) => [name, figures as unknown as SourceState]),
    );
    const own = new Set(book.all().map(({ name }) => name));
    for (const name of known.keys()) if (!own.has(name)) known.delete(name);
    for (const { name, kind } of kept.values()) if (!own.has(name)) known.set(name, { ...book.of(name, kind) });
    for (const { name, kind } of book.all()) await keepOne(book.of(name, kind), kept.get(name) ?? null);
  };
  const write = (): Promise<void> => {
    running = running.then(keep).catch(failed);
    return running;
  };
  const timer = setInterval(() => void write(), every);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await write();
    },
  };
}

const isSame = (one: SourceState, other: SourceState): boolean => JSON.stringify(one) === JSON.stringify(other);
const json = (state: SourceState | null): Readonly<Record<string, unknown>> | null =>
  state === null ? null : { ...state };
