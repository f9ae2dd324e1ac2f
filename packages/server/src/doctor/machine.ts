/** The machine: folder, disk, how long a flush takes, the clock. */
import { execFile } from 'node:child_process';
import { access, constants, open, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Examined } from './examined.ts';
import { type Finding, fail, ok, warn, wordsOf } from './finding.ts';

export async function checkFolder({ places }: Examined): Promise<Finding> {
  const folder = places.data;
  try {
    const there = await folderOrAbove(folder);
    await access(there, constants.W_OK | constants.X_OK);
    if (there !== folder) return ok('data folder', `${folder} is made at the first start`);
    const { mode } = await stat(folder);
    return (mode & 0o077) === 0
      ? ok('data folder', folder)
      : warn('data folder', `${folder} is open to others (mode ${(mode & 0o777).toString(8)})`, `chmod 700 ${folder}`);
  } catch (error) {
    return fail('data folder', wordsOf(error), 'set server.data to a folder that this user may write');
  }
}

/** Who looks makes nothing: a folder made by root would lock the service out that runs as somebody else. */
async function folderOrAbove(folder: string): Promise<string> {
  try {
    await stat(folder);
    return folder;
  } catch (error) {
    const above = dirname(folder);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || above === folder) throw error;
    return folderOrAbove(above);
  }
}

export async function checkDisk({ config, places }: Examined): Promise<Finding> {
  const { bavail, blocks, bsize } = await statfs(await folderOrAbove(places.data));
  const free = bavail * bsize;
  const share = blocks === 0 ? 1 : bavail / blocks;
  const text = `${(free / 1024 ** 3).toFixed(1)} GB free (${Math.round(share * 100)} %)`;
  if (free < config.server.min_free)
    return fail('disk space', text, 'make room: below server.min_free no mail is taken');
  return share < 0.1 ? warn('disk space', text, 'make room, or shorten [retention]') : ok('disk space', text);
}

const flushes = 60;

/** Every acknowledged message waits for a flush; what takes no time at all is not on disk. */
export async function checkFlush({ places }: Examined): Promise<Finding> {
  const file = join(await folderOrAbove(places.data), `.doctor-${process.pid}`);
  const times: number[] = [];
  const handle = await open(file, 'w', 0o600);
  try {
    const block = Buffer.alloc(4096, 1);
    for (let n = 0; n < flushes; n++) {
      const start = performance.now();
      await handle.write(block, 0, block.length, n * block.length);
      await handle.datasync();
      times.push(performance.now() - start);
    }
  } finally {
    await handle.close();
    await rm(file, { force: true });
  }
  return judgeFlush(times);
}

export function judgeFlush(milliseconds: readonly number[]): Finding {
  const sorted = [...milliseconds].sort((left, right) => left - right);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const [median, worst] = [at(0.5), at(0.99)];
  const text = `p50 ${median.toFixed(2)} ms, p99 ${worst.toFixed(2)} ms`;
  if (median < 0.03)
    return warn(
      'fsync',
      `${text}: too fast to have reached a disk`,
      'use a disk that keeps what it was told to flush (no tmpfs)',
    );
  return worst > 100
    ? warn('fsync', `${text}: slow`, 'a faster disk, or one that this machine does not share, takes mail in faster')
    : ok('fsync', text);
}

export async function checkClock(): Promise<Finding> {
  const answer = await new Promise<string | null>((resolve) => {
    execFile('timedatectl', ['show', '--property=NTPSynchronized', '--value'], { timeout: 5000 }, (error, stdout) =>
      resolve(error === null ? stdout.trim() : null),
    );
  });
  if (answer === 'yes') return ok('clock', 'kept by NTP');
  if (answer === 'no')
    return warn('clock', 'not kept by NTP', 'timedatectl set-ntp true: retries, DKIM and certificates go by the clock');
  return warn('clock', 'nobody here can say whether it is kept', 'make sure that NTP keeps it');
}
