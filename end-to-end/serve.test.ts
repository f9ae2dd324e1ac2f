/** The service as an operator runs it: started, used, killed, started again. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { hearback } from './hearback.ts';
import { type House, makeHouse, openSink, type Serving, type Sink, serve, submit } from './service.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function open(more = ''): Promise<{ sink: Sink; house: House }> {
  const sink = await openSink();
  const house = makeHouse(sink.port, more);
  cleanups.push(
    () => sink.close(),
    () => house.remove(),
  );
  return { sink, house };
}

async function start(house: House, env: Record<string, string> = {}): Promise<Serving> {
  const serving = await serve(house, env);
  cleanups.push(async () => {
    serving.child.kill('SIGKILL');
    await serving.ended;
  });
  return serving;
}

const json = <T>(text: string): T => JSON.parse(text.split('\n')[0] ?? '') as T;
const subjects = ({ messages }: Sink): string[] =>
  messages.map(({ body }) => /^Subject: (.*)\r$/m.exec(Buffer.from(body).toString())?.[1] ?? '').sort();

/** What a dead process had in hand is free again when its lease has ended. */
const retryUntilArrived = (house: House, sink: Sink, count: number): Promise<void> =>
  expect
    .poll(
      () => {
        house.run(['queue', 'retry', '--all']);
        return sink.messages.length;
      },
      { timeout: 45_000, interval: 500 },
    )
    .toBe(count);

describe('hearback serve', () => {
  it('takes a message by SMTP, delivers it, tells what became of it, and ends when asked', async () => {
    const { sink, house } = await open();
    const serving = await start(house);
    const accepted = (await submit(serving.smtp, 'bob@b.example', 'First')).at(-2) ?? '';
    expect(accepted).toMatch(/^250 2\.0\.0 Queued as msg_[0-9a-f-]{36}$/);
    await sink.arrived(1);
    const [arrived] = sink.messages;
    expect(arrived?.envelope).toMatchObject({ sender: 'ann@a.example', recipients: [{ address: 'bob@b.example' }] });
    const text = Buffer.from(arrived?.body ?? '').toString();
    expect(text).toMatch(/^Received: from client\.example/);
    expect(text).toMatch(/^Message-ID: <.+>\r$/im);

    const id = accepted.split(' ').at(-1) ?? '';
    const state = () =>
      json<{ recipients: { state: string }[] }>(house.run(['message', 'get', id, '--json']).out).recipients[0]?.state;
    await expect.poll(state, { timeout: 10_000 }).toBe('delivered');
    const trace = house.run(['message', 'trace', id]).out;
    expect(trace).toContain('C: RCPT TO:<bob@b.example>');
    expect(trace).toContain('250 2.0.0 Taken');

    serving.child.kill('SIGTERM');
    expect(await serving.ended).toEqual({ code: 0, signal: null });
    expect(house.run(['queue', 'shape']).code).toBe(69);
  });

  it('keeps every message it acknowledged when it is killed, and delivers each once', async () => {
    const { sink, house } = await open();
    sink.answer = { code: 451, status: '4.3.0', text: 'Later' };
    const first = await start(house);
    const wanted = Array.from({ length: 20 }, (_, n) => `Number ${n}`).sort();
    const replies = await Promise.all(wanted.map((subject) => submit(first.smtp, 'bob@b.example', subject)));
    for (const reply of replies) expect(reply.at(-2)).toMatch(/^250 2\.0\.0 /);
    first.child.kill('SIGKILL');
    await first.ended;

    sink.answer = null;
    await start(house);
    await retryUntilArrived(house, sink, 20);
    expect(subjects(sink)).toEqual(wanted);
    await expect
      .poll(
        () => json<{ counts: { waiting: number; leased: number } }>(house.run(['queue', 'shape', '--json']).out).counts,
      )
      .toMatchObject({ waiting: 0, leased: 0 });
    expect(house.run(['verify', '--deep']).out).toBe('ok: every page and every message was read\n');
  });

  it('has the message when it dies between commit and reply', async () => {
    const { sink, house } = await open();
    const first = await start(house, { HEARBACK_FAILPOINT: 'after-commit-before-250:kill' });
    const replies = await submit(first.smtp, 'bob@b.example', 'Unanswered');
    expect(replies.at(-1)).toMatch(/^354 /);
    expect((await first.ended).signal).toBe('SIGKILL');
    await start(house);
    await sink.arrived(1);
    expect(subjects(sink)).toEqual(['Unanswered']);
  });

  it('has nothing when it dies before the commit, and has promised nothing', async () => {
    const { sink, house } = await open();
    const first = await start(house, { HEARBACK_FAILPOINT: 'after-dot-before-commit:kill' });
    expect((await submit(first.smtp, 'bob@b.example', 'Lost'))?.at(-1)).toMatch(/^354 /);
    await first.ended;
    const second = await start(house);
    await submit(second.smtp, 'bob@b.example', 'Kept');
    await sink.arrived(1);
    expect(subjects(sink)).toEqual(['Kept']);
    expect(house.run(['message', 'ls', '--json']).out.trim().split('\n')).toHaveLength(1);
  });

  it('ends when its store has failed for good, so that a new start can go on with what was promised', async () => {
    const { sink, house } = await open();
    const first = await start(house, { HEARBACK_FAILPOINT: 'commit-io-error:throw@2' });
    expect((await submit(first.smtp, 'bob@b.example', 'Kept')).at(-2)).toMatch(/^250 2\.0\.0 /);
    expect(await first.ended).toEqual({ code: 74, signal: null });
    // That it was delivered could not be written down: it goes again.
    await start(house);
    await sink.arrived(2);
    expect(subjects(sink)).toEqual(['Kept', 'Kept']);
    expect(house.run(['verify']).code).toBe(0);
  });

  it('is not held up by a receiver that never answers when it is told twice to stop', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const house = makeHouse(typeof address === 'object' && address !== null ? address.port : 0);
    cleanups.push(
      () => silent.close(),
      () => house.remove(),
    );
    const connected = new Promise((resolve) => silent.once('connection', resolve));
    const serving = await start(house);
    await submit(serving.smtp, 'bob@b.example', 'Stuck');
    await connected;
    const draining = serving.logged('Draining');
    serving.child.kill('SIGTERM');
    await draining;
    serving.child.kill('SIGTERM');
    expect(await serving.ended).toEqual({ code: 0, signal: null });
    await start(house);
    expect(json<{ recipient: string }>(house.run(['queue', 'ls', '--json']).out).recipient).toBe('bob@b.example');
  });

  it('keeps its files to itself', async () => {
    const { house } = await open();
    await start(house);
    const data = join(house.folder, 'data');
    expect(statSync(data).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(data)) expect([name, statSync(join(data, name)).mode & 0o077]).toEqual([name, 0]);
  });

  it('takes new rules at SIGHUP, and keeps the old ones when the new ones are wrong', async () => {
    const { house } = await open();
    const serving = await start(house);
    const usual = readFileSync(house.config, 'utf8');
    const reload = async (change: string, told: string): Promise<void> => {
      writeFileSync(house.config, `${usual}\n[smtp]\n${change}\n`);
      const logged = serving.logged(told);
      serving.child.kill('SIGHUP');
      await logged;
    };
    await reload('trusted_network = []', 'The configuration has problems');
    expect((await submit(serving.smtp, 'bob@b.example', 'Before')).at(-2)).toMatch(/^250 /);
    await reload('trusted_senders = ["@ours.example"]', 'Reloaded');
    expect((await submit(serving.smtp, 'bob@b.example', 'As ann'))[3]).toMatch(/^553 5\.7\.1 127\.0\.0\.1 may not/);
    await reload('trusted_networks = []', 'Reloaded');
    expect((await submit(serving.smtp, 'bob@b.example', 'After'))[3]).toMatch(/^550 5\.7\.1 /);
  });
});

