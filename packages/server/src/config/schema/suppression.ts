/** When a bounce keeps an address from getting mail: figures for all mail, and the same for one stream. */
import { choice, duration, flag, integer, number } from '../field.ts';
import { table } from './table.ts';

const told = {
  confirm_after: 'A second hard bounce at least this much later confirms the first',
  confirm_never_delivered: 'Confirm at the first hard bounce when the address never took a message',
  provisional_lasts: 'How long an unconfirmed entry holds mail back',
  certainty: 'A hard verdict less sure than this counts as a soft bounce only',
  soft_days: 'Soft bounces suppress when they fell on this many different days',
  soft_span: '... and the last came this long after the first, with no delivery between',
  soft_lasts: 'How long soft bounces suppress',
  disabled_lasts: 'How long an entry for a disabled account or a long full mailbox holds',
  blocked_lasts: 'How long it holds that a recipient blocked one sender',
  complaint_scope: 'What a complaint keeps from the address: all mail, that of its stream, or that of its list',
} as const;
const scopes = ['global', 'stream', 'list'] as const;
const certain = { maximum: 1 };

export const suppressionFigures = {
  confirm_after: duration(told.confirm_after, '24h'),
  confirm_never_delivered: flag(told.confirm_never_delivered, true),
  provisional_lasts: duration(told.provisional_lasts, null, { otherwise: 'until confirmed or delivered' }),
  certainty: number(told.certainty, 0.7, certain),
  soft_days: integer(told.soft_days, 3, { minimum: 1 }),
  soft_span: duration(told.soft_span, '14d'),
  soft_lasts: duration(told.soft_lasts, '30d'),
  disabled_lasts: duration(told.disabled_lasts, '180d'),
  blocked_lasts: duration(told.blocked_lasts, '180d'),
  complaint_scope: choice(told.complaint_scope, scopes, 'global'),
};

/** What is not set is as for all mail. */
export const streamSuppression = table('When a bounce of this stream keeps an address from getting mail.', {
  confirm_after: duration(told.confirm_after, null),
  provisional_lasts: duration(told.provisional_lasts, null),
  certainty: number(told.certainty, null, certain),
  soft_days: integer(told.soft_days, null, { minimum: 1 }),
  soft_span: duration(told.soft_span, null),
  soft_lasts: duration(told.soft_lasts, null),
  disabled_lasts: duration(told.disabled_lasts, null),
  blocked_lasts: duration(told.blocked_lasts, null),
  complaint_scope: choice(told.complaint_scope, scopes, null),
});
