/**
 * A file that only takes up space. On a full disk SQLite can neither delete nor write its log back, so that the queue could
 * not even shrink; then the ballast is released, settlements go on, and new mail waits until there is room for it again.
 */
import { closeSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Ballast {
  /** True while new mail may come in. Looks whether space has returned when it was short. */
  readonly hasRoom: () => boolean;
  /** The disk is full. */
  readonly release: () => void;
}

const block = new Uint8Array(1 << 20);

export function holdBallast(database: string, size: number): Ballast {
  const file = `${database}-ballast`;
  let held = fill(file, size);
  return {
    hasRoom: () => {
      // Twice: for the ballast, and as much again to work with.
      if (!held && freeSpace(file) > 2 * size) held = fill(file, size);
      return held;
    },
    release: () => {
      rmSync(file, { force: true });
      held = false;
    },
  };
}

/** Written, not only reserved: a sparse file would hold no space. False when the disk has no room for it. */
function fill(file: string, size: number): boolean {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? -1) >= size) return true;
  const descriptor = openSync(file, 'w', 0o600);
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
