/**
 * Incidents, erasure, retention, people, rules, restarts and clocks in random order: what the list promises holds after each act.
 * HEARBACK_PROPERTY_RUNS=10000 before a release; HEARBACK_SEED is the first seed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import { openPostgresStore } from '../store/postgres/open.ts';
import { startTestServer } from '../store/postgres/test-server.fixture.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import { runTrial } from './suppression-trial.fixture.ts';

const runs = Number(process.env['HEARBACK_PROPERTY_RUNS'] ?? 300);
const first = Number(process.env['HEARBACK_SEED'] ?? 1);
/** Of so many runs one is made here: each is an hour or a year of mail. */
const seeds = (of: number): readonly number[] =>
  Array.from({ length: Math.ceil(runs / of) }, (_, index) => first + index);
const acts = 40;

test(
  'in SQLite',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hearback-model-'));
    const storage = { inProcess: true, ballast: 1 << 16, synchronous: 'off' } as const;
    try {
      for (const seed of seeds(10)) {
        const file = join(folder, `${seed}.db`);
        await runTrial({ seed, acts, open: () => openSqliteStore({ file, ...storage }) });
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  },
  60_000 + runs * 1000,
);

test(
  'in PostgreSQL',
  async () => {
    const server = await startTestServer();
    try {
      for (const seed of seeds(60)) {
        const database = `trial${seed}`;
        await server.query(`create database ${database}`);
        const connection = { ...server.connection, database };
        await runTrial({ seed, acts, open: () => openPostgresStore({ connection, ownClock: true }) });
        await server.query(`drop database ${database}`);
      }
    } finally {
      await server.stop();
    }
  },
  60_000 + runs * 1000,
);