describe('hearback serve that cannot start', () => {
  it('names the key that is wrong and what was meant', async () => {
    const { house } = await open('\n[htpt]\nport = 1\n');
    const run = hearback(['serve', '--config', house.config]);
    expect([run.code, run.err]).toEqual([78, expect.stringContaining('htpt is no key; did you mean http?')]);
  });

  it('names who has the port', async () => {
    const { house, sink } = await open();
    const run = hearback(['serve', '--config', house.config, '--set', `smtp.listeners.submission.port=${sink.port}`]);
    expect(run.code).toBe(69);
    expect(run.err).toMatch(
      new RegExp(`smtp.listeners.submission: 127.0.0.1 port ${sink.port} is in use by .+ \\(pid ${process.pid}\\)`),
    );
  });

  it('leaves the store to the one that has it', async () => {
    const { house } = await open();
    await start(house);
    const run = hearback(['serve', '--config', house.config]);
    expect(run.code).toBe(69);
  });
});

describe('hearback backup and restore', () => {
  it('bring back what waited, into an empty place', async () => {
    const { sink, house } = await open();
    sink.answer = { code: 451, status: '4.3.0', text: 'Later' };
    const serving = await start(house);
    await submit(serving.smtp, 'bob@b.example', 'Saved');
    const file = join(house.folder, 'backup.db');
    expect(house.run(['backup', file]).code).toBe(0);
    expect(house.run(['backup', file])).toMatchObject({ code: 73, err: expect.stringContaining('exists already') });
    serving.child.kill('SIGTERM');
    await serving.ended;

    const other = makeHouse(sink.port);
    cleanups.push(() => other.remove());
    expect(other.run(['restore', file])).toMatchObject({ code: 0 });
    expect(other.run(['restore', file])).toMatchObject({ code: 73, err: expect.stringContaining('--force') });
    expect(other.run(['restore', '--force', file])).toMatchObject({ code: 0 });
    sink.answer = null;
    await start(other);
    await retryUntilArrived(other, sink, 1);
    expect(subjects(sink)).toEqual(['Saved']);
  });

  it('refuses what is no backup', async () => {
    const { house } = await open();
    expect(house.run(['restore', house.config])).toMatchObject({ code: 65 });
    expect(house.run(['restore', join(house.folder, 'none')])).toMatchObject({ code: 66 });
    expect(house.run(['restore', house.folder])).toMatchObject({
      code: 74,
      err: expect.not.stringContaining('    at '),
    });
    const empty = join(house.folder, 'empty.db');
    writeFileSync(empty, '');
    expect(house.run(['restore', empty])).toMatchObject({ code: 65, err: expect.stringContaining('no store') });
    expect(existsSync(join(house.folder, 'data'))).toBe(false);
  });

  it('killed in the middle leave the store as it was', async () => {
    const { house } = await open();
    const serving = await start(house);
    const [first, second] = [join(house.folder, 'first.db'), join(house.folder, 'second.db')];
    expect(house.run(['backup', first]).code).toBe(0);
    expect(house.run(['suppress', 'add', 'kept@b.example']).code).toBe(0);
    expect(house.run(['backup', second]).code).toBe(0);
    serving.child.kill('SIGKILL');
    await serving.ended;

    const killed = join(house.folder, 'killed.db');
    expect(house.run(['backup', killed])).toMatchObject({ code: 0, out: `${killed}\n` });
    expect(statSync(killed).size).toBeGreaterThan(0);
    const env = { HEARBACK_CONFIG: house.config, HEARBACK_FAILPOINT: 'mid-restore:kill' };
    expect(hearback(['restore', '--force', first], undefined, env).code).toBe(null);
    const again = await start(house);
    expect(house.run(['suppress', 'check', 'kept@b.example']).code).toBe(1);
    again.child.kill('SIGKILL');
    await again.ended;

    expect(house.run(['restore', '--force', first]).code).toBe(0);
    expect(house.run(['restore', '--force', second]).err).toContain('hearback.db.before-3');
    expect(readdirSync(join(house.folder, 'data')).filter((name) => name.includes('restoring'))).toEqual([]);
    await start(house);
    expect(house.run(['suppress', 'check', 'kept@b.example']).code).toBe(1);
  });
});

