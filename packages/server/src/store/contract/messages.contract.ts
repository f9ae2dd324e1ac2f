/** Messages found by whom they went to and what became of them. */
import { explain } from '@hearback/bounce';
import { describe, expect, test } from 'vitest';
import { addressKey } from '../../ledger/address-key.ts';
import type { EventType, LedgerEvent } from '../../ledger/event.ts';
import type { Fate } from '../../ledger/fate.ts';
import type { World } from '../store.contract.ts';
import { acceptance, eventOf, hour, start } from '../store.fixture.ts';
import type { Acceptance, MessageFilter, Store } from '../store.ts';
import { eachWithStore } from './world.ts';

const gone = explain('550 5.1.1 No such user');
const later = explain('451 4.7.1 Greylisted');
const key = (address: string): number => addressKey(address).recipient;

/** Takes a message with an event for each recipient, as a submission does. */
async function take(store: Store, options: Parameters<typeof acceptance>[0]): Promise<Acceptance> {
  const accept = acceptance(options);
  const { id, acceptedAt } = accept.message;
  const events = accept.entries.map(({ recipient }) =>
    eventOf('accepted', { at: acceptedAt, message_id: id, recipient }),
  );
  await store.commit({ accept, events });
  return accept;
}

function about(accept: Acceptance, position: number, type: EventType, change: Partial<LedgerEvent> = {}): LedgerEvent {
  const { recipient = null } = accept.entries[position] ?? {};
  return eventOf(type, { message_id: accept.message.id, recipient, at: accept.message.acceptedAt + hour, ...change });
}

/** The recipient leaves the queue with this event. */
async function end(store: Store, accept: Acceptance, position: number, event: LedgerEvent): Promise<void> {
  await store.claimSelected({ messageId: accept.message.id, recipient: event.recipient ?? '' }, 1);
  const settle = { kind: 'done', messageId: accept.message.id, position } as const;
  expect(await store.commit({ settle: [settle], events: [event] })).toBe('committed');
}

const fatesIn = async (store: Store, { message }: Acceptance, to: readonly string[]) => {
  const found = (await store.fatesOf([{ id: message.id, recipients: message.recipients ?? 1 }])).get(message.id);
  return to.map((address) => found?.get(key(address)));
};

