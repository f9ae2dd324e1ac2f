/** All entries of a paged list, read as they are asked for. */

interface Page<T> {
  readonly data: readonly T[];
  readonly next: string | null;
}
/** What the query of a page has beside its filters. */
export interface PageQuery {
  readonly limit: number;
  readonly after?: string;
}

const largest = 500;

/** At most `most`; undefined: all. */
export async function* pages<T>(read: (page: PageQuery) => Promise<Page<T>>, most?: number): AsyncGenerator<T> {
  let left = most ?? Number.POSITIVE_INFINITY;
  for (let after: string | null = null; left > 0; ) {
    const page: Page<T> = await read({ limit: Math.min(left, largest), ...(after === null ? {} : { after }) });
    yield* page.data;
    left -= page.data.length;
    if (page.next === null) return;
    after = page.next;
  }
}
