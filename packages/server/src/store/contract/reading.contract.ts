/** Messages, events and dialogues, read back. */
import { describe, expect, test } from 'vitest';
import type { LedgerEvent } from '../../ledger/event.ts';
import type { World } from '../store.contract.ts';
import { accepting, dialogueOf, eventOf, hour, start } from '../store.fixture.ts';
import type { Store } from '../store.ts';
import { eachWithStore } from './world.ts';

async function allEvents(store: Store, filter: Parameters<Store['events']>[0], size: number): Promise<LedgerEvent[]> {
  const events: LedgerEvent[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<Store['events']>> = await store.events(filter, after, size);
    events.push(...page.data);
    after = page.next;
  } while (after !== null);
  return events;
}

export function readingContract(open: () => Promise<World>): void {
  describe('reading', () => {
    const at = eachWithStore(open);

    test('an event keeps every field', async () => {
      const { store } = at();
      const full = eventOf('expired', {
        message_id: 'msg_any text',
        recipient: 'a@x',
        original_recipient: 'rfc822;a@x',
        sender: '',
        stream: 'bulk',
        list: 'l',
        campaign: 'c',
        tags: ['t', ''],
        attempt: 3,
        mx: { host: 'mx.x', address: '192.0.2.1' },
        source_ip: '198.51.100.1',
        tls: 'TLSv1.3 TLS_AES_256_GCM_SHA384',
        stage: 'rcpt',
        reply: { code: 550, status: null, text: 'no\u0000 "such"\r\nuser 🙂' },
        source: 'smtp_session',
        trusted: false,
        duration_ms: 0,
        incident_id: 'inc_1',
        ambiguous: true,
        next_attempt_at: start,
        attempts: [{ at: start, reason: 'greylisted', code: null, status: null, host: null, text: '' }],
        dominant_reason: 'greylisted',
      });
      await store.commit({ events: [full] });
      expect((await store.events({}, null, 1)).data).toEqual([full]);
      expect((await store.events({ messageId: 'msg_any text' }, null, 1)).data).toEqual([full]);
    });

    test('events come in the order they were recorded, by message, by type, in pages', async () => {
      const { store } = at();
      const mails = [accepting(), accepting()];
      const [one, two] = mails.map((unit) => unit.accept.message.id);
      const more = [
        eventOf('deferred', { message_id: one ?? null, at: start + 2 }),
        eventOf('bounced', { message_id: two ?? null, at: start + 1 }),
        eventOf('health_changed', { at: start + 3 }),
        eventOf('bounced', { message_id: one ?? null, at: start + 4 }),
      ];
      for (const unit of [...mails, ...more.map((event) => ({ events: [event] }))]) await store.commit(unit);
      const all = [...mails.flatMap((unit) => unit.events), ...more];
      expect(await allEvents(store, {}, 2)).toEqual(all);
      expect(await allEvents(store, {}, 100)).toEqual(all);
      expect(await allEvents(store, { messageId: one }, 1)).toEqual(all.filter((event) => event.message_id === one));
      expect(await allEvents(store, { type: 'bounced' }, 1)).toEqual(all.filter((event) => event.type === 'bounced'));
      expect(await allEvents(store, { type: 'accepted' }, 1)).toEqual(all.slice(0, 2));
      expect(await allEvents(store, { messageId: two, type: 'bounced' }, 5)).toEqual([more[1]]);
    });

    test('events since an instant come by their time', async () => {
      const { store } = at();
      const times = [3, 1, 2, 2, 0].map((later) => eventOf('deferred', { at: start + later * hour }));
      for (const event of times) await store.commit({ events: [event] });
      expect(await allEvents(store, { since: start + hour }, 2)).toEqual([times[1], times[2], times[3], times[0]]);
      expect(await allEvents(store, { since: start + 4 * hour }, 2)).toEqual([]);
    });

    test('messages, the newest first, by who sent them and what they belong to', async () => {
      const { store } = at();
      const units = [
        accepting({ message: { sender: 'a@x', list: 'l' } }),
        accepting({ message: { sender: 'b@x', stream: 'bulk', acceptedAt: start + 1 } }),
        accepting({ message: { sender: 'a@x', campaign: 'c', acceptedAt: start + 2 } }),
      ];
      for (const unit of units) await store.commit(unit);
      const [old, middle, young] = units.map((unit) => unit.accept.message);
      expect((await store.messages({}, null, 10)).data).toEqual([young, middle, old]);
      const first = await store.messages({}, null, 2);
      expect(first.data).toEqual([young, middle]);
      expect(await store.messages({}, first.next, 2)).toEqual({ data: [old], next: null });
      expect((await store.messages({ sender: 'a@x' }, null, 10)).data).toEqual([young, old]);
      expect((await store.messages({ stream: 'bulk' }, null, 10)).data).toEqual([middle]);
      expect((await store.messages({ campaign: 'c', sender: 'a@x' }, null, 10)).data).toEqual([young]);
      expect((await store.messages({ list: 'l' }, null, 10)).data).toEqual([old]);
      expect(await store.message('msg_none')).toBeNull();
      expect(await store.body('msg_none')).toBeNull();
      await expect(store.messages({}, 'W10', 2)).rejects.toMatchObject({ code: 'rejected' });
    });

    test('dialogues of a message in their order', async () => {
      const { store } = at();
      const dialogues = [
        dialogueOf('msg_1', { text: 'S: 220 ünï\nC: "EHLO"\\' }),
        dialogueOf('msg_1', { position: 1, attempt: 2, at: start + 1 }),
        dialogueOf('msg_2'),
      ];
      await store.commit({ dialogues, events: [] });
      expect(await store.dialogues('msg_1')).toEqual(dialogues.slice(0, 2));
      expect(await store.dialogues('msg_3')).toEqual([]);
    });

    test('a dialogue with a NUL is kept all the same', async () => {
      const { store } = at();
      await store.commit({ dialogues: [dialogueOf('msg_1', { text: 'S: 5\u000050 no' })], events: [] });
      expect((await store.dialogues('msg_1'))[0]?.text).toMatch(/^S: 5.50 no$/s);
    });
  });
}
