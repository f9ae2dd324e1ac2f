/** Whether the disk has room for more mail; looked at now and then, asked all the time. */
import { statfs } from 'node:fs/promises';
import type { Log } from './log.ts';

export interface DiskRoom {
  readonly hasRoom: () => boolean;
  readonly close: () => void;
}

const every = 5000;

/** `minFree` in octets. */
export async function watchDisk(folder: string, minFree: number, log: Log): Promise<DiskRoom> {
  let room = true;
  const look = async (): Promise<void> => {
    const { bavail, bsize } = await statfs(folder);
    const now = bavail * bsize >= minFree;
    if (now !== room)
      log.warn({ free: bavail * bsize }, now ? 'The disk has room again' : 'The disk is nearly full: no mail is taken');
    room = now;
  };
  await look();
  const timer = setInterval(() => {
    look().catch((error: unknown) => log.error({ err: error }, 'The disk could not be looked at'));
  }, every);
  timer.unref();
  return { hasRoom: () => room, close: () => clearInterval(timer) };
}
