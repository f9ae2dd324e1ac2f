/**
 * What goes on when the disk is full: mail is turned away; settlements, and whatever else makes the queue shorter, work on
 * the space that the ballast gave free, until there is room again.
 */
import type Database from 'better-sqlite3';
import type { Applied, Apply } from './apply.ts';
import type { Ballast } from './ballast.ts';
import { readFailure } from './failure.ts';
import type { Program } from './program.ts';

export interface Room {
  /** False: no new mail. */
  readonly hasRoom: () => boolean;
  /** The disk is full. */
  readonly make: () => void;
}

export function keepRoom(db: Database.Database, ballast: Ballast): Room {
  const inside = (): number =>
    Number(db.pragma('freelist_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));
  return {
    hasRoom: () => ballast.hasRoom(inside),
    make: () => {
      ballast.release();
      try {
        // The log has grown because there was no room to write it back.
        db.pragma('wal_checkpoint(TRUNCATE)');
      } catch (error) {
        // Still too little: whoever needs it is told so.
        if (readFailure(error).code !== 'full') throw error;
      }
    },
  };
}

export function applyWithRoom(apply: Apply, program: Program, room: Room): Applied {
  const accepting = new Set(program.accepting);
  const mayAccept = accepting.size === 0 || room.hasRoom();
  try {
    return apply(program, mayAccept ? new Set() : accepting);
  } catch (error) {
    if (readFailure(error).code !== 'full') throw error;
    room.make();
    return apply(program, accepting);
  }
}
