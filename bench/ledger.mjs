#!/usr/bin/env node
/**
 * How the ledger grows, and how long the pages take that are read from it: fills a store with thirty days of events about
 * mail to many domains, lists and senders, 15 % of which fails, and states the times of the overview and of searches.
 *
 *     npm run build && node bench/ledger.mjs [--events 1000000,10000000] [--connection postgres://...] [--folder DIR]
 *         [--module packages/server/dist/index.js]
 *
 * SQLite in a temporary folder, or with --connection PostgreSQL, which wants an empty database and one number of events.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { explain } from '@hearback/bounce';

const { values: options } = parseArgs({
  options: {
    events: { type: 'string', default: '1000000,10000000' },
    connection: { type: 'string' },
    folder: { type: 'string' },
    module: { type: 'string', default: fileURLToPath(new URL('../packages/server/dist/index.js', import.meta.url)) },
  },
});
const { openStore, healthOf, partRowsOf, topOf, readBounceQuery } = await import(options.module);

const day = 86_400_000;
const now = Date.UTC(2026, 10, 28, 12);
const perBatch = 500;

/** The same numbers in every run. */
let seed = 7;
const random = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};
/** Few are drawn often, many seldom, as domains are. */
const seldom = (count) => Math.floor(count ** random()) - 1;

const replies = [
  '550 5.1.1 The email account that you tried to reach does not exist',
  '451 4.7.1 Greylisting in action, please come back later',
  '452 4.2.2 The recipient mailbox is full',
  '421 4.7.0 [TSS04] Messages temporarily deferred due to user complaints',
  '550 5.7.1 Message blocked due to poor reputation of the sending address',
  '554 5.7.1 Service unavailable; client host blocked using Spamhaus ZEN',
];
const hosts = ['aspmx.l.google.com', 'mta5.am0.yahoodns.net', 'a-com.mail.protection.outlook.com', 'mx.other.example'];
const verdicts = replies.map((text) => hosts.map((mx) => explain(text, { mx })));

let serial = 0;
/** UUIDv7. */
function idAt(prefix, at) {
  const time = at.toString(16).padStart(12, '0');
  const rest = (serial++).toString(16).padStart(12, '0');
  return `${prefix}${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(-3)}-8${rest.slice(-6, -3)}-${rest}`;
}

function eventAt(at) {
  const host = seldom(hosts.length + 1) % hosts.length;
  const failed = random() < 0.15 ? seldom(replies.length + 1) : -1;
  const verdict = failed < 0 ? null : (verdicts[failed]?.[host] ?? null);
  const text = replies[failed] ?? '';
  return {
    ...{ id: idAt('evt_', at), at, message_id: idAt('msg_', at), original_recipient: null },
    type: verdict === null ? 'delivered' : verdict.final ? 'bounced' : 'deferred',
    recipient: `user${Math.floor(random() * 2_000_000)}@d${seldom(30_000)}.example`,
    ...{ sender: `news@s${seldom(20)}.example`, stream: random() < 0.3 ? 'bulk' : 'default' },
    ...{ list: `list ${seldom(100)}`, campaign: `c${Math.floor(at / day)}`, tags: [], attempt: 1 },
    ...{
      mx: { host: hosts[host], address: '192.0.2.1' },
      source_ip: `198.51.100.${seldom(16)}`,
      tls: null,
      stage: null,
    },
    reply: verdict === null ? null : { code: verdict.code, status: verdict.status, text },
    ...{ verdict, source: 'smtp_session', trusted: true, duration_ms: 12, incident_id: null, ambiguous: false },
    ...{ next_attempt_at: null, attempts: null, dominant_reason: null },
  };
}

async function fill(store, count) {
  const began = performance.now();
  const tenths = [];
  for (let done = 0; done < count; ) {
    const mark = performance.now();
    for (const end = done + count / 10; done < end; ) {
      const units = [];
      for (let each = 0; each < perBatch && done < end; each++, done++) {
        // Thirty days, the last one ending now.
        units.push({ events: [eventAt(Math.floor(now - 30 * day * (1 - done / count)))] });
      }
      await Promise.all(units.map((unit) => store.commit(unit)));
    }
    tenths.push(count / 10 / ((performance.now() - mark) / 1000));
  }
  const rate = count / ((performance.now() - began) / 1000);
  return { rate, last: (tenths.at(-1) ?? 0) / (tenths[0] ?? 1) };
}

async function timed(name, work, runs = 20) {
  const times = [];
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    await work(run);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (share) =>
    (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1).padStart(8);
  console.log(`  ${name.padEnd(58)} median ${at(0.5)} ms   p95 ${at(0.95)} ms`);
}

const searches = [
  '',
  'class:soft',
  'class:hard since:7d',
  'domain:d3.example',
  'domain:d20000.example',
  'domain:d3.example class:complaint',
  'list:"list 3" class:soft reason:mailbox_full',
  'campaign:none',
  'source:log',
  'reason:dnsbl_ip provider:google',
  '"poor reputation" class:soft',
  'nowhere',
];

for (const count of options.events.split(',').map(Number)) {
  const folder = mkdtempSync(join(options.folder ?? tmpdir(), 'hearback-bench-'));
  const file = join(folder, 'hearback.db');
  const store = await openStore({ store: { url: options.connection ?? null } }, { data: folder, database: file });
  try {
    const { rate, last } = await fill(store, count);
    console.log(`${count} events: ${Math.round(rate)}/s, the last tenth at ${last.toFixed(2)} of the first`);
    if (options.connection === undefined) console.log(`  ${(statSync(file).size / count).toFixed(0)} octets an event`);
    for (const [name, length] of [
      ['24h', day],
      ['7d', 7 * day],
      ['30d', 30 * day],
    ])
      await timed(`overview of ${name}`, () => healthOf(store, null, { from: now - length, to: now }));
    await timed('lists of 7d, a page', () => partRowsOf(store, 'list', { from: now - 7 * day, to: now }, null, 100));
    await timed('top domains of 7d', () =>
      topOf(store, { dimension: 'domain', window: { from: now - 7 * day, to: now }, order: 'hard', limit: 10 }),
    );
    for (const query of searches) {
      const read = readBounceQuery(query, now);
      if (read.kind === 'problem') throw new Error(read.detail);
      let place = null;
      await timed(`bounces ${query === '' ? '(all)' : query}, page after page`, async () => {
        place = (await store.failures(read.search, place, 100)).next;
      });
    }
    const all = { conditions: [], words: [] };
    await timed('facets of all bounces', () =>
      store.failureGroups(
        all,
        [['class'], ['type'], ['reason'], ['provider'], ['domain'], ['list'], ['source'], ['code']],
        20_000,
      ),
    );
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}
