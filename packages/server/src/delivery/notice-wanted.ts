/** Whether the sender is told of a recipient's fate: NOTIFY (RFC 3461 §4.1), and nobody who may not be written to. */
import type { Notify } from '@hearback/smtp';
import type { NoticeDue, StoredMessage } from '../store/rows.ts';

/** `byDefault`: whether a delay is told where NOTIFY was not given. */
export function isNoticeWanted(
  message: Pick<StoredMessage, 'sender' | 'notifiable'>,
  notify: readonly Notify[] | null,
  action: NoticeDue['action'],
  byDefault: boolean,
): boolean {
  // RFC 5321 §4.5.5, §6.1: a message from <> is never answered.
  if (message.sender === '' || !message.notifiable) return false;
  if (notify === null) return action === 'failed' || (action === 'delayed' && byDefault);
  if (action === 'failed') return notify.includes('failure');
  if (action === 'delayed') return notify.includes('delay');
  return notify.includes('success');
}
