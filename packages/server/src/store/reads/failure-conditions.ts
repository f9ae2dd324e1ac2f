/** A search as SQL, in two parts: what an index finds, and what each row found is then held against. */
import { type RawBuilder, sql } from 'kysely';
import { failureTypes } from '../../ledger/failure.ts';
import type { Database } from '../database.ts';
import { eventCodes } from '../event-row.ts';
import type { Condition, FailureColumn, FailureSearch } from '../health.ts';

export interface Conditions {
  readonly indexed: RawBuilder<unknown>;
  readonly others: RawBuilder<unknown>;
  /** By an index that leads from each row to another place. */
  readonly scattered: boolean;
  /** An index finds all of it. */
  readonly selective: boolean;
}

/** Columns that an index leads with, the most telling first. */
const leading: readonly FailureColumn[] = ['domain', 'list', 'reason'];
const everything = sql`1 = 1`;
const both = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  conditions.length === 0 ? everything : sql.join(conditions, sql` and `);

export function conditionsOf(
  { conditions, recipient, from, to, words }: FailureSearch,
  { aboutRecipient, isSameId, payload }: Pick<Database, 'aboutRecipient' | 'isSameId' | 'payload'>,
): Conditions {
  const lead = leading
    .map((column) => conditions.find((one) => one.column === column && !one.not && one.values.length === 1))
    .find((one) => one !== undefined);
  const indexed = lead === undefined || recipient !== undefined ? [] : [conditionOf(lead)];
  if (recipient !== undefined) indexed.push(found(aboutRecipient(recipient)));
  if (from !== undefined) indexed.push(sql`at >= ${from}`);
  if (to !== undefined) indexed.push(sql`at < ${to}`);
  const rest = conditions.filter((one) => one !== lead || recipient !== undefined);
  const others = [
    ...rest.map(conditionOf),
    ...words.map((word) => inEvent(word, payload, isSameId('events.id', 'seen.event'))),
  ];
  return {
    indexed: both(indexed),
    others: both(others),
    scattered: indexed.length > 0 && (lead !== undefined || recipient !== undefined),
    selective: others.length === 0,
  };
}

function conditionOf({ column, values, not }: Condition): RawBuilder<unknown> {
  const is = sql`${sql.ref(column)} in (${sql.join(values)})`;
  return not ? sql`(${sql.ref(column)} is null or not ${is})` : is;
}

/** Events are found by their address already. */
function found(about: RawBuilder<boolean>): RawBuilder<unknown> {
  const types = failureTypes.map((type) => sql.lit(eventCodes[type]));
  return sql`(at, event) in (
    select events.at, events.id from events where ${about} and events.type in (${sql.join(types)})
  )`;
}

/** Anywhere in the event, as its JSON has it: whether the reply has it is seen when the event is read. */
function inEvent(word: string, payload: RawBuilder<string>, isItsEvent: RawBuilder<boolean>): RawBuilder<unknown> {
  const written = JSON.stringify(word).slice(1, -1).toLowerCase();
  const pattern = `%${written.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`exists (
    select 1 from events where ${isItsEvent} and lower(${payload}) like ${pattern} escape '\\'
  )`;
}
