/** What somebody is told who got it wrong: a line on stderr that names it and the next step, and the code of sysexits(3). */
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { hearback, type Run } from './hearback.ts';
import { type House, makeHouse, type Serving, serve } from './service.ts';

const nowhere = '/nonexistent/folder';
const told = ({ code, err }: Run) => ({ code, lines: err.trimEnd().split('\n') });

describe('without a service', () => {
  it.each([
    ['explian', 64, ['hearback: No command registered for `explian`, did you mean `explain`?; see `hearback --help`']],
    ['incidents --json', 64, ['hearback: `--json` goes behind a command; see `hearback incidents --help`']],
    ['queue stop', 64, [expect.stringMatching(/^hearback: No command registered.*; see `hearback queue --help`$/)]],
    ['send', 64, [expect.stringMatching(/for recipient.*; see `hearback send --help`$/)]],
    [
      'suppress ls --state dead',
      64,
      [expect.stringMatching(/\(provisional\|confirmed\|released\).*; see `hearback suppress ls --help`$/)],
    ],
    [
      'receivers --smtp-port 99999',
      64,
      [expect.stringMatching(/99999 is no port.*; see `hearback receivers --help`$/)],
    ],
    [
      'queue cancel',
      64,
      ['hearback: say which, as with --domain or --lane, or --all; `hearback queue ls` shows what waits'],
    ],
    ['key ls --url nonsense', 78, ['hearback: nonsense is no address like http://host:8025']],
    ['key ls --url http://127.0.0.1:1', 69, ['hearback: no hearback answers at http://127.0.0.1:1 (ECONNREFUSED)']],
    [
      `queue ls`,
      69,
      [
        `hearback: no hearback answers at ${nowhere}/hearback.sock (ENOENT); is \`hearback serve\` running, with this data folder (HEARBACK_SERVER__DATA, or --config)?`,
      ],
    ],
    ['config check --config /none.toml', 78, null],
    ['serve --config /none.toml', 78, ['hearback: the file does not exist (file /none.toml)']],
    ['verify', 66, [`hearback: there is no store at ${nowhere}/hearback.db; --data or server.data tells where`]],
    [
      'backup /tmp/hearback-none.db',
      66,
      [`hearback: there is no store at ${nowhere}/hearback.db; --data or server.data tells where`],
    ],
    [`backup ${nowhere}/x.db`, 73, [`hearback: ${nowhere}: no such folder`]],
    ['restore /none.db', 66, ['hearback: /none.db: no such file or folder']],
    ['report /none.log', 66, ['hearback: /none.log: no such file or folder']],
  ])('hearback %s', (command, code, lines) => {
    const run = told(hearback(command.split(' '), '', { HEARBACK_SERVER__DATA: nowhere }));
    expect(run.code).toBe(code);
    if (lines !== null) expect(run.lines).toEqual(lines);
  });
});

test('a service that may open too few files says in a line what it needs', () => {
  const serving = `ulimit -n 64; exec '${process.execPath}' packages/cli/bin/hearback.js serve --config /dev/null`;
  const { status, stderr } = spawnSync('sh', ['-c', serving], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([69, expect.stringMatching(/^hearback: .*LimitNOFILE.*\n$/)]);
});

describe('a file that the configuration names and nobody can use', () => {
  let house: House;
  const key = 'dkim."ours.example".key_file';
  beforeAll(() => {
    house = makeHouse(1, '[dkim."ours.example"]\nselector = "s1"\nkey_file = "/none.pem"\n');
  });
  afterAll(() => house.remove());

  it('is told by `config check` in the words in which `serve` refuses to start', () => {
    const why = `${key}: /none.pem does not exist`;
    expect(told(hearback(['serve', '--config', house.config]))).toEqual({ code: 78, lines: [`hearback: ${why}`] });
    const { code, out } = house.run(['config', 'check']);
    expect([code, out]).toEqual([78, expect.stringContaining(`fail  DKIM key ours.example    ${why}`)]);
    const { ok, files } = JSON.parse(house.run(['config', 'check', '--json']).out);
    expect([ok, files]).toEqual([
      false,
      expect.arrayContaining([expect.objectContaining({ text: why, standing: 'fail' })]),
    ]);
  });

  it('is left alone with --text-only', () => {
    expect(house.run(['config', 'check', '--text-only'])).toMatchObject({ code: 0, out: `ok: ${house.config}\n` });
  });
});

describe('with one', () => {
  let house: House;
  let serving: Serving;
  beforeAll(async () => {
    house = makeHouse(1);
    serving = await serve(house);
  });
  afterAll(async () => {
    serving.child.kill('SIGKILL');
    await serving.ended;
    house.remove();
  });

  it.each([
    ['message get 17', 65, ['hearback: id must be an id as lists have it, which begins with msg_']],
    ['suppress add nonsense', 65, ['hearback: address is no address']],
    [
      'key new x --scope all',
      65,
      [expect.stringMatching(/^hearback: scopes\/0 must be one of messages:read, messages:write, /)],
    ],
    ['bounces ls class:weird', 65, ['hearback: q “class:” takes one of hard, soft, complaint, none.']],
    ['hook add http://127.0.0.1/', 65, ['hearback: url 127.0.0.1 is no public address']],
    ['tail --since yesterday', 65, ['hearback: since must be an instant such as 2026-11-28T09:00:00Z']],
    ['alert silences', 0, ['hearback: no silences']],
    [
      'alert silence',
      64,
      ['hearback: say which, as with --rule or --key, or --all; `hearback alert rules` has their names'],
    ],
    ['queue lanes', 0, ['hearback: no lanes; nothing waits, and none is held back']],
    ['source test imap:none', 1, ['hearback: No source of that name is set up']],
  ])('hearback %s', (command, code, lines) => {
    expect(told(house.run(command.split(' ')))).toEqual({ code, lines });
  });

  it('from afar without a key, or with one that counts no more', () => {
    const from = { HEARBACK_URL: `http://127.0.0.1:${serving.http}` };
    for (const env of [from, { ...from, HEARBACK_TOKEN: 'hb_none' }])
      expect(told(hearback(['queue', 'ls'], '', env))).toEqual({
        code: 77,
        lines: [
          expect.stringContaining('This needs a key'),
          'hearback: put one into HEARBACK_TOKEN; `hearback key new NAME` makes it, where the service runs',
        ],
      });
  });
});