export function messagesContract(open: () => Promise<World>): void {
  describe('messages', () => {
    const at = eachWithStore(open);

    test('what became of each recipient, in the queue and out of it', async () => {
      const { store } = at();
      const to = ['new', 'later', 'held', 'there', 'gone', 'back', 'angry', 'old', 'off', 'listed'].map(
        (name) => `${name}@one.example`,
      );
      const accept = await take(store, { to, leased: false });
      const put = about(accept, 1, 'deferred', { verdict: later });
      await store.claimSelected({ messageId: accept.message.id, recipient: to[1] ?? '' }, 1);
      const retry = { kind: 'retry', lane: 'one.example|default|default', nextAt: start + hour, attempts: 1 } as const;
      const rest = { suspendedFor: 0, suspendedMark: 0, note: null, delayNoticeAt: null, crashes: 0 } as const;
      await store.commit({
        settle: [{ ...retry, ...rest, messageId: accept.message.id, position: 1 }],
        events: [put],
      });
      await store.change({ recipient: 'HELD@one.example' }, { kind: 'hold' });
      await end(store, accept, 3, about(accept, 3, 'delivered'));
      await end(store, accept, 4, about(accept, 4, 'bounced', { verdict: gone }));
      await end(store, accept, 5, about(accept, 5, 'delivered'));
      await end(store, accept, 6, about(accept, 6, 'delivered'));
      await end(store, accept, 7, about(accept, 7, 'expired', { verdict: later }));
      await store.commit({ events: [about(accept, 8, 'deferred', { verdict: later })] });
      await end(store, accept, 8, about(accept, 8, 'cancelled'));
      await end(store, accept, 9, about(accept, 9, 'suppressed_send'));
      await store.commit({
        events: [
          about(accept, 5, 'bounce_received', { verdict: gone }),
          about(accept, 6, 'feedback_received'),
          about(accept, 3, 'bounce_received', { verdict: gone, trusted: false }),
        ],
      });
      const expected = ['queued', 'deferred', 'held', 'delivered', 'bounced', 'bounced', 'complained', 'expired'];
      expect(await fatesIn(store, accept, to)).toEqual([...expected, 'cancelled', 'suppressed']);
      expect(await fatesIn(store, accept, ['nobody@one.example'])).toEqual([undefined]);
      for (const fate of new Set([...expected, 'cancelled', 'suppressed']) as Set<Fate>)
        expect([fate, (await store.messages({ fate }, null, 5)).data.map(({ id }) => id)]).toEqual([
          fate,
          [accept.message.id],
        ]);
    });

    test('who it went to, the first in the order of its envelope, each once', async () => {
      const { store } = at();
      const to = ['ann@one.example', 'Bob@one.example', 'eve@one.example', 'kim@one.example'];
      const many = await take(store, { to });
      const one = await take(store, { to: ['ann@one.example'] });
      await store.commit({ events: [about(one, 0, 'deferred', { recipient: 'ANN@one.example', verdict: later })] });
      const ids = [many.message.id, one.message.id, 'msg_none'];
      expect(await store.firstRecipients(ids, 3)).toEqual(
        new Map([
          [many.message.id, to.slice(0, 3)],
          [one.message.id, ['ann@one.example']],
        ]),
      );
    });

    test('pages by what became of them follow each other, whatever is between', async () => {
      const { store } = at();
      const bounced: string[] = [];
      const waiting: string[] = [];
      for (let n = 0; n < 12; n++) {
        const accept = await take(store, { message: { acceptedAt: start + n, stream: n % 2 === 0 ? 'a' : 'b' } });
        if (n % 3 === 0) {
          bounced.unshift(accept.message.id);
          await end(store, accept, 0, about(accept, 0, 'bounced', { verdict: gone }));
        } else waiting.unshift(accept.message.id);
      }
      expect(await all(store, { fate: 'bounced' }, 1)).toEqual(bounced);
      expect(await all(store, { fate: 'bounced' }, 50)).toEqual(bounced);
      expect(await all(store, { fate: 'queued' }, 3)).toEqual(waiting);
      expect(await all(store, { fate: 'held' }, 3)).toEqual([]);
      expect(await all(store, { fate: 'bounced', stream: 'a' }, 1)).toEqual([bounced[1], bounced[3]]);
      expect(await all(store, { fate: 'bounced', since: start + 1, until: start + 9 }, 1)).toEqual(bounced.slice(1, 3));
      expect(await all(store, { since: start + 11 }, 5)).toHaveLength(1);
      expect(await all(store, { sender: 'NEWS@sender.example', until: start + 2 }, 1)).toHaveLength(2);
    });

    test('what is rare fills its page at once, however much is newer: each message once, none whose row is gone', async () => {
      const { store } = at();
      const bounced: string[] = [];
      for (let n = 0; n < 3; n++) {
        const accept = await take(store, {
          to: ['ann@one.example', 'bob@one.example'],
          message: { acceptedAt: start + n },
        });
        for (const position of [0, 1])
          await end(store, accept, position, about(accept, position, 'bounced', { verdict: gone }));
        bounced.unshift(accept.message.id);
      }
      const swept = acceptance({ message: { acceptedAt: start + 3 } });
      await store.commit({ events: [about(swept, 0, 'bounced', { verdict: gone })] });
      const newer = (n: number) => take(store, { message: { acceptedAt: start + hour + n } });
      await Promise.all(Array.from({ length: 1100 }, (_, n) => newer(n)));
      const first = await store.messages({ fate: 'bounced' }, null, 2);
      expect(first.data.map(({ id }) => id)).toEqual(bounced.slice(0, 2));
      const rest = await store.messages({ fate: 'bounced' }, first.next, 2);
      expect([rest.data.map(({ id }) => id), rest.next]).toEqual([bounced.slice(2), null]);
      const since = start + 1;
      const page = await store.messages(
        { fate: 'bounced', sender: 'NEWS@sender.example', since, until: since + 1 },
        null,
        2,
      );
      expect([page.data.map(({ id }) => id), page.next]).toEqual([[bounced[1]], null]);
      expect(await store.messages({ fate: 'expired' }, null, 2)).toEqual({ data: [], next: null });
    });

    test('what became of the messages of one list, be it small among others or nearly all there is', async () => {
      const { store } = at();
      const gathered = { small: [] as string[], large: [] as string[] };
      const bounced = { small: [] as string[], large: [] as string[] };
      const taken = await Promise.all(
        Array.from({ length: 700 }, async (_, n) => {
          const list = n % 50 === 7 ? ('small' as const) : ('large' as const);
          const message = { acceptedAt: start + n, list, stream: n % 100 === 7 ? 'a' : 'b' };
          return { list, accept: await take(store, { message }) };
        }),
      );
      for (const [n, { list, accept }] of taken.entries()) {
        gathered[list].unshift(accept.message.id);
        if (n % 25 !== 7) continue;
        bounced[list].unshift(accept.message.id);
        await end(store, accept, 0, about(accept, 0, 'bounced', { verdict: gone }));
      }
      await take(store, { message: { acceptedAt: start + 1000, list: null } });
      for (const list of ['small', 'large'] as const) {
        expect(await all(store, { list }, 300)).toEqual(gathered[list]);
        expect(await all(store, { list, fate: 'bounced' }, 5)).toEqual(bounced[list]);
        const since = start + 400;
        const later = gathered[list].filter((id) => bounced[list].includes(id)).slice(0, 6);
        expect(await all(store, { list, fate: 'bounced', since }, 5)).toEqual(later);
      }
      expect(await all(store, { list: 'small', fate: 'queued' }, 5)).toEqual([]);
      expect(await all(store, { list: 'small', stream: 'a', fate: 'bounced' }, 5)).toHaveLength(7);
      expect(await all(store, { list: 'none', fate: 'bounced' }, 5)).toEqual([]);
    });

    test('a message is found by any of very many recipients that wait', async () => {
      const { store } = at();
      const to = Array.from({ length: 600 }, (_, n) => `user${n}@one.example`);
      const { message } = await take(store, { to });
      for (const recipient of ['user0@one.example', 'user599@one.example']) {
        await store.change({ recipient }, { kind: 'hold' });
        expect((await store.messages({ fate: 'held' }, null, 5)).data.map(({ id }) => id)).toEqual([message.id]);
        await store.change({ recipient }, { kind: 'release' });
      }
    });

    test('what is in the queue for an address, in any case, leased or not', async () => {
      const { store } = at();
      const leased = await take(store, { to: ['Ann@one.example', 'bob@one.example'], leased: true });
      const waits = await take(store, { message: { acceptedAt: start + 1 } });
      const held = await take(store, { message: { acceptedAt: start + 2 } });
      await store.change({ messageId: held.message.id }, { kind: 'hold' });
      await take(store, { to: ['ann@one.example.net'] });
      expect(await store.queuedFor('ANN@one.example', 10)).toEqual([
        held.message.id,
        waits.message.id,
        leased.message.id,
      ]);
      expect(await store.queuedFor('ann@one.example', 2)).toEqual([held.message.id, waits.message.id]);
      const entries = await store.entries({ recipient: 'ANN@ONE.example' }, null, 10);
      expect(entries.data.map(({ recipient }) => recipient)).toEqual([
        ...['Ann@one.example', 'ann@one.example', 'ann@one.example'],
      ]);
    });

    test('messages by their ids; what another server sent has its fate as well', async () => {
      const { store } = at();
      const { message } = await take(store, {});
      const foreign = { foreign_message: 'log 4F2A', recipient: 'ann@one.example', at: start };
      await store.commit({ events: [eventOf('delivered', { ...foreign })] });
      expect(await store.messagesOf([message.id, 'msg_none'])).toEqual(new Map([[message.id, message]]));
      const found = await store.fatesOf([{ id: 'x:log 4F2A', recipients: null }]);
      expect(found.get('x:log 4F2A')?.get(key('ann@one.example'))).toBe('delivered');
    });
  });
}

async function all(store: Store, filter: MessageFilter, size: number): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<Store['messages']>> = await store.messages(filter, after, size);
    ids.push(...page.data.map(({ id }) => id));
    if (page.next === null) return ids;
    after = page.next;
  }
}
