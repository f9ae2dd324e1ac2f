import { spawn } from 'node:child_process';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';

/**
 * `hearback receivers` as another project's tests use it: started as a program, found by its first line, spoken to by SMTP,
 * stopped by a signal.
 */
test('receivers: where they are, a dialogue, what happened, and the end', async () => {
  const child = spawn(process.execPath, ['packages/cli/bin/hearback.js', 'receivers', '--json', '--seed', '7']);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await lines.next()).value ?? 'null');
  const ready = await next();
  expect(ready).toMatchObject({ type: 'ready', dns: { address: '127.0.0.1' } });

  const dns = new Resolver();
  dns.setServers([`${ready.dns.address}:${ready.dns.port}`]);
  const [mx] = await dns.resolveMx('gmail.sim');
  const [host = ''] = await dns.resolve4(mx?.exchange ?? '');
  const answers = await dialogue(host, ready.smtp_port, [
    'EHLO tests.example',
    'MAIL FROM:<a@tests.example>',
    'RCPT TO:<user_unknown@gmail.sim>',
    'QUIT',
  ]);
  expect([mx?.exchange, answers[0]]).toEqual([
    'gmail-smtp-in.l.google.com',
    expect.stringMatching(/^220 mx\.google\.com ESMTP /),
  ]);
  expect(answers[3]).toMatch(/^550-5\.1\.1 The email account that you tried to reach does not exist/);

  expect(await next()).toMatchObject({ type: 'connected' });
  expect(await next()).toMatchObject({ type: 'refused', stage: 'rcpt', recipient: 'user_unknown@gmail.sim' });
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

/** Each command after the whole answer to the one before; gives the answers. */
async function dialogue(host: string, port: number, commands: readonly string[]): Promise<readonly string[]> {
  const socket = createConnection({ host, port });
  const answers: string[] = [];
  let answer = '';
  for await (const line of createInterface({ input: socket })) {
    answer += `${line}\n`;
    if (!/^\d{3} /.test(line)) continue;
    answers.push(answer);
    answer = '';
    const command = commands[answers.length - 1];
    if (command === undefined) break;
    socket.write(`${command}\r\n`);
  }
  socket.destroy();
  return answers;
}
