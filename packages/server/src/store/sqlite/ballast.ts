/**
 * A file that only takes up space. On a full disk SQLite can neither delete nor write its log back, so that the queue could
 * not even shrink; then the ballast is released, settlements go on, and new mail waits until there is room for it again.
 */
import { closeSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { createPrivate } from './private-file.ts';

export interface Ballast {
  /**
   * True while new mail may come in. When it was short, looks whether space has returned: on the disk, or within the
   * database (`inside` tells its unused octets), whose file never shrinks.
   */
  readonly hasRoom: (inside: () => number) => boolean;
  /** The disk is full. */
  readonly release: () => void;
}

const block = new Uint8Array(1 << 20);

/** `log`: octets that SQLite's log takes while work goes on. The ballast should be twice as much. */
export function holdBallast(database: string, size: number, log: number): Ballast {
  const file = fileOf(database);
  let held = fill(file, size);
  return {
    hasRoom: (inside) => {
      if (held) return true;
      const free = freeSpace(file);
      if (free < log / 2 || free + inside() < size + log) return false;
      // Where the database has grown over all of the disk, a smaller ballast does: it need not grow any more.
      held = fill(file, Math.min(size, Math.floor(free / 2)));
      return held;
    },
    release: () => {
      dropBallast(database);
      held = false;
    },
  };
}

export function dropBallast(database: string): void {
  rmSync(fileOf(database), { force: true });
}

function fileOf(database: string): string {
  return `${database}-ballast`;
}

/** Written, not only reserved: a sparse file would hold no space. False when the disk has no room for it. */
function fill(file: string, size: number): boolean {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? -1) >= size) return true;
  createPrivate(file);
  const descriptor = openSync(file, 'w');
  try {
    for (let written = 0; written < size; ) {
      written += writeSync(descriptor, block, 0, Math.min(block.length, size - written));
    }
    fsyncSync(descriptor);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')))
      throw error;
    rmSync(file, { force: true });
    return false;
  } finally {
    closeSync(descriptor);
  }
}

function freeSpace(file: string): number {
  const { bavail, bsize } = statfsSync(dirname(file));
  return bavail * bsize;
}
