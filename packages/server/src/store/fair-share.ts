/**
 * How a claim divides what it may take: each due lane its share of the whole, and within a lane fresh entries first, but
 * one in ten for retries, so that neither a big lane nor a stream of new mail starves the others.
 */
const retriesOneIn = 10;

/** What the next of `lanesLeft` lanes may take of `left`. */
export function laneShare(left: number, lanesLeft: number, perLane: number): number {
  return Math.min(perLane, Math.ceil(left / Math.max(1, lanesLeft)));
}

/** Counts over claims, so that lanes which take one entry at a time give retries their turn too. */
export function createRetryTurns(): (count: number) => number {
  let taken = 0;
  return (count) => {
    const before = Math.floor(taken / retriesOneIn);
    taken += count;
    return Math.floor(taken / retriesOneIn) - before;
  };
}