describe('the commands', () => {
  it('send, list and steer over the socket', async () => {
    const { sink, house } = await open();
    sink.answer = { code: 451, status: '4.3.0', text: 'Later' };
    await start(house);
    const sent = house.run(
      ['send', '-f', 'ann@a.example', '--stream', 'news', 'bob@b.example'],
      'Subject: Sent\n\nHello\n',
    );
    expect(sent).toMatchObject({ code: 0, out: expect.stringMatching(/^msg_/) });
    const id = sent.out.trim();
    const entry = () => house.run(['queue', 'ls', '--domain', 'b.example', '--json']).out;
    await expect.poll(() => json<{ attempts?: number }>(entry() || '{}').attempts, { timeout: 10_000 }).toBe(1);
    expect(house.run(['queue', 'shape']).out).toMatch(/^b\.example +1 +1 /m);
    const listed = house.run(['message', 'ls', '--recipient', 'BOB@b.example', '--outcome', 'deferred']).out;
    expect(listed).toMatch(new RegExp(`^${id}  .*  deferred   bob@b\\.example  <ann@a\\.example>  Sent\n$`));
    expect(house.run(['message', 'hold', id]).out).toBe('1 recipient held\n');
    expect(house.run(['message', 'get', id]).out).toContain('held');
    expect(house.run(['message', 'release', id]).out).toBe('1 recipient released\n');
    expect(house.run(['queue', 'pause', 'b.example', '--why', 'try']).out).toBe('b.example is paused\n');
    expect(house.run(['queue', 'retry', '--domain', 'b.example']).out).toBe('1 recipient due now\n');
    expect(house.run(['queue', 'lanes']).out).toContain('try (operator)');
    expect(house.run(['queue', 'resume', 'b.example']).out).toBe('b.example goes again\n');
    expect(house.run(['queue', 'resume', 'c.example']).out).toBe('c.example was not held back\n');
    expect(house.run(['top', '--once']).out).toContain('b.example');
    expect(house.run(['message', 'get', 'msg_01940000-0000-7000-8000-000000000000']).code).toBe(1);
    expect(house.run(['send', 'not-an-address'], 'Subject: x\n\nx').code).toBe(65);
    expect(house.run(['send', 'b@b.example'], '').code).toBe(66);
  });

  it('reach a service far away with a key, and not without', async () => {
    const { house } = await open();
    const serving = await start(house);
    const key = house.run(['key', 'new', 'shop', '--scope', 'messages:write', '--scope', 'messages:read']).out.trim();
    const far = (args: string[], token: string, input = '') =>
      hearback(args, input, { HEARBACK_URL: `http://127.0.0.1:${serving.http}`, HEARBACK_TOKEN: token });
    expect(far(['send', '-f', 'a@a.example', 'b@b.example'], key, 'Subject: x\n\nx').code).toBe(0);
    expect(far(['message', 'ls'], 'hb_x').code).toBe(77);
    expect(far(['queue', 'shape'], key)).toMatchObject({ code: 77, err: expect.stringContaining('queue:read') });
    const some = ['--sender', '@a.example', '--author', 'ann@a.example', '--author', '@c.example'];
    const own = house.run(['key', 'new', 'own', '--scope', 'messages:write', ...some]).out.trim();
    const send = (from: string, author: string) =>
      far(['send', '-f', from, 'b@b.example'], own, `From: ${author}\n\nx`);
    expect(send('bounces@a.example', 'x@c.example').code).toBe(0);
    for (const [from, author, foreign] of [
      ['b@b.example', 'x@c.example', 'b@b.example'],
      ['bob@a.example', 'bob@a.example', 'bob@a.example'],
    ] as const)
      expect(send(from, author)).toMatchObject({
        ...{ code: 77, err: expect.stringContaining(`may not send as <${foreign}>`) },
      });
    expect(house.run(['key', 'ls']).out).toContain(
      'messages:write, as @a.example with authors ann@a.example @c.example\n',
    );
  });

  it('doctor looks at the machine, and asks the running service about its store', async () => {
    const { house } = await open();
    await start(house);
    const { out } = house.run(['doctor', '--offline', '--json']);
    const findings = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { check: string; standing: string; text: string });
    const about = (check: string) => findings.find((finding) => finding.check === check);
    expect(about('store')).toMatchObject({
      standing: 'ok',
      text: expect.stringMatching(/synchronous=FULL; service running/),
    });
    expect(about('fsync')?.text).toMatch(/^p50 [\d.]+ ms, p99 [\d.]+ ms/);
    expect(about('data folder')).toMatchObject({ standing: 'ok' });
  });

  it('doctor leaves nothing behind where no service ever ran: what root made, the service could not open', async () => {
    const { house } = await open();
    const folder = join(house.folder, 'deep', 'below');
    const { out } = house.run(['doctor', '--offline', '--data', folder]);
    expect(out).toContain(`${folder} is made at the first start`);
    expect(out).toContain('its file is made at the first start');
    expect(out).toMatch(/fsync +p50/);
    expect(readdirSync(house.folder)).not.toContain('deep');
    expect(readdirSync(house.folder).filter((name) => name.startsWith('.doctor'))).toEqual([]);
  });

  it('verify and doctor leave a store of an earlier version as it is', async () => {
    const { house } = await open();
    const { child, ended } = await start(house);
    child.kill('SIGTERM');
    await ended;
    const file = join(house.folder, 'data', 'hearback.db');
    const versions = (change = ''): unknown[] => {
      const db = new Database(file);
      db.exec(change);
      const names = db.prepare('select name from kysely_migration order by name').pluck().all();
      db.close();
      return names;
    };
    const older = versions('delete from kysely_migration where name = (select max(name) from kysely_migration)');
    const { code, err } = house.run(['verify']);
    expect([code, err]).toEqual([78, expect.stringContaining('were written by an earlier version of Hearback')]);
    expect(house.run(['doctor', '--offline']).out).toContain('were written by an earlier version of Hearback');
    expect(versions()).toEqual(older);
  });

  it('tail tells what happens, until it is told to stop', async () => {
    const { sink, house } = await open();
    await start(house);
    const tail = spawn(
      process.execPath,
      ['packages/cli/bin/hearback.js', 'tail', '--json', '--since', '2020-01-01T00:00:00Z'],
      {
        env: { PATH: process.env.PATH ?? '', HEARBACK_CONFIG: house.config },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    cleanups.push(() => tail.kill('SIGKILL'));
    const delivered = new Promise<{ recipient: string }>((resolve) => {
      createInterface({ input: tail.stdout }).on('line', (line) => {
        const event = json<{ type: string; recipient: string }>(line);
        if (event.type === 'delivered') resolve(event);
      });
    });
    house.run(['send', '-f', 'a@a.example', 'b@b.example'], 'Subject: x\n\nx');
    await sink.arrived(1);
    expect(await delivered).toMatchObject({ recipient: 'b@b.example' });
    tail.kill('SIGINT');
    expect(await once(tail, 'exit')).toEqual([null, 'SIGINT']);
  });
});
