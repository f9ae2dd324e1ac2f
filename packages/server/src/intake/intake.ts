/**
 * Where every source ends: what was heard is recorded, what was not understood goes to the tray, and the source's figures
 * are kept. When `take` resolves, nothing of the item can be lost any more, and whoever sent it may be told so.
 */

import type { LedgerEvent } from '../ledger/event.ts';
import type { Heard, Observation } from '../ledger/observation.ts';
import type { Recorded, Record as RecordObservations } from '../ledger/observe.ts';
import { failpoint } from '../observe/failpoint.ts';
import { noteError, noteEvents, noteItems, type SourceBook, type SourceState } from './sources.ts';
import type { Tray, TrayItem } from './tray.ts';

export interface Item {
  readonly source: LedgerEvent['source'];
  readonly sourceName: string;
  readonly octets: Uint8Array;
  readonly form: TrayItem['form'];
  readonly recipient: string | null;
}

export interface Taken {
  readonly recorded: number;
  readonly repeated: number;
  readonly untrusted: number;
  /** Why there was nothing to record, or what was not understood. */
  readonly notes: readonly string[];
  readonly inTray: boolean;
}

export interface Intake {
  /** Rejects when the store or the tray cannot take it: the item is to come again. */
  readonly take: (item: Item, heard: Heard) => Promise<Taken>;
  /** The same for what was read out of a log: nothing of it goes to the tray. */
  readonly takeObservations: (sourceName: string, observations: readonly Observation[]) => Promise<void>;
  /** What is wrong with the source itself. */
  readonly trouble: (source: LedgerEvent['source'], sourceName: string, error: unknown) => void;
  /** A request that has not proven who it is from. */
  readonly refused: (source: LedgerEvent['source'], sourceName: string, why: string) => void;
  readonly sources: SourceBook['all'];
  readonly inTray: () => number;
}

export interface IntakeOptions {
  readonly record: RecordObservations;
  readonly tray: Tray;
  readonly book: SourceBook;
  readonly now: () => number;
}

/** Observations of one commit. */
const together = 2000;

export function createIntake({ record, tray, book, now }: IntakeOptions): Intake {
  const recordAll = async (observations: readonly Observation[]): Promise<readonly Recorded[]> => {
    const all: Recorded[] = [];
    for (let at = 0; at < observations.length; at += together)
      all.push(...(await record(observations.slice(at, at + together))));
    return all;
  };

  const recorded = async (observations: readonly Observation[], state: SourceState) => {
    const all = await recordAll(observations);
    const count = (kind: Recorded): number => all.filter((each) => each === kind).length;
    const counts = { recorded: count('recorded'), repeated: count('repeated'), untrusted: count('untrusted') };
    state.recorded += counts.recorded;
    state.repeated += counts.repeated;
    state.untrusted += counts.untrusted;
    noteEvents(state, observations, now());
    return counts;
  };

  const settle = async (item: Item, heard: Heard, state: SourceState): Promise<Taken> => {
    const observations = heard.kind === 'heard' ? heard.observations : [];
    const problems = heard.kind === 'heard' ? (heard.problems ?? []) : heard.kind === 'nothing' ? [] : [heard.why];
    const { octets, form, source, sourceName, recipient } = item;
    const counts = await recorded(observations, state);
    if (problems.length > 0) await tray.keep({ octets, form, source, sourceName, recipient, at: now(), why: problems });
    if (heard.kind === 'nothing') state.ignored++;
    if (problems.length > 0) state.notUnderstood++;
    return { ...counts, notes: heard.kind === 'nothing' ? [heard.why] : problems, inTray: problems.length > 0 };
  };

  const counted = async <T>(state: SourceState, items: number, work: () => Promise<T>): Promise<T> => {
    noteItems(state, items, now());
    failpoint('intake-before-record');
    try {
      const done = await work();
      failpoint('intake-after-record');
      return done;
    } catch (error) {
      state.failed++;
      noteError(state, now(), error);
      throw error;
    }
  };

  return {
    take(item, heard) {
      const state = book.of(item.sourceName, item.source);
      return counted(state, 1, () => settle(item, heard, state));
    },
    async takeObservations(sourceName, observations) {
      const state = book.of(sourceName, 'log');
      await counted(state, observations.length, () => recorded(observations, state));
    },
    trouble: (source, sourceName, error) => noteError(book.of(sourceName, source), now(), error),
    refused(source, sourceName, why) {
      const state = book.of(sourceName, source);
      state.refused++;
      noteError(state, now(), why);
    },
    sources: book.all,
    inTray: tray.count,
  };
}
