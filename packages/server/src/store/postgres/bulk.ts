/**
 * Statements over many rows at once: each column goes out as one array, which `unnest` turns into rows `t`; one column of
 * long values may go in a pack instead.
 */
import { type Compilable, type CompiledQuery, type RawBuilder, sql } from 'kysely';
import { compileHot, type PlaceSlot } from '../hot.ts';
import type { Schema } from '../schema.ts';
import { build } from './compiler.ts';
import type { NamedQuery } from './line.ts';
import { createPack, type Pack, type Span, storable } from './pack.ts';

type ColumnType = 'bytea' | 'bigint' | 'integer' | 'smallint' | 'text';
export type Columns = Readonly<Record<string, ColumnType>>;
type Value<T extends ColumnType> = T extends 'bytea' ? Uint8Array : T extends 'text' ? string : number;
export type Row<C extends Columns> = { readonly [K in keyof C]: Value<C[K]> | null };

/** Gives the query for these rows. */
export type Bulk<R> = (rows: readonly R[]) => NamedQuery;

/** `statement` names the rows by `t` and stands the source where `from` is. */
export function bulk<C extends Columns>(
  name: string,
  columns: C,
  statement: (from: RawBuilder<unknown>) => Compilable | RawBuilder<unknown>,
): Bulk<Row<C>> {
  const text = compileHot((slot) => compilable(statement(unnested(columns, slot))));
  return (rows) => ({ name, text, values: arrays(columns, rows) });
}

export function bulkInsert<C extends Columns>(table: keyof Schema & string, columns: C): Bulk<Row<C>> {
  const names = Object.keys(columns);
  return bulk(`insert_${table}`, columns, (from) =>
    build
      .insertInto(table)
      .columns(names as never[])
      .expression(sql`select ${sql.join(names.map((name) => sql.ref(`t.${name}`)))} from ${from}`),
  );
}

/** With a last column that is packed: a text, or octets as they are. */
export function packedInsert<C extends Columns>(
  table: keyof Schema & string,
  columns: C,
  packed: { readonly column: string; readonly as: 'text' | 'octets' },
  condition: RawBuilder<unknown> = sql``,
): (rows: readonly (Row<C> & { readonly packed: string | Uint8Array })[]) => NamedQuery {
  const names = Object.keys(columns);
  const text = compileHot((slot) => {
    const cut = sql`substring(pack.octets from t.pack_offset + 1 for t.pack_length)`;
    const value = packed.as === 'text' ? sql`convert_from(${cut}, 'UTF8')` : cut;
    const rows = unnested({ ...columns, pack_offset: 'integer', pack_length: 'integer' }, slot);
    // The last value, for pg's buffer grows, and is copied, with each value behind a large one.
    const from = sql`${rows}, (select ${slot(names.length + 2)}::bytea as octets) as pack`;
    return build
      .insertInto(table)
      .columns([packed.column, ...names] as never[])
      .expression(
        sql`select ${value}, ${sql.join(names.map((name) => sql.ref(`t.${name}`)))} from ${from} ${condition}`,
      );
  });
  return (rows) => {
    const pack = createPack();
    const spans = rows.map((row) => pin(pack, row.packed));
    const cuts = [spans.map((span) => span.offset), spans.map((span) => span.length)];
    return { name: `insert_${table}`, text, values: [...arrays(columns, rows), ...cuts, pack.whole()] };
  };
}

function compilable(statement: Compilable | RawBuilder<unknown>): Compilable {
  return 'isRawBuilder' in statement ? { compile: () => statement.compile(build) as CompiledQuery<never> } : statement;
}

function pin(pack: Pack, value: string | Uint8Array): Span {
  return typeof value === 'string' ? pack.text(value) : pack.octets(value);
}

function unnested(columns: Columns, slot: PlaceSlot): RawBuilder<unknown> {
  const entries = Object.entries(columns);
  const lists = entries.map(([, type], index) => sql`${slot(index)}::${sql.raw(type)}[]`);
  return sql`unnest(${sql.join(lists)}) as t(${sql.join(entries.map(([name]) => sql.id(name)))})`;
}

function arrays<C extends Columns>(columns: C, rows: readonly Row<C>[]): unknown[] {
  return Object.entries(columns).map(([name, type]) =>
    rows.map((row) => {
      const value = row[name];
      return type === 'text' && typeof value === 'string' ? storable(value) : value;
    }),
  );
}
