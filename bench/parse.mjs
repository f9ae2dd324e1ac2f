#!/usr/bin/env node
/**
 * `parse` (bytes to report, with the verdict of every recipient) beside the parsing alone of the mailparser package.
 *
 *     npm run build && node bench/parse.mjs [--corpora DIR] [--rounds 7]
 *
 * Reads the bounces of DIR/<corpus>/raw that DIR/<corpus>/labels.jsonl names (default ../shared/corpora); without such
 * a folder, mails that it writes itself. Each reader has a process of its own, so that neither cleans up the other's
 * garbage; their rounds take turns, so that what else the machine does meets both. What counts is CPU time. Prints medians.
 */
import { fork } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { composeNotice, explain, parse } from '@hearback/bounce';
import { simpleParser } from 'mailparser';

const { values } = parseArgs({
  options: {
    corpora: { type: 'string', default: '../shared/corpora' },
    rounds: { type: 'string', default: '7' },
    reader: { type: 'string' },
  },
});
const rounds = Math.max(5, Number(values.rounds));

function labelledBounces(folder) {
  const corpora = existsSync(folder) ? readdirSync(folder) : [];
  return corpora.flatMap((corpus) => {
    const labels = join(folder, corpus, 'labels.jsonl');
    if (!existsSync(labels)) return [];
    const rows = readFileSync(labels, 'utf8').split('\n').filter(Boolean);
    return rows
      .map((row) => JSON.parse(row))
      .filter(({ kind }) => kind === 'bounce' || kind === 'delayed')
      .map(({ file }) => readFileSync(join(folder, corpus, file)));
  });
}

const replies = [
  '550 5.1.1 <{to}>: Recipient address rejected: User unknown in virtual mailbox table',
  '552 5.2.2 The mailbox of {to} is over its quota',
  '554 5.7.1 Service unavailable; Client host [192.0.2.{n}] blocked using zen.example.org',
  '451 4.7.1 Greylisted, please try again in {n} seconds',
  '550 No such user {to} here',
  '421 4.3.2 System not accepting network messages, queue id {n}',
];

/** Three of four carry a delivery status, as in the wild; the rest say it in prose only. */
function writtenBounces(count) {
  return Array.from({ length: count }, (_, n) => {
    const to = `user${n}@example.org`;
    const diagnostic = replies[n % replies.length].replaceAll('{to}', to).replaceAll('{n}', String(n % 250));
    return Buffer.from(n % 4 === 0 ? inProse(n, to, diagnostic) : withStatus(n, to, diagnostic));
  });
}

const original = (n, to) => {
  const received = Array.from(
    { length: 4 },
    (_, hop) =>
      `Received: from relay${hop}.example.com (relay${hop}.example.com [198.51.100.${hop}])\r\n\tby relay${hop + 1}.example.com (Postfix) with ESMTPS id 4bXyZ${n}${hop}\r\n\tfor <${to}>; Mon, 5 Jan 2026 10:00:0${hop} +0000 (UTC)\r\n`,
  );
  return `${received.join('')}From: News <news@example.com>\r\nTo: ${to}\r\nSubject: Number ${n}\r\nMessage-ID: <${n}@example.com>\r\nDate: Mon, 5 Jan 2026 10:00:00 +0000\r\n`;
};

const withStatus = (n, to, diagnostic) =>
  composeNotice({
    reportingMta: 'mx.example.com',
    from: 'mailer-daemon@mx.example.com',
    to: 'news@example.com',
    now: Date.UTC(2026, 0, 5, 10, 1),
    recipients: [
      { recipient: to, action: 'failed', verdict: explain(diagnostic), diagnostic, remoteMta: 'mx.example.org' },
    ],
    original: { content: `${original(n, to)}\r\nHello.\r\n`, messageId: `<${n}@example.com>`, subject: `Number ${n}` },
  }).bytes;

const inProse = (n, to, diagnostic) =>
  `Return-Path: <>\r\n${original(n, 'news@example.com').replace(/^From:.*$/m, 'From: MAILER-DAEMON@mx.example.com')}\r\nHi. This is the qmail-send program at mx.example.com.\r\nI'm afraid I wasn't able to deliver your message to the following addresses.\r\nThis is a permanent error; I've given up. Sorry it didn't work out.\r\n\r\n<${to}>:\r\n192.0.2.7 does not like recipient.\r\nRemote host said: ${diagnostic}\r\nGiving up on 192.0.2.7.\r\n\r\n--- Below this line is a copy of the message.\r\n\r\n${original(n, to)}\r\nHello.\r\n`;

const labelled = labelledBounces(values.corpora);
const mails = labelled.length > 0 ? labelled : writtenBounces(1000);
const bytes = mails.reduce((sum, mail) => sum + mail.length, 0);

/** Rounds that do not count: compilers are done with both only after a few seconds. */
const WARM_UP = 6;
/** Passes over the mails in one round: rounds of about the same length. */
const readers = { hearback: { read: parse, passes: 10 }, mailparser: { read: simpleParser, passes: 1 } };

/** Microseconds of CPU time for each mail. */
async function round({ read, passes }) {
  const started = process.cpuUsage();
  for (let pass = 0; pass < passes; pass++) for (const mail of mails) await read(mail);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / mails.length / passes;
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

function print(name, micros, what) {
  const rate = Math.round(1e6 / micros).toLocaleString('en-US');
  console.log(`${name.padEnd(10)} ${rate.padStart(8)} mails/s ${micros.toFixed(1).padStart(8)} µs  ${what}`);
}

async function compare() {
  const children = Object.keys(readers).map((reader) =>
    fork(process.argv[1], [...process.argv.slice(2), '--reader', reader]),
  );
  const ask = (child) =>
    new Promise((done) => {
      child.once('message', done);
      child.send('round');
    });
  const results = [];
  for (let n = -WARM_UP; n < rounds; n++) {
    const [own, peer] = [await ask(children[0]), await ask(children[1])];
    if (n >= 0) results.push({ own, peer });
  }
  for (const child of children) child.disconnect();
  const origin = labelled.length > 0 ? 'bounces of the corpora' : 'bounces written here';
  console.log(
    `${mails.length} ${origin}, ${Math.round(bytes / mails.length)} bytes on average; median of ${rounds} rounds`,
  );
  print('mailparser', median(results.map(({ peer }) => peer)), 'parsing alone');
  print('hearback', median(results.map(({ own }) => own)), 'parsing and verdicts');
  console.log(
    `ratio      ${median(results.map(({ own, peer }) => peer / own))
      .toFixed(1)
      .padStart(8)} ×`,
  );
}

const reader = readers[values.reader];
if (reader === undefined) await compare();
else process.on('message', async () => process.send(await round(reader)));
