import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { hearback } from './hearback.ts';

const mail = (address: string) => `From: Mailer-Daemon@relay.example
To: news@sender.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

Final-Recipient: rfc822; ${address}
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp; 552 5.2.2 Mailbox full

--b--
`;
const rows = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

test('a file, a folder, a Maildir, an mbox and standard input give one JSON line per message', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-parse-'));
  const put = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
    return join(folder, path);
  };
  const one = put('one.eml', mail('one@example.org'));
  put('maildir/new/1.host', mail('two@example.org'));
  put('maildir/cur/2.host:2,S', mail('three@example.org'));
  put('maildir/tmp/3.host', 'half written');
  const mbox = put(
    'bounces.mbox',
    ['four@example.org', 'five@example.org']
      .map((to) => `From MAILER-DAEMON Mon Nov 23 09:00:00 2026\n${mail(to)}\n`)
      .join(''),
  );

  const recipients = (args: readonly string[], input = '') =>
    rows(hearback(['parse', '--json', ...args], input).out).map((row) => row.recipients[0].recipient);
  expect(recipients([one])).toEqual(['one@example.org']);
  expect(recipients([join(folder, 'maildir')])).toEqual(['three@example.org', 'two@example.org']);
  expect(recipients([mbox])).toEqual(['four@example.org', 'five@example.org']);
  expect(recipients(['-'], mail('six@example.org'))).toEqual(['six@example.org']);
  expect(rows(hearback(['parse', '--json', mbox]).out).map((row) => row.file)).toEqual([`${mbox}#1`, `${mbox}#2`]);

  const packed = join(folder, 'bounces.mbox.gz');
  writeFileSync(packed, gzipSync(readFileSync(mbox)));
  expect(recipients([packed])).toEqual(['four@example.org', 'five@example.org']);
  writeFileSync(join(folder, 'one.eml.gz'), gzipSync(readFileSync(one)));
  expect(recipients([join(folder, 'one.eml.gz')])).toEqual(['one@example.org']);
});

test('junk behind a packed mail or mbox is said, and costs none of the mails', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-parse-'));
  const mbox = ['four', 'five'].map(
    (name) => `From MAILER-DAEMON Mon Nov 23 09:00:00 2026\n${mail(`${name}@a.example`)}\n`,
  );
  writeFileSync(
    join(folder, '1.eml.gz'),
    Buffer.concat([gzipSync(mail('one@a.example')), Buffer.from('junk behind it')]),
  );
  writeFileSync(join(folder, '2.mbox.gz'), Buffer.concat([gzipSync(mbox.join('')), Buffer.from('junk behind it')]));
  const { code, out, err } = hearback(['parse', '--json', folder]);
  expect(rows(out).map((row) => row.recipients[0].recipient)).toEqual([
    'one@a.example',
    'four@a.example',
    'five@a.example',
  ]);
  expect([code, err.match(/what follows the packed data is none/g)?.length]).toEqual([65, 2]);
});

test('what cannot be read is said, and is not "other" mail', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-parse-'));
  expect(hearback(['parse', '-'], '')).toMatchObject({ code: 66, out: '', err: 'hearback: -: empty\n' });
  expect(hearback(['parse', folder])).toEqual({ code: 0, out: '', err: 'hearback: no mail there\n' });
  const packed = join(folder, 'mails.xz');
  writeFileSync(packed, Buffer.from('\xfd7zXZ\x00rest', 'latin1'));
  expect(hearback(['parse', packed])).toMatchObject({ code: 66, out: '', err: expect.stringContaining('xzcat') });
  const outlook = join(folder, 'mail.msg');
  writeFileSync(outlook, Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0', 'latin1'));
  expect(hearback(['parse', outlook])).toMatchObject({ code: 66, out: '', err: expect.stringContaining('.eml') });
  const cut = join(folder, 'cut.mbox.gz');
  writeFileSync(cut, gzipSync(Buffer.from(mail('jo@example.org').repeat(50))).subarray(0, 200));
  expect(hearback(['parse', cut])).toMatchObject({ code: 74, err: expect.stringContaining('unexpected end') });
});

test('the JSON line has the fields of the contract', () => {
  const [row] = rows(hearback(['parse', '--json', '-'], mail('jo@example.org')).out);
  expect(Object.keys(row)).toEqual(
    expect.arrayContaining(['file', 'kind', 'format', 'recipients', 'message', 'feedback', 'auto_reply', 'problems']),
  );
  expect(Object.keys(row.recipients[0])).toEqual(
    expect.arrayContaining([
      ...['recipient', 'original_recipient', 'action', 'status', 'code', 'diagnostic', 'remote_mta', 'verdict'],
    ]),
  );
  expect(Object.keys(row.message)).toEqual(
    expect.arrayContaining(['message_id', 'from', 'to', 'subject', 'list_id', 'return_path']),
  );
  expect(row).toMatchObject({
    file: '-',
    kind: 'bounce',
    format: 'rfc3464',
    feedback: null,
    auto_reply: null,
    problems: [],
  });
  expect(row.recipients[0]).toMatchObject({
    recipient: 'jo@example.org',
    action: 'failed',
    status: '5.2.2',
    code: 552,
    verdict: { reason: 'mailbox_full', bounce: 'soft', action: 'count' },
  });
});

test('without --json a person can read it', () => {
  expect(hearback(['parse', '-'], mail('jo@example.org')).out).toBe(
    '-: bounce (rfc3464)  jo@example.org failed: soft mailbox_full 552 5.2.2\n',
  );
});

test('a mail on standard input may be an mbox', () => {
  const mbox = ['six@example.org', 'seven@example.org'].map(
    (to) => `From MAILER-DAEMON Mon Nov 23 09:00:00 2026\n${mail(to)}\n`,
  );
  expect(rows(hearback(['parse', '--json', '-'], mbox.join('')).out).map(({ file }) => file)).toEqual(['-#1', '-#2']);
});

test('a path that cannot be read is told, and the others are read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-parse-'));
  const [one, none, two] = ['one.eml', 'none.eml', 'two.eml'].map((name) => join(folder, name));
  for (const path of [one, two]) writeFileSync(path ?? '', mail('jo@example.org'));
  const { code, out, err } = hearback(['parse', '--json', one ?? '', none ?? '', two ?? '']);
  expect(rows(out).map(({ file }) => file)).toEqual([one, two]);
  expect({ code, err }).toEqual({ code: 66, err: `hearback: ${none}: no such file or folder\n` });
});

test('a hostile mail cannot drive the terminal, nor write a line that looks like ours', () => {
  const hostile = mail('jo@example.org')
    .replace('jo@', '"\u001b]0;owned\u0007\u202e"@')
    .replace('Mailbox full', 'full \u001b[2J');
  for (const command of ['parse', 'explain']) {
    const { out } = hearback([command, '-'], hostile);
    expect(out).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_C}]/u);
  }
  const line = hearback(['parse', '-'], hostile).out;
  expect(line.trimEnd()).not.toContain('\n');
});

test('an empty file and a missing one are told apart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-parse-'));
  writeFileSync(join(folder, 'empty.eml'), '');
  expect(rows(hearback(['parse', '--json', join(folder, 'empty.eml')]).out)[0].kind).toBe('other');
  expect(hearback(['parse', join(folder, 'none.eml')])).toMatchObject({ code: 66, out: '' });
});
