/** Opaque cursors of pages: the sort key of the last row, as base64url of JSON. */
import { StoreError } from './store-error.ts';

export type CursorValue = number | string;
type Shape = readonly ('number' | 'string')[];

export function writeCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** Throws a StoreError `rejected` when the text is no cursor of this shape: it came from outside. */
export function readCursor(text: string, shape: Shape): readonly CursorValue[] {
  const values = tryCursor(text, shape);
  if (values === null) throw new StoreError('rejected', 'this is no cursor of this list');
  return values;
}

export function tryCursor(text: string, shape: Shape): readonly CursorValue[] | null {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (!Array.isArray(values) || values.length !== shape.length) return null;
  const fits = values.every((value, index) => typeof value === shape[index]);
  return fits ? (values as CursorValue[]) : null;
}
