/** What has been opened, closed in the opposite order: at the end, or when the rest cannot be opened. */
export type Close = () => Promise<void> | void;

export interface Opened {
  readonly push: (...closers: readonly Close[]) => void;
  /** Each is closed once, however often it is asked for. */
  readonly close: () => Promise<void>;
}

export function createOpened(first: Close): Opened {
  const closers: Close[] = [first];
  return {
    push: (...more) => void closers.push(...more),
    close: async () => {
      for (const close of closers.splice(0).reverse()) await close();
    },
  };
}

/** What has not ended by then is broken off by what comes next. */
export async function withinTime(milliseconds: number, ending: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([ending, over]);
  clearTimeout(timer);
}
