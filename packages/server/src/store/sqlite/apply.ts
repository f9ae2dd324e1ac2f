/**
 * Applies a batch in one transaction, and so with one fsync. Units are applied straight away; when one is refused after it
 * has changed something, the batch is rolled back and done once more with a savepoint around each unit, so that a refused
 * unit leaves nothing behind and harms no other.
 */
import { crc32 } from 'node:zlib';
import type Database from 'better-sqlite3';
import { failpoint } from '../../observe/failpoint.ts';
import { readEffect } from '../effect-row.ts';
import { failureColumns } from '../health.ts';
import { idOctets } from '../id.ts';
import type { Committed } from '../store.ts';
import type { StoreErrorCode } from '../store-error.ts';
import { createCounting } from './counting.ts';
import { hotStatements } from './hot-statements.ts';
import { idStart } from './id-index.ts';
import { idMemo } from './id-memo.ts';
import { createListed } from './listed-statements.ts';
import { listeningStatements } from './listening-statements.ts';
import { createPacker } from './octets.ts';
import { readEffectCells } from './packed-effect.ts';
import { packEvent } from './packed-event.ts';
import { type Cell, type Program, steps } from './program.ts';
import { createTexts } from './texts.ts';

type Bound = Cell | Uint8Array;
/** What a step gives when the unit stands; anything else refuses it. */
const applied = 'committed';

interface Rejected {
  readonly code: StoreErrorCode;
  readonly message: string;
}
export type Applied = readonly (Committed | Rejected)[];

/** `left`: units to leave out, for there is no room for them. Throws what SQLite throws when the store itself fails; nothing is applied then. */
export type Apply = (program: Program, left: ReadonlySet<number>) => Applied;

const noRoom: Rejected = { code: 'full', message: 'no space left for new mail' };

export function createApply(db: Database.Database): Apply {
  const { counting, texts, applySteps } = createSteps(db);
  const begin = db.prepare('begin immediate');
  const commit = db.prepare('commit');
  const savepoint = db.prepare('savepoint unit');
  const release = db.prepare('release unit');
  const rollBackUnit = db.prepare('rollback to unit');

  const straight = (program: Program, left: ReadonlySet<number>): Applied | null => {
    const results: Applied[number][] = [];
    for (let unit = 0; unit < program.units.length; unit++) {
      if (left.has(unit)) {
        results.push(noRoom);
        continue;
      }
      const { result, touched } = applySteps(program, unit);
      if (result !== applied && touched) return null;
      results.push(result);
    }
    return results;
  };

  const guarded = (program: Program, left: ReadonlySet<number>): Applied =>
    program.units.map((_, unit) => {
      if (left.has(unit)) return noRoom;
      savepoint.run();
      counting.begin();
      const mark = texts.mark();
      let result: Applied[number];
      try {
        ({ result } = applySteps(program, unit));
      } catch (error) {
        if (!isConstraint(error) || !db.inTransaction) throw error;
        result = { code: 'rejected', message: error.message };
      }
      if (result === applied) counting.keep();
      else {
        rollBackUnit.run();
        texts.forget(mark);
        counting.drop();
      }
      release.run();
      return result;
    });

  const transaction = (work: () => Applied | null): Applied | null => {
    begin.run();
    counting.reset();
    const mark = texts.mark();
    try {
      const results = work();
      if (results === null) {
        db.exec('rollback');
        texts.forget(mark);
      } else {
        counting.write();
        failpoint('written-before-commit');
        commit.run();
      }
      return results;
    } catch (error) {
      // SQLite itself has rolled back after some errors.
      if (db.inTransaction) db.exec('rollback');
      texts.forget(mark);
      throw error;
    }
  };

  return (program, left) => {
    try {
      const results = transaction(() => straight(program, left));
      if (results !== null) return results;
    } catch (error) {
      if (!isConstraint(error)) throw error;
    }
    return transaction(() => guarded(program, left)) ?? [];
  };
}

function isConstraint(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT');
}

