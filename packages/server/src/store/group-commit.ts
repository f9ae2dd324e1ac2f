/**
 * Group commit: items that arrive while a batch is being written go into the next one, so that one fsync serves them all
 * and no timer is needed. Items of one turn of the event loop share a batch from the start.
 */
export interface GroupLimits {
  /** Most items of a batch, and most of their weight (octets). */
  readonly items: number;
  readonly weight: number;
}

interface Pending<Item, Result> {
  readonly item: Item;
  readonly weight: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}

/** `write` gives one result for each item; an Error among them rejects that item alone. */
export function groupCommit<Item, Result>(
  write: (items: readonly Item[]) => Promise<readonly (Result | Error)[]>,
  limits: GroupLimits,
): { readonly add: (item: Item, weight: number) => Promise<Result>; readonly idle: () => Promise<void> } {
  const waiting: Pending<Item, Result>[] = [];
  let running: Promise<void> | null = null;

  const take = (): Pending<Item, Result>[] => {
    let weight = 0;
    let count = 0;
    for (const pending of waiting) {
      weight += pending.weight;
      if (count === limits.items || (count > 0 && weight > limits.weight)) break;
      count++;
    }
    return waiting.splice(0, count);
  };

  const writeBatch = async (batch: readonly Pending<Item, Result>[]): Promise<void> => {
    let results: readonly (Result | Error)[];
    try {
      results = await write(batch.map((pending) => pending.item));
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      for (const pending of batch) pending.reject(reason);
      return;
    }
    batch.forEach((pending, index) => {
      const result = results[index];
      if (result instanceof Error) pending.reject(result);
      else if (result === undefined) pending.reject(new Error('the store gave no result'));
      else pending.resolve(result);
    });
  };

  const run = async (): Promise<void> => {
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (waiting.length > 0) await writeBatch(take());
    running = null;
  };

  return {
    add: (item, weight) =>
      new Promise<Result>((resolve, reject) => {
        waiting.push({ item, weight, resolve, reject });
        running ??= run();
      }),
    idle: async () => {
      while (running !== null) await running;
    },
  };
}
