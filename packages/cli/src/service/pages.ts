/** All entries of a paged list, read as they are asked for. */
import type { Client } from './client.ts';

interface Page<T> {
  readonly data: readonly T[];
  readonly next: string | null;
}

/** At most `most`; undefined: all. */
export async function* pages<T>(client: Client, path: string, query: Query, most?: number): AsyncGenerator<T> {
  let left = most ?? Number.POSITIVE_INFINITY;
  for (let after: string | undefined; left > 0; ) {
    const page: Page<T> = await client.call(withQuery(path, { ...query, limit: String(Math.min(left, 500)), after }));
    yield* page.data;
    left -= page.data.length;
    if (page.next === null) return;
    after = page.next;
  }
}

export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

export function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const each of [value].flat()) if (each !== undefined) search.append(name, each);
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}
