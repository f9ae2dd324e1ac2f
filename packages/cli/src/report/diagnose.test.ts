import { explain } from '@hearback/bounce';
import type { Attempt } from '@hearback/server/logs';
import { describe, expect, test } from 'vitest';
import { Collection } from './collect.ts';
import { summarise } from './summarise.ts';

const gone = 'host mx1.firm.example[192.0.2.7] said: 550 5.1.1 User unknown (in reply to RCPT TO command)';
const busy =
  'host mx1.firm.example[192.0.2.7] said: 450 4.2.0 Greylisted, please try again (in reply to RCPT TO command)';

/** The report on so many recipients. */
function health(sent: number, hard: number, soft: number, words = { gone, busy }, beside = 0) {
  const collection = new Collection(explain, { since: 0, until: Number.POSITIVE_INFINITY });
  let n = 0;
  const tell = (count: number, outcome: Attempt['outcome'], reply: string, sender = 'news.example.org') => {
    for (let index = 0; index < count; index++)
      collection.logs.record({
        at: Date.UTC(2026, 10, 24, 9),
        message: `A${n++}`,
        recipient: `r${n}@firm.example`,
        outcome,
        mx: 'mx1.firm.example',
        reply,
        sender,
        list: null,
      });
  };
  tell(sent, 'delivered', '');
  tell(hard, 'failed', words.gone);
  tell(soft, 'deferred', words.busy);
  tell(beside, 'delivered', '', 'quiet.example.org');
  return summarise(collection, 0);
}

describe('the sentence', () => {
  test.each([
    [1000, 10, 0, 'ok', 'Healthy: 0.99 % hard and 0 % soft bounces among 1,010 recipients, both under their limits.'],
    [285, 15, 1, 'ok', 'Healthy: 4.98 % hard and 0.33 % soft bounces among 301 recipients, both under their limits.'],
    [
      283,
      17,
      0,
      'watch',
      'Close to the edge: 5.67 % hard and 0 % soft bounces among 300 recipients; hard is above 5 %, which may be chance.',
    ],
    [
      275,
      17,
      8,
      'watch',
      'Close to the edge: 5.67 % hard and 2.67 % soft bounces among 300 recipients; hard is above 5 % and soft is above 2 %, which may be chance.',
    ],
    [
      253,
      17,
      30,
      'breached',
      'Not healthy: 5.67 % hard and 10.0 % soft bounces among 300 recipients; soft is over 2 %, and hard is above 5 %, which may be chance.',
    ],
    [200, 100, 0, 'breached', 'Not healthy: 33.3 % hard and 0 % soft bounces among 300 recipients; hard is over 5 %.'],
    [
      150,
      75,
      75,
      'breached',
      'Not healthy: 25.0 % hard and 25.0 % soft bounces among 300 recipients; hard is over 5 % and soft is over 2 %.',
    ],
    [99, 100, 0, 'not_enough_mail', 'Too little mail to judge: 199 recipients, and a rate needs 200.'],
    [0, 0, 0, 'not_enough_mail', 'No delivery to another host in these files, or none in the time asked for.'],
  ])('of %i sent, %i hard, %i soft: %s', (sent, hard, soft, state, sentence) => {
    const report = health(sent, hard, soft);
    expect([report.state, report.sentence]).toEqual([state, sentence]);
    const states = report.findings.map((finding) => finding.state);
    expect(states.includes('breached')).toBe(state === 'breached');
    if (state === 'watch') expect(states).toContain('watch');
  });
});

test('a sender’s soft bounces are explained by soft causes, however many hard ones there are', () => {
  const { findings } = health(400, 300, 60, { gone, busy }, 1000);
  expect(findings.find(({ sentence }) => sentence.startsWith('Soft bounces of news.example.org'))).toMatchObject({
    sentence: expect.stringContaining('Mostly: greylisted.'),
    next_step: expect.not.stringContaining('top mailing'),
  });
});

test('replies are told by the receiver’s own words', () => {
  const refused = health(200, 10, 10, {
    gone,
    busy: 'delivery temporarily suspended: host mx2.firm.example[192.0.2.8] refused to talk to me: 450 4.2.0 Greylisted, please try again',
  });
  expect(refused.replies.map(({ template }) => template)).toEqual([
    '450 4.2.0 greylisted, please try again',
    '550 5.1.1 user unknown',
  ]);
});
