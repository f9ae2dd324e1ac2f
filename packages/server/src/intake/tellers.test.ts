/** The same outcomes end in the same state, whoever of all sources tells them, in whatever order and however many at once. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addressKey } from '../ledger/address-key.ts';
import { type Counts, type Dimension, dimensions } from '../ledger/contributions.ts';
import { createRecord } from '../ledger/observe.ts';
import { openRecorded } from '../ledger/record.fixture.ts';
import { createPrng } from '../ledger/replay-random.fixture.ts';
import { createVerifyPath } from '../ledger/signed-path.ts';
import { accepting, day, start } from '../store/store.fixture.ts';
import type { Store, SuppressionEntry } from '../store/store.ts';
import { keys } from './mails.fixture.ts';
import {
  createEars,
  firstAttempt,
  type Outcome,
  outcomesOf,
  ownEvent,
  type Teller,
  tellersOf,
} from './tellers.fixture.ts';

/** 1,500 on every change; HEARBACK_PROPERTY_OUTCOMES=200000 before a release. */
const count = Number(process.env['HEARBACK_PROPERTY_OUTCOMES'] ?? 1500);
const end = start + 60 * day;

function shuffled<T>(items: readonly T[], next: () => number): T[] {
  const all = [...items];
  for (let at = all.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    [all[at], all[other]] = [all[other] as T, all[at] as T];
  }
  return all;
}

interface State {
  readonly entries: readonly SuppressionEntry[];
  readonly counts: readonly (readonly [dimension: Dimension, key: string, at: number, counts: Counts])[];
}

async function stateOf(store: Store, outcomes: readonly Outcome[]): Promise<State> {
  const about = [...new Set(outcomes.map(({ recipient }) => addressKey(recipient).recipient))];
  const entries: SuppressionEntry[] = [];
  for (let at = 0; at < about.length; at += 500)
    entries.push(...(await store.suppressionsAbout(about.slice(at, at + 500))));
  entries.sort((a, b) => (a.key < b.key ? -1 : 1));
  const counts: State['counts'][number][] = [];
  for (const dimension of dimensions) {
    const asked = { grain: 'daily', dimension, key: null, from: 0, to: end } as const;
    for (const { key, at, counts: row } of await store.rollUps(asked))
      if (Object.values(row).some((each) => each !== 0)) counts.push([dimension, key, at, row]);
  }
  return { entries, counts };
}

/** Without who it was: the event that was taken for evidence, and by which rule its teller's words were known. */
const whoeverToldIt = ({ entries, counts }: State) => ({
  entries: entries.map(({ cause: _, rule: __, ...entry }) => entry),
  counts,
});

async function inChunks<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < items.length; at += 500) await Promise.all(items.slice(at, at + 500).map(work));
}

/** Tells the outcomes, each by its tellers, in an order of its own and in batches of up to 100. */
async function stateAfter(outcomes: readonly Outcome[], tellers: number, order: number) {
  const folder = await mkdtemp(join(tmpdir(), 'hearback-tellers-'));
  const { store, recorder } = await openRecorded(join(folder, 'hearback.db'));
  try {
    const record = createRecord({ store, recorder, verify: createVerifyPath(keys, () => end), now: () => end });
    await inChunks(outcomes, ({ message, recipient }) => store.commit(accepting({ message, to: [recipient] })));
    const [whoNext, next] = [createPrng(`tellers ${tellers}`), createPrng(`order ${order}`)];
    const told = outcomes.flatMap((outcome) =>
      (['attempt', ...tellersOf(outcome, whoNext)] as const).map((by) => [outcome, by] as const),
    );
    const hear = createEars(end);
    const tell = async (batch: readonly (readonly [Outcome, Teller | 'attempt'])[]): Promise<void> => {
      const heard = batch.flatMap(([outcome, by]) => (by === 'session' || by === 'attempt' ? [] : hear(outcome, by)));
      const ours = batch.flatMap(([outcome, by]) =>
        by === 'session' ? [ownEvent(outcome)] : by === 'attempt' ? [firstAttempt(outcome)] : [],
      );
      const [answers] = await Promise.all([
        record(heard),
        ...ours.map((event) => recorder.record({ events: [event] })),
      ]);
      expect(answers.filter((each) => each !== 'recorded')).toEqual([]);
    };
    const queue = shuffled(told, next);
    for (let at = 0; at < queue.length; ) {
      const size = 1 + Math.floor(next() ** 2 * 100);
      await tell(queue.slice(at, at + size));
      at += size;
    }
    return { told: told.length, ...(await stateOf(store, outcomes)) };
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
}

test(
  'every permutation of sources and orders ends in the same entries and roll-ups',
  async () => {
    const outcomes = outcomesOf(count, 5);
    const first = await stateAfter(outcomes, 1, 1);
    expect(first.told).toBeGreaterThan(count * 2.2);
    const failed = outcomes.filter(({ kind }) => kind === 'unknown').length;
    expect(first.counts.filter(([dimension]) => dimension === 'reason').map(([, key]) => key)).toContain(
      'user_unknown',
    );
    expect(first.entries.length).toBeGreaterThan(failed / 4);
    const reordered = await stateAfter(outcomes, 1, 2);
    expect(reordered.entries).toEqual(first.entries);
    expect(reordered.counts).toEqual(first.counts);
    const toldByOthers = await stateAfter(outcomes, 2, 3);
    expect(whoeverToldIt(toldByOthers)).toEqual(whoeverToldIt(first));
  },
  count * 200,
);
