/**
 * A log that is followed: what its lines tell is recorded, many lines in one commit, and where reading goes on is kept when
 * that has succeeded. A process that dies in between reads those lines again, and they are the same events.
 */
import { basename, dirname } from 'node:path';
import type { Observation } from '../../ledger/observation.ts';
import { startLooking } from '../looking.ts';
import { createLogHearing, type LogHearing } from './hear.ts';
import { createTail, type Tail, type TailMark } from './tail.ts';
import { createTaking } from './taking.ts';

export interface FollowLogOptions {
  readonly path: string;
  readonly sourceName: string;
  /** Name of the only format in lower case; null: by its lines. */
  readonly format: string | null;
  /** Also what was there before the first look. */
  readonly history: boolean;
  readonly marks: {
    readonly read: () => Promise<TailMark | null>;
    readonly write: (mark: TailMark) => Promise<void>;
  };
  /** Resolves when they are on disk. */
  readonly take: (observations: readonly Observation[]) => Promise<void>;
  readonly failed: (error: unknown) => void;
  /** Milliseconds between two looks, for file systems that tell nothing. */
  readonly every: number;
  readonly now: () => number;
}

export interface FollowedLog {
  /** Resolves when everything that was there at the call has been tried. */
  readonly look: () => Promise<void>;
  /** Resolves when the lines under way have been recorded. */
  readonly stop: () => Promise<void>;
}

/** Read again at the start, to know whose the messages are that the next lines tell of. */
const recalled = 1 << 20;

interface Reading {
  readonly tail: Tail;
  readonly hearing: LogHearing;
}

export function followLog(options: FollowLogOptions): FollowedLog {
  const { path, sourceName, format, history, marks, take, failed, now } = options;
  let reading: Reading | null = null;

  const begin = async (): Promise<Reading> => {
    const known = await marks.read();
    const tail = createTail(path, known, !history);
    // What comes from here on is told, also where this process ends before it has read any of it.
    const place = (known === null || known.path !== path) && !history ? await tail.place() : null;
    if (place !== null) await marks.write(place);
    const hearing = createLogHearing(sourceName, format);
    for (const octets of await tail.before(recalled)) hearing.recall(octets, now());
    return { tail, hearing };
  };
  const readOn = async ({ tail, hearing }: Reading, going: () => boolean): Promise<void> => {
    let heard = 0;
    const taking = createTaking(marks.write);
    try {
      for await (const { file, start, octets, next } of tail.blocks()) {
        heard += octets.length;
        const observations = hearing.read(file, start, octets, now());
        await taking.add(observations.length > 0 ? take(observations) : Promise.resolve(), next);
        if (!going()) break;
      }
    } finally {
      await taking.end();
    }
    if (heard > 0 && hearing.formats().length === 0)
      failed(new Error(`${path} has no line of a mail server that is known`));
  };

  const scan = async (going: () => boolean): Promise<void> => {
    try {
      reading ??= await begin();
      await readOn(reading, going);
    } catch (error) {
      failed(error);
      // From the mark, with nothing remembered of what was not recorded.
      const broken = reading;
      reading = null;
      await broken?.tail.close().catch(failed);
    }
  };
  const { look, stop } = startLooking({
    folder: dirname(path),
    only: basename(path),
    every: options.every,
    scan,
    failed,
  });
  return {
    look,
    async stop() {
      await stop();
      await reading?.tail.close();
    },
  };
}
