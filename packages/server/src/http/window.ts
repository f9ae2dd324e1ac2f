/** A window of time as requests name it: by its length, or by both ends. */
import { Type } from 'typebox';
import { type SpanName, spans, type Window, windowOf } from '../health/window.ts';
import { day } from '../ledger/contributions.ts';
import { wrongField } from './routes/queue.ts';

export const windowFields = {
  window: Type.Optional(
    Type.Enum(Object.keys(spans) as SpanName[], { description: 'Length of the window that ends now; 7d by default' }),
  ),
  from: Type.Optional(Type.String({ maxLength: 40, description: 'First instant (RFC 3339), instead of `window`' })),
  to: Type.Optional(Type.String({ maxLength: 40, description: 'First instant after it; now by default' })),
};

export interface WindowQuery {
  readonly window?: SpanName;
  readonly from?: string;
  readonly to?: string;
}

const longest = 800 * day;

/** Throws a Problem that names the field. */
export function readWindow({ window, from, to }: WindowQuery, now: number): Window {
  if (from === undefined) {
    if (to !== undefined) throw wrongField('/querystring/to', 'needs `from`');
    return windowOf(spans[window ?? '7d'], now);
  }
  if (window !== undefined) throw wrongField('/querystring/window', 'is given together with `from`');
  const read = { from: readTime('from', from), to: to === undefined ? now : readTime('to', to) };
  if (read.from >= read.to) throw wrongField('/querystring/from', 'must be before the end of the window');
  if (read.to - read.from > longest) throw wrongField('/querystring/from', 'makes a window of more than 800 days');
  return read;
}

/** An instant (RFC 3339) of a query. */
function readTime(field: string, text: string): number {
  const at = Date.parse(text);
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text) || Number.isNaN(at))
    throw wrongField(`/querystring/${field}`, 'must be an instant such as 2026-11-28T09:00:00Z');
  return at;
}
