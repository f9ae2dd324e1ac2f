import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hearback } from './hearback.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearback-explain-'));
const unknown = '550 5.1.1 <jo@old.example>: Recipient address rejected: User unknown in virtual mailbox table';

const bounce = `Return-Path: <>
From: MAILER-DAEMON@mx.sender.example (Mail Delivery System)
To: news@sender.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain

<jo@old.example>: host mx.old.example[192.0.2.7] said: ${unknown} (in reply to RCPT TO command)

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.sender.example

Final-Recipient: rfc822; jo@old.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.old.example
Diagnostic-Code: smtp; ${unknown}

--b1--
`;

describe('explain', () => {
  test('says what happened, whose fault it is and what to do, with the deciding words marked', () => {
    const { code, out, err } = hearback(['explain', unknown]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^HARD {2}user_unknown/);
    expect(out).toContain('«');
    expect(out).toMatch(/fault +the list/);
    expect(out).toMatch(/do +stop mailing this address/);
  });

  test('is plain in a pipe, coloured when forced, plain again with NO_COLOR', () => {
    const sequence = '\u001b[';
    expect(hearback(['explain', unknown]).out).not.toContain(sequence);
    expect(hearback(['explain', unknown], '', { CLICOLOR_FORCE: '1' }).out).toContain(sequence);
    expect(hearback(['explain', unknown], '', { CLICOLOR_FORCE: '1', NO_COLOR: '1' }).out).not.toContain(sequence);
  });

  test('a hostile reply cannot drive the terminal', () => {
    const { out } = hearback(['explain', '-'], '550 5.1.1 \u001b]0;owned\u0007 \u009b2J no such user \u202e here');
    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_C}]/u);
  });

  test('--json has the verdict of the contract, and evidence that points into the reply', () => {
    const { reply, verdict } = JSON.parse(hearback(['explain', '--json', unknown]).out);
    expect(reply).toBe(unknown);
    expect(verdict).toMatchObject({
      reason: 'user_unknown',
      category: 'non_existing_address',
      bounce: 'hard',
      final: true,
      action: 'suppress',
      fault: ['list'],
      code: 550,
      status: '5.1.1',
    });
    expect(verdict.evidence.length).toBeGreaterThan(0);
    for (const { start, end, text } of verdict.evidence) expect(unknown.slice(start, end)).toBe(text);
  });

  test('--jsonl answers every line in its place; a bad line is told and the exit code says so', () => {
    const lines = [JSON.stringify({ reply: unknown }), 'not json', JSON.stringify({ reply: '452 4.2.2 Mailbox full' })];
    const { code, out } = hearback(['explain', '--jsonl'], lines.join('\n'));
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map(({ verdict }) => verdict?.reason)).toEqual(['user_unknown', undefined, 'mailbox_full']);
    expect(answers[1].problem).toContain('line 2');
    expect(code).toBe(65);
  });

  test('--jsonl tells of a stage that is none, in its place; null is none named', () => {
    const lines = [
      { reply: unknown, stage: 'rcpt-to' },
      { reply: unknown, stage: null },
      { reply: unknown, stage: 7 },
    ];
    const { code, out } = hearback(['explain', '--jsonl'], lines.map((line) => JSON.stringify(line)).join('\n'));
    const answers = out.split('\n', 3).map((line) => JSON.parse(line));
    expect(answers.map(({ problem, reply }) => [problem?.slice(0, 26), reply])).toEqual([
      ['line 1 has a "stage" that ', unknown],
      [undefined, unknown],
      ['line 3 has a "stage" that ', unknown],
    ]);
    expect(answers[0].problem).toContain('rcpt');
    expect(code).toBe(65);
  });

  test('--jsonl reads a file too, and says when there is none', () => {
    const file = join(folder, 'replies.jsonl');
    writeFileSync(file, `${JSON.stringify({ reply: unknown })}\n`);
    expect(JSON.parse(hearback(['explain', '--jsonl', file]).out).verdict.reason).toBe('user_unknown');
    expect(hearback(['explain', '--jsonl', join(folder, 'none.jsonl')])).toMatchObject({ code: 66, out: '' });
  });

  test('--jsonl hears the MX and the stage of each line, and those of the flags where a line has none', () => {
    const reply = '550 5.4.1 Recipient address rejected: Access denied';
    const mx = 'a-com.mail.protection.outlook.com';
    const lines = [{ reply, mx }, { reply: '550 5.1.1 User unknown', stage: 'mail' }, { reply }];
    const verdicts = (...flags: string[]) =>
      hearback(['explain', '--jsonl', ...flags], lines.map((line) => JSON.stringify(line)).join('\n'))
        .out.trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).verdict);
    expect(verdicts().map(({ reason }) => reason)).toMatchObject(['user_unknown', 'bad_sender', expect.anything()]);
    expect(verdicts().map(({ provider }) => provider)[0]).toBe('microsoft-365');
    expect(verdicts('--mx', 'mx.yandex.ru').map(({ provider }) => provider)).toEqual([
      'microsoft-365',
      'yandex',
      'yandex',
    ]);
  });

  test('an endless line is answered, not waited for', () => {
    const run = hearback(['explain', '--jsonl'], 'x'.repeat(100_000_000));
    expect(run).toMatchObject({ code: 65, err: '' });
  });

  test('a reader that has seen enough is no error', () => {
    const run = spawnSync(
      'sh',
      ['-c', `"${process.execPath}" packages/cli/bin/hearback.js rules ls --json | head -n 1`],
      {
        encoding: 'utf8',
      },
    );
    expect(run.stderr).toBe('');
    expect(run.stdout.split('\n')).toHaveLength(2);
  });

  test('a mail is understood from a file and from standard input', () => {
    const file = join(folder, 'bounce.eml');
    writeFileSync(file, bounce);
    expect(hearback(['explain', file]).out).toContain('This is a bounce');
    expect(hearback(['explain', '-'], bounce).out).toContain('jo@old.example failed');
  });

  test('--trace shows what lost and why', () => {
    const { out } = hearback(['explain', '--trace', unknown]);
    expect(out).toMatch(/✓ general text +user_unknown/);
    expect(out).toMatch(/status\/5\.1\.1\n.*is believed more/);
  });

  test("--mx lets a receiver's own meaning of a status decide", () => {
    const reply = '550 5.4.1 Recipient address rejected: Access denied.';
    const { verdict } = JSON.parse(
      hearback(['explain', '--json', '--mx', 'example-com.mail.protection.outlook.com', reply]).out,
    );
    expect(verdict).toMatchObject({ reason: 'user_unknown', provider: 'microsoft-365' });
  });

  test.each([
    [['explain', '--nonsense', 'x'], 64],
    [['nonsense'], 64],
    [['explain', '--stage', 'breakfast', 'x'], 64],
    [['explain', '-'], 66],
    [['explain', folder], 66],
    [['parse', join(folder, 'missing.eml')], 66],
    [['explain', '--rules', join(folder, 'missing.json'), 'x'], 66],
  ])('%j ends with exit code %i and one line on standard error', (args, code) => {
    const run = hearback(args);
    expect(run.code).toBe(code);
    expect(run.out).toBe('');
    expect(run.err).toMatch(/^[^\n]+\n$/);
  });
});

