import { day } from './traffic.mjs';

/** Fills a ledger: batches of 1,000 events, drawn outside the clock, the next one handed over while the one before is written. */
const perBatch = 1000;
/** As a log is recorded: many events that have nothing to do with each other share a unit. */
const perUnit = 250;
const drawnAhead = 10;

/**
 * `write`: takes a batch of events, resolves when it is on disk. `tell` hears how many were written, their rate and their CPU after each
 * tenth of all; they are what is told at the end as well.
 */
export async function fill(write, traffic, tell = () => {}) {
  const count = traffic.left();
  const perTenth = traffic.count / 10;
  const tenths = [];
  let since = { done: 0, clock: 0, cpu: 0 };
  let done = 0;
  let clock = 0;
  let cpu = 0;
  while (traffic.left() > 0) {
    const batches = [];
    while (batches.length < drawnAhead && traffic.left() > 0) batches.push(traffic.next(perBatch));
    const began = performance.now();
    const before = process.cpuUsage();
    await inTurn(batches, write);
    const used = process.cpuUsage(before);
    clock += performance.now() - began;
    cpu += used.user + used.system;
    done += batches.reduce((sum, batch) => sum + batch.length, 0);
    if (done - since.done >= perTenth) {
      const events = done - since.done;
      tenths.push({ rate: (events / (clock - since.clock)) * 1000, cpu: (cpu - since.cpu) / events });
      tell({ left: traffic.left(), ...tenths.at(-1) });
      since = { done, clock, cpu };
    }
  }
  return { rate: (count / clock) * 1000, cpu: cpu / count, tenths };
}

async function inTurn(batches, write) {
  const running = [];
  for (const batch of batches) {
    running.push(write(batch));
    // So that the first is on its way before the next one comes.
    await new Promise((resolve) => setImmediate(resolve));
    if (running.length === 2) await running.shift();
  }
  await Promise.all(running);
}

export const intoStore = (store) => async (events) => {
  const units = [];
  for (let at = 0; at < events.length; at += perUnit) units.push({ events: events.slice(at, at + perUnit) });
  const results = await Promise.all(units.map((unit) => store.commit(unit)));
  if (results.some((result) => result !== 'committed')) throw new Error(`not committed: ${results}`);
};

/** Days that are over keep their largest keys alone, as the service does it. */
export function tidiedByDay(store, tidyHealth, write) {
  let today = Number.POSITIVE_INFINITY;
  return async (events) => {
    const { at } = events.at(-1);
    const begins = at - (at % day);
    await write(events);
    const isNew = begins > today;
    if (isNew || today === Number.POSITIVE_INFINITY) today = begins;
    if (isNew) await tidyHealth(store, 365 * day, at, () => true);
  };
}
