import { expect, test } from 'vitest';
import { eventOf, greylisted, noSuchUser } from './event.fixture.ts';
import { createLedger } from './ledger.ts';
import { Progress } from './progress.ts';

/** 300 recipients of a sick list: 30 do not exist, 15 were greylisted first. */
const events = Array.from({ length: 300 }, (_, n) =>
  n < 30
    ? [eventOf('bounced', n, { reply: noSuchUser })]
    : n < 45
      ? [eventOf('deferred', n, { reply: greylisted }), eventOf('delivered', n, { attempt: 2 })]
      : [eventOf('delivered', n)],
).flat();

test('the lists, the senders and the causes are counted as in a health report', () => {
  const ledger = createLedger();
  for (const event of events) ledger.hear(event);
  const { lists, senders, causes } = ledger.health();
  expect(lists[0]).toMatchObject({ name: 'old-leads', attempted: 300, hard: 30, hard_rate: { state: 'breached' } });
  expect(senders[0]).toMatchObject({ name: 'promo.acme.example', soft: 15, soft_rate: { state: 'breached' } });
  expect(causes.map(({ reason, recipients, fault }) => [reason, recipients, fault])).toEqual([
    ['user_unknown', 30, ['list']],
    ['greylisted', 15, ['receiver']],
  ]);
});

test('what is no attempt is not counted', () => {
  const ledger = createLedger();
  expect(ledger.hear(eventOf('accepted', 1))).toBe(false);
  expect(ledger.health().recipients.attempted).toBe(0);
});

test('the campaign is over when every recipient has an end', async () => {
  const progress = new Progress(3);
  progress.hear(eventOf('accepted', 1));
  progress.hear(eventOf('deferred', 1));
  progress.hear(eventOf('bounced', 2));
  expect(progress.standing).toEqual({ total: 3, accepted: 1, delivered: 0, bounced: 1, expired: 0, waiting: 1 });
  progress.hear(eventOf('expired', 1));
  progress.hear(eventOf('delivered', 3));
  await progress.finished;
  expect(progress.standing).toMatchObject({ delivered: 1, bounced: 1, expired: 1, waiting: 0 });
});
