import { describe, expect, test } from 'vitest';
import { exim } from './exim.ts';
import { readLines } from './read-lines.ts';

const arrived =
  '2026-11-24 09:00:01 1tEAbc-0001Xy-2Z <= news@news.example.org H=app.example.org [192.0.2.3] P=esmtps S=4212 id=1@example.org';

describe('Exim', () => {
  test('a delivery', () => {
    const line =
      '2026-11-24 09:00:02 1tEAbc-0001Xy-2Z => ann@firm.example R=dnslookup T=remote_smtp H=mx1.firm.example [192.0.2.7] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes C="250 2.0.0 Ok: queued as 9A"';
    expect(readLines(exim, arrived, line, '2026-11-24 09:00:02 1tEAbc-0001Xy-2Z Completed').attempts).toEqual([
      {
        at: new Date(2026, 10, 24, 9, 0, 2).getTime(),
        message: '1tEAbc-0001Xy-2Z',
        recipient: 'ann@firm.example',
        outcome: 'delivered',
        mx: 'mx1.firm.example',
        reply: '',
        sender: 'news.example.org',
        list: null,
      },
    ]);
  });

  test('a failure: the reply behind the fields, TLS and certificate names with colons among them', () => {
    const line =
      '2026-11-24 09:00:02 1tEAbc-0001Xy-2Z ** bob@firm.example R=dnslookup T=remote_smtp H=mx1.firm.example [192.0.2.7] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes: SMTP error from remote mail server after RCPT TO:<bob@firm.example>: 550 5.1.1 User unknown';
    expect(readLines(exim, line).attempts[0]).toMatchObject({
      recipient: 'bob@firm.example',
      outcome: 'failed',
      mx: 'mx1.firm.example',
      reply: 'SMTP error from remote mail server after RCPT TO:<bob@firm.example>: 550 5.1.1 User unknown',
    });
  });

  test('deferrals, with the host before or in the words', () => {
    const heard = readLines(
      exim,
      '2026-11-24 09:00:02 1tEAbc-0001Xy-2Z == ann@firm.example R=dnslookup T=remote_smtp defer (-44) H=mx1.firm.example [192.0.2.7]: SMTP error from remote mail server after RCPT TO:<ann@firm.example>: 450 4.7.1 Greylisted',
      '2026-11-24 09:00:02 1tEAbc-0001Xy-2Z == ann@firm.example R=dnslookup T=remote_smtp defer (-46): SMTP error from remote mail server after end of data: host mx2.firm.example [192.0.2.8]: 451 4.3.0 busy',
      '2026-11-24 09:00:02 1tEAbc-0001Xy-2Z == ann@firm.example R=dnslookup T=remote_smtp defer (111): Connection refused',
    );
    expect(heard.attempts.map(({ outcome, mx }) => [outcome, mx])).toEqual([
      ['deferred', 'mx1.firm.example'],
      ['deferred', 'mx2.firm.example'],
      ['deferred', null],
    ]);
    expect(heard.attempts[2]?.reply).toBe('Connection refused');
  });

  test('"retry time not reached" is no attempt', () => {
    expect(
      readLines(
        exim,
        "2026-11-24 09:00:02 1tEAbc-0001Xy-2Z == ann@firm.example R=dnslookup T=remote_smtp defer (-53): retry time not reached for any host for 'firm.example'",
      ).attempts,
    ).toEqual([]);
  });

  test.each([
    'routing defer (-51): retry time not reached',
    "R=dnslookup T=remote_smtp defer (-53): retry time not reached for any host for 'firm.example'",
    'R=dnslookup T=remote_smtp defer (-55): domain is in queue_domains',
  ])('what was not tried is no attempt: %s', (words) => {
    expect(readLines(exim, `2026-11-24 09:00:02 1tEAbc-0001Xy-2Z == ann@firm.example ${words}`).attempts).toEqual([]);
  });

  test('the end of the retry rule is an expiry', () => {
    const line =
      '2026-11-24 09:00:02 1tEAbc-0001Xy-2Z ** ann@firm.example R=dnslookup T=remote_smtp H=mx1.firm.example [192.0.2.7]: SMTP error from remote mail server after RCPT TO:<ann@firm.example>: 450 4.2.2 full: retry timeout exceeded';
    expect(readLines(exim, line).attempts[0]).toMatchObject({ outcome: 'expired' });
  });

  test('an unroutable address has neither router nor transport', () => {
    expect(
      readLines(exim, '2026-11-24 09:00:02 1tEAbc-0001Xy-2Z ** ann@gone.example: Unrouteable address').attempts[0],
    ).toMatchObject({ recipient: 'ann@gone.example', outcome: 'failed', reply: 'Unrouteable address', mx: null });
  });

  test('long ids, milliseconds, zone, process id, and the sender on the line itself', () => {
    const line =
      '2026-11-24 09:00:02.345 +0100 [4711] 1tEAbc-000000001Xy-2Zab => ann@firm.example F=<news@news.example.org> R=dnslookup T=remote_smtp H=mx1.firm.example [192.0.2.7]:25 C="250 ok"';
    expect(readLines(exim, line).attempts[0]).toMatchObject({
      at: Date.UTC(2026, 10, 24, 8, 0, 2),
      message: '1tEAbc-000000001Xy-2Zab',
      sender: 'news.example.org',
    });
  });

  test('through syslog, with and without a time of its own', () => {
    const entry =
      '1tEAbc-0001Xy-2Z => ann@firm.example R=dnslookup T=remote_smtp H=mx1.firm.example [192.0.2.7] C="250 ok"';
    const heard = readLines(
      exim,
      `Nov 24 09:00:02 mail exim[4711]: 2026-11-24 09:00:02 ${entry}`,
      `Nov 24 09:00:02 mail exim[4711]: ${entry}`,
    );
    expect(heard.attempts.map(({ at }) => at)).toEqual([
      new Date(2026, 10, 24, 9, 0, 2).getTime(),
      new Date(2026, 10, 24, 9, 0, 2).getTime(),
    ]);
  });

  test('mailboxes and filters on this host are no receivers', () => {
    const heard = readLines(
      exim,
      '2026-11-24 09:00:02 1tEAbc-0001Xy-2Z => ann <ann@mail.example> R=localuser T=local_delivery',
      '2026-11-24 09:00:02 1tEAbc-0001Xy-2Z ** |/usr/bin/filter <ann@mail.example> R=system_aliases T=address_pipe: Child process of address_pipe transport returned 1',
      '2026-11-24 09:00:02 1tEAbc-0001Xy-2Z => ann@firm.example R=scan T=scan_smtp H=127.0.0.1 [127.0.0.1] C="250 ok"',
      '2026-11-24 09:00:02 1tEAbc-0001Xy-2Z => ann@mail.example R=dovecot T=dovecot_lmtp H=store.mail.example [192.0.2.3] C="250 2.0.0 Saved"',
    );
    expect(heard).toMatchObject({ attempts: [], local: 4 });
  });

  test('IPv6 hosts', () => {
    const line =
      '2026-11-24 09:00:02 1tEAbc-0001Xy-2Z == ann@firm.example R=dnslookup T=remote_smtp defer (-45) H=mx6.firm.example [2001:db8::7]: SMTP error from remote mail server after MAIL FROM:<s@x.example>: 450 busy';
    expect(readLines(exim, line).attempts[0]).toMatchObject({
      mx: 'mx6.firm.example',
      reply: 'SMTP error from remote mail server after MAIL FROM:<s@x.example>: 450 busy',
    });
  });
});
