/** A notice that is due, as a row. */
import { idText } from './id.ts';
import type { NoticeDue } from './rows.ts';
import type { NoticesTable } from './schema.ts';

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
