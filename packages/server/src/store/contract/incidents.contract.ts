/** Addresses of incidents stand and fall with their unit, are paged and counted; looks at incidents go stale; excused bounces count as soft. */
import { explain } from '@hearback/bounce';
import { describe, expect, test } from 'vitest';
import { addressKey } from '../../ledger/address-key.ts';
import { incidentEvent } from '../../ledger/incident-event.ts';
import { incidentSubject } from '../../ledger/subject.ts';
import type { World } from '../store.contract.ts';
import { day, eventOf, hour, idsAt, messageOf, start } from '../store.fixture.ts';
import type { IncidentAddress } from '../store.ts';
import { eachWithStore } from './world.ts';

export function incidentsContract(open: () => Promise<World>): void {
  describe('incidents', () => {
    const at = eachWithStore(open);

    test('an address of an incident is one row, as it was written last', async () => {
      const { store } = at();
      await store.commit({
        events: [],
        incidentAddresses: [touched(1), touched(2), touched(3, { incident: 'inc_2' })],
      });
      await store.commit({
        events: [],
        incidentAddresses: [touched(1, { state: 'released', messages: 2, lastAt: start + hour })],
      });
      const counts = await store.incidentCounts(['inc_1', 'inc_2', 'inc_3']);
      expect(counts.get('inc_1')).toEqual({
        ...{ addresses: 2, messages: 3, held: 1, released: 1, suppressed: 0, lastAt: start + hour },
      });
      expect(counts.get('inc_2')).toMatchObject({ addresses: 1, held: 1 });
      expect(counts.get('inc_3')).toBeUndefined();
      const { data } = await store.incidentAddresses({ incident: 'inc_1', state: 'released' }, null, 10);
      expect(data).toEqual([touched(1, { state: 'released', messages: 2, lastAt: start + hour })]);
    });

    test('addresses come in pages, each once, and a share of them by their hash', async () => {
      const { store } = at();
      const rows = Array.from({ length: 40 }, (_, index) => touched(index));
      await store.commit({ events: [], incidentAddresses: rows });
      const paged: IncidentAddress[] = [];
      for (let after: string | null = null; ; ) {
        const page = await store.incidentAddresses({ incident: 'inc_1' }, after, 7);
        paged.push(...page.data);
        after = page.next;
        if (after === null) break;
      }
      expect(paged).toEqual(rows.toSorted((a, b) => a.recipient - b.recipient));
      const below = paged[10]?.recipient ?? 0;
      const share = await store.incidentAddresses({ incident: 'inc_1', state: 'held', below }, null, 100);
      expect(share.data).toEqual(paged.slice(0, 10));
      expect(await store.incidentShare('inc_1', below)).toEqual({ held: 10, all: 10 });
    });

    test('a refused unit leaves no address behind', async () => {
      const { store } = at();
      const event = eventOf('bounced', { recipient: 'a1@one.example' });
      await store.commit({ events: [event] });
      expect(await store.commit({ events: [event], incidentAddresses: [touched(1)] })).toBe('duplicate');
      expect((await store.incidentAddresses({ incident: 'inc_1' }, null, 10)).data).toEqual([]);
    });

    test('an address that is erased is in no incident any more', async () => {
      const { store } = at();
      await store.commit({ events: [], incidentAddresses: [touched(1), touched(2)] });
      await store.erase({
        events: [],
        entry: addressKey('a1@one.example'),
        dialogues: [],
        deliveries: [],
        kept: [],
        listed: [],
      });
      const { data } = await store.incidentAddresses({ incident: 'inc_1' }, null, 10);
      expect(data.map(({ address }) => address)).toEqual(['a2@one.example']);
    });

    test('whoever decides without having seen the newest event of an incident has to look again', async () => {
      const { store, other } = at();
      const look = { recipient: incidentSubject, seen: 0 };
      const bounce = () => eventOf('bounced', { recipient: 'a1@one.example', message_id: messageOf().id });
      expect(await other.commit({ looks: [look], events: [bounce()] })).toBe('committed');
      expect(await store.commit({ looks: [look], events: [opened()] })).toBe('committed');
      expect(await other.commit({ looks: [look], events: [bounce()] })).toBe('stale');
      expect(await other.commit({ looks: [look], events: [opened()] })).toBe('stale');
      const [newest] = await other.eventsAbout(incidentSubject, null, 10);
      const seen = { recipient: incidentSubject, seen: newest?.seq ?? 0 };
      expect(newest?.event).toMatchObject({ type: 'incident_opened', incident: { provider: 'google', from: start } });
      expect(await other.commit({ looks: [seen], events: [bounce()] })).toBe('committed');
    });

    test('a hard bounce that is excused, at once or later, counts as a soft one', async () => {
      const { store } = at();
      const bounce = () =>
        eventOf('bounced', {
          ...{ recipient: 'a1@one.example', message_id: messageOf().id, verdict: explain('550 5.1.1 No such user') },
        });
      const [first, second] = [bounce(), bounce()];
      const counts = async () => {
        const [row] = await store.rollUps({ grain: 'daily', dimension: 'all', key: '', from: 0, to: start + day });
        return row?.counts;
      };
      await store.commit({ events: [first] });
      expect(await counts()).toMatchObject({ attempted: 1, hard: 1, soft: 0 });
      await store.commit({ events: [second], excused: [second] });
      expect(await counts()).toMatchObject({ attempted: 2, hard: 1, soft: 1, softFinal: 1 });
      await store.commit({ events: [], excused: [first, second] });
      expect(await counts()).toMatchObject({ attempted: 2, hard: 0, soft: 2, softFinal: 2, delivered: 0 });
    });
  });
}

const opened = () =>
  incidentEvent(
    'incident_opened',
    idsAt(start).event(start),
    start,
    {
      ...{ id: idsAt(start).incident(start), kind: 'receiver', provider: 'google', reason: 'user_unknown' },
      ...{ template: 't', sourceIp: null, from: start },
    },
    {},
  );

function touched(index: number, change: Partial<IncidentAddress> = {}): IncidentAddress {
  const address = `a${index}@one.example`;
  return {
    ...{
      incident: 'inc_1',
      ...addressKey(address),
      address,
      state: 'held',
      messages: 1,
      firstAt: start,
      lastAt: start,
    },
    ...change,
  };
}
