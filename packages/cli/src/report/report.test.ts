import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Health } from './health.ts';
import { type ReportOptions, report } from './report.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearback-report-'));
const now = Date.now();

function fileOf(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface Said {
  readonly code: number;
  readonly out: string;
  readonly talk: string;
}

async function run(paths: readonly string[], options: ReportOptions = {}, stdin = '', columns?: number): Promise<Said> {
  let out = '';
  let talk = '';
  const code = await report(
    paths,
    options,
    {
      stdout: {
        columns,
        write: (text: string) => {
          out += text;
        },
      },
      stderr: {
        write: (text: string) => {
          talk += text;
        },
      },
      stdin: (async function* () {
        yield Buffer.from(stdin);
      })(),
      env: {},
    },
    now,
  );
  return { code, out, talk };
}

const json = async (paths: readonly string[], options: ReportOptions = {}, stdin = ''): Promise<Health> =>
  JSON.parse((await run(paths, { ...options, format: 'json' }, stdin)).out) as Health;

const stamp = '2026-11-24T09:00:02Z mail';
const sent = (id: string, to = 'ann@firm.example'): string =>
  `${stamp} postfix/qmgr[1]: ${id}: from=<news@news.example.org>, size=1, nrcpt=1 (queue active)\n${stamp} postfix/smtp[1]: ${id}: to=<${to}>, relay=mx1.firm.example[192.0.2.7]:25, delay=1, dsn=2.0.0, status=sent (250 ok)\n`;
const bounced = (id: string, words = 'User unknown'): string =>
  `${stamp} postfix/smtp[1]: ${id}: to=<bob@firm.example>, relay=mx1.firm.example[192.0.2.7]:25, delay=1, dsn=5.1.1, status=bounced (host mx1.firm.example[192.0.2.7] said: 550 5.1.1 ${words} (in reply to RCPT TO command))\n`;

const ids = (n: number, letter: string): string[] =>
  Array.from({ length: n }, (_, index) => `${letter}${String(index).padStart(9, '0')}`);
const healthy = [...ids(990, 'A').map((id) => sent(id)), ...ids(10, 'B').map((id) => bounced(id))].join('');
const sick = [...ids(800, 'C').map((id) => sent(id)), ...ids(200, 'D').map((id) => bounced(id))].join('');

/** The healthy log with each of its lines in an object of JSON. */
function wrapped(entry: (time: number, program: string, said: string, line: string) => unknown): string {
  return healthy
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, program = '', said = ''] = /mail (\S+)\[\d+\]: (.*)$/.exec(line) ?? [];
      return `${JSON.stringify(entry(Date.UTC(2026, 10, 24, 9, 0, 2), program, said, line))}\n`;
    })
    .join('');
}

const bounceMail = (to: string): string => `From: MAILER-DAEMON@mx.example.org
To: news@news.example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I could not deliver your message.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; ${to}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <${to}>: User unknown

--b
Content-Type: text/rfc822-headers

From: news@news.example.org
Message-ID: <${to}.1@news.example.org>
Subject: Hello

--b--
`;

describe('what the verdict says', () => {
  test('a healthy log', async () => {
    const health = await json([fileOf('healthy.log', healthy)]);
    expect(health).toMatchObject({
      schema: 'hearback.report/1',
      state: 'ok',
      recipients: { attempted: 1000, hard: 10 },
      files: [{ format: 'Postfix', attempts: 1000 }],
    });
    expect(health.sentence).toBe(
      'Healthy: 1.00 % hard and 0 % soft bounces among 1,000 recipients, both under their limits.',
    );
  });

  test('a sick one, with the cause and what to do', async () => {
    const health = await json([fileOf('sick.log', sick)]);
    expect(health.state).toBe('breached');
    expect(health.sentence).toMatch(/^Not healthy: 20.0 % hard .* hard is over 5 %/);
    expect(health.findings[0]).toMatchObject({
      state: 'breached',
      next_step: 'Mailbox does not exist: stop mailing these addresses.',
    });
  });

  test('too little mail is no verdict', async () => {
    const { state, sentence } = await json([fileOf('little.log', sent('A1234') + bounced('B1234'))]);
    expect([state, sentence]).toEqual([
      'not_enough_mail',
      'Too little mail to judge: 2 recipients, and a rate needs 200.',
    ]);
  });
});

