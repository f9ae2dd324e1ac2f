#!/usr/bin/env node
/**
 * The store's own figures: what accepting and settling a message costs, with fsync, events and dialogue; memory and claims
 * beside a long queue; how soon a process that was killed claims again.
 *
 *     npm run build && node bench/queue.mjs [--messages 20000] [--queued 1000000] [--lanes 20]
 *         [--connection postgres://...] [--folder DIR] [--module packages/server/dist/index.js] [--only rate,queue,restart]
 *
 * SQLite in a temporary folder, or with --connection PostgreSQL, which wants an empty database. CPU is that of this
 * process, by thread; PostgreSQL's own is left out.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    messages: { type: 'string', default: '20000' },
    queued: { type: 'string', default: '1000000' },
    lanes: { type: 'string', default: '20' },
    restart: { type: 'string', default: '100000' },
    sessions: { type: 'string', default: '50' },
    size: { type: 'string', default: '10240' },
    connection: { type: 'string' },
    folder: { type: 'string' },
    module: { type: 'string', default: fileURLToPath(new URL('../packages/server/dist/index.js', import.meta.url)) },
    only: { type: 'string', default: 'rate,queue,restart' },
    // The process that is killed: not for people.
    victim: { type: 'boolean', default: false },
  },
});
const { openStore } = await import(options.module);
const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'hearback-bench-'));
const lease = 3_600_000;

const kind = options.connection === undefined ? 'sqlite' : 'postgres';
const open = (name) =>
  openStore(
    { store: { url: options.connection ?? null }, clock: { speed: 1 } },
    { data: folder, database: join(folder, `${name}.db`) },
  );

let serial = 0;
function uuid(now) {
  const time = now.toString(16).padStart(12, '0');
  const rest = (serial++).toString(16).padStart(12, '0');
  const random = Math.floor(Math.random() * 2 ** 48)
    .toString(16)
    .padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(-3)}-8${random.slice(0, 3)}-${random.slice(3)}${rest.slice(-3)}`;
}

function event(type, messageId, at, more) {
  return {
    id: `evt_${uuid(at)}`,
    at,
    type,
    message_id: messageId,
    recipient: 'ann.somebody@receiver.example',
    original_recipient: null,
    sender: 'news@sender.example',
    stream: 'default',
    list: 'weekly',
    campaign: 'c-2026-11',
    tags: [],
    attempt: null,
    mx: null,
    source_ip: null,
    tls: null,
    stage: null,
    reply: null,
    verdict: null,
    source: 'queue',
    trusted: true,
    duration_ms: null,
    incident_id: null,
    ambiguous: false,
    next_attempt_at: null,
    attempts: null,
    dominant_reason: null,
    ...more,
  };
}

const dialogue = [
  'S: 220 mx1.receiver.example ESMTP',
  'C: EHLO out.sender.example',
  'S: 250-mx1.receiver.example',
  'S: 250-PIPELINING',
  'S: 250-SIZE 52428800',
  'S: 250-8BITMIME',
  'S: 250 DSN',
  'C: MAIL FROM:<n***@sender.example> SIZE=10240 BODY=8BITMIME',
  'S: 250 2.1.0 Sender ok',
  'C: RCPT TO:<a***@receiver.example>',
  'S: 250 2.1.5 Recipient ok',
  'C: DATA',
  'S: 354 End data with <CR><LF>.<CR><LF>',
  '-: 10240 octets',
  'S: 250 2.0.0 Ok: queued as 4BkzXv5b2Mz1R7n',
].join('\n');

function acceptance(now, { lane, leased, body, nextAt = now, to = 1 }) {
  const id = `msg_${uuid(now)}`;
  const message = {
    id,
    acceptedAt: now,
    sender: 'news@sender.example',
    stream: 'default',
    list: 'weekly',
    campaign: 'c-2026-11',
    tags: [],
    ret: null,
    envid: null,
    eightBit: true,
    smtputf8: false,
    size: body.length,
    headerMessageId: `<${id}@sender.example>`,
    subject: 'Our news of November',
    origin: 'smtp',
    submitter: 'app',
    notifiable: true,
    source: 'default',
    retry: null,
    recipients: to,
  };
  const entries = Array.from({ length: to }, (_, position) => ({
    position,
    recipient: `ann.somebody${position}@receiver${position}.example`,
    orcpt: null,
    notify: null,
    lane,
    nextAt,
  }));
  return { message, body, entries, leased };
}

/** CPU microseconds by thread: the main one, the store's, all others. */
function cpu() {
  const threads = { main: 0, store: 0, other: 0 };
  for (const task of readdirSync('/proc/self/task')) {
    const stat = readFileSync(`/proc/self/task/${task}/stat`, 'utf8');
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const micros = (Number(fields[11]) + Number(fields[12])) * 10_000;
    if (Number(task) === process.pid) threads.main += micros;
    else if (name.startsWith('store') || name === 'node') threads.store += micros;
    else threads.other += micros;
  }
  return threads;
}

