#!/usr/bin/env node
/**
 * `hearback report` beside pflogsumm (Debian package "pflogsumm") on one Postfix log.
 *
 *     npm run build && node bench/report.mjs [--lines 1000000] [--rounds 3] [--keep DIR]
 *
 * The log is the same on every run (seeded): seven lines a message, as Postfix writes them, queue ids all different,
 * 92 % delivered at the first try, the rest deferred (most delivered later) or bounced with replies of many receivers.
 * Prints CPU seconds (user and system, medians), their ratio and, of a run by itself, our peak memory.
 */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
    keep: { type: 'string' },
    command: { type: 'string' },
  },
});
const hearback = values.command ?? fileURLToPath(new URL('../packages/cli/bin/hearback.js', import.meta.url));

/** Mulberry32: small, fast, the same everywhere. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const receivers = [
  { upTo: 0.46, domain: () => 'gmail.com', mx: 'gmail-smtp-in.l.google.com', ok: '250 2.0.0 OK  %d %q.12 - gsmtp' },
  {
    upTo: 0.66,
    domain: (r) => ['outlook.com', 'hotmail.com', 'live.com'][Math.floor(r() * 3)],
    mx: 'outlook-com.olc.protection.outlook.com',
    ok: '250 2.6.0 <%q@send.example> [InternalId=%d] 12345 bytes in 0.1, 123.456 KB/sec Queued mail for delivery',
  },
  { upTo: 0.78, domain: () => 'yahoo.com', mx: 'mta7.am0.yahoodns.net', ok: '250 ok dirdel' },
  {
    upTo: 0.82,
    domain: () => 'web.example',
    mx: 'mx00.web.example',
    ok: '250 Requested mail action okay, completed: id=%q',
  },
  {
    upTo: 1,
    domain: (r) => `firm${Math.floor(r() ** 2 * 3000)}.example`,
    mx: null,
    ok: '250 2.0.0 Ok: queued as %q',
  },
];

const deferrals = [
  {
    at: 'gmail-smtp-in.l.google.com',
    dsn: '4.7.28',
    text: 'host %m[%i] said: 421-4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your IP address. To protect our users from spam, mail sent from your IP address has been temporarily rate limited. For more information, go to https://support.google.com/mail/?p=UnsolicitedRateLimitError to review our Bulk Email Senders Guidelines. %q.6 - gsmtp (in reply to end of DATA command)',
  },
  {
    at: 'gmail-smtp-in.l.google.com',
    dsn: '4.2.2',
    text: "host %m[%i] said: 452-4.2.2 The recipient's inbox is out of storage space. Please direct the recipient to https://support.google.com/mail/?p=OverQuotaTemp %q.6 - gsmtp (in reply to RCPT TO command)",
  },
  {
    at: 'mta7.am0.yahoodns.net',
    dsn: '4.7.0',
    text: 'host %m[%i] said: 421 4.7.0 [TSS04] Messages from 192.0.2.9 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.yahooinc.com/error-codes (in reply to MAIL FROM command)',
  },
  {
    at: 'outlook-com.olc.protection.outlook.com',
    dsn: '4.7.650',
    text: 'host %m[%i] said: 451 4.7.650 The mail server [192.0.2.9] has been temporarily rate limited due to IP reputation. For e-mail delivery information, see https://postmaster.live.com (S775) (in reply to MAIL FROM command)',
  },
  {
    at: null,
    dsn: '4.7.1',
    text: 'host %m[%i] said: 450 4.7.1 <%r>: Recipient address rejected: Greylisted, please try again in 300 seconds (in reply to RCPT TO command)',
  },
  { at: null, dsn: '4.4.1', text: 'connect to %m[%i]:25: Connection timed out' },
];

const failures = [
  {
    at: 'gmail-smtp-in.l.google.com',
    dsn: '5.1.1',
    text: "host %m[%i] said: 550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking the recipient's email address for typos or unnecessary spaces. For more information, go to https://support.google.com/mail/?p=NoSuchUser %q.12 - gsmtp (in reply to RCPT TO command)",
  },
  {
    at: 'outlook-com.olc.protection.outlook.com',
    dsn: '5.5.0',
    text: 'host %m[%i] said: 550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302). (in reply to RCPT TO command)',
  },
  {
    at: 'mta7.am0.yahoodns.net',
    dsn: '5.0.0',
    text: "host %m[%i] said: 554 delivery error: dd This user doesn't have a yahoo.com account (%r) [0] - mta4213.mail.bf1.yahoo.com (in reply to end of DATA command)",
  },
  {
    at: null,
    dsn: '5.1.1',
    text: 'host %m[%i] said: 550 5.1.1 <%r>: Recipient address rejected: User unknown in virtual mailbox table (in reply to RCPT TO command)',
  },
  {
    at: null,
    dsn: '5.7.1',
    text: 'host %m[%i] said: 554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.9 (in reply to RCPT TO command)',
  },
  {
    at: null,
    dsn: '5.4.4',
    text: 'Host or domain name not found. Name service error for name=%h type=A: Host not found',
  },
];

/** Yields the log, in order of time, in pieces of some hundred lines. */
function* log(lines) {
  const next = random(20261124);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const start = Date.UTC(2026, 10, 1);
  const messages = Math.ceil(lines / 7);
  const pending = [];
  let written = 0;
  let text = '';
  const stamp = (time) => {
    const date = new Date(time);
    const two = (n) => String(n).padStart(2, '0');
    return `${['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  };
  const line = (time, service, words) => {
    text += `${stamp(time)} mail postfix/${service}[${1000 + Math.floor(next() * 9000)}]: ${words}\n`;
    written++;
  };
  const deliver = (time, message, outcome, reply, dsn) => {
    const { id, to, mx, ip } = message;
    const full = reply
      .replaceAll('%h', to.slice(to.indexOf('@') + 1))
      .replaceAll('%m', mx)
      .replaceAll('%i', ip)
      .replaceAll('%r', to)
      .replaceAll('%q', id.toLowerCase())
      .replaceAll('%d', String(1e9 + Math.floor(next() * 1e9)));
    const relay = full.startsWith('connect') || full.startsWith('Host') ? 'none' : `${mx}[${ip}]:25`;
    line(
      time,
      'smtp',
      `${id}: to=<${to}>, relay=${relay}, delay=${(1 + next() * 9).toFixed(1)}, delays=0.1/0/${next().toFixed(2)}/${next().toFixed(2)}, dsn=${dsn}, status=${outcome} (${full})`,
    );
  };
  for (let index = 0; index < messages && written < lines; index++) {
    const time = start + Math.floor((index / messages) * 23 * 86_400_000);
    while (pending.length > 0 && pending[0].time <= time) pending.shift().retry();
    const at = next();
    const receiver = receivers.find(({ upTo }) => at <= upTo) ?? receivers[0];
    const domain = receiver.domain(next);
    const message = {
      id:
        (0x100000000 + index * 7919).toString(16).toUpperCase() +
        Math.floor(next() * 16)
          .toString(16)
          .toUpperCase(),
      to: `user${Math.floor(next() * 400_000)}@${domain}`,
      mx: receiver.mx ?? `mx1.${domain}`,
      ip: `198.51.100.${Math.floor(next() * 250)}`,
    };
    const sender = `bounce-${index}@${pick(['news.example.org', 'shop.example.org', 'notify.example.org'])}`;
    line(time, 'smtpd', `connect from app${index % 4}.example.org[192.0.2.${index % 4}]`);
    line(
      time,
      'smtpd',
      `${message.id}: client=app${index % 4}.example.org[192.0.2.${index % 4}], sasl_method=PLAIN, sasl_username=app`,
    );
    line(time, 'cleanup', `${message.id}: message-id=<${index}.${message.id}@example.org>`);
    line(
      time,
      'qmgr',
      `${message.id}: from=<${sender}>, size=${4000 + Math.floor(next() * 90000)}, nrcpt=1 (queue active)`,
    );
    line(
      time,
      'smtpd',
      `disconnect from app${index % 4}.example.org[192.0.2.${index % 4}] ehlo=2 starttls=1 auth=1 mail=1 rcpt=1 data=1 quit=1 commands=8`,
    );
    const luck = next();
    const fits = (list) => pick(list.filter(({ at: mx }) => mx === null || mx === message.mx));
    if (luck < 0.92) {
      deliver(time + 1000, message, 'sent', `${receiver.ok})`.slice(0, -1), '2.0.0');
      line(time + 1000, 'qmgr', `${message.id}: removed`);
    } else if (luck < 0.97) {
      const { text: reply, dsn } = fits(deferrals);
      deliver(time + 1000, message, 'deferred', reply, dsn);
      const recovers = next() < 0.8;
      pending.push({
        time: time + 900_000,
        retry() {
          line(this.time, 'qmgr', `${message.id}: from=<${sender}>, size=5000, nrcpt=1 (queue active)`);
          if (recovers) deliver(this.time, message, 'sent', receiver.ok, '2.0.0');
          else deliver(this.time, message, 'deferred', reply, dsn);
          if (recovers) line(this.time, 'qmgr', `${message.id}: removed`);
        },
      });
    } else {
      const { text: reply, dsn } = fits(failures);
      deliver(time + 1000, message, 'bounced', reply, dsn);
      line(time + 1000, 'bounce', `${message.id}: sender non-delivery notification: ${message.id}F`);
      line(time + 1000, 'qmgr', `${message.id}: removed`);
    }
    if (text.length > 1 << 16) {
      yield text;
      text = '';
    }
  }
  yield text;
}

async function writeLog(file, lines) {
  const stream = createWriteStream(file);
  for (const piece of log(lines)) if (!stream.write(piece)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'close');
}

/** CPU seconds of a command, user and system, as the shell's `time` counts them. */
function cpu(command, args, env = {}) {
  const run = spawnSync('bash', ['-c', `TIMEFORMAT='%U %S'; time "$@" > /dev/null`, 'bash', command, ...args], {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'UTC', ...env },
  });
  if (run.status !== 0) throw new Error(`${command} failed: ${run.stderr}`);
  const times = run.stderr.trim().split('\n').at(-1);
  return times.split(' ').reduce((sum, part) => sum + Number(part), 0);
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'hearback-bench-'));
try {
  const file = join(folder, 'mail.log');
  const memory = join(folder, 'memory');
  await writeLog(file, Number(values.lines));
  const whole = readFileSync(file, 'latin1');
  console.log(
    `log: ${whole.split('\n').length - 1} lines, ${(statSync(file).size / 1e6).toFixed(0)} MB, ${whole.split(': to=<').length - 1} delivery lines`,
  );
  const hook = `data:text/javascript,import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(${JSON.stringify(memory)},String(process.resourceUsage().maxRSS)))`;
  const ours = [];
  const theirs = [];
  const report = [hearback, 'report', file, '--format', 'json'];
  for (let round = 0; round < Number(values.rounds); round++) {
    ours.push(cpu(process.execPath, report));
    theirs.push(cpu('pflogsumm', [file]));
  }
  cpu(process.execPath, ['--import', hook, ...report]);
  console.log(`hearback report  ${median(ours).toFixed(2)} CPU s   (${ours.map((s) => s.toFixed(2)).join(' ')})`);
  console.log(`pflogsumm        ${median(theirs).toFixed(2)} CPU s   (${theirs.map((s) => s.toFixed(2)).join(' ')})`);
  // Each round's own ratio: what else the machine does meets both.
  console.log(
    `ratio            ${median(theirs.map((s, round) => s / ours[round])).toFixed(1)} x   (${(Math.min(...theirs) / Math.min(...ours)).toFixed(1)} x by the quickest round of each)`,
  );
  console.log(`peak memory      ${(Number(readFileSync(memory, 'utf8')) / 1024).toFixed(0)} MB`);
} finally {
  if (values.keep === undefined) rmSync(folder, { recursive: true });
}
