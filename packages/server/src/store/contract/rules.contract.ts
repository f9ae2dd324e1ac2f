/** Corrections replace what was counted; own rules, jobs and what people changed are read as they were written. */
import { explain } from '@hearback/bounce';
import { describe, expect, test } from 'vitest';
import { addressKey } from '../../ledger/address-key.ts';
import type { Effect } from '../../ledger/effect.ts';
import { effectOf } from '../../ledger/effect-of.ts';
import type { LedgerEvent } from '../../ledger/event.ts';
import { correctionOf } from '../../ledger/reclassify.ts';
import type { World } from '../store.contract.ts';
import { day, dialogueOf, eventOf, messageOf, start } from '../store.fixture.ts';
import type { Job, Store, WebhookDelivery } from '../store.ts';
import { eachWithStore } from './world.ts';

const ann = 'ann@one.example';
const { recipient } = addressKey(ann);
const said = { who: 'key:1', why: 'a rule', run: 'rcl_1', rules: 'v1' };

export function rulesContract(open: () => Promise<World>): void {
  describe('rules', () => {
    const at = eachWithStore(open);

    test('a recount takes the place of what was counted, and what comes later is joined to it', async () => {
      const { store, other } = at();
      const bounce = bounced();
      const soft = { ...bounce, verdict: explain('452 4.2.2 Mailbox full') };
      const message = String(bounce.message_id);
      await store.commit({ events: [bounce] });
      expect(await reasons(store)).toEqual({ user_unknown: [1, 1] });
      const recounts = [{ message, recipient, effect: effectIn(soft) }];
      await store.commit({ events: [correction(bounce, soft.verdict)], recounts });
      expect(await reasons(store)).toEqual({ mailbox_full: [1, 0] });
      expect(await other.effect(message, recipient)).toEqual(effectIn(soft));
      await store.commit({ events: [{ ...bounce, id: 'evt_again', at: start + day }] });
      expect(await reasons(store)).toEqual({ user_unknown: [1, 1] });
    });

    test('in one batch units are counted one after the other', async () => {
      const { store } = at();
      const bounce = bounced();
      const soft = { ...bounce, verdict: explain('452 4.2.2 Mailbox full') };
      const recounts = [{ message: String(bounce.message_id), recipient, effect: effectIn(soft) }];
      await Promise.all([
        store.commit({ events: [bounce] }),
        store.commit({ events: [correction(bounce, soft.verdict)], recounts }),
        store.commit({ events: [{ ...bounce, ...{ id: 'evt_late', type: 'delivered', verdict: null } }] }),
      ]);
      expect(await reasons(store)).toEqual({ mailbox_full: [1, 0] });
    });

    test('an outcome that is not counted is not counted by a correction either', async () => {
      const { store } = at();
      const bounce = bounced();
      const recounts = [{ message: String(bounce.message_id), recipient, effect: effectIn(bounce) }];
      await store.commit({ events: [correction(bounce, bounce.verdict)], recounts });
      expect(await reasons(store)).toEqual({});
      expect(await store.effect(String(bounce.message_id), recipient)).toBeNull();
    });

    test('corrections are found by what they correct and by their run', async () => {
      const { store } = at();
      const [one, two] = [bounced(), { ...bounced(), id: 'evt_from-a-source' }];
      const corrections = [correction(one, one.verdict), correction(two, two.verdict)];
      await store.commit({ events: [one, two, ...corrections] });
      expect(await store.correctionsOf(two.id)).toEqual(corrections.slice(1));
      const first = await store.correctionsIn('rcl_1', null, 1);
      const second = await store.correctionsIn('rcl_1', first.next, 1);
      expect([...first.data, ...second.data].map(({ id }) => id).toSorted()).toEqual(
        corrections.map(({ id }) => id).toSorted(),
      );
      expect(second.next).toBeNull();
      expect(await store.correctionsIn('rcl_2', null, 1)).toEqual({ data: [], next: null });
    });

    test('an own rule takes the place of its namesake, and another process sees it', async () => {
      const { store, other } = at();
      const rule = { name: 'closed', rule: { reason: 'user_disabled', pattern: 'shut' }, who: 'ann', at: start };
      await store.saveOwnRule(rule);
      await store.saveOwnRule({ ...rule, name: 'b', who: 'bob' });
      await store.saveOwnRule({ ...rule, at: start + 1 });
      expect(await other.ownRules()).toEqual([
        { ...rule, name: 'b', who: 'bob' },
        { ...rule, at: start + 1 },
      ]);
      expect([await store.removeOwnRule('b'), await store.removeOwnRule('b')]).toEqual([true, false]);
    });

    test('what names an erased address goes, what was counted stays, and its keyed hash is found until it is let go', async () => {
      const { store, other } = at();
      const [gone, stays] = [bounced(), bounced()];
      const message = String(gone.message_id);
      await store.commit({
        events: [gone, stays],
        dialogues: [dialogueOf(message, { text: `C: RCPT TO:<${ann}>` })],
        raws: [{ event: gone.id, at: start, octets: Buffer.from(ann) }],
      });
      const [row] = await store.dialogueRows(message);
      const kept = { key: 'ab'.repeat(32), scope: 'global', value: '', reason: 'user_unknown', at: start } as const;
      expect(await store.anyErased()).toBe(false);
      const entry = { key: addressKey(ann).key, recipient };
      const dialogues = [{ seq: row?.seq ?? 0, text: 'C: RCPT TO:<[erased]>' }];
      await store.erase({
        events: [gone.id],
        entry,
        dialogues,
        deliveries: [],
        kept: [{ ...kept, expires_at: null }],
        listed: [],
      });
      expect([await store.event(gone.id), await store.raw(gone.id)]).toEqual([null, null]);
      expect(await store.event(stays.id)).not.toBeNull();
      expect((await store.dialogues(message)).map(({ text }) => text)).toEqual(['C: RCPT TO:<[erased]>']);
      expect(await reasons(store)).toEqual({ user_unknown: [2, 2] });
      expect(await other.erased([kept.key, 'cd'.repeat(32)])).toEqual([{ ...kept, expires_at: null }]);
      expect([await store.unerase(kept.key), await store.anyErased()]).toEqual([true, false]);
      expect([await store.keepSecret('k', 'one'), await other.keepSecret('k', 'two')]).toEqual(['one', 'one']);
      await store.replaceSecret('k', 'not it', 'three');
      expect(await other.secret('k')).toBe('one');
      await store.replaceSecret('k', 'one', 'two');
      expect(await other.secret('k')).toBe('two');
    });

    test('deliveries that name an erased address go, whether they wait or not', async () => {
      const { store, other } = at();
      const ids = ['whd_1', 'whd_2', 'whd_3'];
      for (const [index, id] of ids.entries())
        await store.bringDeliveries([{ ...delivery, id, publication: id, body: `{"n":${index}}` }], null);
      expect(await other.deliveryBodies('whd_1', 1)).toEqual([{ id: 'whd_2', body: '{"n":1}' }]);
      const entry = { key: addressKey(ann).key, recipient };
      await store.erase({ events: [], entry, dialogues: [], kept: [], listed: [], deliveries: ['whd_1', 'whd_3'] });
      expect((await other.deliveryBodies(null, 10)).map(({ id }) => id)).toEqual(['whd_2']);
      expect((await store.waitingDeliveries('wh_1', 10)).map(({ id }) => id)).toEqual(['whd_2']);
    });

    test('what people changed, jobs and corrections go after their time, some at once', async () => {
      const { store } = at();
      const target = bounced();
      await store.commit({ events: [target, correction(target, target.verdict)] });
      for (const days of [0, 1, 2]) {
        const when = start + days * day;
        await store.audit({ at: when, who: 'ann', what: 'rule.saved', subject: `day ${days}`, detail: {} });
        const job = { id: `job_${days}`, kind: 'import', state: 'running', who: 'ann', why: '', detail: {} } as const;
        await store.saveJob({ ...job, startedAt: start, touchedAt: when });
      }
      const before = { audit: start + 2 * day, jobs: start + day, reclassifications: start };
      expect(await store.sweepRules(before, 1)).toBe(2);
      expect(await store.sweepRules(before, 10)).toBe(1);
      expect(await store.sweepRules(before, 10)).toBe(0);
      expect((await store.audited({}, null, 9)).data.map(({ subject }) => subject)).toEqual(['day 2']);
      expect((await store.jobs('import', null, 9)).data.map(({ id }) => id)).toEqual(['job_2', 'job_1']);
      expect(await store.correctionsOf(target.id)).toHaveLength(1);
      expect(await store.sweepRules({ ...before, reclassifications: start + 1 }, 10)).toBe(1);
      expect(await store.correctionsOf(target.id)).toEqual([]);
    });

    test('jobs tell how far they are; what people changed is told, the latest first', async () => {
      const { store } = at();
      const job: Job = {
        ...{ id: 'job_1', kind: 'import', state: 'running', who: 'ann', why: '' },
        ...{ startedAt: start, touchedAt: start, detail: { read: 1 } },
      };
      await store.saveJob(job);
      await store.saveJob({ ...job, id: 'job_2' });
      await store.saveJob({ ...job, state: 'done', detail: { read: 2 } });
      expect(await store.job('job_1')).toEqual({ ...job, state: 'done', detail: { read: 2 } });
      const page = await store.jobs('import', null, 1);
      expect(page.data.map(({ id }) => id)).toEqual(['job_2']);
      expect((await store.jobs('import', page.next, 1)).data.map(({ id }) => id)).toEqual(['job_1']);
      expect((await store.jobs('reclassify', null, 9)).data).toEqual([]);

      for (const who of ['ann', 'bob', 'ann'])
        await store.audit({ at: start, who, what: 'rule.saved', subject: who, detail: { n: 1 } });
      const anns = await store.audited({ who: 'ann' }, null, 1);
      expect(anns.data).toEqual([{ at: start, who: 'ann', what: 'rule.saved', subject: 'ann', detail: { n: 1 } }]);
      expect((await store.audited({ who: 'ann' }, anns.next, 5)).data).toHaveLength(1);
      expect((await store.audited({ what: 'rule.removed' }, null, 5)).data).toEqual([]);
    });
  });
}