const rss = () => `${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`;
const rate = (count, started) => `${Math.round(count / ((performance.now() - started) / 1000)).toLocaleString('en')}/s`;

async function measureRate() {
  const store = await open('rate');
  const count = Number(options.messages);
  await store.openSession(lease, Date.now());
  const body = Buffer.alloc(Number(options.size), 'Hearback listens to what the mail world says back.\r\n');
  let left = 0;
  const latencies = [];
  const session = async () => {
    while (left-- > 0) {
      const now = Date.now();
      const accept = acceptance(now, { lane: 'receiver.example|default|default', leased: true, body });
      const { id } = accept.message;
      const before = performance.now();
      await store.commit({ accept, events: [event('accepted', id, now)] });
      latencies.push(performance.now() - before);
      const delivered = event('delivered', id, Date.now(), {
        attempt: 1,
        mx: { host: 'mx1.receiver.example', address: '192.0.2.25' },
        source_ip: '198.51.100.7',
        tls: 'TLSv1.3 TLS_AES_256_GCM_SHA384',
        stage: 'data',
        reply: { code: 250, status: '2.0.0', text: 'Ok: queued as 4BkzXv5b2Mz1R7n' },
        source: 'smtp_session',
        duration_ms: 12,
      });
      await store.commit({
        settle: [{ kind: 'done', messageId: id, position: 0 }],
        dialogues: [{ messageId: id, position: 0, at: now, attempt: 1, text: dialogue }],
        events: [delivered],
      });
    }
  };
  const sessions = () => Promise.all(Array.from({ length: Number(options.sessions) }, session));
  left = Math.ceil(count / 10);
  await sessions();
  latencies.length = 0;
  left = count;
  const before = cpu();
  const started = performance.now();
  await sessions();
  const after = cpu();
  latencies.sort((a, b) => a - b);
  const used = Object.keys(after).map((thread) => `${thread} ${((after[thread] - before[thread]) / count).toFixed(1)}`);
  console.log(`accept and settle, ${options.size} octets, ${options.sessions} sessions: ${rate(count, started)}`);
  console.log(`  CPU µs a message: ${used.join(', ')}`);
  const at = (share) => (latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(1);
  console.log(`  accept latency ms: p50 ${at(0.5)}, p99 ${at(0.99)}; RSS ${rss()}`);
  await store.closeSession();
  await store.close();
}

async function fill(store, count, nextAt) {
  const body = Buffer.alloc(256, 'x');
  const lanes = Number(options.lanes);
  let left = count;
  let next = 0;
  const session = async () => {
    while (left > 0) {
      const lane = next++ % lanes;
      const to = Math.min(50, left);
      left -= to;
      const accept = acceptance(Date.now(), {
        lane: `site-${lane}.example|default|default`,
        leased: false,
        body,
        nextAt,
        to,
      });
      await store.commit({ accept, events: [event('accepted', accept.message.id, Date.now())] });
    }
  };
  await Promise.all(Array.from({ length: 60 }, session));
}

async function measureQueue() {
  const store = await open('queue');
  const count = Number(options.queued);
  const now = Date.now();
  await store.openSession(lease, now);
  let started = performance.now();
  await fill(store, count, now - 1000);
  console.log(
    `enqueue ${count.toLocaleString('en')} recipients in ${options.lanes} lanes (50 a message): ${rate(count, started)}; RSS ${rss()}`,
  );

  /** How long a write waits beside it, too: a store has one writer. */
  const time = async (name, work) => {
    let working = true;
    let longest = 0;
    started = performance.now();
    const done = work().finally(() => {
      working = false;
    });
    while (working) {
      const asked = performance.now();
      await store.renew(now);
      longest = Math.max(longest, performance.now() - asked);
    }
    const result = await done;
    console.log(
      `  ${name}: ${(performance.now() - started).toFixed(1)} ms; a write beside it took ${longest.toFixed(1)} ms at most`,
    );
    return result;
  };
  await time('nothing', () => new Promise((resolve) => setTimeout(resolve, 200)));
  await time('nextDue', () => store.nextDue(now));
  await time('counts', () => store.counts(now));
  await time('shape', () => store.shape(now, 20));
  const claim = { now: Date.now(), limit: 1000, perLane: 200, except: [] };
  await time('claim when nothing is due', () => store.claim({ ...claim, now: now - 60_000 }));
  const first = await time('claim 1,000', () => store.claim(claim));
  await store.commit({ settle: first.map(({ entry }) => release(entry)), events: [] });

  started = performance.now();
  let settled = 0;
  while (settled < Math.min(count, 100_000)) {
    const claimed = await store.claim(claim);
    if (claimed.length === 0) break;
    await Promise.all(claimed.map((each) => store.commit(retry(each.entry))));
    settled += claimed.length;
  }
  console.log(`claim and put off, one unit each: ${rate(settled, started)}; RSS ${rss()}`);
  await time('claim beside what is put off', () => store.claim(claim));
  await store.closeSession();
  await store.close();
}

const release = ({ messageId, position, lane }) => ({ kind: 'release', messageId, position, lane });

function retry({ messageId, position, lane }) {
  const now = Date.now();
  const note = {
    at: now,
    reason: 'greylisted',
    code: 451,
    status: '4.7.1',
    host: 'mx1.receiver.example',
    text: '451 4.7.1 Try later',
  };
  const settlement = {
    kind: 'retry',
    messageId,
    position,
    lane,
    nextAt: now + 3_600_000,
    attempts: 1,
    suspendedFor: 0,
  };
  return {
    settle: [{ ...settlement, suspendedMark: 0, note, delayNoticeAt: null, crashes: 0 }],
    events: [event('deferred', messageId, now, { attempt: 1, reply: { code: 451, status: '4.7.1', text: note.text } })],
  };
}

async function measureRestart() {
  const count = Number(options.restart);
  const args = ['--victim', '--module', options.module, '--restart', options.restart];
  if (options.connection !== undefined) args.push('--connection', options.connection);
  const victim = spawn(process.execPath, [process.argv[1], ...args, '--folder', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(victim.stdout, 'data');
  victim.kill('SIGKILL');
  await once(victim, 'exit');
  const started = performance.now();
  const store = await open('restart');
  await store.openSession(lease, Date.now());
  const opened = performance.now() - started;
  const claimed = await store.claim({ now: Date.now() + 2 * lease, limit: 1000, perLane: 1000, except: [] });
  console.log(
    `killed with ${count.toLocaleString('en')} queued, half of them leased: open ${opened.toFixed(0)} ms, first ${claimed.length} claimed after ${(performance.now() - started).toFixed(0)} ms`,
  );
  await store.closeSession();
  await store.close();
}

/** Fills a queue, leases half of it, and waits to be killed. */
async function beVictim() {
  const store = await open('restart');
  const count = Number(options.restart);
  await store.openSession(lease, Date.now());
  await fill(store, count, Date.now() - 1000);
  const claim = { now: Date.now(), limit: 1000, perLane: 1000, except: [] };
  for (let leased = 0; leased < count / 2; ) leased += (await store.claim(claim)).length;
  console.log('ready');
  await new Promise((resolve) => setTimeout(resolve, lease));
}

if (options.victim) await beVictim();
else {
  console.log(`${kind}, Node ${process.version}`);
  const only = options.only.split(',');
  if (only.includes('rate')) await measureRate();
  if (only.includes('queue')) await measureQueue();
  if (only.includes('restart')) await measureRestart();
  if (kind === 'sqlite') {
    for (const name of readdirSync(folder)) {
      if (name.endsWith('.db')) console.log(`${name}: ${Math.round(statSync(join(folder, name)).size / 2 ** 20)} MiB`);
    }
  }
  if (options.folder === undefined) rmSync(folder, { recursive: true });
}