describe('own rules', () => {
  const file = join(folder, 'own.json');
  const rules = [
    {
      id: 'own/closed',
      reason: 'user_disabled',
      pattern: 'this mailbox retired',
      source: 'our partner',
      examples: ['550 This mailbox retired in May'],
    },
  ];

  test('are heard in mails too', () => {
    writeFileSync(file, JSON.stringify([{ ...rules[0], pattern: 'in virtual mailbox table', examples: [] }]));
    expect(hearback(['explain', '--rules', file, '-'], bounce).out).toMatch(/rule +own\/closed/);
  });

  test('are believed before ours', () => {
    writeFileSync(file, JSON.stringify(rules));
    const { verdict } = JSON.parse(
      hearback(['explain', '--json', '--rules', file, '550 5.1.1 This mailbox retired, no such user']).out,
    );
    expect(verdict).toMatchObject({ reason: 'user_disabled', rule: 'own/closed' });
    expect(hearback(['rules', 'test', file]).code).toBe(0);
    expect(hearback(['rules', 'lint', file]).code).toBe(0);
  });

  test('a dangerous pattern is refused with its place', () => {
    writeFileSync(file, JSON.stringify([{ ...rules[0], pattern: '(a+)+b' }]));
    const { code, err } = hearback(['rules', 'lint', file]);
    expect(code).toBe(65);
    expect(err).toMatch(/own\/closed: .*character \d+/);
  });

  test('examples are heard at the stage of their rule, and a rule needs none', () => {
    const bare = { id: 'own/bare', reason: 'user_disabled', pattern: 'no more of this' };
    const late = { ...bare, id: 'own/late', pattern: 'gone for good', stage: 'data', examples: ['550 Gone for good'] };
    writeFileSync(file, JSON.stringify([bare, late]));
    expect(hearback(['rules', 'test', file])).toMatchObject({ code: 0, out: '' });
  });

  test('an example that another rule decides fails the test', () => {
    const examples = ['550 5.1.1 This mailbox retired'];
    writeFileSync(
      file,
      JSON.stringify([
        { ...rules[0], examples },
        { ...rules[0], id: 'own/second', examples },
      ]),
    );
    const { code, out } = hearback(['rules', 'test', file]);
    expect(code).toBe(1);
    expect(out).toBe('own/second loses «550 5.1.1 This mailbox retired» to own/closed\n');
  });

  test('an example that its own pattern does not fit is said to be that', () => {
    writeFileSync(file, JSON.stringify([{ ...rules[0], examples: ['452 4.2.2 Mailbox full', 'hello'] }]));
    const { code, out } = hearback(['rules', 'test', file]);
    expect(code).toBe(1);
    expect(out).toMatch(/^own\/closed does not fit «452 4.2.2 Mailbox full»; \S+ decides it\n.* «hello»\n$/);
  });

  test('what is wrong is named as it was written', () => {
    writeFileSync(file, JSON.stringify([{ ...rules[0], reason: 'user_unknwon' }]));
    expect(hearback(['rules', 'lint', file]).err).toContain('rule 1: reason "user_unknwon" is not one of');
    writeFileSync(file, JSON.stringify(rules[0]));
    expect(hearback(['rules', 'lint', file]).err).toContain('not a list of rules, [{…}, …]');
  });
});

