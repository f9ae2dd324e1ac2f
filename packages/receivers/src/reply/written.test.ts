import { explain } from '@hearback/bounce';
import { expect, test } from 'vitest';
import { writtenReply } from './written.ts';

const facts = { recipient: 'ada@yahoo.sim', sender: 'news@acme.example', ip: '192.0.2.7', at: 1_795_000_000_000 };

test('the receiver of the domain speaks, in words that are understood', () => {
  const { reply, stage, mx } = writtenReply('rate_limited', facts);
  expect(reply).toContain('TSS04');
  expect(reply).toContain('192.0.2.7');
  expect(explain(reply, { mx, stage })).toMatchObject({ reason: 'rate_limited', provider: 'yahoo' });
  expect(writtenReply('rate_limited', facts)).toEqual({ reply, stage, mx });
});

test('a message that is taken', () => {
  expect(writtenReply(null, facts)).toMatchObject({ reply: '250 ok dirdel', stage: 'body' });
});
