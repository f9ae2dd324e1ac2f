import { expect, test } from 'vitest';
import { explain } from './classify.ts';

test('a reply that comes again and again is answered with the same verdict', () => {
  const reply = '550 5.1.1 <anna@example.org>: no such user, says the cache';
  explain(reply);
  expect(explain(reply)).toBe(explain(reply));
});

test('replies alike in length and in most characters have their own verdicts', () => {
  const replies = ['550 5.1.1 user unknown', '550 5.2.2 mailbox full'];
  const long = replies.map((words) => `${words}${' for anna@example.org'.repeat(20)}`);
  for (let n = 0; n < 4; n++) {
    expect(long.map((reply) => explain(reply).reason)).toEqual(['user_unknown', 'mailbox_full']);
    expect(explain(replies[0] ?? '', { mx: 'aspmx.l.google.com' }).provider).toBe('google');
    expect(explain(replies[0] ?? '').provider).toBeNull();
  }
});
