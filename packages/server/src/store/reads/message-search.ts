/** What a search for messages looks at, as SQL: what an index leads to, and what each that is found there is then held against. */
import { type RawBuilder, sql } from 'kysely';
import type { EventType } from '../../ledger/event.ts';
import { type Fate, openFates, toldBy } from '../../ledger/fate.ts';
import { eventCodes } from '../event-row.ts';
import { firstIdAt } from '../id.ts';
import type { MessageFilter } from '../messages.ts';
import { tellsOutcome } from '../outcome-index.ts';

const labelNames = ['sender', 'stream', 'list', 'campaign'] as const;
type LabelName = (typeof labelNames)[number];
const otherThanList = labelNames.filter((name) => name !== 'list');

export const hasLabels = (filter: MessageFilter): boolean => hasAny(filter, labelNames);
const hasAny = (filter: MessageFilter, names: readonly LabelName[]): boolean =>
  names.some((name) => filter[name] !== undefined);

export const isOpen = (fate: Fate | undefined): boolean => fate !== undefined && openFates.has(fate);

export interface Search {
  /** The next of what an index leads to, the newest first; all there is of each message. */
  readonly seen: RawBuilder<unknown>;
  /** Which of them are meant. */
  readonly fits: RawBuilder<unknown>;
}

/** An index that leads to what is searched for: the next `size` of it behind `before`. */
export type Way = (before: Uint8Array | null, size: number) => Search;

/**
 * One or more, each of which finds all. What waits is little beside all that was ever sent, and so is what was not delivered; what
 * is of one list may be little or nearly all.
 */
export function waysOf(filter: MessageFilter): readonly [Way, ...Way[]] {
  const { fate, list } = filter;
  if (fate !== undefined && openFates.has(fate)) return [(...next) => amongWaiting(fate, filter, ...next)];
  const types = fate === undefined ? undefined : toldBy[fate];
  const listed: Way = (...next) => amongListed(types, filter, ...next);
  if (types !== undefined) {
    const told: Way = (...next) => amongTold(types, filter, ...next);
    return list === undefined ? [told] : [told, listed];
  }
  return [list === undefined ? (...next) => amongAll(filter, ...next) : listed];
}

function amongAll(filter: MessageFilter, before: Uint8Array | null, size: number): Search {
  const columns = sql.join(['id', ...labelNames].map((name) => sql.ref(name)));
  const seen = sql`select ${columns} from messages where ${inTime('id', filter, before)} order by id desc limit ${size}`;
  return { seen, fits: all(labelsOf(filter, labelNames)) };
}

/** `types`: events one of which is to tell of it. */
function amongListed(
  types: readonly EventType[] | undefined,
  filter: MessageFilter,
  before: Uint8Array | null,
  size: number,
): Search {
  const seen = sql`select id from messages
    where list = ${filter.list} and ${inTime('id', filter, before)} order by id desc limit ${size}`;
  const told = types?.map(
    (type) => sql`exists (
      select 1 from events where type = ${sql.lit(eventCodes[type])} and ${tellsOutcome} and message = seen.id
    )`,
  );
  const isTold = told === undefined ? [] : [sql`(${sql.join(told, sql` or `)})`];
  return { seen, fits: all([...isTold, ...ofTheMessage(filter, otherThanList)]) };
}

function amongWaiting(fate: Fate, filter: MessageFilter, before: Uint8Array | null, size: number): Search {
  const next = inTime('message', filter, before);
  const last = sql`select message from queue where ${next} order by message desc limit 1 offset ${size - 1}`;
  const seen = sql`select message as id, held, attempts from queue
    where ${next} and message >= coalesce((${last}), ${new Uint8Array(0)})`;
  return { seen, fits: all([isOpenAs(fate), ...ofTheMessage(filter, labelNames)]) };
}

/** Events may tell of messages whose own rows have been deleted. */
function amongTold(
  types: readonly EventType[],
  filter: MessageFilter,
  before: Uint8Array | null,
  size: number,
): Search {
  const latest = sql`order by id desc limit ${size}`;
  const told = types.map(
    (type) => sql`select id from (
      select distinct message as id from events
      where type = ${sql.lit(eventCodes[type])} and ${tellsOutcome} and ${inTime('message', filter, before)}
      and message >= (select id from messages order by id limit 1) ${latest}
    ) as of_type`,
  );
  const seen = sql`select id from (${sql.join(told, sql` union `)}) as told ${latest}`;
  return { seen, fits: all(ofTheMessage(filter, labelNames)) };
}

const all = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  conditions.length === 0 ? sql`1 = 1` : sql.join(conditions, sql` and `);

/** Ids grow with the instant of acceptance. */
function inTime(column: 'id' | 'message', { since, until }: MessageFilter, before: Uint8Array | null) {
  const name = sql.ref(column);
  const conditions = [];
  if (before !== null) conditions.push(sql`${name} < ${before}`);
  if (since !== undefined) conditions.push(sql`${name} >= ${firstIdAt(since)}`);
  if (until !== undefined) conditions.push(sql`${name} < ${firstIdAt(until)}`);
  return all(conditions);
}

function labelsOf(filter: MessageFilter, names: readonly LabelName[]): readonly RawBuilder<unknown>[] {
  return names.flatMap((name) => {
    const value = filter[name];
    if (value === undefined) return [];
    return [name === 'sender' ? sql`lower(sender) = ${value.toLowerCase()}` : sql`${sql.ref(name)} = ${value}`];
  });
}

/** Where what is seen does not say it. */
function ofTheMessage(filter: MessageFilter, names: readonly LabelName[]): readonly RawBuilder<unknown>[] {
  if (!hasAny(filter, names)) return [];
  return [sql`exists (select 1 from messages where messages.id = seen.id and ${all(labelsOf(filter, names))})`];
}

/** As `fateOfEntry` says it. */
function isOpenAs(fate: Fate): RawBuilder<unknown> {
  if (fate === 'held') return sql`held = 1`;
  return fate === 'deferred' ? sql`held = 0 and attempts > 0` : sql`held = 0 and attempts = 0`;
}
