/**
 * What is asked for every report that comes in: those that ask while the reading side answers others are answered together,
 * with one message to its thread.
 */
import { readEffect } from '../effect-row.ts';
import { type EventText, eventFields, eventOf } from '../event-row.ts';
import { groupCommit } from '../group-commit.ts';
import type { ListeningReads, SuppressionEntry } from '../listening.ts';
import { headerIdHash, type MessageRow, messageColumns, messageOf } from '../message-row.ts';
import type { Store } from '../store.ts';
import { type SuppressionRow, suppressionColumns, suppressionOf, suppressionWith } from '../suppression-row.ts';
import type { ListedFilter } from './listed-filter.ts';
import { type ListedRow, mostListed, type QuestionName, questions } from './look-statements.ts';
import type { Cell } from './program.ts';
import type { Remote } from './remote.ts';

interface Question {
  readonly name: QuestionName;
  readonly arguments: readonly Cell[];
}

/** Questions that cross together. */
const together = { items: 512, weight: Number.POSITIVE_INFINITY };

type Looks = Pick<
  Store,
  'message' | 'eventsAbout' | 'suppressionsAbout' | 'effect' | 'listedAmong' | 'heardAmong' | 'namesKnown'
>;

/** More addresses than that are an import's or a campaign's: statements over many of them at once are faster. */
const fewAddresses = 16;

/** `others`: what goes further back than the newest events. */
export function looksAt(reader: Remote, listed: ListedFilter, others: Pick<ListeningReads, 'eventsAbout'>): Looks {
  const group = groupCommit(answered(reader), together);
  const ask = (name: QuestionName, ...args: readonly Cell[]) => group.add({ name, arguments: args }, 1);
  return {
    message: async (id) => {
      const [row] = rowsOf<Omit<MessageRow, 'id'>>(await ask('message', id), messageColumns);
      return row === undefined ? null : messageOf(id, row);
    },
    eventsAbout: async (recipient, before, limit) => {
      if (before !== null) return others.eventsAbout(recipient, before, limit);
      const rows = rowsOf<EventText>(await ask('eventsAbout', recipient, limit), eventFields);
      return rows.map((row) => ({ seq: row.seq, event: eventOf(row) }));
    },
    suppressionsAbout: async (recipients) => {
      const doubtful = recipients.filter((recipient) => listed.mayHave(recipient));
      if (doubtful.length === 0) return [];
      if (doubtful.length > fewAddresses) return listedOf(reader, doubtful);
      const answers = await Promise.all([...new Set(doubtful)].map((each) => ask('suppressionsAbout', each)));
      return answers.flatMap((answer) =>
        rowsOf<SuppressionText>(answer, suppressionColumns).map((row) => suppressionOf(row.key, row)),
      );
    },
    listedAmong: async (recipients) => {
      const hashes = recipients.filter((recipient) => listed.mayHave(recipient));
      return new Set(hashes.length === 0 ? [] : await reader.ask('known', { what: 'listed', hashes }));
    },
    heardAmong: async (recipients) => new Set(await reader.ask('known', { what: 'heard', hashes: recipients })),
    namesKnown: async (names) => {
      const hashes = names.map(headerIdHash);
      const found = new Set(await reader.ask('known', { what: 'named', hashes }));
      return new Set(found.size === 0 ? [] : names.filter((_, index) => found.has(hashes[index] ?? -1)));
    },
    effect: async (message, recipient) => {
      const [detail] = await ask('effect', message, recipient);
      return detail === undefined ? null : readEffect(String(detail));
    },
  };
}

type SuppressionText = Omit<SuppressionRow, 'key'> & { readonly key: string };

/** In the order of the table, so that neighbours are read once. */
async function listedOf(reader: Remote, recipients: readonly number[]): Promise<readonly SuppressionEntry[]> {
  const ordered = Float64Array.from(new Set(recipients)).sort();
  const parts: Promise<readonly SuppressionEntry[]>[] = [];
  for (let at = 0; at < ordered.length; at += mostListed)
    parts.push(reader.ask('listed', { recipients: ordered.slice(at, at + mostListed) }).then(readListed));
  return (await Promise.all(parts)).flat();
}

const readListed = (json: string): readonly SuppressionEntry[] =>
  (JSON.parse(json) as readonly ListedRow[]).map(
    ([key, scope, value, address, state, reason, since, expires_at, detail]) =>
      suppressionWith(key, { scope, value, address, state, reason, since, expires_at }, detail),
  );

/** The values of each question's rows. */
function answered(reader: Remote) {
  return async (asked: readonly Question[]): Promise<readonly (readonly Cell[])[]> => {
    const flat: Cell[] = [];
    for (const { name, arguments: given } of asked) flat.push(questions[name].code, ...given);
    const { counts, cells } = await reader.ask('looks', { asked: flat });
    let at = 0;
    return asked.map(({ name }, index) => {
      const start = at;
      at += (counts[index] ?? 0) * questions[name].width;
      return cells.slice(start, at);
    });
  };
}

/** As the statement names the columns. */
function rowsOf<R>(cells: readonly Cell[], columns: readonly string[]): readonly R[] {
  const rows: R[] = [];
  for (let at = 0; at < cells.length; at += columns.length) {
    const row: Record<string, Cell | undefined> = {};
    for (let index = 0; index < columns.length; index++) row[columns[index] ?? ''] = cells[at + index];
    rows.push(row as R);
  }
  return rows;
}
