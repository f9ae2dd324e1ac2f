import { describe, expect, it } from 'vitest';
import { createLog } from './log.ts';
import { maskAddresses } from './mask.ts';

const logged = (act: (log: ReturnType<typeof createLog>) => void, mask = true): string => {
  const lines: string[] = [];
  act(createLog({ level: 'info', mask, stream: { write: (line) => lines.push(line) } }));
  return lines.join('');
};

describe('addresses in the log', () => {
  it.each([
    ['jo@example.com', 'j***@example.com'],
    ['<jo.doe+tag@example.com>: unknown', '<j***@example.com>: unknown'],
    ['from=<a@b.example>, to=<c@d.example>', 'from=<a***@b.example>, to=<c***@d.example>'],
    ['a@b@c.example', 'a***@b***@c.example'],
    ['übel@example.com', 'ü***@example.com'],
    ['\\"jo doe\\"@example.com', 'j***@example.com'],
    ['@example.com', '@example.com'],
    ['file:///node_modules/@scope/name', 'file:///node_modules/@scope/name'],
  ])('%s', (plain, masked) => {
    expect(maskAddresses(plain)).toBe(masked);
  });

  it('are masked in every field, also within an error', () => {
    const text = logged((log) =>
      log.info(
        { sender: 'ann@a.example', inner: { list: ['bob@b.example'] }, err: new Error('for eve@c.example') },
        'to joe@d.example',
      ),
    );
    expect(text).not.toMatch(/(ann|bob|eve|joe)@/);
    expect(text).toContain('"sender":"a***@a.example"');
  });

  it('are whole when asked for', () => {
    expect(logged((log) => log.info('joe@d.example'), false)).toContain('joe@d.example');
  });
});

it('a hostile text stays one line of JSON without control characters', () => {
  const hostile = 'a\r\n{"level":"error"}\u001b[2J\u009b31m\u2028\u202egnp\u007f';
  const text = logged((log) => log.warn({ reply: hostile }, hostile));
  expect(text.split('\n')).toHaveLength(2);
  expect(text.trimEnd()).not.toMatch(/[\p{Cc}\u2028\p{Bidi_C}]/u);
  expect(JSON.parse(text)).toMatchObject({ level: 'warn', reply: hostile, msg: hostile });
});

it('secrets are stars', () => {
  const text = logged((log) => log.info({ password: 'hunter2', request: { authorization: 'Bearer hb_x' } }));
  expect(text).not.toMatch(/hunter2|hb_x/);
});
