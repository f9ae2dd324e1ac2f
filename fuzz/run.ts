/** Fires inputs at one target and keeps what it learned: the finds, the slowest input, the largest heap. */
import { allowedMilliseconds, collect, heapInUse, isOver, leastCost, limits, Meter } from './measure.ts';
import type { Random } from './random.ts';
import { shrink } from './shrink.ts';
import type { Target } from './target.ts';

interface Find {
  readonly broken: string;
  /** Made as small as possible. */
  readonly input: string;
}

export interface Outcome {
  readonly target: string;
  readonly inputs: number;
  readonly seconds: number;
  readonly finds: readonly Find[];
  /** The slowest input: milliseconds per 64 KB (a smaller input counts as 64 KB), and its size. */
  readonly slowest: { readonly milliseconds: number; readonly size: number };
  /** Most bytes that one input put on the heap. */
  readonly peak: number;
  /** Bytes kept by the whole run, after garbage collection. */
  readonly kept: number;
}

/** Different finds of one target; more of them tell nothing new. */
const mostFinds = 10;

export async function fire(target: Target, inputs: number, random: Random): Promise<Outcome> {
  const finds: Find[] = [];
  const known = new Set<string>();
  let slowest = { milliseconds: 0, size: 0 };
  let peak = 0;
  collect();
  const before = heapInUse();
  const start = performance.now();
  let done = 0;
  for (; done < inputs && finds.length < mostFinds; done++) {
    const input = target.make(random);
    const meter = new Meter();
    const broken = await attempt(target, input, meter);
    const record = perLimit(meter, input.length) > slowest.milliseconds || isOver(meter, input.length);
    const cost = record ? await leastCost((again) => attempt(target, input, again), meter) : meter;
    const milliseconds = perLimit(cost, input.length);
    if (record && milliseconds > slowest.milliseconds) slowest = { milliseconds, size: input.length };
    peak = Math.max(peak, cost.heap);
    const over = isOver(cost, input.length) ? `took ${inWords(cost)}` : null;
    const kind = broken === null ? over && 'too much' : kindOf(broken);
    if (kind === null || known.has(kind)) continue;
    known.add(kind);
    finds.push(broken === null ? { broken: over ?? '', input } : await smallest(target, input, kind));
  }
  const seconds = (performance.now() - start) / 1000;
  collect();
  return { target: target.name, inputs: done, seconds, finds, slowest, peak, kept: heapInUse() - before };
}

async function attempt(target: Target, input: string, meter: Meter): Promise<string | null> {
  try {
    return await target.check(input, meter.timed);
  } catch (error) {
    return `throws ${error instanceof Error ? error.stack?.split('\n', 3).join(' ') : String(error)}`;
  }
}

async function smallest(target: Target, input: string, kind: string): Promise<Find> {
  const small = await shrink(input, async (shorter) => {
    const found = await attempt(target, shorter, new Meter());
    return found !== null && kindOf(found) === kind;
  });
  return { broken: (await attempt(target, small, new Meter())) ?? 'not seen again', input: small };
}

/** Milliseconds for 64 KB; a smaller input counts as so much. */
const perLimit = ({ milliseconds }: Pick<Meter, 'milliseconds'>, size: number): number =>
  (milliseconds * limits.milliseconds) / allowedMilliseconds(size);

/** Finds of one kind begin with the same words: those before the first colon. */
const kindOf = (broken: string): string => broken.split(':', 1)[0] ?? broken;

const inWords = ({ milliseconds, heap }: Pick<Meter, 'milliseconds' | 'heap'>): string =>
  `${milliseconds.toFixed(0)} ms and ${(heap / 2 ** 20).toFixed(0)} MB of heap`;
