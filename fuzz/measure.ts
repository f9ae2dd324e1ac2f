/**
 * Milliseconds and heap of one piece of work. Time that the processor gave to others does not count. A breach counts only
 * when it comes again three times, since a garbage collection can make any one run slow.
 */
import { getHeapStatistics } from 'node:v8';

export const limits = { milliseconds: 100, per: 64 * 1024, heap: 64 * 1024 * 1024 } as const;

export interface Cost {
  readonly milliseconds: number;
  /** Bytes allocated and not yet collected at the end, on and off the heap. */
  readonly heap: number;
}

/** Absent where Node runs without --expose-gc. */
export const collect: () => void = globalThis.gc === undefined ? () => {} : () => void globalThis.gc?.();

export function heapInUse(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}

/** An input below 64 KB has the whole 100 ms. */
export const allowedMilliseconds = (size: number): number => limits.milliseconds * Math.max(1, size / limits.per);

export class Meter {
  milliseconds = 0;
  heap = 0;

  /** Adds the cost of this work. */
  readonly timed = <T>(work: () => T): T => {
    const heap = heapInUse();
    const start = performance.now();
    const cpu = process.cpuUsage();
    try {
      return work();
    } finally {
      const { user, system } = process.cpuUsage(cpu);
      this.milliseconds += Math.min(performance.now() - start, (user + system) / 1000);
      this.heap = Math.max(this.heap, heapInUse() - heap);
    }
  };
}

export const isOver = ({ milliseconds, heap }: Cost, size: number): boolean =>
  milliseconds > allowedMilliseconds(size) || heap > limits.heap;

/** The least cost of three more runs; garbage is collected before each only when the heap is in question. */
export async function leastCost(run: (meter: Meter) => unknown, before: Cost): Promise<Cost> {
  const costs: Cost[] = [];
  for (let i = 0; i < 3; i++) {
    if (before.heap > limits.heap) collect();
    const meter = new Meter();
    await run(meter);
    costs.push(meter);
  }
  return {
    milliseconds: Math.min(before.milliseconds, ...costs.map(({ milliseconds }) => milliseconds)),
    heap: Math.min(before.heap, ...costs.map(({ heap }) => heap)),
  };
}
