/** What a process knows of incidents, while others open and close them. */
import { expect, test } from 'vitest';
import { lateAnswers } from '../duty/late-answers.fixture.ts';
import type { LedgerEvent } from './event.ts';
import { createIncidentBook } from './incident-book.ts';
import { incidentEvent } from './incident-event.ts';

const wave: Parameters<typeof incidentEvent>[3] = {
  ...{ id: 'inc_1', from: 0, kind: 'receiver', provider: 'google', template: null, sourceIp: null },
  reason: 'mailbox_full',
};

test('who asks while the events are read gets what was recorded before it asked', async () => {
  const recorded: LedgerEvent[] = [];
  const { read, give } = lateAnswers(() =>
    recorded.map((event, index) => ({ seq: index + 1, event })).toSorted((a, b) => b.seq - a.seq),
  );
  const book = createIncidentBook({ eventsAbout: read });
  recorded.push(incidentEvent('incident_opened', 'evt_1', 1, wave, {}));
  const first = book.known();
  recorded.push(incidentEvent('incident_closed', 'evt_2', 2, wave, { until: 2 }));
  const second = book.refresh();
  await give();
  expect((await first).look.seen).toBe(1);
  expect((await second).look.seen).toBe(2);
});
