/** Of thousands of lists the smallest one is told of as fully as the largest. */
import { explain } from '@hearback/bounce';
import { expect, it } from 'vitest';
import { eventOf } from '../store/store.fixture.ts';
import { openTestApi } from './api.fixture.ts';
import type { WirePart } from './health-shapes.ts';

const [unknown, full] = ['550 5.1.1 No such user', '452 4.2.2 Mailbox full'].map((reply) => explain(reply));
/** Two causes each: more than are read of all lists at once. */
const many = 5050;

it('says what a small list mostly fails for, however many are larger', async () => {
  const api = await openTestApi();
  const headers = await api.authorization('health:read');
  const at = Date.now() - 60_000;
  const failed = (list: string, recipient: string, verdict = unknown) =>
    eventOf('bounced', { at, list, recipient, verdict: verdict ?? null });
  const all = Array.from({ length: many }, (_, n) => [
    failed(`list-${n}`, `r${n}@gmail.com`),
    failed(`list-${n}`, `s${n}@gmail.com`, full),
  ]).flat();
  for (let from = 0; from < all.length; from += 1000) await api.store.commit({ events: all.slice(from, from + 1000) });
  await api.store.commit({ events: [failed('the last', 'jo@gmail.com')] });
  const answer = await api.app.inject({ url: '/v1/lists?name=the%20last', headers });
  expect(answer.json<{ data: readonly WirePart[] }>().data).toMatchObject([
    { key: 'the last', top_reason: 'user_unknown' },
  ]);
  await api.close();
}, 30_000);
