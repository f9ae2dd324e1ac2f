/** A log as a source: how it is followed, with its mark in the store, and how it is tried. */
import { open } from 'node:fs/promises';
import { logFormats } from '../../logs/index.ts';
import type { Log } from '../../observe/log.ts';
import type { Store } from '../../store/store.ts';
import type { Following } from '../followed.ts';
import type { Intake } from '../intake.ts';
import type { LogSource } from '../source-settings.ts';
import { followLog } from './follow.ts';
import { createLogHearing } from './hear.ts';
import type { TailMark } from './tail.ts';

export interface LogFollowingOptions {
  readonly intake: Pick<Intake, 'takeObservations' | 'trouble'>;
  readonly store: Pick<Store, 'sourceMarks' | 'putSourceMark'>;
  readonly every: number;
  /** Names the marks of this machine's files; of two machines each has a file of that path. */
  readonly place: string;
  readonly now: () => number;
  readonly log: Log;
}

/** Octets at the end of the file that a test reads. */
const tried = 256 << 10;

export const logFormatNames = logFormats.map(({ name }) => name.toLowerCase());

export function logFollowing({ intake, store, every, place, now, log }: LogFollowingOptions): Following<LogSource> {
  return {
    source: 'log',
    from: 'its machine',
    start: (name, { path, format, history }) =>
      followLog({
        ...{ path, sourceName: name, format, history, every, now },
        marks: {
          read: async () => {
            const mark = (await store.sourceMarks(name)).find((each) => each.place === place);
            return mark === undefined ? null : (mark.value as unknown as TailMark);
          },
          write: (mark) => store.putSourceMark({ source: name, place, value: { ...mark }, at: now() }),
        },
        take: (observations) => intake.takeObservations(name, observations),
        failed: (error) => {
          intake.trouble('log', name, error);
          log.error({ err: error, source: name }, 'A log could not be read on');
        },
      }),
    async look({ path, format }) {
      const octets = await endOf(path);
      const hearing = createLogHearing('test', format);
      const seen = hearing.read('test', 0, octets, now());
      const found = hearing.formats().map(({ name }) => name.toLowerCase());
      if (found.length === 0)
        return { ok: false, saw: [`No line at the end of ${path} is one of a mail server that is known`] };
      const last = seen.at(-1);
      const newest = last === undefined ? [] : [`The last one: ${last.type} at ${new Date(last.at).toISOString()}`];
      return {
        ok: true,
        saw: [`${found.join(', ')}: the last ${octets.length} octets tell of ${seen.length} attempts`, ...newest],
      };
    },
  };
}

async function endOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - tried);
    const octets = Buffer.alloc(size - start);
    const { bytesRead } = await file.read(octets, 0, octets.length, start);
    return octets.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