/** Runs one unit's steps; `touched`: it had changed something before it was refused. */
function createSteps(db: Database.Database) {
  const run = hotStatements(db);
  const heard = listeningStatements(db);
  const listed = createListed(db);
  const texts = createTexts(db);
  const packer = createPacker();
  const counting = createCounting(heard, texts, packer);
  const octets = idMemo('msg_');
  const eventOctets = idMemo('evt_');

  const recordEvent = (row: Bound[], id: Uint8Array): Committed => {
    if (run.hasEvent.get(idStart(id), id) !== undefined) return 'duplicate';
    const packed = packEvent(packer, row, 5, texts, Number(row[4]));
    row.length = 5;
    row[0] = id;
    row.push(packed, crc32(packed));
    run.event.run(...row);
    return applied;
  };

  const step = (code: Cell, row: Bound[], bodies: Uint8Array): Committed => {
    const changed = (statement: Database.Statement<Bound[]>): boolean => statement.run(...row).changes === 1;
    switch (code) {
      case steps.key.code:
        row[1] = octets(row[1]);
        return changed(run.key) ? applied : 'duplicate';
      case steps.lives.code:
        return run.lives.get(...row) === undefined ? 'lease_lost' : applied;
      case steps.done.code:
        row[0] = octets(row[0]);
        return changed(run.done) ? applied : 'lease_lost';
      case steps.retry.code:
        row[10] = octets(row[10]);
        return changed(run.retry) ? applied : 'lease_lost';
      case steps.inHand.code:
        row[0] = octets(row[0]);
        return changed(run.inHand) ? applied : 'lease_lost';
      case steps.hold.code:
        row[2] = octets(row[2]);
        return changed(run.hold) ? applied : 'lease_lost';
      case steps.release.code:
        row[1] = octets(row[1]);
        return changed(run.release) ? applied : 'lease_lost';
      case steps.noticed.code:
        row[0] = octets(row[0]);
        return changed(run.noticed) ? applied : 'lease_lost';
      case steps.delayed.code:
        row[0] = octets(row[0]);
        return changed(run.delayed) ? applied : 'lease_lost';
      case steps.event.code:
        if (row[3] !== null) row[3] = octets(row[3]);
        return recordEvent(row, eventOctets(row[0]));
      case steps.message.code:
        row[0] = octets(row[0]);
        run.message.run(...row);
        return applied;
      case steps.body.code: {
        const body = cut(bodies, row[1], row[2]);
        run.body.run(octets(row[0]), crc32(body), body);
        return applied;
      }
      case steps.entry.code:
        row[0] = octets(row[0]);
        run.entry.run(...row);
        return applied;
      case steps.notice.code:
        row[0] = octets(row[0]);
        run.notice.run(...row);
        return applied;
      case steps.dialogue.code:
        row[0] = octets(row[0]);
        run.dialogue.run(...row);
        return applied;
      case steps.spent.code:
        run.spent.run(octets(row[0]));
        return applied;
      case steps.lookNone.code:
        return listed.has(Number(row[0])) ? 'stale' : applied;
      case steps.lookSeen.code:
        return (heard.newestAbout(Number(row[0]), 0, 1)[0]?.[0] ?? 0) === Number(row[1]) ? applied : 'stale';
      case steps.effect.code:
        counting.effect(octets(row[0]), Number(row[1]), readEffectCells(row, 2));
        return applied;
      case steps.recount.code:
        counting.recount(octets(row[0]), Number(row[1]), readEffect(String(row[2])));
        return applied;
      case steps.reclassified.code:
        row[0] = eventOctets(row[0]);
        row[1] = idOctets(String(row[1]), 'evt_');
        heard.reclassified.run(...row);
        return applied;
      case steps.suppress.code:
        row[1] = keyOctets(row[1]);
        listed.put(row);
        return applied;
      case steps.unsuppress.code:
        row[1] = keyOctets(row[1]);
        listed.remove(row);
        return applied;
      case steps.suppressionChange.code:
        row[1] = keyOctets(row[1]);
        heard.suppressionChange.run(...row);
        return applied;
      case steps.incidentAddress.code:
        row[2] = keyOctets(row[2]);
        heard.incidentAddress.run(...row);
        return applied;
      case steps.raw.code:
        heard.raw.run(eventOctets(row[0]), row[1] ?? null, cut(bodies, row[2], row[3]));
        return applied;
      case steps.failure.code:
        row[0] = eventOctets(row[0]);
        heard.failure.run(...row);
        return applied;
      case steps.refound.code:
        row[failureColumns.length] = eventOctets(row[failureColumns.length]);
        heard.refound.run(...row);
        return applied;
      default:
        throw new RangeError(`no step has the code ${code}`);
    }
  };

  const widths: number[] = [];
  for (const { code, width } of Object.values(steps)) widths[code] = width;

  const applySteps = ({ units, bodies, starts }: Program, unit: number): { result: Committed; touched: boolean } => {
    const cells = units[unit] ?? [];
    const octetsOfUnit = bodies.subarray(starts[unit] ?? 0);
    const end = cells.length;
    let at = 0;
    let touched = false;
    while (at < end) {
      const code = cells[at] ?? null;
      const next = at + 1 + (widths[Number(code)] ?? 0);
      const result = step(code, cells.slice(at + 1, next), octetsOfUnit);
      if (result !== applied) return { result, touched };
      touched ||= code !== steps.lookNone.code && code !== steps.lookSeen.code;
      at = next;
    }
    return { result: applied, touched: true };
  };
  return { counting, texts, applySteps };
}

const keyOctets = (key: Bound | undefined): Uint8Array => Buffer.from(String(key), 'hex');

const cut = (octets: Uint8Array, offset: Bound | undefined, length: Bound | undefined): Uint8Array =>
  octets.subarray(Number(offset), Number(offset) + Number(length));
