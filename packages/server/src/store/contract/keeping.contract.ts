/** Keys, sweeping, and finding damage. */
import { describe, expect, test } from 'vitest';
import { addressKey } from '../../ledger/address-key.ts';
import type { LaneState } from '../rows.ts';
import type { World } from '../store.contract.ts';
import { accepting, day, dialogueOf, done, eventOf, noticeOf, start } from '../store.fixture.ts';
import type { SuppressionEntry } from '../store.ts';
import { claimAll, claimOne, eachWithStore } from './world.ts';

export function keepingContract(open: () => Promise<World>): void {
  describe('keeping', () => {
    const at = eachWithStore(open);

    test('keys are added, listed and revoked', async () => {
      const { store } = at();
      const may = { scopes: ['send', 'read'], senders: ['@ours.example'], authors: ['*'] };
      const key = { id: 'k1', name: 'ann', hash: 'ab', ...may, createdAt: start };
      await store.addKey(key);
      await store.addKey({ ...key, id: 'k0', createdAt: start + 1 });
      expect(await store.keys()).toEqual([key, { ...key, id: 'k0', createdAt: start + 1 }]);
      await expect(store.addKey(key)).rejects.toMatchObject({ code: 'rejected' });
      expect(await store.revokeKey('k1')).toBe(true);
      expect(await store.revokeKey('k1')).toBe(false);
      expect((await store.keys()).map(({ id }) => id)).toEqual(['k0']);
    });

    test('sweeping takes what is old, a limited number at a time, and spares what still waits', async () => {
      const { store } = at();
      const old = { acceptedAt: start - 40 * day };
      const gone = accepting({ message: old, to: ['gone@x'], key: { key: 'old', fingerprint: 'f' } });
      const noticed = accepting({ message: old, to: ['noticed@x'] });
      const waits = accepting({ message: old, to: ['waits@x'], nextAt: start + day });
      const young = accepting({ to: ['young@x'], key: { key: 'young', fingerprint: 'f' } });
      for (const unit of [gone, noticed, waits, young]) await store.commit(unit);
      for (const claimed of await claimAll(store)) {
        const { messageId, recipient } = claimed.entry;
        const notices = recipient === 'noticed@x' ? [noticeOf(messageId)] : [];
        await store.commit({ settle: [done(claimed)], notices, events: [] });
      }
      const { id } = gone.accept.message;
      for (const at of [start - 40 * day, start - 39 * day, start]) {
        await store.commit({ dialogues: [dialogueOf(id, { at })], events: [] });
      }
      const before = start - 30 * day;
      const limits = { now: start, dialogues: before, messages: before, events: before, idempotency: before };
      expect(await store.sweep(limits, 1)).toBe(4);
      expect(await store.sweep(limits, 10)).toBe(1 + 2);
      expect(await store.sweep(limits, 10)).toBe(0);
      expect((await store.messages({}, null, 10)).data.map((message) => message.id).sort()).toEqual(
        [noticed, waits, young].map((unit) => unit.accept.message.id).sort(),
      );
      expect((await store.dialogues(id)).map((dialogue) => dialogue.at)).toEqual([start]);
      expect((await store.events({}, null, 10)).data).toEqual(young.events);
      expect(await store.idempotent('old')).toBeNull();
      expect(await store.idempotent('young')).not.toBeNull();
      expect(await store.verify(true)).toEqual([]);
    });

    test('entries of the suppression list that nobody would find, or understand, are told', async () => {
      const { store, damage } = at();
      const names = ['moved@a.example', 'other@a.example', 'scope@a.example', 'state@a.example', 'text@a.example'];
      for (const address of names) {
        const { key, recipient } = addressKey(address);
        const entry: SuppressionEntry = {
          ...{ key, address, scope: 'global', value: '', state: 'confirmed', reason: 'complaint', since: start },
          ...{ cause: null, rule: null, template: null, incident: null, who: 'ann', why: '', expires_at: null },
        };
        const change = { at: start, event: 'evt_1', who: 'ann', from: null, to: 'confirmed', why: '' } as const;
        const write = { key, recipient, scope: 'global', value: '', entry, change } as const;
        await store.commit({ events: [], suppressions: [write] });
      }
      expect(await store.verify(true)).toEqual([]);
      for (const [address, changed] of [
        ['moved@a.example', 'recipient = recipient + 1'],
        ['other@a.example', `address = 'another@a.example'`],
        ['scope@a.example', `scope = 'globul'`],
        ['state@a.example', `state = 'konfirmed'`],
        ['text@a.example', `detail = '{'`],
      ])
        await damage(`update suppressions set ${changed} where address = '${address}'`);
      const found = await store.verify(true);
      expect(found.map((text) => /list (.*)$/.exec(text)?.[1]).sort()).toEqual([
        'cannot be read',
        'has a scope that there is not',
        'has a state that there is not',
        'is not that of its address',
        'stands where nobody looks for it',
      ]);
      for (const name of names) expect(found.join()).toContain(addressKey(name).key);
      expect(await store.verify(false)).toEqual([]);
    });

    test('what a wrong clock dated years ahead keeps nothing behind it from being swept', async () => {
      const { store } = at();
      const { message } = accepting().accept;
      const ahead = start + 4000 * day;
      for (const [index, when] of [ahead, ahead, start - 40 * day, start].entries()) {
        const event = eventOf('delivered', { at: when, recipient: `${index}@x` });
        await store.commit({
          dialogues: [dialogueOf(message.id, { at: when })],
          events: [event],
          raws: [{ event: event.id, at: when, octets: new Uint8Array([index]) }],
        });
      }
      const before = start - 30 * day;
      expect(
        await store.sweep({ now: start, dialogues: before, messages: before, events: before, idempotency: before }, 1),
      ).toBe(2);
      expect(await store.sweepHeard({ now: start, raws: before, effects: before }, 1)).toBe(1);
      expect((await store.events({}, null, 10)).data.map((event) => event.at)).toEqual([ahead, ahead, start]);
      expect((await store.dialogues(message.id)).map((dialogue) => dialogue.at)).toEqual([ahead, ahead, start]);
      expect(await store.verify(true)).toEqual([]);
    });

    test('states of lanes are swept when they have no brakes and nothing waits in them', async () => {
      const { store } = at();
      const free = { suspendedSince: null, suspendedUntil: null, suspendedTotal: 5, rateFactor: null, rateUntil: null };
      const state = (lane: string, change: Partial<LaneState> = {}): LaneState => {
        return { lane, ...free, why: 'x', by: 'auto', ...change };
      };
      await store.setLaneState(state('suspended|s|t', { suspendedSince: start }));
      await store.setLaneState(state('slow|s|t', { rateFactor: 0.5 }));
      for (const lane of ['waits|s|t', 'one|s|t', 'two|s|t', 'three|*|*']) await store.setLaneState(state(lane));
      await store.commit(accepting({ lane: 'waits|s|t' }));
      expect(await store.sweepLanes(2)).toBe(2);
      expect(await store.sweepLanes(10)).toBe(1);
      expect(await store.sweepLanes(10)).toBe(0);
      expect((await store.laneStates()).map(({ lane }) => lane)).toEqual(['slow|s|t', 'suspended|s|t', 'waits|s|t']);
    });

    test('more than is looked through at once, dated ahead, keeps nothing behind it from being swept', async () => {
      const { store } = at();
      const { message } = accepting().accept;
      const ahead = Array.from({ length: 10_001 }, () => dialogueOf(message.id, { at: start + day }));
      await store.commit({ dialogues: [...ahead, dialogueOf(message.id, { at: start - 40 * day })], events: [] });
      const before = start - 30 * day;
      const limits = { now: start, dialogues: before, messages: before, events: before, idempotency: before };
      expect(await store.sweep(limits, 10)).toBe(1);
    });

    test('a sound store has no finding', async () => {
      const { store } = at();
      await store.commit(accepting({ to: ['a@x', 'b@x'] }));
      await store.commit(accepting({ leased: true }));
      const [first] = await claimAll(store);
      if (first === undefined) throw new Error('two are due');
      const { messageId } = first.entry;
      await store.commit({ settle: [done(first)], notices: [noticeOf(messageId)], events: [eventOf('bounced')] });
      expect(await store.verify(false)).toEqual([]);
      expect(await store.verify(true)).toEqual([]);
    });

    test.each([
      ['a lost body', 'delete from bodies', /without a body/, false],
      ['a shortened body', "update bodies set octets = '\\x6162'", /another length/, false],
      ['a forgotten body', 'delete from queue', /bodies that nothing needs/, false],
      ['an entry of nobody', 'update queue set owner = 77', /a session that is no more/, false],
      ['a changed body', 'update bodies set crc = crc + 1', /the body of msg_.* is not what was accepted/, true],
      ['a changed event', 'update events set crc = crc + 1', /event evt_.* is not what was recorded/, true],
    ])('%s is found', async (_, statement, finding, deep) => {
      const { store, damage } = at();
      await store.commit(accepting());
      await damage(statement);
      expect(await store.verify(deep)).toEqual([expect.stringMatching(finding)]);
    });

    test('what "committed" is worth is told', async () => {
      const { durable, text } = await at().store.guarantee();
      expect(durable).toBe(true);
      expect(text).toMatch(/synchronous/);
    });

    test('settled mail leaves its events and its message', async () => {
      const { store } = at();
      const unit = accepting();
      await store.commit(unit);
      await store.commit({ settle: [done(await claimOne(store))], events: [] });
      expect(await store.message(unit.accept.message.id)).toEqual(unit.accept.message);
      expect((await store.events({ messageId: unit.accept.message.id }, null, 10)).data).toEqual(unit.events);
    });
  });
}