describe('rules, version, completion', () => {
  test('every shipped example is decided by its rule', () => {
    expect(hearback(['rules', 'test']).code).toBe(0);
  });

  test('ls filters, get shows the rule whole', () => {
    const listed = hearback(['rules', 'ls', '--json', '--provider', 'google'])
      .out.trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(listed.length).toBeGreaterThan(10);
    expect(hearback(['rules', 'get', listed[0].id]).out).toContain(listed[0].examples[0]);
    expect(hearback(['rules', 'get', 'no/such-rule']).code).toBe(1);
  });

  test('help of a command, asked for as of other programs', () => {
    expect(hearback(['help', 'rules', 'get'])).toEqual(hearback(['rules', 'get', '--help']));
    expect(hearback(['help'])).toEqual(hearback(['--help']));
  });

  test('version in JSON, completion for three shells', () => {
    expect(JSON.parse(hearback(['version', '--json']).out).rules).toBeGreaterThan(100);
    for (const shell of ['bash', 'zsh', 'fish'])
      expect(hearback(['completion', shell]).out).toContain('hearback complete');
    expect(hearback(['completion', 'tcsh']).code).toBe(64);
    expect(hearback(['complete', '--', 'expl']).out).toContain('explain');
    // Words such as --format are no options of fish's own `string join`.
    expect(hearback(['completion', 'fish']).out).toContain('string join -- ');
  });
});

test('a Node that is too old is named, in place of what it cannot read', () => {
  const older = join(folder, 'older.cjs');
  writeFileSync(
    older,
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.18.1' } });",
  );
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', older, 'packages/cli/bin/hearback.js', 'explain', unknown],
    { encoding: 'utf8' },
  );
  expect([status, stdout, stderr]).toEqual([69, '', 'hearback: needs Node 20.19 or newer, and this is 20.18.1\n']);
});
