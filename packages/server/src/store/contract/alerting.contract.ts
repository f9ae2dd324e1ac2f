/** Alerts, notices of them, and what people set. */
import { describe, expect, it } from 'vitest';
import { deliveryOf } from '../../publish/endpoint-turn.ts';
import { publicationOf } from '../../publish/publication.ts';
import type { World } from '../store.contract.ts';
import { idsAt, minute, start } from '../store.fixture.ts';
import type { Alert, AlertNotice } from '../store.ts';
import { eachWithStore } from './world.ts';

const told = ({ id }: Alert) => publicationOf(`${id}-opened`, 'alert.opened', start, { id });
const quiet = { notices: [], deliveries: [] };

export function alertingContract(open: () => Promise<World>): void {
  const opened = eachWithStore(open);

  describe('alerts', () => {
    it('stand once for each rule and key until they are resolved', async () => {
      const { store, other } = opened();
      const first = alertOf({ rule: 'list_hard_rate', key: 'news', value: 0.071, threshold: 0.05 });
      await store.openAlert(first, quiet);
      await other.openAlert(alertOf({ rule: 'list_hard_rate', key: 'news' }), quiet);
      await store.openAlert(alertOf({ rule: 'list_hard_rate', key: 'other' }), quiet);
      expect((await other.standingAlerts()).map(({ key }) => key)).toEqual(['news', 'other']);
      expect(await store.alert(first.id)).toEqual(first);
      const resolved = { state: 'resolved', resolvedAt: start + minute, calmSince: start } as const;
      await store.changeAlert(first.id, resolved, quiet);
      expect(await store.alert(first.id)).toEqual({ ...first, ...resolved });
      await store.openAlert(alertOf({ rule: 'list_hard_rate', key: 'news' }), quiet);
      expect((await store.standingAlerts()).map(({ key }) => key)).toEqual(['other', 'news']);
    });

    it('stay resolved, whoever acknowledges them at the same moment', async () => {
      const { store, other } = opened();
      const [over, again] = [alertOf({ key: 'news' }), alertOf({ key: 'news' })];
      await store.openAlert(over, quiet);
      await store.changeAlert(over.id, { state: 'resolved', resolvedAt: start }, quiet);
      await other.changeAlert(over.id, { state: 'acknowledged', acknowledgedAt: start, acknowledgedBy: 'ann' }, quiet);
      expect(await store.standingAlerts()).toEqual([]);
      expect(await store.alert(over.id)).toMatchObject({ state: 'resolved', acknowledgedBy: null });
      await store.openAlert(again, quiet);
      await other.changeAlert(over.id, { state: 'acknowledged', acknowledgedAt: start, acknowledgedBy: 'ann' }, quiet);
      expect(await store.standingAlerts()).toEqual([again]);
    });

    it('are told by whoever was the first to open them', async () => {
      const { store, other } = opened();
      const [first, second] = [alertOf({ key: 'news' }), alertOf({ key: 'news' })];
      const [mine, theirs] = [noticeOf(first, 'mail'), noticeOf(second, 'mail')];
      await store.openAlert(first, {
        notices: [mine],
        deliveries: [deliveryOf(idsAt(start), 'wh_1', told(first), start)],
      });
      await other.openAlert(second, {
        notices: [theirs],
        deliveries: [deliveryOf(idsAt(start), 'wh_1', told(second), start)],
      });
      expect(await store.alertNoticesWaiting(10)).toEqual([mine]);
      expect((await store.waitingDeliveries('wh_1', 10)).map(({ publication }) => publication)).toEqual([
        `${first.id}-opened`,
      ]);
    });

    it.each([
      ['told of', { toldAt: start + 1 }, { toldAt: start + 2 }],
      ['worse', { severity: 'critical', toldAt: start + 1 }, { severity: 'critical', toldAt: start + 2 }],
      ['over', { state: 'resolved', resolvedAt: start + 1 }, { state: 'resolved', resolvedAt: start + 2 }],
    ] as const)(
      'that are %s are told by whoever saw it first: another process that froze meanwhile is too late',
      async (_, change, late) => {
        const { store, other } = opened();
        const alert = alertOf({ key: 'news', severity: 'warning' });
        await store.openAlert(alert, quiet);
        const [mine, theirs] = [noticeOf(alert, 'mail'), noticeOf(alert, 'mail')];
        await store.changeAlert(alert.id, change, { notices: [mine], deliveries: [] });
        await other.changeAlert(alert.id, late, { notices: [theirs], deliveries: [] });
        expect(await store.alertNoticesWaiting(10)).toEqual([mine]);
        expect(await store.alert(alert.id)).toEqual({ ...alert, ...change });
      },
    );

    it('are listed latest first, by state', async () => {
      const { store } = opened();
      for (const key of ['a', 'b', 'c']) await store.openAlert(alertOf({ key }), quiet);
      const page = await store.alerts({}, null, 2);
      expect(page.data.map(({ key }) => key)).toEqual(['c', 'b']);
      expect((await store.alerts({}, page.next, 2)).data.map(({ key }) => key)).toEqual(['a']);
      expect((await store.alerts({ state: 'acknowledged' }, null, 2)).data).toEqual([]);
    });

    it('go with their notices, which are counted when they are told', async () => {
      const { store } = opened();
      const alert = alertOf();
      const [early, late] = [noticeOf(alert, 'mail'), noticeOf(alert, 'slack', { nextAt: start + minute })];
      await store.openAlert(alert, { notices: [early, late], deliveries: [] });
      expect(await store.alertNoticesWaiting(10)).toEqual([early, late]);
      expect(await store.alertNoticesWaiting(1)).toEqual([early]);
      await store.settleAlertNotice(early, { kind: 'told' });
      expect((await store.alert(alert.id))?.notifications).toBe(1);
      await store.settleAlertNotice(late, { kind: 'failed', nextAt: start + 2 * minute, error: 'answered 500' });
      const [again] = await store.alertNoticesWaiting(10);
      expect(again).toEqual({ ...late, attempts: 1, nextAt: start + 2 * minute, error: 'answered 500' });
      await store.settleAlertNotice(late, { kind: 'failed', nextAt: null, error: 'answered 500' });
      expect(await store.alertNoticesWaiting(10)).toEqual([]);
      expect((await store.alert(alert.id))?.notifications).toBe(1);
    });

    it('are swept once they are resolved and old', async () => {
      const { store } = opened();
      await store.openAlert(alertOf({ key: 'stands' }), quiet);
      await store.openAlert(alertOf({ key: 'old', state: 'resolved', resolvedAt: start - 1 }), quiet);
      await store.openAlert(alertOf({ key: 'new', state: 'resolved', resolvedAt: start }), quiet);
      expect(await store.sweepAlerts(start)).toBe(1);
      expect((await store.alerts({}, null, 10)).data.map(({ key }) => key)).toEqual(['new', 'stands']);
    });
  });

  it('keeps what is set about rules, the last word of each', async () => {
    const { store, other } = opened();
    await store.setAlertRule({ rule: 'disk_room', enabled: false, threshold: null });
    await store.setAlertRule({ rule: 'disk_room', enabled: true, threshold: 0.5 });
    await store.setAlertRule({ rule: 'queue_age', enabled: null, threshold: 10 });
    expect(await other.alertRuleSettings()).toEqual([
      { rule: 'disk_room', enabled: true, threshold: 0.5 },
      { rule: 'queue_age', enabled: null, threshold: 10 },
    ]);
  });

  it('keeps silences until they are removed', async () => {
    const { store } = opened();
    const id = idsAt(start).make('sil_', start);
    const silence = {
      id,
      rule: 'queue_age',
      key: null,
      until: start + minute,
      why: 'move',
      by: 'ann',
      createdAt: start,
    };
    await store.addSilence(silence);
    expect(await store.silences()).toEqual([silence]);
    expect(await store.removeSilence(id)).toBe(true);
    expect(await store.removeSilence(id)).toBe(false);
    expect(await store.silences()).toEqual([]);
  });
}

const alertOf = (change: Partial<Alert> = {}): Alert => ({
  ...{ id: idsAt(start).make('alt_', start), rule: 'queue_age', key: '', severity: 'warning', state: 'open' },
  ...{ sentence: 'Mail waits.', nextStep: 'Look at the queue.', openedAt: start, acknowledgedAt: null },
  ...{
    acknowledgedBy: null,
    resolvedAt: null,
    resolvedBy: null,
    calmSince: null,
    toldAt: null,
    value: null,
    threshold: null,
  },
  notifications: 0,
  ...change,
});

const noticeOf = (alert: Alert, channel: string, change: Partial<AlertNotice> = {}): AlertNotice => ({
  ...{ id: idsAt(start).make('aln_', start), alert: alert.id, channel, kind: 'opened', attempts: 0, nextAt: start },
  error: null,
  ...change,
});
