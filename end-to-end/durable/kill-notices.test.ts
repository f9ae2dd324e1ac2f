/**
 * kill -9 while one sender is told of more than an hour has mails for: each failure is told, by a notice or in a list, and by
 * one of them alone; and no hour has more mails than it may, however often the process that counts them has died.
 */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { damageIn, eventsOf } from './api.ts';
import { rounds } from './rounds.ts';
import type { Life } from './server-process.ts';
import { Trial } from './trial.ts';

const sender = 'from-one@client.example';
const perHour = 3;
const mails = 8;
const hour = 3_600_000;
const minutes = (count: number): string => `clock.ahead=${count}m`;

/** Each with the settings of that life: an hour of one mail has a list alone. */
const points: Readonly<Record<string, readonly string[]>> = {
  'mid-DSN-build:kill@2': [],
  'mid-list-build:kill@1': [],
  'after-DSN-enqueue-before-expire:kill@list': [],
  'before-put-off:kill@1': [],
  'after-put-off:kill@1': [],
  'after-reply-before-commit:kill@notices': ['notices.per_sender=1'],
};

let trial: Trial;
afterEach(() => trial.close());

const open = async (name: string): Promise<void> => {
  const settings = ['notices.collect=0s', `notices.per_sender=${perHour}`];
  trial = await Trial.open({ name, sender, per100: { hard: 100 }, size: 500, settings });
};

/** A life whose clock is put on, with new failures. With mail in the queue it may die before it is ready. */
async function live(ahead: number, point?: string, settings: readonly string[] = []): Promise<Life> {
  const life = trial.start(point, { settings: [minutes(ahead), ...settings] });
  const ready = await life.ready;
  if (ready !== null) await trial.load(life, ready.smtpPort, { smtp: 2, http: 0, most: mails, until: life.exited });
  return life;
}

async function kill(life: Life): Promise<void> {
  life.kill('SIGKILL');
  trial.interrupted(life, 'kill', (await life.exited).at);
}

/** Mails to the sender in the hour that had most. */
async function mostInAnHour(life: Life, until: number): Promise<number> {
  const events = await eventsOf(life.socket);
  const instants = events
    .filter(({ type, recipient }) => type === 'accepted' && recipient === sender)
    .map(({ at }) => Date.parse(at))
    .filter((at) => at < until);
  return Math.max(...instants.map((first) => instants.filter((at) => at >= first && at < first + hour).length));
}

it('at every named point: each failure is told once, and no hour has more than it may', {
  timeout: 600_000,
}, async () => {
  await open('notices');
  let ahead = 0;
  for (const [point, settings] of Object.entries(points))
    for (let round = 0; round < Math.ceil(rounds / 2); round++) {
      await trial.killed(await live(ahead, point, settings));
      // In the same hour: what the dead one has sent counts.
      const next = await live(ahead + 20);
      await trial.emptied(next);
      await kill(next);
      ahead += 90;
    }
  const end = Date.now() + ahead * 60_000;
  const last = await live(ahead + 120, undefined, ['notices.per_sender=1000']);
  await trial.settled(last);
  const { acknowledged, lost, wrong } = await trial.findings(last);
  const most = await mostInAnHour(last, end);
  const { notices } = trial.sink;
  const lists = notices.filter(({ failed }) => failed.length > 3);
  const twice = notices.length - new Set(notices.map(({ messageId }) => messageId)).size;
  console.log(
    `Notices: ${Object.keys(points).length * Math.ceil(rounds / 2)} kills at named points, ${acknowledged} messages, ` +
      `${notices.length} mails to their sender, ${lists.length} of them lists, ${most} in an hour at most; ` +
      `${lost.length} lost, ${twice} mails sent twice (killed before the commit)`,
  );
  expect(lost).toEqual([]);
  expect(wrong).toEqual([]);
  expect(lists.length).toBeGreaterThan(0);
  expect(most).toBe(perHour);
  expect(await damageIn(last.socket)).toEqual([]);
});

it('the control: a notice that is forgotten while it waits, and one that comes back, are found out', {
  timeout: 300_000,
}, async () => {
  await open('forgetful');
  const first = await live(0);
  await trial.emptied(first);
  await expect.poll(() => waiting().length, { timeout: 30_000 }).toBeGreaterThan(1);
  await kill(first);
  const [forgotten, repeated] = waiting();
  change('delete from notices where message = ? and position = ?', forgotten);
  const second = await live(120, undefined, ['notices.per_sender=1000']);
  await allTold(second);
  await kill(second);
  change('insert into notices (message, position, action, due_at, detail) values (?, ?, ?, ?, ?)', repeated);
  const third = await live(240, undefined, ['notices.per_sender=1000']);
  await allTold(third);
  const { lost, wrong } = await trial.findings(third);
  expect(lost).toHaveLength(1);
  const told = wrong.map((text) => text.slice(text.indexOf(': ') + 2)).toSorted();
  expect(told).toEqual(['0 notices tell of its failure', '2 notices tell of its failure']);
});

/** What fails is queued no more, what is to be told waits no more, and what tells it has arrived. */
async function allTold(life: Life): Promise<void> {
  await trial.emptied(life);
  await expect.poll(() => waiting().length, { timeout: 30_000 }).toBe(0);
  await trial.emptied(life);
}

type Cells = readonly unknown[];
const file = (): string => join(trial.data, 'hearback.db');

/** Notices that are put off, as the rows of their table. */
function waiting(): readonly Cells[] {
  const db = new Database(file(), { readonly: true });
  const rows = db.prepare('select message, position, action, due_at, detail from notices').raw().all() as Cells[];
  db.close();
  return rows;
}

function change(statement: string, cells: Cells = []): void {
  const db = new Database(file());
  const prepared = db.prepare(statement);
  prepared.run(...cells.slice(0, (statement.match(/\?/g) ?? []).length));
  db.close();
}
