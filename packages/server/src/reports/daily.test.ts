/** The report of the day, by a clock that a test moves: the mail that is queued says how things stand, once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '@hearback/bounce';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Submission } from '../delivery/submission.ts';
import { type VirtualClock, virtualClock } from '../delivery/virtual-clock.fixture.ts';
import { defaultThresholds } from '../health/rates.ts';
import type { IncidentView } from '../ledger/incident-views.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import { eventOf, messageOf, start } from '../store/store.fixture.ts';
import type { Store } from '../store/store.ts';
import { startDaily } from './daily.ts';
import { sendReport } from './report.ts';

const hour = 3_600_000;
const day = 24 * hour;
const midnight = start - (start % day) + day;
const log = pino({ level: 'silent' });
let folder: string;
let store: Store;
let clock: VirtualClock;
let stops: (() => Promise<void>)[];
let queued: Submission[];
let refusal: string | null;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-report-'));
  store = await openSqliteStore({ file: join(folder, 'hearback.db'), inProcess: true, ballast: 0 });
  clock = virtualClock(midnight + 2 * hour);
  stops = [];
  queued = [];
  refusal = null;
});
afterEach(async () => {
  for (const stop of stops) await stop();
  await store.close();
  rmSync(folder, { recursive: true });
});

/** As our own queue does: one message of each key. */
const accept = async (submission: Submission) => {
  if (refusal !== null) return { kind: 'refused', code: 452, status: '4.3.1', text: refusal } as const;
  const known = queued.some(({ idempotency }) => idempotency?.key === submission.idempotency?.key);
  if (!known) queued.push(submission);
  return { kind: 'accepted', id: 'msg_1', suppressed: [] } as const;
};
const noIncidents = { list: async () => ({ data: [] as readonly IncidentView[], next: null }) };

function startOne(): void {
  const deps = {
    ...{ store, incidents: noIncidents, accept, thresholds: defaultThresholds, hostname: 'mail.ours.example' },
    ...{ from: 'reports@ours.example', to: ['ann@ours.example', 'bob@ours.example'], window: day },
  };
  const send = (name: string, now: number) => clock.during(sendReport(deps, name, now));
  stops.push(startDaily({ clock, at: 7 * hour, log, send }));
}

const bodyOf = (submission: Submission | undefined): string => {
  const [header = '', ...rest] = Buffer.from(submission?.body ?? [])
    .toString()
    .split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (!/quoted-printable/i.test(header)) return body;
  const octets = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(octets, 'latin1').toString();
};

/** 400 recipients of a list with a hostile name, 60 of them unknown. */
async function mailed(): Promise<void> {
  const at = midnight + 3 * hour;
  const verdict = explain('550 5.1.1 No such user');
  const events = Array.from({ length: 400 }, (_, index) =>
    eventOf(index < 60 ? 'bounced' : 'delivered', {
      ...{ at, message_id: messageOf({ acceptedAt: at }).id, list: 'news\r\nBcc: all@there.example' },
      ...{ recipient: `r${index}@one.example`, sender: 'x@ours.example', ...(index < 60 ? { verdict } : {}) },
    }),
  );
  await store.commit({ events });
}

test('at its time the report is queued: verdict, findings with what to do, lists and senders, queue', async () => {
  await mailed();
  startOne();
  await clock.pass(5 * hour - 1);
  expect(queued).toEqual([]);
  await clock.pass(1);
  const [report] = queued;
  expect(report?.envelope).toMatchObject({
    sender: '',
    recipients: [{ address: 'ann@ours.example' }, { address: 'bob@ours.example' }],
  });
  const header = Buffer.from(report?.body ?? [])
    .toString()
    .split('\r\n\r\n')[0];
  expect(header).toContain('From: Hearback <reports@ours.example>');
  expect(header).toContain('Auto-Submitted: auto-generated');
  const date = new Date(midnight).toISOString().slice(0, 10);
  expect(header?.replace(/\r\n /g, ' ')).toContain(`Subject: [mail.ours.example] Report: not healthy, ${date}`);
  const text = bodyOf(report);
  expect(text).toMatch(/^Not healthy, with one thing over its limit: 15.0 % hard/);
  expect(text).toContain('* Over the limit: Hard bounces of list news');
  expect(text).toMatch(/\n {2}Next: Mailbox does not exist: /);
  expect(text).toMatch(/news {2}Bcc: all@there.example {2} +15.0 % {2}60 of 400 {2}OVER/);
  expect(text).toMatch(/ours.example {2} +0 % {2}0 of 400 {2}ok/);
  expect(text).toContain('No incidents.');
  expect(text).toContain('Queue: 0 recipients waiting, 0 due now.');
  expect(text).not.toMatch(/^Bcc:/m);
});

test('one a day, whatever the number of processes; the next day another', async () => {
  startOne();
  startOne();
  await clock.pass(6 * hour);
  expect(queued).toHaveLength(1);
  await clock.pass(day);
  expect(queued.map(({ idempotency }) => idempotency?.key)).toEqual(
    [midnight, midnight + day].map((at) => `report:${new Date(at).toISOString().slice(0, 10)}`),
  );
});

test('who starts shortly after the time makes up for it, later not; what is refused is tried again', async () => {
  await clock.pass(5.5 * hour);
  refusal = '452 4.3.1 No room';
  startOne();
  await clock.pass(1);
  expect(queued).toEqual([]);
  refusal = null;
  await clock.pass(hour / 6);
  expect(queued).toHaveLength(1);
  await clock.pass(3 * hour);
  const before = queued.length;
  startOne();
  await clock.pass(hour);
  expect(queued).toHaveLength(before);
});

test('a machine that slept over three of them sends the last one alone, and goes on', async () => {
  startOne();
  clock.jump(3 * day + hour);
  await clock.pass(5 * hour);
  const keyOf = (days: number): string => `report:${new Date(midnight + days * day).toISOString().slice(0, 10)}`;
  expect(queued.map(({ idempotency }) => idempotency?.key)).toEqual([keyOf(3)]);
  await clock.pass(day);
  expect(queued.map(({ idempotency }) => idempotency?.key)).toEqual([keyOf(3), keyOf(4)]);
});

test('a clock that was a year ahead at the start and is set right keeps no report back', async () => {
  const year = 365 * day;
  clock.jump(year);
  startOne();
  clock.jump(-year);
  await clock.pass(2 * day);
  expect(queued.map(({ idempotency }) => idempotency?.key)).toEqual(
    [midnight, midnight + day].map((at) => `report:${new Date(at).toISOString().slice(0, 10)}`),
  );
});

test('says so when nobody gets it, for all of its addresses are on the suppression list', async () => {
  const nobody = async (submission: Submission) =>
    ({
      kind: 'accepted',
      id: 'msg_1',
      suppressed: submission.envelope.recipients.map(({ address }) => address),
    }) as const;
  const deps = {
    ...{ store, incidents: noIncidents, accept: nobody, thresholds: defaultThresholds, hostname: 'mail.ours.example' },
    ...{ from: 'reports@ours.example', to: ['ann@ours.example'], window: day },
  };
  expect(await sendReport(deps, '2026-11-30', clock.now())).toBe('ann@ours.example is on the suppression list');
});
