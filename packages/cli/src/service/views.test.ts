import { describe, expect, it } from 'vitest';
import { painter } from '../view/paint.ts';
import { eventLine } from './event-line.ts';
import { shapeTable } from './queue-table.ts';
import type { Happening, Lane, QueueShape } from './shapes.ts';
import { createActivity, drawTop } from './top-view.ts';

const plain = painter(false);
const control = /[\p{Cc}\p{Bidi_C}]/u;
const columns = [5, 10, 20, 40, 80, 160, 320, 640, 1280, null];
const shape = (change: Partial<QueueShape> = {}): QueueShape => ({
  at: '2026-11-28T09:00:00Z',
  counts: { waiting: 45, due: 3, held: 1, leased: 2, oldest: null },
  columns,
  domains: [
    { domain: 'yahoo.example', ages: [4, 10, 0, 0, 0, 0, 0, 0, 0, 26], total: 40, why: '421 4.7.0 TSS04' },
    { domain: 'outlook.example', ages: [5, 0, 0, 0, 0, 0, 0, 0, 0, 0], total: 5, why: null },
  ],
  ...change,
});
const hostile = 'a\u001b[2J\u202eb\nroot';
const event = (change: object): Happening =>
  ({
    at: '2026-11-28T09:41:07.123Z',
    type: 'bounced',
    recipient: 'jo@a.example',
    attempt: 2,
    mx: null,
    verdict: null,
    reply: null,
    ambiguous: false,
    ...change,
  }) as Happening;

describe('the table of the queue', () => {
  it('has a sum for each age, and why it waits', () => {
    const [heading, total, yahoo] = shapeTable(shape(), plain, 120).split('\n');
    expect(heading?.trim().split(/\s+/)).toEqual([
      'T',
      '5',
      '10',
      '20',
      '40',
      '80',
      '160',
      '320',
      '640',
      '1280',
      '1280+',
    ]);
    expect(total?.split(/\s+/)).toEqual(['TOTAL', '45', '9', '10', '0', '0', '0', '0', '0', '0', '0', '26']);
    expect(yahoo).toMatch(/^yahoo\.example +40 +4 +10 .* 26 {2}421 4\.7\.0 TSS04$/);
  });

  it('marks where it is hottest', () => {
    const painted = shapeTable(shape(), (tone, text) => (tone === 'red' ? `[${text.trim()}]` : text), 120);
    expect(painted.match(/\[\d+\]/g)).toEqual(['[26]']);
  });

  it('lets no reply move the cursor or begin a line', () => {
    const text = shapeTable(shape({ domains: [{ domain: hostile, ages: [1], total: 1, why: hostile }] }), plain, 120);
    expect(text.replaceAll('\n', '')).not.toMatch(control);
    expect(text.split('\n')).toHaveLength(5);
  });
});

describe('the rates of top', () => {
  it('are the mean of the last ten whole seconds', () => {
    const activity = createActivity();
    for (let n = 0; n < 50; n++) activity.add(event({ type: 'delivered' }), 100_000 + n * 100);
    activity.add(event({ type: 'deferred', verdict: { reason: 'greylisted' } }), 104_900);
    activity.add(event({ type: 'bounced', verdict: { reason: 'user_unknown' } }), 104_900);
    activity.add(event({ type: 'bounced', verdict: { reason: 'user_unknown' } }), 104_950);
    expect(activity.rate('delivered', 105_500)).toBe(5);
    expect(activity.rate('delivered', 112_500)).toBe(3);
    expect(activity.rate('delivered', 200_000)).toBe(0);
    expect(activity.total('delivered')).toBe(50);
    expect(activity.causes()).toEqual([
      ['user_unknown', 2],
      ['greylisted', 1],
    ]);
  });

  it('stand above the lanes, the busiest first, and fit the screen', () => {
    const lane = (name: string, rate: number): Lane => ({
      lane: name,
      site: name,
      source: 'default',
      stream: 'default',
      ready: 1,
      sending: 0,
      connections: 1,
      rate,
      last_failure: hostile,
      state: null,
    });
    const lanes = Array.from({ length: 50 }, (_, n) => lane(`site-${n}|default|default`, n));
    const text = drawTop({ shape: shape(), lanes, activity: createActivity(), now: 0 }, plain, 100, 30);
    expect(text.split('\n').length).toBeLessThanOrEqual(30);
    expect(text.indexOf('site-49')).toBeGreaterThan(0);
    expect(text).not.toContain('site-1|');
    expect(text.replaceAll('\n', '')).not.toMatch(control);
  });
});

it('an event is one line, whatever its reply says', () => {
  const line = eventLine(
    event({ reply: { text: hostile }, verdict: { reason: 'user_unknown' }, ambiguous: true }),
    plain,
  );
  expect(line).toMatch(
    /^09:41:07\.123 bounced +jo@a\.example {2}attempt 2 {2}user_unknown {2}the reply to the final dot never came {2}a/,
  );
  expect(line).not.toMatch(control);
});

it('of what expired, it says what most attempts were told', () => {
  const expired = event({ type: 'expired', verdict: { reason: 'message_expired' }, dominant_reason: 'mailbox_full' });
  expect(eventLine(expired, plain)).toContain('message_expired  most attempts: mailbox_full');
});
