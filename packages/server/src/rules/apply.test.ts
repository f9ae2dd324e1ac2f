/**
 * Rules that are applied to the past and taken back while mail goes on: what the store ends in is what its events come to, recorded
 * from nothing; what is right already is left alone, and a past that is taken back altogether is as it was recorded.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '@hearback/bounce';
import fc from 'fast-check';
import pino from 'pino';
import { expect, test } from 'vitest';
import { corrected, isCorrection } from '../ledger/corrected.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { addressOf, causal, stateOf } from '../ledger/happenings.fixture.ts';
import { createReclassifier } from '../ledger/reclassify.ts';
import { openRecorded, type RecordedWorld, recordedIn } from '../ledger/record.fixture.ts';
import { openPostgresStore } from '../store/postgres/open.ts';
import { startTestServer } from '../store/postgres/test-server.fixture.ts';
import { eventOf } from '../store/store.fixture.ts';
import type { Store } from '../store/store.ts';
import { createHistory } from './apply.ts';
import { read } from './judge.ts';
import { type RuleSet, ruleSet } from './own-rules.ts';

/** HEARBACK_PROPERTY_RUNS=10000 before a release. */
const runs = Math.ceil(Number(process.env['HEARBACK_PROPERTY_RUNS'] ?? 300) / 30);

const replies = ['550 5.1.1 No such user here', '552 5.2.2 The mailbox is over quota', '550 5.7.1 Zebra refused'];
const ruled = (pattern: string, reason: 'mailbox_full' | 'user_unknown' | 'content_rejected') => ({
  name: pattern.replaceAll(' ', '-'),
  rule: { reason, pattern, source: 'us', examples: [`550 ${pattern}`] },
});
const sets: readonly RuleSet[] = [
  ruleSet([]),
  ruleSet([ruled('no such user here', 'mailbox_full')]),
  ruleSet([ruled('zebra refused', 'user_unknown'), ruled('over quota', 'user_unknown')]),
];

type Step =
  | { readonly kind: 'fails'; readonly reply: number; readonly recipient: number; readonly waits: boolean }
  | { readonly kind: 'rules'; readonly set: number }
  | { readonly kind: 'apply' | 'settle' | 'later' }
  | { readonly kind: 'undo'; readonly run: number };

const recipients = 3;
const fails = fc.record({
  ...{ kind: fc.constant('fails' as const), reply: fc.nat(replies.length - 1), recipient: fc.nat(recipients - 1) },
  waits: fc.boolean(),
});
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fails },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('rules' as const), set: fc.nat(sets.length - 1) }) },
    { weight: 4, arbitrary: fc.constantFrom<Step>({ kind: 'apply' }, { kind: 'settle' }, { kind: 'later' }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), run: fc.nat(9) }) },
  ),
  { minLength: 4, maxLength: 16 },
);

const said = { who: 'ann', why: 'a trial' };
const log = pino({ level: 'silent' });

async function everyEvent(store: Store, name: string): Promise<readonly LedgerEvent[]> {
  const { data } = await store.events({}, null, 100_000);
  return data.filter(({ list }) => list === `list ${name}`);
}

/** The store tells them anew. */
const isTold = ({ type, suppression }: LedgerEvent): boolean =>
  type.startsWith('address_') && suppression?.who === null;

async function play(world: RecordedWorld, anew: RecordedWorld, name: string, told: readonly Step[]): Promise<void> {
  const { store, recorder, ids, now } = world;
  const reclassifier = createReclassifier({ store, recorder, ids, now });
  const history = createHistory({ store, reclassifier, ids, now, log, settle: 0 });
  const done: string[] = [];
  let rules = sets[0] as RuleSet;
  const recording: Promise<unknown>[] = [];
  const apply = async (): Promise<number> => {
    const job = await history.apply(rules, 0, said);
    done.push(job.id);
    await history.quiet();
    return Number((await store.job(job.id))?.detail['changed']);
  };
  for (const step of told) {
    switch (step.kind) {
      case 'fails': {
        const text = (replies[step.reply] ?? '').replace(/^5/, step.waits ? '4' : '5');
        const [type, reply] = [step.waits ? 'deferred' : 'bounced', { code: 550, status: null, text }] as const;
        const heard = { type, reply, mx: null, stage: null };
        const event = eventOf(type, {
          ...{ at: now(), message_id: ids.message(now()), recipient: addressOf(name, step.recipient) },
          ...{ list: `list ${name}`, reply, verdict: read(heard, rules.book) ?? explain(text) },
        });
        recording.push(recorder.record({ events: [{ ...event, id: ids.event(now()) }] }));
        break;
      }
      case 'rules':
        rules = sets[step.set] ?? rules;
        break;
      case 'apply':
        done.push((await history.apply(rules, 0, said)).id);
        break;
      case 'undo':
        await history.undo(done[step.run % done.length] ?? '', said);
        break;
      case 'settle':
        await history.quiet();
        break;
      case 'later':
        world.advance(3_600_000);
    }
  }
  await Promise.all(recording);
  await history.quiet();
  world.advance(1);
  await apply();
  expect(await apply()).toBe(0);
  const before = await stateOf(store, name, recipients);
  const events = (await everyEvent(store, name)).filter((event) => !isTold(event));
  for (const event of causal(events, [...events.keys()].toReversed())) await anew.recorder.record({ events: [event] });
  expect(await stateOf(anew.store, name, recipients)).toEqual(before);
  // One behind the other, in the order in which they began.
  for (const id of done) {
    world.advance(1);
    await history.undo(id, said);
    await history.quiet();
  }
  const after = await everyEvent(store, name);
  expect(corrected(after)).toEqual(after.filter((event) => !isCorrection(event)));
}

const property = (world: RecordedWorld, anew: RecordedWorld) => {
  let run = 0;
  return fc.asyncProperty(steps, (told) => play(world, anew, `run${run++}`, told));
};

async function inFolder(work: (anew: RecordedWorld, folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'hearback-rules-'));
  const anew = await openRecorded(join(folder, 'anew.db'));
  try {
    await work(anew, folder);
  } finally {
    await anew.store.close();
    await rm(folder, { recursive: true });
  }
}

test('in SQLite', { timeout: runs * 2000 + 20_000 }, () =>
  inFolder(async (anew, folder) => {
    const world = await openRecorded(join(folder, 'hearback.db'));
    await fc.assert(property(world, anew), { numRuns: runs }).finally(() => world.store.close());
  }),
);

test('in PostgreSQL', { timeout: runs * 4000 + 60_000 }, () =>
  inFolder(async (anew) => {
    const server = await startTestServer();
    try {
      const world = recordedIn(await openPostgresStore({ connection: server.connection }));
      await fc.assert(property(world, anew), { numRuns: Math.ceil(runs / 3) }).finally(() => world.store.close());
    } finally {
      await server.stop();
    }
  }),
);
