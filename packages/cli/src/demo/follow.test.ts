import { expect, test } from 'vitest';
import { eventReader, type ServerEvent } from './follow.ts';

const written =
  'id: evt_1\nevent: delivered\ndata: {"id":"evt_1","type":"delivered"}\n\n: still here\n\nid: evt_2\ndata: {"id":"evt_2","type":"bounced"}\n\n';

test.each([1, 7, 40, 1000])('events are put together from chunks of %i characters', (size) => {
  const seen: ServerEvent[] = [];
  const read = eventReader((event) => seen.push(event));
  for (let at = 0; at < written.length; at += size) read(written.slice(at, at + size));
  expect(seen.map(({ id, type }) => [id, type])).toEqual([
    ['evt_1', 'delivered'],
    ['evt_2', 'bounced'],
  ]);
});
