/** A notice that is due, as a row. */
import { idText } from './id.ts';
import type { NoticeDue } from './rows.ts';
import type { NoticesTable } from './schema.ts';
import type { Unit } from './store.ts';

type Detail = Omit<NoticeDue, 'messageId' | 'position' | 'action' | 'dueAt'>;

export function noticeDetail(notice: NoticeDue): string {
  const { messageId: _, position: _at, action: _what, dueAt: _when, ...detail } = notice;
  return JSON.stringify(detail satisfies Detail);
}

export function readNotice(row: NoticesTable): NoticeDue {
  return {
    messageId: idText(row.message, 'msg_'),
    position: row.position,
    action: row.action as NoticeDue['action'],
    dueAt: row.due_at,
    ...(JSON.parse(row.detail) as Detail),
  };
}

/** Delays that the unit is the first to tell: a notice that it takes out as well is put off, and was told before. */
export function delaysOf({ notices = [], noticed = [] }: Unit): readonly NoticeDue[] {
  const delays = notices.filter(({ action }) => action === 'delayed');
  if (delays.length === 0 || noticed.length === 0) return delays;
  const putOff = new Set(
    noticed.flatMap((key) => (key.action === 'delayed' ? [`${key.messageId} ${key.position}`] : [])),
  );
  return delays.filter(({ messageId, position }) => !putOff.has(`${messageId} ${position}`));
}
