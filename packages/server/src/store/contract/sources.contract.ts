/** Sources are kept as they were put, with what was read of each. */
import { describe, expect, test } from 'vitest';
import type { World } from '../store.contract.ts';
import { start } from '../store.fixture.ts';
import { eachWithStore } from './world.ts';

const name = 'imap:bounces';
const digest = (of: string): string => of.repeat(32);

export function sourcesContract(open: () => Promise<World>): void {
  describe('sources', () => {
    const at = eachWithStore(open);

    test('are read as they were put last', async () => {
      const { store } = at();
      const settings = { kind: 'imap', host: 'mail.ours.example', port: 993 };
      await store.putSource({ name, settings, paused: false, host: null, createdAt: start });
      await store.putSource({ name: 'log:mail', settings: null, paused: true, host: 'mail2', createdAt: start });
      await store.putSource({ name, settings, paused: true, host: null, createdAt: start });
      expect(await store.sources()).toEqual([
        { name, settings, paused: true, host: null, createdAt: start },
        { name: 'log:mail', settings: null, paused: true, host: 'mail2', createdAt: start },
      ]);
    });

    test('keep their figures; who writes over what it has not seen is told so', async () => {
      const { store, other } = at();
      expect(await store.changeSourceFigures(name, null, { items: 1 })).toBe(true);
      expect(await other.changeSourceFigures(name, null, { items: 5 })).toBe(false);
      expect(await other.changeSourceFigures(name, { items: 1 }, { items: 6 })).toBe(true);
      expect(await store.changeSourceFigures(name, { items: 1 }, { items: 2 })).toBe(false);
      expect(await store.changeSourceFigures('ses', null, { items: 7 })).toBe(true);
      expect(await store.sourceFigures()).toEqual([
        { name, figures: { items: 6 } },
        { name: 'ses', figures: { items: 7 } },
      ]);
    });

    test('know how far they have been read, place by place', async () => {
      const { store } = at();
      const mark = { source: name, place: 'INBOX', value: { uid: 7 }, at: start };
      await store.putSourceMark(mark);
      await store.putSourceMark({ ...mark, value: { uid: 9 } });
      await store.putSourceMark({ ...mark, place: 'Other' });
      await store.putSourceMark({ ...mark, source: 'imap:others' });
      await store.removeSourceMark(name, 'Other');
      expect(await store.sourceMarks(name)).toEqual([{ ...mark, value: { uid: 9 } }]);
    });

    test('know the mails they have had, until those are forgotten', async () => {
      const { store } = at();
      const mark = { source: name, place: 'INBOX', value: { uid: 7 }, at: start };
      await store.putSourceMark(mark, [digest('a'), digest('a'), digest('b')]);
      await store.putSourceMark({ ...mark, at: start + 1 }, [digest('b'), digest('c')]);
      const all = ['a', 'b', 'c', 'd'].map(digest);
      expect([...(await store.mailsTaken(name, all))].sort()).toEqual(['a', 'b', 'c'].map(digest));
      expect([...(await store.mailsTaken('imap:others', all))]).toEqual([]);
      expect([...(await store.mailsTaken(name, []))]).toEqual([]);
      expect(await store.sweepMailsTaken(start + 1, 1)).toBe(1);
      expect(await store.sweepMailsTaken(start + 1, 10)).toBe(1);
      expect([...(await store.mailsTaken(name, all))]).toEqual([digest('c')]);
    });

    test('are gone with all that was known of them', async () => {
      const { store } = at();
      await store.putSource({ name, settings: {}, paused: false, host: null, createdAt: start });
      await store.changeSourceFigures(name, null, { items: 1 });
      await store.putSourceMark({ source: name, place: 'INBOX', value: {}, at: start }, [digest('a')]);
      expect(await store.removeSource(name)).toBe(true);
      expect(await store.removeSource(name)).toBe(false);
      expect([await store.sources(), await store.sourceFigures(), await store.sourceMarks(name)]).toEqual([[], [], []]);
      expect((await store.mailsTaken(name, [digest('a')])).size).toBe(0);
    });
  });
}
