/** What people look at, and how long each takes: every page of the dashboard that is read from the ledger, and look-ups. */
import { createHash } from 'node:crypto';
import { day } from './traffic.mjs';

const searches = [
  ...['', 'class:soft', 'class:hard since:7d', 'domain:d3.example', 'domain:d20000.example'],
  ...['domain:d3.example class:complaint', 'list:"list 3" class:soft reason:mailbox_full', 'campaign:none'],
  ...['source:log', 'reason:dnsbl_ip provider:google', '"poor reputation" class:soft', 'nowhere'],
];
const messageSearches = [
  ['(all)', {}],
  ['delivered', { fate: 'delivered' }],
  ['bounced', { fate: 'bounced' }],
  ['expired', { fate: 'expired' }],
  ['held', { fate: 'held' }],
  ['bounced, of one list', { fate: 'bounced', list: 'list 7' }],
  ['of one list', { list: 'list 7' }],
  ['of a sender that there is not', { sender: 'nobody@ours.example' }],
];
const facets = [['class'], ['type'], ['reason'], ['provider'], ['domain'], ['list'], ['source'], ['code']];

/**
 * Calls `tell` with the name of each and its times (median, p95, p99) in milliseconds. Looked at from the newest event on, for
 * one whose filling was broken off ends before the traffic does.
 */
export async function measurePages({ store, healthOf, partRowsOf, topOf, readBounceQuery, messagePage }, tell) {
  const now = (await newestOf(store)).at;
  const measure = async (name, work, runs = 20) => tell(name, await timesOf(work, runs));
  const last = (length) => ({ from: now - length, to: now });
  for (const [name, length] of [
    ['24 hours', day],
    ['7 days', 7 * day],
    ['30 days', 30 * day],
  ])
    await measure(`overview of ${name}`, () => healthOf(store, null, last(length)));
  for (const part of ['list', 'sender_domain', 'provider'])
    await measure(`page of ${part}s, 7 days`, () => partRowsOf(store, part, last(7 * day), { limit: 100 }));
  await measure('top domains of 7 days', () =>
    topOf(store, { dimension: 'domain', window: last(7 * day), order: 'hard', limit: 10 }),
  );
  for (const query of searches) {
    const read = readBounceQuery(query, now);
    if (read.kind === 'problem') throw new Error(read.detail);
    let place = null;
    await measure(`bounces ${query === '' ? '(all)' : query}, page after page`, async () => {
      place = (await store.failures(read.search, place, 100)).next;
    });
  }
  await measure('facets of all bounces', () => store.failureGroups({ conditions: [], words: [] }, facets, 20_000));
  const events = await someEvents(store, now, 300);
  await measure('look-up by recipient', (run) => store.eventsAbout(hashOf(events[run].recipient), null, 100), 300);
  await measure('look-up by message', (run) => store.events({ messageId: events[run].message_id }, null, 100), 300);
  await measure('look-up by id', (run) => store.event(events[run].id), 300);
  await measure('page of suppressions', () => store.suppressions({}, null, 100));
  for (const [name, filter] of messageSearches) {
    let place = null;
    await measure(`messages ${name}, page after page`, async () => {
      place = (await messagePage(store, { to: null, ...filter }, place, 50)).next;
    });
  }
  await measure('messages to an address', (run) => messagePage(store, { to: events[run].recipient }, null, 50), 300);
  await measure('shape of the queue', () => Promise.all([store.counts(now), store.shape(now, 20)]));
}

/** null: none. */
export async function newestOf(store) {
  const types = ['delivered', 'deferred', 'bounced'];
  const { events } = await store.eventsBehind((await store.newestEvent()) - 1, types, 1);
  return events[0] ?? null;
}

/** Drawn from all of its time. */
async function someEvents(store, now, count) {
  const events = [];
  const [oldest] = (await store.events({ since: 0 }, null, 1)).data;
  const from = Math.max(oldest.at, now - 30 * day);
  for (let index = 0; index < count; index++) {
    const since = Math.floor(from + ((now - from) * ((index * 7919) % count)) / count);
    const { data } = await store.events({ since }, null, 1);
    events.push(...data);
  }
  return events;
}

/** The first 53 bits of the address's SHA-256, which events are found by. */
function hashOf(address) {
  const hex = createHash('sha256').update(address).digest('hex');
  return Number.parseInt(hex.slice(0, 8), 16) * 0x20_0000 + (Number.parseInt(hex.slice(8, 14), 16) >>> 3);
}

async function timesOf(work, runs) {
  const times = [];
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    await work(run);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { median: at(0.5), p95: at(0.95), p99: at(0.99) };
}
