/** A run over the past while others go on: what they record by the rules of before, a person's word, and another run. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '@hearback/bounce';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LedgerEvent } from '../ledger/event.ts';
import { byHand, createReclassifier, type Reclassifier, verdictByHand } from '../ledger/reclassify.ts';
import { openRecorded, type RecordedWorld } from '../ledger/record.fixture.ts';
import { eventOf } from '../store/store.fixture.ts';
import type { Store } from '../store/store.ts';
import { createHistory } from './apply.ts';
import { type RuleSet, ruleSet } from './own-rules.ts';

const text = '550 5.7.1 Zebra refused';
const ruled = (reason: 'user_unknown' | 'mailbox_full'): RuleSet =>
  ruleSet([{ name: 'zebra', rule: { reason, pattern: 'zebra refused', source: 'us', examples: [text] } }]);
const said = { who: 'ann', why: 'a trial' };

let folder: string;
let world: RecordedWorld;
let reclassifier: Reclassifier;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearback-meanwhile-'));
  world = await openRecorded(join(folder, 'hearback.db'));
  reclassifier = createReclassifier(world);
});
afterEach(async () => {
  await world.store.close();
  await rm(folder, { recursive: true });
});

const historyOver = (change: Partial<Store> = {}) => {
  const { ids, now } = world;
  const store = { ...world.store, ...change };
  return createHistory({ store, reclassifier, ids, now, log: pino({ level: 'silent' }), settle: 0 });
};
/** Once. */
function first(work: () => Promise<unknown>): () => Promise<void> {
  let done = false;
  return async () => {
    if (done) return;
    done = true;
    await work();
  };
}
/** As it is read without own rules. */
async function bounce(recipient: string, before = 0): Promise<LedgerEvent> {
  const at = world.now() - before;
  const reply = { code: 550, status: null, text };
  const event = eventOf('bounced', {
    ...{ at, id: world.ids.event(at), message_id: world.ids.message(at), recipient, reply, verdict: explain(text) },
    source: 'smtp_session',
  });
  await world.recorder.record({ events: [event] });
  return event;
}
const reasonOf = async ({ id }: LedgerEvent) => {
  const found = await reclassifier.standing(id);
  return (found?.correction ?? found?.event)?.verdict?.reason;
};

test('what was read by the rules of before and is recorded behind the place that a run has reached is corrected too', async () => {
  const early = await bounce('a@x.example', 60_000);
  const late: LedgerEvent[] = [];
  const newestEvent = async (): Promise<number> => {
    late.push(await bounce('b@x.example', 120_000));
    return world.store.newestEvent();
  };
  const history = historyOver({ newestEvent });
  const { id } = await history.apply(ruled('user_unknown'), 0, said);
  await history.quiet();
  expect(await Promise.all([early, ...late].map(reasonOf))).toEqual(['user_unknown', 'user_unknown']);
  expect(await world.store.job(id)).toMatchObject({ state: 'done', detail: { changed: 2 } });
  await history.undo(id, said);
  await history.quiet();
  expect(await Promise.all([early, ...late].map(reasonOf))).toEqual(Array(2).fill(explain(text).reason));
});

test('a person who corrects what a run has read already has the last word', async () => {
  const event = await bounce('a@x.example', 60_000);
  const speak = first(() =>
    reclassifier.correct(event, verdictByHand(event, 'spam_content'), { ...said, run: null, rules: null }),
  );
  const events: Store['events'] = async (...asked) => {
    const page = await world.store.events(...asked);
    await speak();
    world.advance(1);
    return page;
  };
  const history = historyOver({ events });
  await history.apply(ruled('user_unknown'), 0, said);
  await history.quiet();
  expect(await reasonOf(event)).toBe('spam_content');
  expect((await reclassifier.standing(event.id))?.correction?.verdict?.rule).toBe(byHand);
});

test('a run by other rules ends the one before it, which would go on by its own', async () => {
  const bounces = [];
  for (let n = 0; n < 3; n++) bounces.push(await bounce(`a${n}@x.example`, 60_000));
  const events: Store['events'] = async (...asked) => {
    const page = await world.store.events(...asked);
    await again();
    return page;
  };
  const history = historyOver({ events });
  const again = first(async () => history.apply(ruled('mailbox_full'), 0, said));
  const { id } = await history.apply(ruled('user_unknown'), 0, said);
  await history.quiet();
  expect(await world.store.job(id)).toMatchObject({ state: 'failed' });
  expect(await Promise.all(bounces.map(reasonOf))).toEqual(Array(3).fill('mailbox_full'));
});

test('a run that was cut off while the clock was ahead can be taken back when that has been put right', async () => {
  const event = await bounce('a@x.example', 60_000);
  const history = historyOver();
  const { id } = await history.apply(ruled('user_unknown'), 0, said);
  await history.quiet();
  const job = await world.store.job(id);
  if (job === null) throw new Error('it was begun');
  await world.store.saveJob({ ...job, state: 'running', touchedAt: world.now() + 900 * 86_400_000 });
  expect(await history.undo(id, said)).not.toBeNull();
  await history.quiet();
  expect(await reasonOf(event)).toEqual(explain(text).reason);
});
