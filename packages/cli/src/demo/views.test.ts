import { explain, type Verdict } from '@hearback/bounce';
import { expect, test } from 'vitest';
import { painter } from '../view/paint.ts';
import { eventOf, noSuchUser } from './event.fixture.ts';
import { jsonView } from './json-view.ts';
import { createLedger } from './ledger.ts';
import { plainView } from './plain-view.ts';
import { Progress } from './progress.ts';
import { cut, terminalView } from './terminal-view.ts';
import type { View } from './view.ts';

const where = {
  folder: '/tmp/demo',
  socket: '/tmp/demo/hearback.sock',
  config: '/tmp/demo/config.toml',
  program: 'npx hearback',
  api: 'http://127.0.0.1:8025',
  page: 'http://127.0.0.1:8025/#login=x',
  submission: '127.0.0.1:2525',
  receivers: 'DNS 127.0.0.1:53',
};

function shown(make: (out: { write: (text: string) => void; columns: number }) => View, stays = true): string {
  let text = '';
  const view = make({
    write(more) {
      text += more;
    },
    columns: 100,
  });
  const ledger = createLedger();
  const progress = new Progress(300);
  view.started(where, 300);
  if (stays) view.history(9000);
  for (let n = 0; n < 300; n += 1) {
    const verdict = explain(noSuchUser.text, { mx: 'gmail-smtp-in.l.google.com', stage: 'rcpt' });
    const event =
      n % 10 === 0
        ? eventOf('bounced', n, { reply: noSuchUser, verdict, dominant_reason: 'user_unknown' })
        : eventOf('delivered', n);
    ledger.hear(event);
    progress.hear(event);
    view.event(event);
  }
  const moment = { standing: progress.standing, health: ledger.health(), elapsed: 5000 };
  view.moment(moment);
  view.moment(moment);
  view.ended(moment, where, stays);
  return text;
}

test('a pipe gets a line for each bounce, with its cause and fault, and the summary', () => {
  const text = shown((out) => plainView(out, painter(false)));
  expect(text.match(/^bounced .*mailbox does not exist \(list\)/gm)).toHaveLength(30);
  expect(text).toMatch(/old-leads +10\.0 % +limit 5 % .*over the limit/);
  expect(text).toMatch(/mailbox does not exist +30 +30 +0 +list +stop mailing these addresses/);
  expect(text).toContain('npx hearback queue shape --config /tmp/demo/config.toml');
  expect(text).not.toContain('\u001b');
  // Whoever waits for the campaign can look meanwhile.
  expect(text.split('\n', 2)[1]).toBe('the dashboard: http://127.0.0.1:8025/#login=x');
  const bounces = text.split('\n').filter((line) => line.startsWith('bounced'));
  for (const line of bounces) {
    expect(line.length).toBeLessThanOrEqual(160);
    expect(line).toContain('550 5.1.1 The email account that you tried to reach does not exist. https://');
  }
});

test('of what expired, both say what most attempts were told', () => {
  const text = '452 4.2.2 The recipient is out of storage space';
  const verdict: Verdict = { ...explain(text), reason: 'message_expired', fault: ['receiver', 'network'] };
  const event = eventOf('expired', 1, {
    reply: { code: 452, status: '4.2.2', text },
    verdict,
    dominant_reason: 'mailbox_full',
  });
  for (const view of [plainView, terminalView]) {
    const written: string[] = [];
    const to = view({ columns: 120, write: (text: string) => void written.push(text) }, painter(false));
    to.event(event);
    to.moment({ standing: new Progress(1).standing, health: createLedger().health(), elapsed: 5000 });
    expect(written.join('')).toContain('expired: mailbox full');
  }
});

test('a terminal gets one picture that is painted over', () => {
  const text = shown((out) => terminalView(out, painter(false)));
  const [, first = '', second = ''] = text.split('\r\u001b[J');
  expect(first).toContain('300 of 300');
  expect(second).toContain('300 of 300');
  expect(first).toContain('reader290@gmail.sim');
  expect(text.split('\u001b[J').at(-1)).toContain('List health');
});

test('programs get JSON lines', () => {
  const lines = shown((out) => jsonView(out))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; health?: { schema: string } });
  expect([lines[0]?.type, lines[1]?.type, lines[2]?.type, lines.at(-1)?.type]).toEqual([
    ...['started', 'history', 'bounced', 'ended'],
  ]);
  expect(lines).toHaveLength(33);
  expect(lines.at(-1)?.health?.schema).toBe('hearback.report/1');
});

test('what ends says that nothing stays', () => {
  expect(shown((out) => plainView(out, painter(false)), false)).toContain('/tmp/demo is removed again');
});

test('lines are cut to the terminal; colours take no room', () => {
  expect(cut('\u001b[1mabcdef\u001b[22mgh', 5)).toBe('\u001b[1mabc…\u001b[22m');
});
