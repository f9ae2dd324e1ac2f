/** A recorder over a real SQLite file, with a clock that stands. */

import type { SuppressionPolicies } from '@hearback/bounce';
import pino from 'pino';
import { systemClock } from '../delivery/clock.ts';
import { observeNothing } from '../delivery/ports.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import { start } from '../store/store.fixture.ts';
import type { Store } from '../store/store.ts';
import { createHearing, type Hearing } from './hearing.ts';
import { createIds, type Ids } from './ids.ts';
import { countedTypes } from './incident-detector.ts';
import { createRecorder, type Recorder } from './record.ts';

export interface RecordedWorld {
  readonly store: Store;
  readonly recorder: Recorder;
  readonly ids: Ids;
  readonly hearing: Hearing;
  readonly now: () => number;
  readonly advance: (milliseconds: number) => void;
}

/** Fsync is left out: nothing here is about power failures. */
export async function openRecorded(file: string, policy?: SuppressionPolicies): Promise<RecordedWorld> {
  return recordedIn(await openSqliteStore({ file, inProcess: true, ballast: 1 << 16, synchronous: 'off' }), policy);
}

export function recordedIn(store: Store, policy?: SuppressionPolicies): RecordedWorld {
  const ids = createIds();
  let time = start;
  const now = (): number => time;
  const clock = { ...systemClock(1), now };
  const recorder = createRecorder({ store, clock, ids, observe: observeNothing, policy });
  return {
    ...{ store, ids, now, recorder },
    hearing: createHearing({ store, recorder, clock, log: pino({ level: 'silent' }), types: countedTypes }),
    advance: (milliseconds) => {
      time += milliseconds;
    },
  };
}