const delivery: WebhookDelivery = {
  ...{ id: '', endpoint: 'wh_1', publication: '', type: 'message.bounced', body: '', at: start, state: 'waiting' },
  ...{ replay: false, attempts: 0, nextAt: start, lastAt: null, status: null, error: null, duration: null },
};

function bounced(): LedgerEvent {
  return eventOf('bounced', {
    ...{ message_id: messageOf().id, recipient: ann, list: 'weekly', sender: 'news@sender.example' },
    verdict: explain('550 5.1.1 No such user'),
  });
}

const correction = (target: LedgerEvent, verdict: LedgerEvent['verdict']): LedgerEvent =>
  correctionOf(target, { id: eventOf('reclassified').id, at: start, verdict, undoes: null, said });

function effectIn(event: LedgerEvent): Effect {
  const keyed = effectOf(event);
  if (keyed === null) throw new Error('the event has no effect');
  return keyed.effect;
}

/** Attempted and hard, by reason. */
async function reasons(store: Store): Promise<Record<string, readonly number[]>> {
  const rows = await store.rollUps({ grain: 'daily', dimension: 'reason', key: null, from: 0, to: start + day });
  const standing = rows.filter(({ counts }) => counts.attempted > 0);
  return Object.fromEntries(standing.map(({ key, counts }) => [key, [counts.attempted, counts.hard]]));
}