describe('what can be read', () => {
  test('packed, from standard input, and several at once are the same', async () => {
    const { recipients } = await json([fileOf('plain.log', healthy)]);
    expect((await json([fileOf('packed.log.gz', gzipSync(healthy))])).recipients).toEqual(recipients);
    expect((await json(['-'], {}, healthy)).recipients).toEqual(recipients);
    expect(
      (
        await json([
          fileOf('part1', healthy.slice(0, healthy.indexOf('\n', 50_000) + 1)),
          fileOf('part2.gz', gzipSync(healthy.slice(healthy.indexOf('\n', 50_000) + 1))),
        ])
      ).recipients,
    ).toEqual(recipients);
  });

  test.each([
    ['nothing', '', 0],
    ['zeros, as on a tape', '\0'.repeat(512), 0],
    ['a word', 'junk', 65],
    ['what begins as another member', '\x1f\x8bjunk', 65],
  ])('several members in one file, behind them %s', async (_, junk, expected) => {
    const half = healthy.indexOf('\n', 50_000) + 1;
    const members = [gzipSync(healthy.slice(0, half)), gzipSync(healthy.slice(half)), Buffer.from(junk, 'latin1')];
    const { code, out, talk } = await run([fileOf('members.gz', Buffer.concat(members))], { format: 'json' });
    expect((JSON.parse(out) as Health).recipients).toMatchObject({ attempted: 1000, hard: 10 });
    expect([code, talk.includes('was left out')]).toEqual([expected, expected !== 0]);
  });

  test('from a named pipe, as <(zcat …) is: it can be read once', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('sh', ['-c', 'mkfifo "$0"', pipe]);
    const log = fileOf('for-pipe.log', healthy);
    const writer = spawn('sh', ['-c', 'cat "$0" > "$1"', log, pipe]);
    const { recipients, files } = await json([pipe]);
    expect(recipients).toMatchObject({ attempted: 1000, hard: 10 });
    expect(files).toEqual([{ name: pipe, format: 'Postfix', attempts: 1000 }]);
    await (writer.exitCode ?? once(writer, 'close'));
  });

  test.each([
    ['UTF-16, as PowerShell writes it', Buffer.from(`\uFEFF${healthy}`, 'utf16le')],
    ['UTF-16, the other byte first', Buffer.from(`\uFEFF${healthy}`, 'utf16le').swap16()],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${healthy}`)],
    [
      'journalctl -o json',
      wrapped((time, program, said) => ({
        __REALTIME_TIMESTAMP: `${time}000`,
        _HOSTNAME: 'mail',
        SYSLOG_IDENTIFIER: program,
        _PID: '17',
        MESSAGE: said,
      })),
    ],
    [
      'journalctl -o json where a message is no text',
      wrapped((time, program, said) => ({
        MESSAGE: [...Buffer.from(said)],
        __REALTIME_TIMESTAMP: `${time}000`,
        _PID: '17',
        SYSLOG_IDENTIFIER: program,
        _HOSTNAME: 'mail',
      })),
    ],
    [
      'Docker’s json-file',
      wrapped((_, __, ___, line) => ({ log: `${line}\n`, stream: 'stdout', time: '2026-11-24T09:00:02.5Z' })),
    ],
  ])('%s is the same log', async (name, content) => {
    const { recipients, window, senders } = await json([fileOf(`${name}.log`.replaceAll(/\W/g, '-'), content)]);
    expect(recipients).toMatchObject({ attempted: 1000, delivered: 990, hard: 10 });
    expect(window).toEqual({ from: '2026-11-24T09:00:02.000Z', to: '2026-11-24T09:00:02.000Z' });
    expect(senders.map(({ name: sender, attempted }) => [sender, attempted])).toEqual([['news.example.org', 990]]);
  });

  test('a file into which different servers log is read as each of them', async () => {
    const sendmail = ids(300, 'F').map(
      (id) =>
        `Nov 24 09:00:02 two sm-mta[8]: 5A${id}: to=<ann@firm.example>, delay=00:00:01, xdelay=00:00:01, mailer=esmtp, pri=1, relay=mx1.firm.example. [192.0.2.7], dsn=2.0.0, stat=Sent (ok)\n`,
    );
    const log = fileOf('both.log', sendmail.slice(0, 5).join('') + healthy + sendmail.slice(5).join(''));
    const { recipients, files } = await json([log]);
    expect(recipients).toMatchObject({ attempted: 1300, hard: 10 });
    expect(files).toEqual([{ name: log, format: 'Postfix, sendmail', attempts: 1300 }]);
  });

  test('Haraka counts its deliveries and names nobody: rates have what they are divided by', async () => {
    const uuid = (n: number): string => `3FA9C2D1-0B4E-4E56-9C7A-${String(n).padStart(12, '0')}`;
    const says = (n: number, words: string): string =>
      `2026-11-24T08:00:02.123Z [NOTICE] [${uuid(n)}.1] [outbound] ${words}`;
    const log = fileOf(
      'haraka.log',
      [
        ...Array.from({ length: 500 }, (_, n) =>
          says(n, 'delivered file=1 domain=firm.example host=mx1.firm.example response="250 ok" rcpts=2/0/0'),
        ),
        ...Array.from({ length: 10 }, (_, n) =>
          says(1000 + n, `recipient <u${n}@firm.example> rejected: 550 5.1.1 no`),
        ),
      ].join('\n'),
    );
    const { recipients, rates, state, domains, notes } = await json([log, log]);
    expect(recipients).toMatchObject({ attempted: 1010, delivered: 1000, hard: 10 });
    expect(rates.hard).toMatchObject({ count: 10, n: 1010 });
    expect([state, domains[0]?.name, domains[0]?.attempted]).toEqual(['ok', 'firm.example', 1010]);
    expect(notes).toEqual([expect.stringMatching(/^1,000 deliveries counted by number/)]);
  });

  test('the same complaint twice is one', async () => {
    const log = fileOf(
      'complaints.csv',
      [
        'type,timeLogged,orig,rcpt,dsnDiag,envId',
        ...ids(500, 'E').map((id) => `d,1795510800,n@news.example.org,${id}@firm.example,,${id}`),
        'f,1795510900,n@news.example.org,E000000001@firm.example,,E000000001',
        'f,1795510900,n@news.example.org,E000000002@firm.example,,E000000002',
      ].join('\n'),
    );
    expect((await json([log, log])).rates.complaint).toMatchObject({ count: 2, n: 500 });
  });

  test('a redacted complaint counts, what a checker found or a reader takes back does not', async () => {
    const report = (type: string): string =>
      [
        'From: fbl@firm.example',
        'Date: Tue, 24 Nov 2026 09:30:00 +0000',
        'Subject: Report',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
        '',
        '--b',
        'Content-Type: message/feedback-report',
        '',
        `Feedback-Type: ${type}`,
        'User-Agent: Firm/1',
        'Version: 1',
        '',
        '--b',
        'Content-Type: text/rfc822-headers',
        '',
        'From: n@news.example.org',
        `Message-ID: <${type}@news.example.org>`,
        '',
        '--b--',
        '',
      ].join('\r\n');
    const reports = ['abuse', 'not-spam', 'auth-failure', 'virus'].map((type) => fileOf(`${type}.eml`, report(type)));
    expect((await json(reports)).mail).toMatchObject({ complaints: 1, other: 0 });
  });

  test('lines longer than a chunk and a last line without its end', async () => {
    const { recipients } = await json([
      fileOf('long.log', `${sent('A1234')}${'x'.repeat(3_000_000)}\n${bounced('B1234').trimEnd()}`),
    ]);
    expect(recipients).toMatchObject({ attempted: 2, hard: 1 });
  });

  test('an mbox, a Maildir and a folder of .eml: counts, and no rate', async () => {
    const mbox = fileOf(
      'bounces.mbox',
      ['a', 'b']
        .map((name) => `From MAILER-DAEMON Tue Nov 24 09:00:02 2026\n${bounceMail(`${name}@firm.example`)}\n`)
        .join(''),
    );
    const maildir = join(folder, 'Maildir');
    for (const name of ['new', 'cur', 'tmp']) mkdirSync(join(maildir, name), { recursive: true });
    writeFileSync(join(maildir, 'new', '1.x.host'), bounceMail('c@firm.example'));
    writeFileSync(join(maildir, 'cur', '2.y.host:2,S'), bounceMail('d@firm.example'));
    const letters = join(folder, 'letters');
    mkdirSync(letters, { recursive: true });
    writeFileSync(join(letters, 'e.eml'), bounceMail('e@firm.example'));
    const health = await json([mbox, maildir, letters]);
    expect(health.mail).toMatchObject({
      recipients: { attempted: 5, hard: 5 },
      causes: [{ reason: 'user_unknown', recipients: 5 }],
    });
    expect(health.mail?.replies[0]?.providers).toEqual([{ name: 'other', recipients: 5 }]);
    expect(health).toMatchObject({
      state: 'not_enough_mail',
      recipients: { attempted: 0 },
      rates: { hard: { rate: null } },
    });
    expect(health.sentence).toBe(
      '5 recipients in these bounce mails: 5 hard, 0 soft. A mailbox does not show what was delivered, so there is no rate.',
    );
  });

  test('a window of time', async () => {
    const path = fileOf('window.log', sent('A1234') + sent('B1234').replaceAll('2026-11-24', '2026-11-20'));
    expect((await json([path], { since: '2026-11-22' })).recipients.attempted).toBe(1);
    expect((await json([path], { until: '2026-11-22T00:00:00Z' })).recipients.attempted).toBe(1);
    expect((await run([path], { since: 'yesterday' })).code).toBe(64);
  });

  test('what cannot be read is said, and the rest is reported', async () => {
    expect(await run([join(folder, 'missing.log')])).toMatchObject({ code: 66, out: '' });
    const odd = fileOf('odd.bin', 'neither fish nor flesh');
    expect(await run([odd])).toMatchObject({
      code: 65,
      out: '',
      talk: expect.stringContaining('neither a mail log nor mail'),
    });
    const mixed = await run([odd, fileOf('good.log', healthy)]);
    expect(mixed.code).toBe(65);
    expect(mixed.out).toContain('Healthy');
    const cut = await run([fileOf('cut.log.gz', gzipSync(healthy).subarray(0, -900))], { format: 'json' });
    expect(cut).toMatchObject({ code: 74, talk: expect.stringContaining('cut.log.gz: unexpected end of file') });
    expect((JSON.parse(cut.out) as Health).recipients.attempted).toBeGreaterThan(500);
    const msg = await run([fileOf('outlook.msg', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'))]);
    expect(msg).toMatchObject({ code: 66, talk: expect.stringContaining('save the mail as .eml') });
    expect((await run([fileOf('x.xz', Buffer.from('\xfd7zXZ\x00rest', 'latin1'))])).talk).toContain('xzcat');
  });
});

test('what cannot be read in a folder is named, and the rest of the folder is reported', async () => {
  const logs = join(folder, 'logs');
  mkdirSync(join(logs, 'a'), { recursive: true });
  writeFileSync(join(logs, 'a', 'old.xz'), Buffer.from('\xfd7zXZ\x00rest', 'latin1'));
  writeFileSync(join(logs, 'b.zip'), 'PK\x03\x04');
  writeFileSync(join(logs, 'mail.log'), healthy);
  const { code, out, talk } = await run([logs], { format: 'json' });
  expect(code).toBe(66);
  expect(talk).toContain(`${join(logs, 'a', 'old.xz')}: packed with xz`);
  expect(talk).toContain(`${join(logs, 'b.zip')}: packed with zip`);
  expect((JSON.parse(out) as Health).recipients.attempted).toBe(1000);
});

describe('how it is written', () => {
  test('text is plain in a pipe and the sentence comes first', async () => {
    const { out, talk } = await run([fileOf('plain2.log', sick)]);
    expect(out.split('\n')[0]).toMatch(/^✖ Not healthy/);
    expect(out).not.toContain('\u001b');
    expect(talk).toBe('');
  });

  test.each([40, 80])('a terminal of %d columns breaks no word and no figure', async (columns) => {
    const { out } = await run([fileOf('narrow.log', sick)], {}, '', columns);
    const wide = out.split('\n').filter((line) => line.length > columns);
    expect(wide.filter((line) => line.trim().includes(' '))).toEqual([]);
    expect(out.replaceAll(/\s+/g, ' ')).toContain('Hard bounces: 20.0 % of 1,000 recipients');
    expect(out).not.toMatch(/^\s*%/m);
  });

  test('problems first', async () => {
    const { out } = await run([fileOf('plain3.log', sick)], { problemsFirst: true });
    expect(out.indexOf('What to do first')).toBeLessThan(out.indexOf('Rates'));
  });

  test('the format follows the name of the output', async () => {
    const output = join(folder, 'out.html');
    expect(await run([fileOf('plain4.log', sick)], { output })).toMatchObject({ code: 0, out: '' });
    expect(readFileSync(output, 'utf8')).toMatch(/^<!doctype html>/);
    expect((await run([fileOf('plain5.log', sick)], { output: join(folder, 'no', 'such', 'folder') })).code).toBe(74);
  });

  test('hostile replies stay text', async () => {
    const hostile = '<script>alert(1)</script> <img src=x onerror=alert(1)> "\' &lt; \u001b[31m \u202e</style>';
    const path = fileOf(
      'hostile.log',
      bounced('A1234', hostile) + sent('B1234', '<svg/onload=1>@firm.example').replace('<<', '<'),
    );
    const { out } = await run([path], { format: 'html' });
    expect(out).not.toMatch(/<script|<img|onerror=alert\(1\)>|<svg\/onload/i);
    expect(out).toContain('&lt;script&gt;');
    expect(out).not.toContain('\u001b');
    expect(out).not.toContain('\u202e');
    expect(out.match(/<\/style>/g)).toHaveLength(1);
    expect((await run([path])).out).not.toContain('\u001b');
  });

  test('the page asks for nothing and allows nothing but its own style', async () => {
    const { out } = await run([fileOf('plain6.log', sick)], { format: 'html' });
    expect(out).toContain('default-src &#39;none&#39;; style-src &#39;sha256-');
    expect(out).not.toMatch(/\b(?:src|href|action|style)=|url\(|@import/);
  });
});
